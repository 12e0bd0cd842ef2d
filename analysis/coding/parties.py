"""Those who do and those who suffer, and which names can be either."""

from dataclasses import dataclass, field

from analysis.coding.mention import Mention
from analysis.lexicon.actors import catalogue

_KIND = catalogue()["kind"].to_dict()
_SIDE = catalogue()["side"].to_dict()
_STATES = frozenset(("government", "russia", "foreign", "transition"))
# Militias of a government's side: «جندي», «شرطي» are none of theirs.
_MILITIAS = frozenset(("ndf", "pro-government-militias", "qalamoun-shield", "hezbollah", "iranian-militias", "pmf"))


@dataclass(slots=True)
class Roles:
    """Actor ids of those who do, of those who help them and of those who suffer, and the place mentions."""

    source: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    used: list[Mention] = field(default_factory=list)
    promoted: list[Mention] = field(default_factory=list)
    carried: bool = False


def acts(mention: Mention) -> bool:
    """Say whether a mention can do or suffer: an armed actor, or people, but no speaker."""
    return mention.kind == "actor" and _KIND.get(mention.entity_id) != "speaker"


def is_state_force(actor_id: str) -> bool:
    """Say whether an actor is the army or police of a state, or a coalition of states."""
    return _SIDE.get(actor_id) in _STATES and actor_id not in _MILITIAS
