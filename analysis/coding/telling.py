"""Whether a sentence tells a change of control, or only refers to one that lies further back."""

from itertools import pairwise

from analysis.coding.document import Document
from analysis.coding.event import Event
from analysis.lexicon.words import word_class

_TOLD_BY = word_class("told-by")
_TOLD_REACH = 14
_LEFT = word_class("left-pronoun")
_LEFT_REACH = 6
_RELATIVE = word_class("relative")
_WHEN = word_class("subordinate-time")
_BACK = word_class("refers-back")
_FORMERLY = word_class("formerly")
_ANSWERABLE = word_class("answerable")
_PRONOUNS = ("هو", "هي", "هم", "وهو", "وهي", "وهم")
_NEAR = 5
_OWN_DATE_REACH = 12  # tokens between a change and the date that belongs to it


def is_dated(doc: Document, event: Event) -> bool:
    """Say whether the date of an event is that of its change of control.

    What a sentence only refers to («بعد سيطرة الحوثيين على صنعاء، بلغ عدد …») has a date only where one
    stands right behind it («منذ سقوط الموصل في يونيو 2014»): any other belongs to what the sentence tells.
    """
    return _is_told(doc, event) or _has_own_date(doc, event)


def _is_told(doc: Document, event: Event) -> bool:
    """Say whether a change is what the sentence tells.

    A verb tells it, but not in a relative clause («المدينة التي سيطر عليها») nor behind «حين» or «قبل أن»; a
    verbal noun does as the first word of a line, or behind a verb of telling or achieving («تمكنت من السيطرة»),
    but not behind «بعد» or «منذ».
    """
    words, first = doc.tokens.words, event.found.first
    before = words[max(event.line.first, first - _TOLD_REACH) : first]
    if any(w in _FORMERLY for w in words[event.clause.first : event.clause.last]):
        return False
    if not _is_noun(event):
        if event.found.form.tense == "present" and ("قبل", "ان") in pairwise(before):
            return False  # «سيطرت على … يوم … قبل أن تتقدم وتسيطر على …»: on a later day
        if len(before) > 1 and before[-1] == "من" and before[-2] in _PRONOUNS:
            return False  # «هم من احتلوا العاصمة»
        return not any(w in _RELATIVE or w.removeprefix("و") in _WHEN for w in before[-2:])
    if before and before[-1].removeprefix("و") in _BACK:
        # «سيطروا على المدينة بعد انسحاب القوات منها»: one change, told by the verb.
        behind = words[event.found.last : min(event.found.last + _LEFT_REACH, event.line.last)]
        return event.event_type == "withdrawal" and any(w in _LEFT for w in behind)
    if before[-1:] == ["عن"] and any(w in _ANSWERABLE for w in before[-3:-1]):
        return False  # «المسؤول الحقيقي عن سقوط الموصل»
    if first == event.line.first or not any(c.isalpha() for w in before[-_NEAR:] for c in w):
        return True
    return any(w in _TOLD_BY or w.removeprefix("و") in _TOLD_BY for w in before)


def _is_noun(event: Event) -> bool:
    """Say whether a verbal noun reports it; a phrase does when it begins with one («احتلاله», «سحب قوات»)."""
    form = event.found.form
    return form.tense == "noun" or (form.tense == "phrase" and "nominal" in event.found.trigger.traits)


def _has_own_date(doc: Document, event: Event) -> bool:
    when = event.when
    if when is None:
        return False
    tokens = doc.tokens
    at = tokens.at(when.first)
    between = range(event.found.last, at)
    if at < event.found.last or len(between) > _OWN_DATE_REACH:
        return False
    for t in between:
        word = tokens.words[t]
        if word in ("،", ".", "؛", ":") or word in _RELATIVE or doc.is_trigger(t):
            return False
        if word.startswith("و") and len(word) > 1 and not doc.is_name_piece(t):
            return False
    return True
