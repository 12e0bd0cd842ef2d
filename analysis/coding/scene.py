"""What is known when people are counted: who was named, who is hurt, who was counted last."""

from dataclasses import dataclass

from analysis.coding.mention import Mention
from analysis.coding.people import Group


@dataclass(slots=True)
class Scene:
    """The scene in which the counts of one line are read.

    ``people`` are the actor mentions of the article up to the end of the line, ``suffering`` the
    actor ids that the events of the line are done to, ``doing`` those who only do them, ``taken``
    the first token not yet read.
    ``before`` and ``owner`` are the group counted before and its victims; «آخرين» are more of them.
    ``home`` is the army of the country where the line plays; ``at_war`` says that soldiers there can
    be of several. ``earlier`` are the victims of the count that ends the sentence before, ``told`` the
    outcomes that the article has counted so far.
    """

    people: list[Mention]
    suffering: list[str]
    doing: frozenset[str] = frozenset()
    before: Group | None = None
    owner: str | None = None
    taken: int = 0
    home: str | None = None
    at_war: bool = True
    earlier: str | None = None
    told: frozenset[str] = frozenset()
