"""Whether a trigger's clause says enough to be an event, and if not, why."""

from collections.abc import Sequence

from analysis.coding.document import Document
from analysis.coding.event import BLASTS, STRIKES, Event
from analysis.coding.mention import Mention
from analysis.coding.people_lists import named_at
from analysis.lexicon import people
from analysis.lexicon.toll import begins_outcome
from analysis.lexicon.words import word_class
from analysis.text import numbers

_STILL_GOING = word_class("still-going")
_POINTING = word_class("pointing")
_CAPTIVE = word_class("captive")
_TAKEN_REACH = 20
_OBJECT_REACH = 7  # «استولى تنظيم داعش على 3 طائرات»
_THINGS = word_class("no-place-object")
_PROPERTY = word_class("own-house") | word_class("belongings")
_COMMENTING = word_class("commenting")
_CONVOY = word_class("convoy")
_CONVOY_REACH = 5
_ENTERED_REACH = 8
_HITS = word_class("says-what-was-hit")
_HIT_REACH = 4
_MUNITIONS = word_class("munition")
_SHELL_REACH = 7
_SHRAPNEL = "شظايا"


def why_not(doc: Document, event: Event, events: Sequence[Event]) -> str:
    """Return why a trigger makes no event, empty when its clause says enough to be one.

    Parameters
    ----------
    doc, event
        The article, and the event with what the clause and the context say.
    events
        The events told before it.
    """
    trigger, read = event.found.trigger, event.roles
    if _only_takes_up(doc, event, events):
        return "takes up an event told before"
    if "kills" in trigger.traits and _told_with_attack(event, events):
        return "told with the attack that killed them"
    if "of-property" in trigger.traits and _PROPERTY.isdisjoint(_behind(doc, event)):
        return "nothing that people own is taken"
    if "of-people" in trigger.traits and not read.target and not _takes_people(doc, event):
        return "nobody is stopped"
    own_doer = "own-doer" in trigger.traits and event.event_type not in BLASTS
    if trigger.decides == "armed" or own_doer:
        armed = bool(set(read.source) - {"civilians"}) and not read.carried
        counted = any(w[0].isdigit() for w in _behind(doc, event)) and _arrests_people(doc, event)
        return "" if armed or counted else "no armed doer in its clause"
    if trigger.decides == "place":
        stop = min((f.first for f in event.clause.found if f.first > event.found.first), default=event.clause.last)
        own = [m for m in event.places if event.clause.first <= m.first < stop and not m.is_country]
        if not set(read.source) - {"civilians"} or not own:
            return "no armed doer, or no place that is its object"
        return _why_not_entered(doc, event, own) if trigger.frame == "take" else ""
    if trigger.decides == "fall" and event.event_type == trigger.event_type:
        return "" if _falls(doc, event) else "no place right behind it"
    if trigger.frame in ("take", "lose"):
        return _why_no_change(doc, event, events)
    if trigger.frame == "mover" and event.event_type != "displacement":
        armed = bool(read.source) and not set(read.source) <= {"civilians"}
        return "" if armed else "nobody armed moves"
    if trigger.frame == "displace" or event.event_type == "displacement":
        return ""
    named = read.source or read.target or event.places or _arrests_people(doc, event) or _tells_a_toll(doc, event)
    return "" if named else "neither anybody nor a place"


def _why_not_entered(doc: Document, event: Event, own: Sequence[Mention]) -> str:
    """«الرتل الذي دخل القاعدة», «دخل لزيارة قبر في ...»: a convoy holds nothing, and what is entered stands beside."""
    words, found = doc.tokens.words, event.found
    before = words[max(event.line.first, found.first - _CONVOY_REACH) : found.first]
    if not _CONVOY.isdisjoint((*before, *words[found.last : found.last + 2])):
        return "a convoy enters, and takes nothing"
    behind = any(found.last <= m.first <= found.last + _ENTERED_REACH for m in own)
    return "" if behind or any(m.last <= found.first for m in own) else "no place that is its object"


def _arrests_people(doc: Document, event: Event) -> bool:
    """«تم توقيف 251 شخصاً», «ستة أشخاص اعتقلوا», «اعتقال سالم العلي»: people are arrested, whoever they are."""
    if event.event_type != "arrest_raid":
        return False
    theirs = doc.tokens.words[event.found.last - 1].endswith(("ه", "ها", "هم"))
    noun = event.found.form.tense == "noun" and not theirs
    named = noun and named_at(doc, event.line, event.found.last) is not None
    words, first = doc.tokens.words, event.found.first
    before = words[max(event.clause.line.first, first - _OBJECT_REACH) : first] if words[first].endswith("وا") else []
    return named or not people.words().keys().isdisjoint([*before, *_behind(doc, event)])


def _takes_people(doc: Document, event: Event) -> bool:
    """«أوقفت، في زحلة والمنية، 23 شخصاً», «أوقف من قبل المخابرات»; «أوقفت القصف» takes nobody."""
    behind = range(event.found.last, min(event.clause.last, event.found.last + _TAKEN_REACH))
    passive = doc.has(event.found.last, "agent")
    return passive or _arrests_people(doc, event) or any(doc.tokens.words[t] in people.words() for t in behind)


def _tells_a_toll(doc: Document, event: Event) -> bool:
    """«وفاة الشاب ... جراء الغارات الجوية»: whoever died of a strike was hit by it."""
    line = range(event.line.first, event.found.first)
    shrapnel = _SHRAPNEL in doc.tokens.words[event.found.first]  # «أصيب بشظايا» is a wound, no strike
    return event.event_type in STRIKES and not shrapnel and any(begins_outcome(doc.tokens.words, t) for t in line)


def _behind(doc: Document, event: Event) -> list[str]:
    return doc.tokens.words[event.found.last : min(event.clause.last, event.found.last + _OBJECT_REACH)]


def _told_with_attack(event: Event, events: Sequence[Event]) -> bool:
    """«قتلت قوات النظام مدنيين بقصف»: the killing is what the strike did."""
    beside = any(f is not event.found and f.trigger.frame == "act" for f in event.clause.found)
    return beside or any(e.line.index == event.line.index for e in events)


def _why_no_change(doc: Document, event: Event, events: Sequence[Event]) -> str:
    tense = event.found.form.tense
    if event.found.trigger.frame == "take" and tense == "present" and not _is_narrated(event, events):
        return "a standing state, not a change"
    behind = doc.tokens.words[event.found.last : min(event.clause.last, event.found.last + 3)]
    ahead = _behind(doc, event)
    taken = ahead[ahead.index("علي") + 1 :] if "علي" in ahead else behind
    some = "منهم" in ahead[1:] and numbers.read(ahead, ahead.index("منهم") - 1, len(ahead)) is not None
    counted = any(w[0].isdigit() for w in behind[:1]) or bool(set(taken[:2]) & _THINGS) or some
    if event.found.trigger.frame == "take" and (set(behind) & _CAPTIVE or counted):
        return "people or things are taken, no place"
    own = event.own_places()
    if tense == "noun" and not event.roles.source and not own:
        return "neither a taker nor a place"
    return "" if event.roles.source or event.roles.target or own else "neither anybody nor a place"


def _is_narrated(event: Event, events: Sequence[Event]) -> bool:
    """«سيطرت على تل أبيض وتسيطر على عين عيسى»: a present joined to a gain told in the same sentence."""
    told = any(
        e.event_type in ("territory_gain", "advance") and e.line.index == event.line.index and e.status == "happened"
        for e in events[-3:]
    )
    return told and event.found.clitic == "و"


def _only_takes_up(doc: Document, event: Event, events: Sequence[Event]) -> bool:
    """Say whether «الهجوم», «هذه الغارات» only take up what was told before and add nobody and nowhere."""
    if event.found.form.tense not in ("noun", "phrase") or event.found.trigger.frame not in ("act", "mutual", "recv"):
        return False
    if _says_what_was_hit(doc, event):
        return False
    before = doc.tokens.words[max(event.line.first, event.found.first - 2) : event.found.first]
    told = any(e.event_type == event.event_type or e.event_type in BLASTS | STRIKES for e in events)
    pointed = before[-1:] and (before[-1] in _POINTING or before[-1][1:] in _POINTING)
    if told and event.found.form.definite and pointed:
        return True
    if not event.found.form.definite or any(w in _STILL_GOING or w[1:] in _STILL_GOING for w in before):
        return False
    if told and any(w in _COMMENTING or w.removeprefix("و") in _COMMENTING for w in before):
        return True
    own = [m for m in event.own_places() if m.first >= event.found.first]
    return told and (event.roles.carried or not event.roles.source) and not event.roles.target and not own


def _says_what_was_hit(doc: Document, event: Event) -> bool:
    """«القصف استهدف القافلة», «القصف الذي طال القرية»: what was told is told again, with what it hit."""
    return doc.first_of(_HITS, event.found.last, min(event.line.last, event.found.last + _HIT_REACH)) != ""


def _falls(doc: Document, event: Event) -> bool:
    """«سقوط أريحا»: a place, with at most a head noun between, follows at once; shells fall on a place otherwise."""
    before = doc.tokens.words[max(event.line.first, event.found.first - _SHELL_REACH) : event.found.first]
    if not _MUNITIONS.isdisjoint(before):
        return False
    after = [m for m in event.places if event.found.last <= m.first <= event.found.last + 2 and not m.is_country]
    if not after:
        return False
    between = doc.tokens.words[event.found.last : after[0].first]
    return all(w not in ("في", "علي", "من", "الي", "قرب") for w in between) and after[0].skip == 0
