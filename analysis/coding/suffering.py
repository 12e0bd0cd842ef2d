"""Whom an attack was done to, told by its toll: «قتل 28 مدنياً في قصف ...», «... ما أدى إلى إصابة طفل»."""

from collections.abc import Sequence

from analysis.coding import partners
from analysis.coding.document import Document
from analysis.coding.event import Event
from analysis.coding.tolls import Toll
from analysis.lexicon.words import word_class

_HARMS = frozenset(
    (
        "ground_attack", "air_strike", "shelling", "vehicle_bomb", "suicide_bombing", "ied_blast",
        "explosion", "shooting", "killing",
    )
)  # fmt: skip
_NAMELESS = _HARMS - {"suicide_bombing", "vehicle_bomb", "ground_attack"}  # whose doers do not fall in doing it
_APART = word_class("told-apart")
_OUTCOMES = frozenset(("killed", "wounded", "killed_or_wounded"))
_TAKES = frozenset(("arrest_raid", "abduction"))


def lend(doc: Document, tolls: Sequence[tuple[Toll, Event | None]]) -> None:
    """Give an event without a target the victims that its sentence counts; changes the events.

    The count must stand in the sentence of the event, with no other event and no word that begins
    another matter («فيما», «بينما») between them. Of a clash the fallen are the side that nobody named:
    «قتل جنديان في اشتباكات مع داعش».
    """
    for toll, event in tolls:
        if event is None or toll.victim is None or toll.low == 0 or toll.is_tally:
            continue
        if event.event_type == "clash" and toll.outcome in _OUTCOMES and _told_together(doc, toll, event):
            _join_side(event, toll.victim)
        held = event.event_type in _TAKES and toll.outcome == "captured"
        if not held and (event.event_type not in _HARMS or toll.outcome not in _OUTCOMES):
            continue
        if event.status != "happened" or not _told_together(doc, toll, event):
            continue
        # «شنت تركيا غارات بعد مقتل أحد جنودها بنيران»
        mourns = event.roles.carried and toll.last <= event.found.first
        if mourns or _are_counted(toll, event):
            event.roles.source = partners.without(event.roles.source, [toll.victim])
        if toll.victim in event.roles.source or partners.beside(toll.victim, event.roles.source):
            continue
        if toll.victim not in event.roles.target and (toll.victim == "civilians" or not event.roles.target):
            event.roles.target = [*event.roles.target, toll.victim]


def _are_counted(toll: Toll, event: Event) -> bool:
    """«إن ثلاثة متمردين توفوا بعد إصابتهم بطلقات»: the name that says who was hurt does not say who did it."""
    if event.event_type not in _NAMELESS:
        return False
    return any(m.entity_id == toll.victim and toll.first <= m.first < toll.last for m in event.roles.used)


def _join_side(event: Event, fallen: str) -> None:
    """Give a clash with one known side the other one; who stands behind the clash is whom it was fought with."""
    roles = event.roles
    if event.status != "happened" or roles.target or len(roles.source) != 1 or fallen in (*roles.source, "civilians"):
        return
    if any(m.first > event.found.first and m.entity_id in roles.source for m in roles.used):
        roles.source, roles.target = [fallen], roles.source
    else:
        roles.target = [fallen]


def _told_together(doc: Document, toll: Toll, event: Event) -> bool:
    line = event.line
    if not line.first <= toll.first < line.last:
        return False
    start, end = sorted((toll.first, event.found.first))
    return not any(doc.tokens.words[t] in _APART for t in range(start + 1, end))
