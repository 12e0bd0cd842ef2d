"""A name in the text, and what it names."""

from dataclasses import dataclass

from analysis.lexicon.places import Place


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: tokens ``[first, last)``, what it names, and the rule that says so.

    ``shown`` is false for a bare adjective, which may name who acts but is no mention. ``fits`` are the
    places that bear the name, ``candidates`` their ids where nothing tells which of them is meant.
    """

    kind: str
    first: int
    last: int
    entity_id: str
    name: str
    rule: str
    skip: int = 0
    shown: bool = True
    place: Place | None = None
    weapon: str = ""
    headed: bool = False
    fits: tuple[Place, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def is_country(self) -> bool:
        """Say whether it names a country."""
        return self.place is not None and self.place.kind == "country"
