"""Claims about who holds a place: changes that events report, and standing states."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.coding.document import Document, Line
from analysis.coding.events import Event
from analysis.coding.mentions import Mention
from analysis.coding.whereabouts import is_left, joined
from analysis.lexicon.words import word_class

_GAINS = frozenset(("territory_gain",))
_LOSSES = frozenset(("territory_loss", "withdrawal"))
_PRONOUNS = word_class("place-pronoun")
_MEASURES = word_class("measure")
_NEAR = word_class("near")
_PARTS = word_class("part-of-place")
_STATES: dict[str, list[tuple[str, ...]]] = {}
for _words in sorted((tuple(p.split()) for p in word_class("standing-control")), key=lambda p: (-len(p), p)):
    _STATES.setdefault(_words[0], []).append(_words)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: the place, who gains it (or holds it, in a state) and who loses it."""

    kind: str
    place: Mention
    gained_by: str | None
    lost_by: str | None
    status: str
    attribution: str | None
    first: int
    last: int
    rule: str
    event: Event | None


def changes(doc: Document, event: Event) -> Iterator[Claim]:
    """Yield a claim for every place that an event says changed hands.

    Gains near a place, or of a part of it, claim nothing of the place.
    """
    if event.event_type not in _GAINS | _LOSSES:
        return
    gain = event.event_type in _GAINS
    source = next(iter(event.roles.source), None)
    target = next(iter(event.roles.target), None)
    if event.event_type == "withdrawal" and event.found.trigger.rule in ("retreat", "flee-noun", "flee-verb"):
        return
    if gain and source is None:
        return
    near, previous = False, None
    for place in event.places:
        near = (near and previous is not None and joined(doc, previous, place)) or _is_near(doc, event, place)
        previous = place
        if place.is_country or near or _is_distant(doc, event, place):
            continue
        own = event.clause.first <= place.first < event.clause.last
        behind = own and place.first >= event.found.first
        if gain and not behind and not _has_object(doc, event):
            continue
        if not gain and not own:
            continue
        if event.event_type == "withdrawal" and own and not is_left(doc, event.clause, event.found, place):
            continue
        if place.place is not None and place.place.kind in ("river", "sea", "road"):
            continue
        yield Claim(
            "change",
            place,
            source if gain else None,
            target if gain else source,
            event.status,
            event.attribution,
            event.first,
            event.last,
            event.rule,
            event,
        )


def _has_object(doc: Document, event: Event) -> bool:
    """Say whether a pronoun takes up the place named before: «سيطر عليها», «حرّرها»."""
    words = doc.tokens.words[event.found.first : min(event.found.last + 4, event.clause.last)]
    is_verb = event.found.form.tense in ("past", "present")
    return (is_verb and words[0].endswith(("ها", "هما"))) or any(w in _PRONOUNS for w in words)


def _is_distant(doc: Document, event: Event, place: Mention) -> bool:
    """«التي تبعد 60 كلم عن الرقة», «إلى الشمال من مدينة …»: a place that only measures another."""
    start = max(event.clause.first, place.first - 8)
    return any(doc.tokens.words[t] in _MEASURES for t in range(start, place.first))


def _is_near(doc: Document, event: Event, place: Mention) -> bool:
    if place.first < event.clause.first:
        return False
    words = doc.tokens.words
    stop = max(event.found.last if place.first >= event.found.last else event.clause.first, place.first - 5)
    return any(words[t] in _NEAR or words[t] in _PARTS for t in range(stop, place.first))


def states(doc: Document, line: Line, mentions: list[Mention]) -> Iterator[Claim]:
    """Yield standing control: «عين العرب التي يسيطر عليها الأكراد», «الرقة معقل التنظيم»."""
    words = doc.tokens.words
    inside = [m for m in mentions if line.first <= m.first < line.last]
    at = line.first
    while at < line.last:
        known = _STATES.get(words[at], ())
        phrase = next((p for p in known if tuple(words[at : at + len(p)]) == p and at + len(p) <= line.last), None)
        if phrase is None:
            at += 1
            continue
        end = at + len(phrase)
        holder = next((m for m in inside if m.kind == "actor" and end <= m.first <= end + 3), None)
        spots = [m for m in inside if m.kind == "place" and m.last <= at and at - m.last <= 4 and not m.is_country]
        if holder and spots:
            place = spots[-1]
            yield Claim(
                "state",
                place,
                holder.entity_id,
                None,
                "happened",
                None,
                place.first,
                holder.last,
                "standing",
                None,
            )
        at = end
