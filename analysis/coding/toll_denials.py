"""Counts that count nobody: what is denied, meant, sought or only spoken of."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.coding.document import CLOSING, OPENING, Document, Line
from analysis.coding.tolls import Toll
from analysis.lexicon import toll
from analysis.lexicon.words import word_class
from analysis.text.tokens import MARKS, unjoined

_ILLNESS = word_class("illness")
_FEARS = word_class("fear")
_FEAR_REACH = 4
_MEANT = ("planned", "hypothetical")
_NAME_LETTERS = 14
_SET_FREE = word_class("set-free")
_FREE_REACH = 5
_ANIMALS = word_class("of-animals")
_OTHERS = word_class("others")
_HERD_REACH = 5
_ALTERNATIVES = word_class("alternatives")
_SOUGHT = word_class("sought")
_WIPED_OUT = word_class("wiped-out")
_TALK = word_class("talk-of-killing")
_TALK_REACH = 3
_PLURAL = 3  # the least number that a plural allows
_NOT = word_class("no-toll-behind")
_DENIES = word_class("denies-toll")
_DENIAL_REACH = 5
_NO_TOLL_BETWEEN = word_class("denied-toll-between")
_TELLS_NOTHING = word_class("tells-nothing")


def is_no_toll(doc: Document, line: Line, row: Toll) -> bool:
    """Say whether a row is to be left out: what it counts is denied, meant, sought, or no wound, death or arrest.

    Parameters
    ----------
    doc, line
        Where it stands.
    row
        The count that was read.
    """
    if row.low == 0 and row.rule != "none-hurt":
        return True
    if _is_ailment(doc, line, row) or _is_of_animals(doc, line, row) or _is_in_name(doc, row):
        return True
    if _is_meant(doc, line, row) or _is_set_free(doc, line, row) or _is_disputed(doc, line, row.first):
        return True
    words = doc.tokens.words
    before = words[max(line.first, row.first - 2) : row.first]
    if before[-1:] and before[-1] in _ALTERNATIVES and row.low == 1:
        return True  # «هل مات أم سقط قتيلاً»: one of two possibilities
    if any(w.endswith("عدم") for w in words[max(line.first, row.first - 4) : row.first]):
        return True
    return row.low != 0 and (any(w in _NOT for w in before) or _is_denied(doc, line, row.first))


def _is_ailment(doc: Document, line: Line, row: Toll) -> bool:
    """«إصابته بوعكة صحية», «حالة من الهلع أصابت السكان»: by illness or fear nobody is wounded."""
    if row.outcome != "wounded":
        return False
    words = doc.tokens.words
    if any(w in _ILLNESS for w in words[row.first : min(line.last, row.last + 6)]):
        return True
    near = range(row.first - 1, max(line.first, row.first - _FEAR_REACH) - 1, -1)
    struck = row.rule in ("outcome-people", "his-own") and words[row.first].startswith(("اصاب", "يصيب", "تصيب"))
    return struck and any(words[t].removeprefix("و") in _FEARS for t in near)


def _is_of_animals(doc: Document, line: Line, row: Toll) -> bool:
    """«نفوق عدد من المواشي وإصابة عدد آخر»."""
    words = doc.tokens.words
    others = row.victim is None and any(w in _OTHERS for w in words[row.first : row.last])
    return others and any(w in _ANIMALS for w in words[max(line.first, row.first - _HERD_REACH) : row.first])


def _is_in_name(doc: Document, row: Toll) -> bool:
    """«ألوية "تجمع القعقاع" و"شهداء بدر"»: a name in quotation marks counts nobody."""
    start, end = doc.span(row.first, row.last)
    opened = doc.text[max(0, start - 1) : start + 2]
    martyrs = row.rule == "plural" and doc.tokens.words[row.first].endswith("شهداء")
    if not martyrs or not any(mark in opened for mark in OPENING):
        return False
    return any(mark in doc.text[end : end + _NAME_LETTERS] for mark in CLOSING)


def _is_meant(doc: Document, line: Line, row: Toll) -> bool:
    """«لقتل», «هدد بقتل», «للبحث عن ضحايا», «بحجة القضاء على خلايا التنظيم»: an aim, or talk of it."""
    words = doc.tokens.words
    said_first = row.rule == "people-outcome"  # «خمسة أشخاص قتلوا»
    if row.first > line.first and not said_first and any(doc.has(row.first - 1, cue) for cue in _MEANT):
        return True
    if row.outcome == "captured" and words[row.first].startswith("ل") and row.rule == "outcome-people":
        return True  # «مداهمة لاعتقال ابنه»: why they came, not whom they took
    open_end = (row.high is None and row.low == _PLURAL) or row.low == row.high == 1
    if row.rule == "outcome-people" and open_end and _is_talk(words, line, row.first):
        return True
    if not said_first and any(w in _SOUGHT for w in words[max(line.first, row.first - 3) : row.first]):
        return True
    return open_end and row.low == _PLURAL and words[row.first] in _WIPED_OUT


def _is_set_free(doc: Document, line: Line, row: Toll) -> bool:
    """«أفرج عن سبعة أسرى»: who is let go is not taken."""
    words = doc.tokens.words
    captives = row.outcome == "captured" and row.rule in ("number-noun", "plural")
    near = words[max(line.first, row.first - _FREE_REACH) : row.first]
    return captives and any(unjoined(w) in _SET_FREE for w in near)


def _is_disputed(doc: Document, line: Line, at: int) -> bool:
    """«نفت قسد مقتل خمسة من مقاتليها»: what somebody denies, with nothing said anew between."""
    words = doc.tokens.words
    for before in range(at - 1, max(line.first, at - _DENIAL_REACH) - 1, -1):
        if words[before].removeprefix("و") in _DENIES:
            return True
        if words[before] in MARKS or doc.has(before, "speech"):
            return False
    return False


def _is_talk(words: Sequence[str], line: Line, at: int) -> bool:
    """«أفتى بجواز قتل رجال الأمن»: what is said about killing counts nobody."""
    masdar = words[at].removeprefix("ل").removeprefix("ب")
    before = words[max(line.first, at - _TALK_REACH) : at]
    return masdar in toll.vocabulary()["masdar"] and any(unjoined(w) in _TALK for w in before)


def spared(words: Sequence[str]) -> str:
    """Return what befell nobody: «إصابات» are wounds, «خسائر بشرية», «ضحايا» are either."""
    return "killed_or_wounded" if {"اصابات", "جرحي", "مصابين"}.isdisjoint(words) else "wounded"


def nobody(doc: Document, line: Line, row: Toll) -> Toll:
    """«لم يسفر القصف عن سقوط ضحايا» counts none, where the plural alone would count three or more."""
    uncounted = row.low == _PLURAL and row.high is None and row.outcome in ("killed", "wounded", "killed_or_wounded")
    if row.rule not in ("plural", "losses") or not uncounted or not _is_denied(doc, line, row.first):
        return row
    word = doc.tokens.words[row.first]
    outcome = "killed" if word == "قتلي" and row.rule == "plural" else spared([word])
    return replace(row, outcome=outcome, low=0, high=0, victim=None, civilian=None, rule="none-hurt")


def _is_denied(doc: Document, line: Line, at: int) -> bool:
    """«لم يسفر القصف عن سقوط ضحايا»: a negation, and only what caused it and words for falling between.

    «دون معلومات عن إسقاطها أو وقوع خسائر» and «لم يعلن الإعلام الرسمي عن تسجيل قتلى» have more between:
    another thing that is denied, who says nothing.
    """
    words = doc.tokens.words
    before = at - 1
    while before >= line.first:
        word = words[before]
        if word in _NO_TOLL_BETWEEN or (word.startswith("ال") and doc.is_trigger(before)):
            before -= 1
        elif word == "او" and before - 1 >= line.first and words[before - 1].isalpha():
            before -= 2
        elif (silent := _who_is_silent(doc, line, before)) is not None:
            before = silent
        else:
            break
    return before >= line.first and words[before].removeprefix("و") in _NOT


def _who_is_silent(doc: Document, line: Line, at: int) -> int | None:
    """Return the verb of telling before its subject: «يعلن [الإعلام الرسمي للنظام]», None when there is none."""
    words = doc.tokens.words
    for before in range(at, max(line.first, at - _DENIAL_REACH), -1):
        if words[before] in _TELLS_NOTHING:
            return before - 1
        if not words[before].startswith(("ال", "لل")) and not doc.is_name_piece(before):
            return None
    return None
