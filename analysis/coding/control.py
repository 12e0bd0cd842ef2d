"""Claims about who holds a place: changes that events report, and standing states."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.coding.document import Document, Line
from analysis.coding.event import Event
from analysis.coding.mention import Mention
from analysis.coding.whereabouts import is_left, joined
from analysis.lexicon.words import by_first_word, standing, word_class

_FACILITIES = word_class("facility")
_DEFINITE = word_class("definite-head")
_FALLING = frozenset(("سقوطها", "سقوطه", "وقوعها", "وقوعه", "خروجها", "خروجه"))
_KINDS_OF = {
    "المعبر": ("crossing",),
    "المطار": ("airport", "base"),
    "الحقل": ("oil_field",),
    "القاعده": ("base", "airport"),
    "المخيم": ("camp",),
    "الحي": ("quarter",),
}
_LINES = frozenset(("river", "sea", "road"))
_WIDE = frozenset(("governorate", "region"))
_GAINS = frozenset(("territory_gain",))
_LOSSES = frozenset(("territory_loss", "withdrawal"))
_ANTECEDENT_REACH = 6
_SAID = word_class("statement")
_LEFT = word_class("left-pronoun")
_RELATIVE = frozenset(("التي", "الذي", "الذين", "اللتين", "اللذين"))
_DAYS = word_class("day-word")
_COMPASS = word_class("compass")
_ELSEWHERE = word_class("leads-elsewhere")
_LIST_ON = word_class("goes-in-list")
_THINGS = word_class("no-place-object")
_FORMER = word_class("former")
_PRONOUNS = word_class("place-pronoun")
_MEASURES = word_class("measure")
_NEAR = word_class("near")
_PARTS = word_class("part-of-place")
_STATES = by_first_word(word_class("standing-control"))


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

    A gain needs a taker and a place that is its object; what is held near a place, or is a
    part or a thing in it, claims nothing of the place.
    """
    gain = event.event_type in _GAINS
    source = next(iter(event.roles.source), None)
    target = next(iter(event.roles.target), None)
    silent = "no-claim" in event.found.trigger.traits
    if not (gain or event.event_type in _LOSSES) or silent or (gain and source is None):
        return
    previous: Mention | None = None
    for place in event.places:
        if not _is_object(doc, event, place, previous, gain=gain):
            continue
        previous = place
        yield Claim(
            "change",
            _with_facility(doc, place),
            source if gain else None,
            target if gain else source,
            event.status,
            event.attribution,
            event.first,
            event.last,
            event.rule,
            event,
        )


def _with_facility(doc: Document, place: Mention) -> Mention:
    """«تحرير جامعة ...»: a facility is a place of its own, and its town is not taken with it."""
    before = doc.tokens.words[place.first - 1] if place.first else ""
    head = next((h for h in (before, before[1:]) if h in _FACILITIES), None)
    if head is None or place.skip:
        return place
    return replace(place, first=place.first - 1, entity_id="", name=f"{head} {place.name}", place=None)


def _is_object(doc: Document, event: Event, place: Mention, previous: Mention | None, *, gain: bool) -> bool:
    """Say whether the place is what is taken, lost or left."""
    kind = place.place.kind if place.place is not None else ""
    if place.is_country or kind in _LINES or (not gain and kind in _WIDE):
        return False
    if previous is not None and joined(doc, previous, place):
        return True
    own = event.clause.first <= place.first < event.clause.last
    if own and (_is_near(doc, event, place) or _is_distant(doc, event, place)):
        return False
    if own and place.first >= event.found.last:
        if event.event_type == "withdrawal":
            return is_left(doc, event.clause, event.found, place)
        return _is_governed(doc, event, place)
    if gain:
        return _has_object(doc, event, place)
    if event.event_type == "withdrawal":
        behind = doc.tokens.words[event.found.last : min(event.found.last + 4, event.clause.last)]
        return any(w in _LEFT for w in behind)
    return own


def _is_governed(doc: Document, event: Event, place: Mention) -> bool:
    """Say whether nothing but «على» leads from the trigger to the place.

    A preposition in between makes it the place of something else («سيطر على مستودعات في حلب»),
    unless it begins a date («في 5 أيار») or a list goes on («إضافة إلى»).
    """
    words = doc.tokens.words
    for at in range(place.first - 1, event.found.last - 1, -1):
        word = words[at]
        if word == "علي":
            return words[at + 1] not in _THINGS
        if word in _LIST_ON:
            return True
        if word == "في" and (words[at + 1][0].isdigit() or words[at + 1] in _DAYS):
            continue
        if word in _ELSEWHERE and not doc.is_name_piece(at):
            return False
    return words[event.found.last] not in _THINGS


def _has_object(doc: Document, event: Event, place: Mention) -> bool:
    """Say whether a pronoun takes up the place named before: «سيطر عليها», «حرّرها»."""
    words = doc.tokens.words[event.found.first : min(event.found.last + 4, event.clause.last)]
    is_verb = event.found.form.tense in ("past", "present")
    pronoun = (is_verb or words[0] in _FALLING) and words[0].endswith(("ها", "هما", "ه"))
    pronoun = (is_verb and words[0].endswith(("ها", "هما"))) or (pronoun and not is_verb)
    taken_up = _definite_object(doc, event, place)
    if not (pronoun or any(w in _PRONOUNS for w in words) or taken_up):
        return False
    if _speaks_or_owns(doc, place):
        return False
    before = doc.tokens.words[max(event.line.first, event.found.first - 2) : event.found.first]
    if any(w in _RELATIVE for w in before):  # «المناطق التي سيطر عليها»: only of a place right before
        return event.found.first - place.last <= _ANTECEDENT_REACH
    return True


def _definite_object(doc: Document, event: Event, place: Mention) -> bool:
    """«السيطرة على المعبر», «سقوط المدينة»: a bare head stands for the place of its kind named before."""
    words = doc.tokens.words
    start = event.found.last
    at = start + (words[start] == "علي" if start < event.clause.last else 0)
    if at >= event.clause.last or words[at] not in _DEFINITE or place.place is None:
        return False
    following = words[at + 1] if at + 1 < event.clause.last else ""
    kinds = _KINDS_OF.get(words[at], ("settlement", "village", "quarter"))
    return place.place.kind in kinds and not following.startswith("ال")


def _speaks_or_owns(doc: Document, place: Mention) -> bool:
    """«أعلنت دمشق», «إعلام موالٍ لدمشق»: a capital that stands for its government, which no pronoun takes as a place."""
    if place.skip and doc.tokens.words[place.first].startswith("ل"):
        return True
    return place.first > 0 and (doc.has(place.first - 1, "speech") or doc.tokens.words[place.first - 1] in _SAID)


def _is_distant(doc: Document, event: Event, place: Mention) -> bool:
    """«التي تبعد 60 كلم عن الرقة», «إلى الشمال من مدينة …»: a place that only measures another."""
    words = doc.tokens.words
    start = max(event.clause.first, place.first - 8, event.found.last if place.first >= event.found.last else 0)
    return any(
        not doc.is_name_piece(t) and (words[t] in _MEASURES or (words[t] in _COMPASS and words[t - 1] == "الي"))
        for t in range(start, place.first)
    )


def _is_near(doc: Document, event: Event, place: Mention) -> bool:
    words = doc.tokens.words
    stop = max(event.found.last if place.first >= event.found.last else event.clause.first, place.first - 5)
    head = place.first - 1 if place.headed else -1  # «قرى …»: the head of the name is no part of it
    return any(words[t] in _NEAR or (words[t] in _PARTS and t != head) for t in range(stop, place.first))


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
