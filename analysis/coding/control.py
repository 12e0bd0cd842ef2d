"""Claims about who holds a place: changes that events report, and standing states."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.coding import telling
from analysis.coding.document import Document, Line
from analysis.coding.event import Event
from analysis.coding.held import is_object, with_facility
from analysis.coding.mention import Mention
from analysis.coding.parties import acts
from analysis.lexicon import places
from analysis.lexicon.actors import camp_of
from analysis.lexicon.words import by_first_word, standing, word_class

_GAINS = frozenset(("territory_gain",))
_LOSSES = frozenset(("territory_loss", "withdrawal"))
_FORMER = word_class("former")
_LASTING = word_class("goes-on-holding")
_LASTING_REACH = 3
_GOING_ON = word_class("going-on")
_OWN = ("ه", "ها", "هم")
_AREAS = word_class("area-of-place")
_TAKEN_FROM = by_first_word(word_class("taken-from"))
_LOSER_REACH = 5  # tokens between «بعد اشتباكات مع» and who lost the place
_PEOPLE = frozenset(("civilians", "protesters"))
_STATES = by_first_word(word_class("standing-control"))


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: the place, who gains it (or holds it, in a state) and who loses it.

    ``told`` is false where the sentence only refers to it («بعد سقوط الموصل»): then no date is implied.
    """

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
    told: bool = True


def changes(
    doc: Document, event: Event, mentions: list[Mention], anchors: frozenset[int] = frozenset()
) -> Iterator[Claim]:
    """Yield a claim for every place that an event says changed hands.

    A gain needs a taker and a place that is its object; what is held near a place, or is a
    part or a thing in it, claims nothing of the place. Who goes on holding a place only holds it.

    Parameters
    ----------
    doc, event
        Where it is said.
    mentions
        Mentions of the article in order.
    anchors
        First tokens of the places that only help to place something else: nothing is claimed of them.
    """
    gain = event.event_type in _GAINS
    source = next(iter(event.roles.source), None)
    silent = "no-claim" in event.found.trigger.traits
    if not (gain or event.event_type in _LOSSES) or silent or (gain and source is None):
        return
    lasting = gain and _goes_on(doc, event)
    if lasting:
        loser = None
    elif gain:
        loser = _loser(doc, event, mentions, source)
    elif event.found.trigger.decides == "fall":
        # Whoever stands near «سقوط المدينة» is as often its taker: only «من يد» names the loser.
        loser = _taken_from(doc, event, mentions)
    else:
        loser = source
    dated = telling.is_dated(doc, event)
    previous: Mention | None = None
    seen: set[str] = set()
    for place in event.places:
        if place.first in anchors or not is_object(doc, event, place, previous, gain=gain):
            continue
        previous = place
        if place.name in seen:  # «كوباني - عين العرب»
            continue
        seen.add(place.name)
        yield Claim(
            "state" if lasting else "change",
            with_facility(doc, place),
            source if gain else None,
            loser,
            event.status,
            event.attribution,
            event.first,
            event.last,
            event.rule,
            event,
            dated,
        )


def _goes_on(doc: Document, event: Event) -> bool:
    """«يواصل احتلاله», «إبان سيطرة»: who already holds the place."""
    words = doc.tokens.words
    if any(w in _LASTING for w in words[max(event.line.first, event.found.first - _LASTING_REACH) : event.found.first]):
        return True
    # «ويواصل التنظيم، الذي طُرد من …، احتلاله لمدينة …»: its own hold goes on, however long the words between.
    own = event.found.form.tense in ("noun", "phrase") and words[event.found.first].endswith(_OWN)
    opening = words[event.line.first : event.line.first + _LASTING_REACH]
    return own and any(w.removeprefix("و") in _GOING_ON for w in opening)


def _loser(doc: Document, event: Event, mentions: list[Mention], taker: str | None) -> str | None:
    """Return who lost what somebody took: as the clause has it, or behind «من يد», «بعد اشتباكات مع».

    Nobody of the taker's camp loses to it, and people who live there hold nothing.
    """

    def fits(actor: str) -> bool:
        return actor not in _PEOPLE and camp_of(actor) != camp_of(taker)

    named = _taken_from(doc, event, [m for m in mentions if fits(m.entity_id)])
    if named:
        return named
    # Behind the words only: «وفيما تتواصل الحرب ضد التنظيم، سيطرت الفصائل على …» names another enemy before.
    inside = {m.entity_id for m in mentions if event.found.first <= m.first < event.clause.last}
    return next((a for a in event.roles.target if a in inside and fits(a)), None)


def _taken_from(doc: Document, event: Event, mentions: list[Mention]) -> str | None:
    """«من يد التنظيم», «بعد اشتباكات مع قوات النظام»: the words that name who lost the place."""
    words = doc.tokens.words
    for at in range(event.found.last, event.line.last):
        length = standing(words, at, event.line.last, _TAKEN_FROM)
        near = (m for m in mentions if at + length <= m.first <= at + length + _LOSER_REACH) if length else iter(())
        named = next((m.entity_id for m in near if acts(m)), None)
        if named:
            return named
    return None


def _is_area(doc: Document, place: Mention, at: int) -> bool:
    """«قرى ريف حماة التي يسيطر عليها …»: an area around the place, or between it and the words, is what is held."""
    words = doc.tokens.words
    before = place.first - 1
    while before >= 0 and places.is_head(words[before]) and words[before] not in _AREAS:
        before -= 1
    led = before >= 0 and (words[before] in _AREAS or words[before][1:] in _AREAS)
    return led or any(w in _AREAS or w.removeprefix("ال") in _AREAS for w in words[place.last : at])


def states(doc: Document, line: Line, mentions: list[Mention]) -> Iterator[Claim]:
    """Yield standing control: «عين العرب التي يسيطر عليها الأكراد», «الرقة معقل التنظيم»."""
    words = doc.tokens.words
    inside = [m for m in mentions if line.first <= m.first < line.last]
    at = line.first
    while at < line.last:
        length = standing(words, at, line.last, _STATES)
        if not length:
            at += 1
            continue
        end = at + length
        if at > line.first and (
            words[at - 1] in _FORMER
            or (words[at] in ("معقل", "معاقل") and "اخر" in words[max(line.first, at - 2) : at])
        ):
            at = end
            continue
        holder = next((m for m in inside if m.kind == "actor" and end <= m.first <= end + 3), None)
        spots = [m for m in inside if m.kind == "place" and m.last <= at and at - m.last <= 4 and not m.is_country]
        if holder and spots and not _is_area(doc, spots[-1], at):
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
