"""One event before it becomes a row, and the families of types that are read alike."""

from dataclasses import dataclass, field
from typing import Literal

from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Line
from analysis.coding.mention import Mention
from analysis.coding.parties import Roles
from analysis.text.dates import When

STRIKES = frozenset(("air_strike", "shelling"))
FIRE = STRIKES | {"ground_attack", "shooting"}
BLASTS = frozenset(("vehicle_bomb", "suicide_bombing", "ied_blast", "explosion"))
LEAVING = frozenset(("withdrawal", "displacement", "troop_movement"))
ATTACKS = STRIKES | BLASTS | {"ground_attack", "clash", "shooting"}

TypedBy = Literal["word", "object", "weapon", "usual", "context"]


@dataclass
class Event:
    """One event before it becomes a row; tokens ``[first, last)`` are its core.

    ``typed_by`` says what its type rests on: the word that reports it, what is hit, a weapon named in its
    clause, what its doers mostly use, or an event told before it.
    """

    line: Line
    clause: Clause
    found: Found
    event_type: str
    typed_by: TypedBy
    status: str
    roles: Roles
    attribution: str | None
    when: When | None
    first: int
    last: int
    cue: str = ""
    rule: str = ""
    is_definite: bool = False
    places: list[Mention] = field(default_factory=list)
    recalled_by: str = ""

    def own_places(self) -> list[Mention]:
        """Return the places that its own clause names."""
        return [m for m in self.places if self.clause.first <= m.first < self.clause.last]
