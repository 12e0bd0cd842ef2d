"""What a researcher adds to the lexicons for one corpus: names of groups, places and their spellings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from analysis.lexicon import places
from analysis.lexicon.actors import Alias, code_of
from analysis.lexicon.places import COLUMNS, Place

_SHORTEST = 5  # letters; shorter names are too much alike: «الصور» is not «صور»
_PLAIN_KINDS = frozenset(("settlement", "quarter", "village", "base", "airport", "oil_field", "camp", "mountain"))


def _loose(name: str) -> str:
    """Return a name in plain letters without articles and blanks, a last «ا» or «ي» written as «ه»."""
    joined = "".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in name.split())
    return joined[:-1] + "ه" if joined[-1:] in ("ا", "ي") else joined


def _no_places() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS), dtype="str").set_index("place_id")


@dataclass(frozen=True, eq=False)
class Additions:
    """The additions of one corpus; two of them are never equal, so that each has a vocabulary of its own.

    Attributes
    ----------
    actors
        Actor ids by provisional id of the group (table ``unlisted``).
    places
        Rows of the gazetteer's columns, indexed by ``place_id``, as text. An id that the gazetteer has
        gives that place further spellings; any other is a place of its own.
    """

    actors: Mapping[str, str] = field(default_factory=dict)
    places: pd.DataFrame = field(default_factory=_no_places)

    @cached_property
    def actor_aliases(self) -> dict[str, tuple[Alias, ...]]:
        """Names of groups in plain letters with what the researcher says they mean, whatever stands before them."""
        names = {name.partition(":")[2]: actor for name, actor in self.actors.items()}
        return {name: (Alias(actor, code_of(actor), "", ""),) for name, actor in names.items()}

    @cached_property
    def spellings(self) -> dict[str, tuple[Place, ...]]:
        """Every spelling in plain letters with the places that bear it, the gazetteer's own first."""
        found = dict(places.spellings())
        first = self.places[~self.places.index.duplicated()]
        own = {p.place_id: p for bearing in places.spelled(first).values() for p in bearing}
        own |= {p.place_id: p for bearing in found.values() for p in bearing}
        for name, added in places.spelled(self.places).items():
            there = found.get(name, ())
            known = {p.place_id for p in there}
            # A further spelling keeps what the place's first row says of the place.
            new = [replace(own[p.place_id], needs=p.needs) for p in added if p.place_id not in known]
            found[name] = (*there, *dict.fromkeys(new))
        return found

    @cached_property
    def _alike(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, dict[str, Place]] = {}
        for name, bearing in self.spellings.items():
            for place in bearing:
                if place.kind in _PLAIN_KINDS and len(key := _loose(name)) >= _SHORTEST:
                    found.setdefault(key, {}).setdefault(place.place_id, place)
        return {key: tuple(bearing.values()) for key, bearing in found.items()}

    def alike(self, name: str) -> tuple[Place, ...]:
        """Return the places whose name in plain letters differs only by article, blanks or a last weak letter."""
        return self._alike.get(_loose(name), ())

    @cached_property
    def own_ids(self) -> frozenset[str]:
        """Ids of places that the gazetteer does not have."""
        return frozenset(self.places.index) - frozenset(places.gazetteer().index)

    @cached_property
    def gazetteer(self) -> pd.DataFrame:
        """Every place, indexed by ``place_id``, as `analysis.lexicon.places.gazetteer` returns them."""
        listed = places.gazetteer()
        new = self.places[~self.places.index.isin(listed.index)]
        new = new[~new.index.duplicated()]
        return pd.concat([listed, places.with_points(new)]) if len(new) else listed


NONE = Additions()
