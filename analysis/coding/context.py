"""What a clause leaves open, filled from what stands before it: who, where, which kind, who lost."""

from collections.abc import Sequence
from itertools import pairwise

from analysis.coding import event_types, partners, taken_up
from analysis.coding.document import Document
from analysis.coding.elsewhere import is_origin
from analysis.coding.event import ATTACKS, BLASTS, STRIKES, Event
from analysis.coding.mention import Mention
from analysis.coding.parties import is_state_force
from analysis.lexicon import triggers
from analysis.lexicon.actors import camp_of
from analysis.lexicon.words import word_class

_NEAR_LINES = 1
_PARTY_LINES = 5
_JOINED = 3
_TYPE_LINES = 6
_LIGHT_REACH = 4
_HOLDING = frozenset(("take", "lose", "give", "fallto"))
_HELD_EVENTS = 5
_MOST_CARRIED = 6
_PLACELESS = frozenset(("agreement", "protest"))
_ATTACK_BLASTS = frozenset(("vehicle_bomb", "suicide_bombing"))
_HEAD_LINES = 3
_WIDE = frozenset(("country", "governorate", "region"))
_UNSPECIFIC = frozenset(("targets", "blast-word"))
_ALIKE = word_class("alike")
_ALIKE_REACH = 8
_SAME_PARTIES = word_class("both-sides")
_EXCHANGED = word_class("exchanged")
_EXCHANGE_REACH = 5
_AUTHORITY = word_class("authority")
_AUTHORITY_REACH = 4
_ENSUING = word_class("ensuing")
_ENSUING_REACH = 3
_TAKES = frozenset(("arrest_raid", "abduction"))
_BROUGHT = word_class("brought-about")
_BROUGHT_REACH = 5
_ANY_FIRE = "target-noun"  # the rule of a word that says nothing of the weapon
_OPERATIONS = word_class("the-operation")


def fill(doc: Document, event: Event, events: Sequence[Event], mentions: list[Mention]) -> None:
    """Fill what `event` leaves open from the events told before it; changes `event`.

    Nothing is taken from a later sentence. A verb without a subject and a possessed noun
    («هجومه») have the last doer; a definite noun («القصف») takes up the last event of its kind.
    """
    last = events[-1] if events else None
    if _is_exchanged(doc, event) and last is not None and event.line.index - last.line.index <= _NEAR_LINES:
        both = [*last.roles.source, *last.roles.target]
        if last.roles.source and last.roles.target:
            event.roles.source, event.roles.target, event.roles.carried = both, list(both), True
    fled = event.found.trigger.frame == "displace"  # «ونتيجة القصف نزح الأهالي»: who fired is told there, or not at all
    if not event.roles.source and last is not None and not fled:
        if not last.roles.source and _goes_on(doc, event):
            last = next((e for e in reversed(events[-_JOINED:]) if e.roles.source and _same_sentence(e, event)), last)
        doers = _doer(doc, event, last, events)
        if event.found.trigger.frame == "act":
            partners.spare(doc, event.clause, event.roles, doers)
            doers = partners.without(doers, event.roles.target)
        event.roles.source = doers
        event.roles.carried = bool(event.roles.source)
        if _is_open(event):
            _take_usual(event, event.found.trigger.rule)
    if not event.roles.source and _is_the_speakers(event):
        event.roles.source, event.roles.carried = [event.attribution or ""], True
    if event.found.trigger.frame == "mutual" and not event.roles.source:
        event.roles.source, event.roles.target = event.roles.target, []  # one side is known
    if _is_open(event) or (event.typed_by == "usual" and event.is_definite):
        kind = _kind(doc, event, events)
        if kind:
            event.event_type, event.typed_by = kind, "context"
        elif event.rule != event.found.trigger.rule and event.typed_by == "word":
            event.event_type = triggers.type_of(event.rule)  # «واستهدف قصف مماثل ...»: its subject is a strike
            _take_usual(event, event.rule)
        elif event.typed_by == "word" and event_types.fires_at_place(doc, event.clause, event.found):
            event.event_type = "shelling"
    if event.event_type in _ATTACK_BLASTS:  # «بعد تفجير انتحاري شنت تركيا غارات»: armies send no bombers
        event.roles.source = [a for a in event.roles.source if not is_state_force(a)]
    if not event.places and event.event_type not in _PLACELESS:
        event.places = taken_up.place(doc, event, mentions) or _places(doc, event, events, mentions)
    if event.event_type in ATTACKS and event.roles.source and not event.roles.target:
        event.roles.target = _same_enemy(doc, event, events)
    if event.event_type == "territory_gain" and not event.roles.target and event.roles.source:
        event.roles.target = _loser(event, events)


def _is_the_speakers(event: Event) -> bool:
    """«قال التحالف ... وأضاف أن 17 ضربة نفذت قرب ...»: a force that strikes from the air tells of its own strikes."""
    strikes = event.found.trigger.frame == "act" and event.event_type == "air_strike" and not event.roles.target
    return strikes and triggers.usual_type([event.attribution or ""], _ANY_FIRE) == "air_strike"


def _goes_on(doc: Document, event: Event) -> bool:
    """«اقتحمت قوات النظام المشفى، وسط اشتباكات، واعتقلت أربعة»: a verb joined by «و» has the same subject."""
    return event.found.clitic == "و" and event.found.form.tense == "past"


def _same_sentence(earlier: Event, event: Event) -> bool:
    return earlier.line.index == event.line.index


def _is_exchanged(doc: Document, event: Event) -> bool:
    """«ترافقت مع قصف متبادل بين الطرفين»: fire that both sides of the clash before it open on each other."""
    words = doc.tokens.words[event.found.last : min(event.found.last + _EXCHANGE_REACH, event.clause.last)]
    exchanged = bool(words) and words[0] in _EXCHANGED
    return exchanged and not event.roles.source and not _SAME_PARTIES.isdisjoint(words)


def _is_open(event: Event) -> bool:
    """Say whether neither the clause nor a doer's usual weapon has decided the type yet."""
    return event.found.trigger.decides == "weapon" and event.typed_by == "word"


def _take_usual(event: Event, rule: str) -> None:
    usual = triggers.usual_type(event.roles.source, rule)
    if usual:
        event.event_type, event.typed_by = usual, "usual"


def settle(events: Sequence[Event]) -> None:
    """Give a type to attacks that no word of their sentence tells the kind of; changes `events`.

    A headline says «هجوم على عفرين» of what the text tells as shelling: the nearest event of a known kind in
    the same place by the same doer decides, an earlier one rather than a later one.
    """
    told = [e for e in events if e.event_type in STRIKES | _ATTACK_BLASTS]
    for event in events:
        announced = event.line.index < _HEAD_LINES or event.is_definite
        unspecific = _is_open(event) and bool(event.found.trigger.traits & _UNSPECIFIC)
        if not (announced and unspecific and event.status == "happened"):
            continue
        kin = [e for e in told if _is_same_attack(event, e)]
        kin.sort(key=lambda e: (abs(e.line.index - event.line.index), e.line.index > event.line.index))
        if kin:
            event.event_type, event.typed_by = kin[0].event_type, "context"


def _is_same_attack(event: Event, told: Event) -> bool:
    exact = {m.name for m in event.places if m.place is None or m.place.kind not in _WIDE}
    there = {m.name for m in told.places}
    doers = not event.roles.source or not told.roles.source or set(event.roles.source) & set(told.roles.source)
    days = event.when is None or told.when is None or event.when.start == told.when.start
    return bool(exact & there and doers and days) and event.recalled_by == told.recalled_by


def _doer(doc: Document, event: Event, last: Event, events: Sequence[Event]) -> list[str]:
    found, apart = event.found, event.line.index - last.line.index
    if found.trigger.frame not in ("act", "take", "mover", "mutual") or _has_nameless_doer(doc, event):
        return []
    words = doc.tokens.words[found.first : min(found.last + 8, event.clause.last)]
    if found.trigger.frame == "mutual":
        named = any(w in _SAME_PARTIES for w in words)
        taken_up = event.is_definite and last.event_type in ("clash", "ground_attack")
        ensues = apart == 0 and last.event_type == "ground_attack" and _ensues(doc, event)
        if (named or taken_up or ensues) and apart <= _NEAR_LINES and last.roles.source and last.roles.target:
            # who was arrested or hit is no side of the clash
            event.roles.target = event.roles.target or [a for a in last.roles.target if a != "civilians"]
            return list(last.roles.source)
        between = any(a == "بين" and b in _SAME_PARTIES for a, b in pairwise(words))
        if between and not event.roles.target and (fought := _last_fight(event, events)):
            event.roles.target = list(fought.roles.target)
            return list(fought.roles.source)
        mine = [a for a in last.roles.source if a != "civilians"]
        goes_on = apart == 0 and event.roles.target
        return mine if goes_on and mine and _are_rivals(mine, event.roles.target) else []
    if found.trigger.frame == "act" and (twin := _twin(doc, event, events)) is not None:
        return [a for a in twin.roles.source if a not in event.roles.target]
    is_verb = found.form.tense in ("past", "present")
    light = any(doc.has(t, "support") for t in range(max(event.clause.first, found.first - _LIGHT_REACH), found.first))
    owned = found.form.tense == "noun" and not found.form.definite and words[0].endswith(("ه", "ها", "هم"))
    taken = [a for a in last.roles.source if a not in event.roles.target]
    if found.trigger.frame == "take" and last.event_type in ("withdrawal", "territory_loss"):
        return []  # who leaves a place does not take it
    if (is_verb or light or owned) and apart <= _NEAR_LINES:
        starts_line = found.first - event.line.first <= _LIGHT_REACH
        if apart == 0 or starts_line or owned or light:
            return taken
    if event.is_definite:
        kin = next((e for e in reversed(events) if _is_kin(e, event)), None)
        if kin is not None and event.line.index - kin.line.index <= _TYPE_LINES:
            return [a for a in kin.roles.source if a not in event.roles.target]
    if apart == 0 and not is_verb and event.event_type in ATTACKS and last.event_type in ATTACKS | {"territory_gain"}:
        return taken
    return taken if not is_verb and event.event_type in _TAKES and _is_brought_about(doc, event, last) else []


def _twin(doc: Document, event: Event, events: Sequence[Event]) -> Event | None:
    """«واستهدف قصف مماثل مخيماً آخر»: the last strike that was told, unless who made this one is named behind it."""
    near = range(event.found.first, min(event.found.last + _ALIKE_REACH, event.clause.last))
    alike = any(doc.tokens.words[t] in _ALIKE for t in near) and not any(doc.has(t, "agent") for t in near)
    last = next((e for e in reversed(events) if e.event_type in STRIKES), None) if alike else None
    return last if last is not None and event.line.index - last.line.index <= _TYPE_LINES else None


def _last_fight(event: Event, events: Sequence[Event]) -> Event | None:
    """«استمرار المواجهات بين الطرفين»: the two parties of the last fight that was told, a few sentences back."""
    for last in reversed(events):
        if event.line.index - last.line.index > _PARTY_LINES:
            break
        if last.roles.source and last.roles.target and _are_rivals(last.roles.source, last.roles.target):
            return last
    return None


def _is_brought_about(doc: Document, event: Event, last: Event) -> bool:
    """«نفذ التحالف إنزالاً أسفر عن اعتقال ثلاثة», «وأسفرت العملية عن إلقاء القبض على»: whose raid it was took them."""
    words, start = doc.tokens.words, event.line.first
    near = range(max(start, event.found.first - _BROUGHT_REACH), event.found.first)
    by = next((t for t in near if words[t].removeprefix("و") in _BROUGHT), None)
    if by is None or last.event_type not in ATTACKS | _TAKES:
        return False
    same_line = event.line.index == last.line.index
    taken_up = event.line.index - last.line.index <= _NEAR_LINES and not _OPERATIONS.isdisjoint(words[start : by + 2])
    return same_line or taken_up


def _ensues(doc: Document, event: Event) -> bool:
    """«هاجم المسلحون حاجزاً، تلته اشتباكات»: the clash grew out of the attack."""
    near = doc.tokens.words[max(event.clause.line.first, event.found.first - _ENSUING_REACH) : event.found.last + 2]
    return not event.roles.target and not _ENSUING.isdisjoint(w.removeprefix("و") for w in near)


def _has_nameless_doer(doc: Document, event: Event) -> bool:
    """«ألقت فرق الأمن القبض عليهم»: somebody else does it, whom no lexicon knows."""
    found, words = event.found, doc.tokens.words
    near = words[max(event.clause.first, found.first - _AUTHORITY_REACH) : found.last + 2]
    return not _AUTHORITY.isdisjoint(near)


def _is_kin(earlier: Event, event: Event) -> bool:
    """Say whether a definite noun can take up an earlier event."""
    if not earlier.roles.source:
        return False
    same = earlier.event_type == event.event_type
    return same or any({earlier.event_type, event.event_type} <= kind | {"ground_attack"} for kind in (STRIKES, BLASTS))


def _kind(doc: Document, event: Event, events: Sequence[Event]) -> str:
    """Return the type of the strike that an unspecific word takes up («القصف» after air raids); empty without one."""
    traits = event.found.trigger.traits
    again = event.is_definite or not _ALIKE.isdisjoint(doc.tokens.words[event.found.last : event.last + 1])
    for last in reversed(events):
        if event.line.index - last.line.index > _TYPE_LINES:
            break
        strike = last.event_type in STRIKES
        if not strike and last.event_type not in BLASTS - {"explosion"}:
            continue
        names = {m.name for m in last.places} & {m.name for m in event.places}
        if event.own_places() and last.places and not names:
            continue  # «الهجوم في سوروتش» is not the raid told before
        doers = set(last.roles.source) & set(event.roles.source)
        near = event.line.index - last.line.index <= _NEAR_LINES
        if again and (not event.roles.source or doers):
            if strike and "strike-word" in traits:
                return last.event_type
            if not strike and "blast-word" in traits and ("goes-on" not in traits or last.event_type in _ATTACK_BLASTS):
                return last.event_type
        elif strike and doers and (names or near) and "targets" in traits:
            return last.event_type
    return ""


def _places(doc: Document, event: Event, events: Sequence[Event], mentions: list[Mention]) -> list[Mention]:
    """Return the place in force: of the events just before, else the last named before in the sentence.

    What is taken or lost («السيطرة على المدينة») is the place that was fought over, not one that a road led to.
    """
    earlier = [
        m
        for m in mentions
        if m.kind == "place" and event.line.first <= m.first and m.last <= event.first and not m.is_country
    ]
    if event.found.trigger.frame in _HOLDING:
        fought = (e for e in reversed(events[-_HELD_EVENTS:]) if e.found.trigger.frame in _HOLDING and e.places)
        last_held = next(fought, None)
        if last_held is not None and event.line.index - last_held.line.index <= _NEAR_LINES:
            return [m for m in last_held.places if not m.is_country]
    for last in reversed(events[-2:]):
        if event.line.index - last.line.index <= _NEAR_LINES and last.places:
            carried = [m for m in last.places if not m.is_country]
            taken_up = event.is_definite and event.event_type == last.event_type
            return carried if taken_up or len(carried) <= _MOST_CARRIED else []  # not all of a long list again
    return [m for m in earlier if not is_origin(doc, event.found, m, earlier)][-1:]


def _same_enemy(doc: Document, event: Event, events: Sequence[Event]) -> list[str]:
    """«17 ضربة نفذت قرب دير الزور»: a further strike of a series is on the armed party that the series is on.

    A place that is struck itself («على أحياء المدينة») says nothing of who is there.
    """
    words = doc.tokens.words
    if any(words[m.first - 1] == "علي" or event.found.last == m.first for m in event.places if m.first):
        return []
    last = next((e for e in reversed(events[-3:]) if e.event_type == event.event_type), None)
    if last is None or set(last.roles.source) != set(event.roles.source) or event.event_type != "air_strike":
        return []
    armed = [a for a in last.roles.target if a != "civilians"]
    return armed if armed and len(armed) == len(last.roles.target) else []


def _loser(event: Event, events: Sequence[Event]) -> list[str]:
    """Return whom the taker fights in the events just before; «lost by» may come from the context."""
    mine = set(event.roles.source)
    for last in reversed(events[-4:]):
        sides = (last.roles.source, last.roles.target)
        for own, other in (sides, sides[::-1]):
            if mine & set(own) and other and not mine & set(other) and _are_rivals(own, other):
                return list(other)
    return []


def _are_rivals(first: list[str], second: list[str]) -> bool:
    """Say whether two parties can take a place from each other: neither people nor allies."""
    mine = {camp_of(a) for a in first}
    return "civilians" not in second and not mine & {camp_of(b) for b in second}
