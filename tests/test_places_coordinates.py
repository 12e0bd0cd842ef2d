"""Our coordinates against two public gazetteers."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.lexicon import places
from analysis.text.normalise import fold

LIMIT_KM = 12
# One name, several places of the governorate: the sources and we mean different ones.
HOMONYMS = frozenset(("wasta", "rmeilan"))
# Towns whose position in GeoNames is off, or that we lack: we name a smaller namesake elsewhere.
ELSEWHERE = frozenset(("قباسين", "الغانيه", "الغسانيه", "صوران"))
# In the order of GeoNames' codes 01 to 14.
GOVERNORATES = (
    "الحسكة", "اللاذقية", "القنيطرة", "الرقة", "السويداء", "درعا", "دير الزور", "ريف دمشق", "حلب", "حماة", "حمص",
    "إدلب", "دمشق", "طرطوس",
)  # fmt: skip
_EARTH_KM = 6371.0


def plain(name: str) -> str:
    return "".join(fold(name).split())


def distance(one: pd.DataFrame, lat: str, lon: str) -> "pd.Series":
    """Return the great-circle distance in km between ``lat, lon`` and the columns named."""
    a, b, c, d = (np.radians(one[k].astype(float)) for k in ("lat", "lon", lat, lon))
    h = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * np.arcsin(np.sqrt(h))


@pytest.fixture(scope="module")
def ours() -> pd.DataFrame:
    """Return the Syrian settlements of the gazetteer with plain names."""
    table = places.gazetteer().reset_index()
    table = table[table["country"].eq("SY") & table["kind"].isin(["settlement", "village"]) & table["lat"].notna()]
    return table.assign(plain=table["name"].map(plain), adm=table["governorate"].map(plain))


def far(ours: pd.DataFrame, theirs: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Return our places whose nearest namesake among theirs is beyond the limit."""
    pairs = ours.merge(theirs, on=on)
    pairs = pairs.assign(km=distance(pairs, "their_lat", "their_lon"))
    nearest = pairs.loc[pairs.groupby("place_id")["km"].idxmin()]
    assert len(nearest) > 150, "too few places in common for a comparison"
    return nearest[(nearest["km"] > LIMIT_KM) & ~nearest["place_id"].isin(HOMONYMS)]


def test_coordinates_agree_with_ocha(ours, SHARED: Path):
    table = pd.read_csv(SHARED / "data" / "ocha_communities.csv")
    theirs = pd.DataFrame(
        {
            "plain": table["name_ar"].map(plain),
            "adm": table["adm1_ar"].map(plain),
            "their_lat": table["lat"],
            "their_lon": table["lon"],
        }
    )
    wrong = far(ours, theirs, ["plain", "adm"])
    assert wrong.empty, wrong[["place_id", "name", "governorate", "km"]].to_string()


@pytest.fixture(scope="module")
def towns(SHARED: Path) -> pd.DataFrame:
    """Return the towns of GeoNames, one row a name."""
    table = pd.read_csv(SHARED / "data" / "geonames_sy.csv")
    table = table.assign(plain=table["names_ar"].fillna("").str.split("|")).explode("plain")
    table = table.assign(
        plain=table["plain"].map(plain), adm=table["admin1code"].map(lambda code: plain(GOVERNORATES[int(code) - 1]))
    )
    return table[table["plain"].ne("")].rename(columns={"lat": "their_lat", "lon": "their_lon"})[
        ["geonameid", "plain", "adm", "population", "their_lat", "their_lon"]
    ]


def test_coordinates_agree_with_geonames(ours, towns):
    wrong = far(ours, towns, ["plain", "adm"])
    assert wrong.empty, wrong[["place_id", "name", "governorate", "km"]].to_string()


def test_a_name_that_a_town_bears_means_the_town(ours, towns):
    named = ours.assign(plain=ours["name"].str.cat(ours["variants"], sep="|").str.split("|")).explode("plain")
    named = named.assign(plain=named["plain"].str.removeprefix("~").map(plain))
    large = towns[towns["population"].ge(10_000) & ~towns["plain"].isin(ELSEWHERE)].drop(columns="adm")
    pairs = named.merge(large, on="plain")
    pairs = pairs.assign(km=distance(pairs, "their_lat", "their_lon"))
    nearest = pairs.loc[pairs.groupby("geonameid")["km"].idxmin()]
    assert len(nearest) > 60, "too few towns in common for a comparison"
    wrong = nearest[nearest["km"] > LIMIT_KM]
    assert wrong.empty, wrong[["place_id", "name", "governorate", "km"]].to_string()
