"""The gazetteer: where the places are, how the press spells them, what heads go before them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from analysis.lexicon import tabledata
from analysis.text.normalise import fold

KINDS = (
    "settlement", "quarter", "village", "region", "governorate", "mountain", "river", "oil_field", "base", "airport",
    "crossing", "camp", "road", "dam", "country", "sea",
)  # fmt: skip
NEEDS = ("", "yes", "prep", "noun")
COLUMNS = (
    "place_id", "name", "variants", "name_en", "kind", "governorate", "district", "country", "lat", "lon",
    "needs_head", "pcode", "geonames_id", "source", "comment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer.

    ``needs`` says what must precede: a head (``yes``), a head or preposition (``prep``), no noun
    that it describes (``noun``).

    ``lat`` and ``lon`` are in degrees, missing where the place has no point.
    """

    place_id: str
    name: str
    kind: str
    governorate: str
    country: str
    needs: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that stands before a place name; ``number`` is one, two, many, none, number or definite.

    Behind a head with ``number`` stands a number («اللواء 93»), behind one with ``definite`` a name with the
    article or in quotation marks («دوار الباسل»): without them it is no name («حاجز أمني»).
    """

    word: str
    number: str
    kind: str
    part_of_name: bool


def wrong(row: Mapping[str, str]) -> str | None:
    """Return what is wrong with a row of the gazetteer, or None."""
    if row["kind"] not in KINDS:
        return f"kind `{row['kind']}` is none of {', '.join(KINDS)}"
    if row["needs_head"] not in NEEDS:
        return f"needs_head `{row['needs_head']}` is none of yes, prep, noun or empty"
    for axis, limit in (("lat", 90), ("lon", 180)):
        try:
            if row[axis] and abs(float(row[axis])) > limit:
                return f"{axis} `{row[axis]}` is beyond {limit}"
        except ValueError:
            return f"{axis} `{row[axis]}` is no number"
    return None


@cache
def _table() -> pd.DataFrame:
    table = tabledata.load("places.csv", required=("place_id", "name", "kind", "country"), check=wrong)
    return tabledata.indexed(table, "place_id", "places.csv")


def gazetteer() -> pd.DataFrame:
    """Return every place, indexed by ``place_id``; ``lat`` and ``lon`` in degrees, missing if open.

    Examples
    --------
    >>> gazetteer().loc["tadmor", "name"]
    'تدمر'
    """
    return with_points(_table())


def with_points(table: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the gazetteer with ``lat`` and ``lon`` as numbers."""
    return table.assign(lat=pd.to_numeric(table["lat"]), lon=pd.to_numeric(table["lon"]))


@cache
def spellings() -> dict[str, tuple[Place, ...]]:
    """Return every spelling in plain letters with the places that bear it, in file order."""
    return spelled(_table())


def spelled(table: pd.DataFrame) -> dict[str, tuple[Place, ...]]:
    """Return the spellings of a gazetteer table, indexed by ``place_id``, with the places that bear them."""
    found: dict[str, list[Place]] = {}
    for place_id, row in zip(table.index, table.to_dict("records"), strict=True):
        place = Place(
            str(place_id),
            row["name"],
            row["kind"],
            row["governorate"],
            row["country"],
            row["needs_head"],
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
        )
        for written in dict.fromkeys(n.strip() for n in (row["name"], *row["variants"].split("|")) if n.strip()):
            # «~» marks a spelling that is risky although the name is not.
            spelled = replace(place, needs="prep") if written.startswith("~") else place
            known = found.setdefault(fold(written.removeprefix("~")), [])
            if spelled not in known:
                known.append(spelled)
    return {name: tuple(places) for name, places in found.items()}


def is_head(word: str) -> bool:
    """Say whether a word in plain letters is a head noun of place names, a clitic of one letter aside."""
    return word in heads() or word[1:] in heads()


@cache
def heads() -> dict[str, Head]:
    """Return the head nouns in plain letters, with their article and clitic-free."""
    table = tabledata.load("place_heads.csv", required=("head", "number"))
    return {
        fold(r["head"]): Head(fold(r["head"]), r["number"], r["kind"], r["part_of_name"] == "yes")
        for r in table.to_dict("records")
    }
