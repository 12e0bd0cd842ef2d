"""The gazetteer: where the places are, how the press spells them, what heads go before them."""

from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from analysis.lexicon import tabledata
from analysis.text.normalise import fold

KINDS = (
    "settlement", "quarter", "village", "region", "governorate", "mountain", "river", "oil_field", "base", "airport",
    "crossing", "camp", "road", "dam", "country", "sea",
)  # fmt: skip
NEEDS = ("", "yes", "prep")


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer; ``needs`` says whether a head noun or preposition must precede."""

    place_id: str
    name: str
    kind: str
    governorate: str
    country: str
    needs: str


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that stands before a place name; ``number`` is one, two, many, none, or number («اللواء 93»)."""

    word: str
    number: str
    kind: str
    part_of_name: bool


def _wrong(row: dict[str, str]) -> str | None:
    if row["kind"] not in KINDS:
        return f"kind `{row['kind']}` is none of {', '.join(KINDS)}"
    if row["needs_head"] not in NEEDS:
        return f"needs_head `{row['needs_head']}` is none of yes, prep or empty"
    for axis, limit in (("lat", 90), ("lon", 180)):
        try:
            if row[axis] and abs(float(row[axis])) > limit:
                return f"{axis} `{row[axis]}` is beyond {limit}"
        except ValueError:
            return f"{axis} `{row[axis]}` is no number"
    return None


@cache
def _table() -> pd.DataFrame:
    table = tabledata.load("places.csv", required=("place_id", "name", "kind", "country"), check=_wrong)
    return tabledata.indexed(table, "place_id", "places.csv")


def gazetteer() -> pd.DataFrame:
    """Return every place, indexed by ``place_id``; ``lat`` and ``lon`` in degrees, missing if open.

    Examples
    --------
    >>> gazetteer().loc["tadmor", "name"]
    'تدمر'
    """
    table = _table().copy()
    for axis in ("lat", "lon"):
        table[axis] = pd.to_numeric(table[axis])
    return table


@cache
def spellings() -> dict[str, tuple[Place, ...]]:
    """Return every spelling in plain letters with the places that bear it, in file order."""
    found: dict[str, list[Place]] = {}
    for place_id, row in _table().iterrows():
        place = Place(str(place_id), row["name"], row["kind"], row["governorate"], row["country"], row["needs_head"])
        for written in dict.fromkeys(n.strip() for n in (row["name"], *row["variants"].split("|")) if n.strip()):
            # «~» marks a spelling that is risky although the name is not.
            spelled = replace(place, needs="prep") if written.startswith("~") else place
            known = found.setdefault(fold(written.removeprefix("~")), [])
            if spelled not in known:
                known.append(spelled)
    return {name: tuple(places) for name, places in found.items()}


@cache
def heads() -> dict[str, Head]:
    """Return the head nouns in plain letters, with their article and clitic-free."""
    table = tabledata.load("place_heads.csv", required=("head", "number"))
    return {
        fold(r["head"]): Head(fold(r["head"]), r["number"], r["kind"], r["part_of_name"] == "yes")
        for r in table.to_dict("records")
    }
