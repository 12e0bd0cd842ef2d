"""Which named places hold which: a country, a governorate, a city that stands for its governorate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

_TOWNS = frozenset(("settlement", "quarter", "village"))


@dataclass(frozen=True, slots=True)
class Extents:
    """What the gazetteer says of the places of a corpus, by place id.

    The press says «دير الزور» of the city and of its governorate alike; such a city is a *seat*, and
    only the words beside it tell which of the two is meant.
    """

    kind: Mapping[str, str] = field(default_factory=dict)
    name: Mapping[str, str] = field(default_factory=dict)
    governorate: Mapping[str, str] = field(default_factory=dict)
    country: Mapping[str, str] = field(default_factory=dict)

    def is_wide(self, place: str, words: str = "") -> bool:
        """Say whether a place can hold others: a country, a governorate, or a seat that no word calls a city.

        Parameters
        ----------
        place
            Its id.
        words
            The words of the event that names it.
        """
        kind = self.kind.get(place, "")
        seat = kind in _TOWNS and self.name.get(place) == self.governorate.get(place)
        return kind in ("country", "governorate") or (seat and "مدينة" not in words)

    def holds(self, wide: str, place: str) -> bool:
        """Say whether a wide place has another one in it."""
        if wide == place or self.country.get(wide) != self.country.get(place) or place not in self.kind:
            return False
        if self.kind.get(wide) == "country":
            return True
        return bool(self.governorate.get(wide)) and self.governorate.get(wide) == self.governorate.get(place)

    def innermost(self, places: Sequence[str]) -> list[str]:
        """Return the places without those that only hold another one of them.

        Examples
        --------
        >>> known = extents(pd.DataFrame([
        ...     ["a", "settlement", "حلب", "حلب", "SY"], ["b", "village", "حيان", "حلب", "SY"],
        ... ], columns=["place_id", "kind", "name", "governorate", "country"]))
        >>> known.innermost(["a", "b"])
        ['b']
        """
        return [p for p in places if not (self.is_wide(p) and any(self.holds(p, q) for q in places))]


def extents(places: pd.DataFrame) -> Extents:
    """Return the extents of the places in the table ``places``."""
    known = places.set_index("place_id")[["kind", "name", "governorate", "country"]].fillna("").astype(str)
    columns: dict[str, dict[str, str]] = {str(c): {str(k): v for k, v in known[c].items()} for c in known}
    return Extents(**columns)
