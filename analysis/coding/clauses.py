"""Triggers that stand, and the clauses they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.lexicon import places, triggers
from analysis.lexicon.people import lookup
from analysis.lexicon.triggers import Form, Trigger
from analysis.lexicon.vocabulary import Hit
from analysis.lexicon.words import standing, word_class
from analysis.text import numbers

_STOPS = frozenset(("؛", ":", "!", "؟", "."))
_STANDING = word_class("standing")
_SHARING = word_class("sharing-hold")
_SHARING_REACH = 9
_CONTINUING = word_class("continuing")
_WEAK = word_class("weak-clause")
_BAR_REACH = 4
_HIT_REACH = 4
_TAG_REACH = 60
_ROW_BEFORE = re.compile(r"#\S+\s+#[^\s#]*$")
_ROW_BEHIND = re.compile(r"[^\s#]*\s+#")
_NUNATION = "\u064b"
_PREPOSITIONS = word_class("noun-before")
_ENTIRELY = word_class("entirely")
_SUBMITTED = word_class("submitted")
_KEPT_FROM = word_class("kept-from")
_BAN_REACH = 4
_MUNITION = word_class("munition")
_BULLETS = word_class("bullets")
_NO_MUNITION = word_class("no-munition")
_HARMLESS = word_class("harmless")
_MUNITION_REACH = 7  # «أطلقت دبابات من كتيبة المدرعات عدة قذائف»
_AIRCRAFT = word_class("aircraft")
_SAFE = word_class("made-safe")
_SAFE_REACH = 4
_PART_REACH = 3  # tokens from «بينهم» to the people it tells
_NUMERAL = 6  # tokens of a number before the people it counts


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger in a text: tokens ``[first, last)`` and its form."""

    trigger: Trigger
    form: Form
    first: int
    last: int
    clitic: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A trigger that makes no event: tokens ``[first, last)``, its rule, and why."""

    first: int
    last: int
    rule: str
    reason: str


@dataclass(slots=True)
class Clause:
    """Tokens ``[first, last)`` of one line, and the triggers in it."""

    line: Line
    first: int
    last: int
    found: list[Found]
    exposed: int = -1


def triggers_of(doc: Document, line: Line, refused: list[Rejected]) -> list[Found]:
    """Return the triggers of a line: outside names, the longest where they overlap, none barred.

    What is barred goes to `refused` with the reason.
    """
    hits = [h for h in doc.hits.get("trigger", ()) if line.first <= h.first and h.last <= line.last]
    kept: list[Found] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda h: (h.first - h.last, h.first, _is_misread_verb(doc, h))):
        inside = range(hit.first, hit.last)
        if any(t in taken for t in inside):
            continue
        reason = _why_barred(doc, hit, line)
        if reason:
            refused.append(Rejected(hit.first, hit.last, hit.value.trigger.rule, reason))
            continue
        taken.update(inside)
        # «للسيطرة» is one form; its «ل» says what for, as «لاستعادة» does.
        dative = hit.value.tense == "noun" and doc.normal.text.startswith("لل", hit.start)
        kept.append(Found(hit.value.trigger, hit.value, hit.first, hit.last, hit.clitic or ("ل" if dative else "")))
    return sorted(kept, key=lambda f: f.first)


def _why_barred(doc: Document, hit: Hit, line: Line) -> str:
    if all(doc.is_name_piece(t) for t in range(hit.first, hit.last)):
        return "part of a name"
    if _is_misread_verb(doc, hit):
        return "a noun that is written like the verb"
    return "the words beside it give it another meaning" if _barred(doc, hit, line) else ""


def _is_misread_verb(doc: Document, hit: Hit) -> bool:
    """«استعادة» is written like «استعاد» with «ه», «أسرة» like «أسر»: ta marbuta and nunation end no such form."""
    if hit.value.tense not in ("past", "present") and not hit.value.owned:
        return False
    if hit.value.tense == "past" and hit.clitic.endswith("س"):
        return True  # «سفر» is no «فر»: only the present has «س» before it
    bare = hit.value.tense == "present" and not hit.clitic and hit.first > 0
    if bare and doc.tokens.words[hit.first - 1] in _PREPOSITIONS:  # «في يدك» is no verb
        return True
    _, end = doc.normal.span(hit.start, hit.end)
    if hit.value.owned:
        return doc.text[end - 1] == "ة"
    return doc.text[end - 1] == "ة" or _NUNATION in doc.text[end - 2 : end + 1]  # «فجراً» is the dawn


def _barred(doc: Document, hit: Hit, line: Line) -> bool:
    words, traits = doc.tokens.words, hit.value.trigger.traits
    stands = hit.first > line.first and words[hit.first - 1].removeprefix("و") in _STANDING
    if "control" in traits and hit.first > line.first and (stands or (hit.clitic == "ل" and not hit.value.definite)):
        return True
    if "control" in traits and not _SHARING.isdisjoint(words[max(line.first, hit.first - _SHARING_REACH) : hit.first]):
        return True  # «تتقاسم قسد وقوات النظام السيطرة»
    if words[hit.first] in _ENTIRELY or _is_tag(doc, hit):
        return True
    if "submits" in traits and any(w in _SUBMITTED for w in words[hit.last : hit.last + 5]):
        return True
    if "bans" in traits and not _bans(words, hit, _parties(doc)):
        return True
    parts = range(max(line.first, hit.first - _PART_REACH), hit.first) if "person" in traits else ()
    if any(doc.has(t, "part") for t in parts):
        return True
    fired = _MUNITION if "munition" in traits else _BULLETS if "bullets" in traits else None
    if fired is not None and not _fires(doc, hit, line, fired):
        return True
    if "kills" in traits and not _kills(words, hit, line, _parties(doc)):
        return True
    if "unless-hit" in traits and _is_hit(doc, hit, line):
        return True
    before_it = words[max(0, hit.first - _SAFE_REACH) : hit.first] if "device" in traits else []
    if any(w in _SAFE or w.removeprefix("و") in _SAFE for w in before_it):
        return True
    before = triggers.bars_before().get(hit.value.trigger.rule, {})
    starts = range(max(line.first, hit.first - _BAR_REACH), hit.first)
    if before and any(standing(words, at, hit.first, before) == hit.first - at for at in starts):
        return True
    beside = triggers.bars().get(hit.value.trigger.rule, {})
    subjects = (h.last for h in doc.hits.get("actor", ()) if h.first == hit.last and beside)
    behind = (hit.last, *(subjects if hit.value.tense in ("past", "present") else ()))  # «تسلّمت قسد جثامين ...»
    return any(standing(words, at, line.last, beside) > 0 for at in behind)


def _parties(doc: Document) -> tuple[Hit, ...]:
    return (*doc.hits.get("actor", ()), *doc.hits.get("short", ()))


def _fires(doc: Document, hit: Hit, line: Line, fired: frozenset[str]) -> bool:
    """«ألقت طائرة مسيرة قنابل», «سقوط أكثر من 160 قذيفة»: what is fired stands behind, with nothing else between."""
    words = doc.tokens.words
    for at in range(hit.last, min(line.last, hit.last + _MUNITION_REACH)):
        if words[at] in fired:
            behind = words[at + 1] if at + 1 < line.last else ""
            own = fired is _BULLETS and doc.is_trigger(at)  # «النار على»
            return behind not in _HARMLESS and not own
        if words[at] in _NO_MUNITION or words[at] in _STOPS or words[at] == "،":
            return False
    return False


def _is_tag(doc: Document, hit: Hit) -> bool:
    """«#الرقة #مداهمات #منصة»: one hashtag of a row tells nothing."""
    start, end = doc.normal.span(hit.start, hit.end)
    before, behind = _ROW_BEFORE.search(doc.text[max(0, start - _TAG_REACH) : start]), _ROW_BEHIND.match(doc.text, end)
    inside = doc.text[start - 1 : start] in ("#", "_")
    return inside and (before is not None or (behind is not None and doc.text[start - 1] == "#"))


def _is_hit(doc: Document, hit: Hit, line: Line) -> bool:
    """«استهدف مجهولون رتلاً»: an attack right before it, with at most its doer between."""
    near = range(max(line.first, hit.first - _HIT_REACH), hit.first)
    struck = [h.last for h in doc.hits["trigger"] if h.first in near and "targets" in h.value.trigger.traits]
    return bool(struck) and "،" not in doc.tokens.words[struck[-1] : hit.first]


def _kills(words: list[str], hit: Hit, line: Line, parties: Sequence[Hit]) -> bool:
    """«قسد قتلت شاباً», «مسيّرة تركية تقتل مدنيين»: in the active voice, with the doer beside the verb."""
    named = [h for h in parties if not h.clitic]
    verb = hit.first - (hit.first > line.first and words[hit.first - 1] in ("قد", "فقد"))  # «فقد قتل»
    before = any(h.last == verb for h in named) or _is_aircraft(words, hit.first - 1, line.first)
    ends = [hit.last] if before else [h.last for h in named if h.first == hit.last]
    if hit.value.tense not in ("past", "present") or words[hit.first].endswith(("وا", "ا")):
        return False
    return any(end < line.last and _are_people(words, end, line.last) for end in ends)


def _is_aircraft(words: list[str], at: int, first: int) -> bool:
    """«مسيّرة تركية تقتل», «طائرة تركية مسيرة قتلت»: at most two adjectives behind the aircraft."""
    return any(w in _AIRCRAFT for w in words[max(first, at - 2) : at + 1])


def _are_people(words: list[str], at: int, stop: int) -> bool:
    counted = numbers.read(words, at, min(stop, at + _NUMERAL)) if at < stop else None
    at = counted.end if counted is not None else at
    return at < stop and lookup(words, at, stop) is not None


def _bans(words: list[str], hit: Hit, parties: Sequence[Hit]) -> bool:
    """«منع التنظيم السكان من الخروج», and not the noun: «أدى إلى منع وصول النفط»."""
    noun = (hit.first > 0 and words[hit.first - 1] in _PREPOSITIONS) or "ل" in hit.clitic
    # Right behind it they are no subject: then the subject stands before, or it is the noun.
    headed = hit.clitic or words[hit.last] not in _KEPT_FROM or any(h.last == hit.first for h in parties)
    return not noun and bool(headed) and not _KEPT_FROM.isdisjoint(words[hit.last : hit.last + _BAN_REACH])


def split(doc: Document, line: Line, mentions: list[Mention], refused: list[Rejected]) -> list[Clause]:
    """Return the clauses of a line that hold a trigger, in order.

    A stretch without a trigger (a date between commas, an apposition) belongs to the clause
    before it, or to the first one when it opens the line.
    """
    found = triggers_of(doc, line, refused)
    if not found:
        return []
    starts = sorted({line.first, *_breaks(doc, line, mentions, found)})
    clauses: list[Clause] = []
    held = line.first
    for k, start in enumerate(starts):
        end = starts[k + 1] if k + 1 < len(starts) else line.last
        inside = [f for f in found if start <= f.first < end]
        if not any("marks-sufferer" not in f.trigger.traits for f in inside):
            if clauses:
                clauses[-1].last = end
                clauses[-1].found += inside
            continue
        clauses.append(Clause(line, held if not clauses else start, end, inside))
    for clause in clauses:
        markers = [f for f in clause.found if "marks-sufferer" in f.trigger.traits]
        clause.exposed = markers[0].first if markers else -1
        clause.found = [f for f in clause.found if "marks-sufferer" not in f.trigger.traits]
    return clauses


def _breaks(doc: Document, line: Line, mentions: list[Mention], found: list[Found]) -> set[int]:
    words = doc.tokens.words
    name_starts = {m.first for m in mentions}
    breaks = {
        f.first
        for f in found
        if f.clitic in ("و", "ف") and f.form.tense in ("past", "present") and f.first > line.first
    }
    for at in range(line.first, line.last):
        word = words[at]
        if (word in _STOPS and at + 1 < line.last) or (
            word == "،" and at + 1 < line.last and at + 1 not in name_starts and not _goes_on(words[at + 1])
        ):
            breaks.add(at + 1)
        elif doc.has(at, "clause") and at > line.first and (word not in _WEAK or _trigger_near(found, at)):
            breaks.add(at)
        elif word == "حتي" and any(f.first == at + 1 and f.form.tense == "past" for f in found):
            breaks.add(at)  # «كانت تسيطر على المنطقة حتى استولت القوات عليها»
    return breaks


def _trigger_near(found: list[Found], at: int) -> bool:
    return any(at < f.first <= at + 2 for f in found)


def _goes_on(word: str) -> bool:
    """Say whether a word after a comma goes on with the clause: a head of a name, or a preposition."""
    return word in _CONTINUING or word.removeprefix("و") in places.heads()
