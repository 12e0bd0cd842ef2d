"""Triggers that tell one event: «شنّ غارات استهدفت ...», «قصف مدفعي، استهدف ...», «انفجار ناجم عن عبوة»."""

from collections.abc import Sequence

from analysis.coding.document import Document
from analysis.coding.event import BLASTS, STRIKES, Event
from analysis.lexicon.toll import begins_outcome
from analysis.lexicon.words import word_class
from analysis.text.tokens import MARKS, unjoined

_FIRE = STRIKES | {"ground_attack", "shooting"}
_PREDICATE_REACH = 26
_INSTRUMENT_REACH = 14
_OBJECT_REACH = 3
_REGAINED_REACH = 10
_MEANS = word_class("by-means-of")
_INSTRUMENTS = word_class("instrument")
_ANOTHER = word_class("another-one")
_LANDINGS = word_class("landing")
_COMMENTING = word_class("commenting")
_CAMPAIGNS = word_class("arrest-campaign")
_CAMPAIGN_REACH = 2
_CAUSED = word_class("caused-by")


def within_clause(doc: Document, made: list[Event]) -> list[Event]:
    """Make one event of triggers of one clause that report the same: «شنّ غارات استهدفت»."""
    kept: list[Event] = []
    for event in made:
        twin = next((k for k in reversed(kept) if _same(doc, k, event)), None)
        if twin is None:
            kept.append(event)
            continue
        twin.first, twin.last = min(twin.first, event.first), max(twin.last, event.last)
        sure = event.found.trigger.decides == "fixed" and twin.found.trigger.decides != "fixed"
        if event.event_type != twin.event_type and twin.event_type in _FIRE and (sure or is_instrument(doc, event)):
            twin.event_type, twin.typed_by = event.event_type, event.typed_by
        if "targets" in twin.found.trigger.traits and event.found.first == twin.found.last:
            twin.rule = event.rule  # «استهدفت الغارات مزرعة»: its subject tells more than the verb
        if event.status != "happened" and twin.status == "happened":
            twin.status, twin.cue = event.status, event.cue
        twin.roles.source = twin.roles.source or [a for a in event.roles.source if a not in twin.roles.target]
        struck = event.roles.source if _is_relative(doc, twin, event) else []  # who is named behind such a verb
        twin.roles.target = twin.roles.target or [
            a for a in (*event.roles.target, *struck) if a not in twin.roles.source
        ]
        if not twin.places or len(event.places) > len(twin.places):
            twin.places = event.places
        twin.roles.promoted += event.roles.promoted
        twin.is_definite = twin.is_definite or event.is_definite
    return kept


def _same(doc: Document, first: Event, second: Event) -> bool:
    if _is_commented_on(doc, first) and _tells_another(doc, first, second):
        return False
    fire = first.event_type in _FIRE | BLASTS and second.event_type in _FIRE | BLASTS
    if fire and ((second.event_type in STRIKES and is_instrument(doc, second)) or _is_relative(doc, first, second)):
        return True
    if first.event_type == "sabotage" and second.event_type in BLASTS and _by_means(doc, second):
        return True  # «تفجير المنزل بواسطة عبوات ناسفة»
    if first.event_type == second.event_type:
        if second.found.clitic.startswith("و") and second.found.form.tense != "noun":
            return False
        return not (first.roles.source and second.roles.source and set(first.roles.source) != set(second.roles.source))
    pair = {first.event_type, second.event_type}
    if pair == {"killing", "shooting"} and "by-whom" in second.found.trigger.traits:
        return True  # «أعدمه بالرصاص»
    goes_on = "goes-on" in first.found.trigger.traits | second.found.trigger.traits
    if goes_on and pair <= _FIRE | (BLASTS - {"explosion"}) and "ground_attack" in pair:
        return True
    return pair <= BLASTS and ("explosion" in pair or pair == {"vehicle_bomb", "suicide_bombing"})


def _is_commented_on(doc: Document, event: Event) -> bool:
    """«وتأتي المجزرة بعد يوم من ...»: a verb that only comments stands right before what was told."""
    before = doc.tokens.words[event.found.first - 1] if event.found.first else ""
    return event.found.form.definite and before.removeprefix("و") in _COMMENTING


def _tells_another(doc: Document, first: Event, second: Event) -> bool:
    """«... بعد يوم من مقتل طفلة بقصف»: a toll between begins another matter."""
    between = range(first.found.last, second.found.first)
    return any(begins_outcome(doc.tokens.words, t) for t in between)


def _by_means(doc: Document, event: Event) -> bool:
    before = doc.tokens.words[event.found.first - 1] if event.found.first else ""
    return event.found.clitic == "ب" or before in _MEANS


def _is_relative(doc: Document, first: Event, second: Event) -> bool:
    """«قصف صاروخي استهدف نقاطاً ...»: the strike itself is the subject of the verb, whoever is named behind it."""
    found = second.found
    verb = "targets" in found.trigger.traits and found.form.tense in ("past", "present") and not found.clitic
    noun = first.found.form.tense in ("noun", "phrase") and first.found.last <= found.first
    between = range(first.found.last, found.first)
    if verb and first.event_type in BLASTS and first.found.last < found.first and len(between) <= _OBJECT_REACH:
        # «فجروا شاحنتين ملغومتين استهدفتا نقطتي تفتيش»: the vehicles target, not a party
        return not any(m.first in between for m in (*first.roles.used, *second.roles.used)) and not any(
            doc.tokens.words[t] in MARKS for t in between
        )
    if not verb or not noun or "strike-word" not in first.found.trigger.traits | found.trigger.traits:
        return False
    return not any(m.first == found.last for m in second.roles.used)


def with_earlier(doc: Document, event: Event, events: Sequence[Event]) -> bool:
    """Join an event to the one told just before in its sentence; say whether that was done.

    A verb of targeting without a subject of its own is the predicate of the strike before it, and a
    blast is what the blast before it was caused by.
    """
    last = events[-1] if events else None
    if last is None or last.line.index != event.line.index:
        return False
    if _is_retaken(doc, event, last):
        _take_over(last, event)
        return True
    if not (_is_predicate(doc, event, last) or _is_cause(doc, event, last) or _is_instrument(doc, event, last)):
        return False
    if event.event_type in BLASTS and last.event_type == "explosion":
        last.event_type, last.typed_by, last.rule = event.event_type, event.typed_by, event.rule
    if is_instrument(doc, event) and event.event_type in STRIKES and last.event_type in _FIRE:
        last.event_type, last.typed_by = event.event_type, event.typed_by  # the weapon decides
    last.last = max(last.last, event.last)
    own = event.own_places()
    if own and (not last.own_places() or _lies_further_on(event, last)):
        last.places = own
    elif own and event.found.trigger.pos == "phrase" and "targets" in event.found.trigger.traits:
        wide = ("country", "governorate", "region")
        exact = [m for m in last.places if m.place is None or m.place.kind not in wide]
        last.places = [*exact, *(m for m in own if m.name not in {k.name for k in exact})]
    last.roles.source = last.roles.source or [a for a in event.roles.source if a not in last.roles.target]
    struck = event.roles.source if _is_of_a_campaign(doc, event, last) else []  # «في حملة استهدفت داعش»
    more = [a for a in (*event.roles.target, *struck) if a not in (*last.roles.target, *last.roles.source)]
    last.roles.target = [*last.roles.target, *more]
    last.roles.used += event.roles.used
    last.roles.promoted += event.roles.promoted
    return True


def _lies_further_on(event: Event, last: Event) -> bool:
    """«قال مراسلنا في إدلب إن قصفاً، استهدف ترمانين»: the verb of targeting tells where, not what stands before."""
    verb = event.found.form.tense in ("past", "present")
    return verb and all(m.last <= last.found.first for m in last.places)


def _is_predicate(doc: Document, event: Event, last: Event) -> bool:
    if "targets" not in event.found.trigger.traits:
        return False
    if event.found.trigger.pos == "phrase":  # «..., مستهدفة سوقاً» goes on with the strike before it
        return last.event_type in _FIRE and event.found.first - last.found.first <= _PREDICATE_REACH
    if event.found.form.tense not in ("past", "present"):
        return False
    if _is_of_a_campaign(doc, event, last):
        return True
    landing = _is_landing(doc, last)  # «عملية إنزال جوي استهدفت منزلاً» is a raid and no strike from the air
    others = set(event.roles.source) - set(last.roles.source if landing else ())
    if others or last.found.form.tense not in ("noun", "phrase"):
        return False
    if (
        last.event_type not in _FIRE | BLASTS and not landing
    ) or event.found.first - last.found.first > _PREDICATE_REACH:
        return False
    words = doc.tokens.words
    behind = words[event.found.last : event.found.last + 3]
    if any(w in _ANOTHER for w in behind) or any(f.first == event.found.last for f in event.clause.found):
        return False  # «واستهدف قصف مماثل ...» has a subject of its own
    joined = event.found.clitic == "و" or words[event.found.first - 1] in ("كما", "و")
    own = last.roles.source and last.roles.source != [last.attribution]  # «قال التحالف إن ضربات نفذت ... واستهدفت»
    return not joined or not own


def _is_landing(doc: Document, event: Event) -> bool:
    words = doc.tokens.words[event.found.first : event.found.last]
    return event.event_type == "arrest_raid" and any(w.removeprefix("و") in _LANDINGS for w in words)


def _is_of_a_campaign(doc: Document, event: Event, last: Event) -> bool:
    """«أوقفت 251 شخصاً في إطار حملة استهدفت ...»: the campaign of arrests is what targets."""
    words = doc.tokens.words[max(event.line.first, event.found.first - _CAMPAIGN_REACH) : event.found.first]
    return last.event_type == "arrest_raid" and any(unjoined(w) in _CAMPAIGNS for w in words)


def _is_retaken(doc: Document, event: Event, last: Event) -> bool:
    """«استعاد الجيش وحلفاؤه، أمس، السيطرة على تدمر»: the control that the verb regained, behind a comma."""
    if (last.rule, event.rule) != ("retake-verb", "control-noun") or last.own_places() or event.found.clitic:
        return False
    between = range(last.found.last, event.found.first)
    return len(between) <= _REGAINED_REACH and not any(doc.is_trigger(t) for t in between)


def _take_over(last: Event, event: Event) -> None:
    """Give an event the words that say what was done, and keep who did it and when."""
    last.clause, last.found, last.rule = event.clause, event.found, event.rule
    last.places, last.last = event.places, max(last.last, event.last)
    last.when = last.when or event.when
    last.roles.target = last.roles.target or [a for a in event.roles.target if a not in last.roles.source]
    last.roles.used += event.roles.used
    last.roles.promoted += event.roles.promoted


def _is_instrument(doc: Document, event: Event, last: Event) -> bool:
    """«استهدفت الطائرات، فجر الاثنين، بضربات جوية»: what is struck with is no strike of its own."""
    strikes = event.event_type in STRIKES and last.event_type in STRIKES | {"ground_attack"}
    if not strikes or not is_instrument(doc, event):
        return False
    between = range(last.found.last, event.found.first)
    verb = last.found.form.tense in ("past", "present") and len(between) <= _INSTRUMENT_REACH
    return verb and not any(begins_outcome(doc.tokens.words, t) for t in between)  # «وقتلت امرأة بقصف»


def is_instrument(doc: Document, event: Event) -> bool:
    """Say whether a strike is told as what something was done with: «بقذائف الهاون», «بضربات جوية»."""
    word = doc.tokens.words[event.found.first].removeprefix("و")
    return event.found.clitic in ("ب", "وب") or (event.found.form.tense == "phrase" and word in _INSTRUMENTS)


def _is_cause(doc: Document, event: Event, last: Event) -> bool:
    if event.event_type not in BLASTS or last.event_type != "explosion":
        return False
    return any(w in _CAUSED for w in doc.tokens.words[last.found.last : event.found.first])
