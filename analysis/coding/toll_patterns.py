"""The wordings of a count: «مقتل 12 شخصاً», «شخصين قتلا», «عشرات الجرحى», «قتلى وجرحى»."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.coding.document import Document, Line
from analysis.coding.parties import acts
from analysis.coding.people import Group, lookup, read
from analysis.coding.people_lists import listed, named_at
from analysis.coding.tolls import Scene, Toll, bare, is_tally, made, roles_of
from analysis.lexicon import toll
from analysis.lexicon.words import word_class
from analysis.text import numbers
from analysis.text.numbers import Number
from analysis.text.tokens import MARKS

_AHEAD = 6  # tokens between a head and its victims
_LIVES_REACH = 20  # «فقد الطفل …، البالغ من العمر ستة أشهر، حياته»
_TOTAL_REACH = 16  # tokens between «عدد المصابين» and «إلى 61»
_BEHIND = 12  # tokens between a verb and the subject before it
_A_SENTENCE = 4  # tokens; a shorter line is a tag
_DIRECT = word_class("direct")
_TALLIED = word_class("tallied")
_COUNT_OF = word_class("count-of")
_ORDINALS = word_class("ordinal")
_GAP = word_class("toll-gap")
_TIME = word_class("toll-time")
_BOTH = word_class("and-wounded")
_PLURALS = word_class("toll-plural")
_RAISED = word_class("toll-raised")
_WITH = word_class("together-with")
_LIVES = word_class("lives")
_THEIRS = word_class("theirs")
_FELL = frozenset(("سقط", "وسقط", "سقطت", "وقع"))
_TO_THEM = frozenset(("له", "لها", "لهم"))
_INTRODUCES = word_class("introduces-subject")
_PREDICATES = word_class("toll-predicate")
_NAMES_FOLLOW = word_class("name-follows")
_RELATIVE = word_class("relative")
_DURING = frozenset(("في", "خلال", "اثر", "جراء", "نتيجه", "بعد", "عقب"))
_SINGLE = frozenset(("قتيل", "جريح", "ضحيه", "شهيد", "شهيده", "قتيله", "جثه", "قتيلا", "جريحا", "شهيدا"))
_MARTYR = frozenset(("الشهيد", "الشهيده"))


def rows_at(doc: Document, line: Line, at: int, scene: Scene) -> list[Toll]:
    """Return the counts that a token makes, in the order in which they stand."""
    roles = roles_of(doc.tokens.words[at])
    for role in ("suffers", "masdar", "causes"):
        if role in roles:
            found = _headed(doc, line, at, role, roles[role], toll.vocabulary()[role][roles[role]], scene)
            if found:
                return found
    dual, noun = roles.get("dual"), roles.get("noun")
    if dual:
        pair = Group(at, at + 1, Number(2, 2, False, at, at + 1), frozenset())
        return _with_victims(doc, line, at, at + 1, toll.vocabulary()["dual"][dual], pair.number, scene, "dual")
    if noun:
        return _from_noun(doc, line, at, noun, toll.vocabulary()["noun"][noun], scene)
    return _from_number(doc, line, at, scene)


# -- a word for the outcome, then or before it the people ------------------------------------


def _headed(doc: Document, line: Line, at: int, role: str, plain: str, outcome: str, scene: Scene) -> list[Toll]:
    """«مقتل 12 شخصاً», «أصيب طفل», «قتلت قوات النظام 6 مدنيين», «شخصين قتلا»."""
    words = doc.tokens.words
    start = at + 1
    both = start < line.last and words[start] in _BOTH
    if both and role == "suffers" and (subject := _subject(doc, line, at, scene)):
        return made(doc, line, at, outcome, subject, scene, "people-outcome")  # «أن جندياً قتل وجرح اثنان»
    if both and outcome == "killed" and not plain.endswith("ا"):
        outcome, start = "killed_or_wounded", start + 1
    groups, position = _ahead(doc, line, start, role, plain, scene)
    if groups and outcome == "killed" and any(w in _BOTH for w in words[start : groups[0].first]):
        outcome = "killed_or_wounded"  # «أودت بحياة وجرح عدد من الأشخاص»
    outcome = _with_lives(words, position, groups, outcome, line.last)
    if groups:
        return made(doc, line, at, outcome, groups, scene, "outcome-people")
    if role == "masdar" and at + 1 < line.last and bare(words[at + 1], "noun") is None:
        return []
    if role != "suffers" or (plain.startswith("فارق") and "الحياه" not in words[at : at + 4]):
        return []
    subject = _subject(doc, line, at, scene)
    companions = _ahead(doc, line, position + 1, role, plain, scene)[0] if words[position : position + 1] and (
        words[position] in _WITH
    ) else []  # fmt: skip
    if companions:  # «قتل مع أربعة من معاونيه»
        alone = Group(at, at + 1, Number(1, 1, False, at, at + 1), frozenset(), counted=False)
        return made(doc, line, at, outcome, [*companions, alone], scene, "together-with")
    return made(doc, line, at, outcome, subject, scene, "people-outcome") if subject else []


def _ahead(doc: Document, line: Line, at: int, role: str, plain: str, scene: Scene) -> tuple[list[Group], int]:
    """Return the people behind a head, over small words, times and the doer; and where they were looked for."""
    words, position, steps = doc.tokens.words, at, 0
    while position < line.last and steps < _AHEAD:
        word = words[position]
        if word in MARKS:
            break
        passed = _past_time(words, position, line.last)
        if passed > position:
            position = passed
            continue
        doer = next((m for m in scene.people if m.first == position and m.shown), None)
        if doer is not None and role != "masdar" and doer.entity_id != "civilians":
            position, steps = doer.last, steps + 1
            continue
        groups = listed(doc, line, position, scene.people, names=steps == 0 and plain in _NAMES_FOLLOW)
        if groups:
            generic = not groups[0].counted and position > at and words[position - 1] not in _GAP
            return ([] if generic or _is_measure(doc, line, groups[-1]) else groups), position
        both = next((t for t in range(position, min(line.last, position + _AHEAD)) if words[t] == "كل"), None)
        if both is not None and words[both + 1 : both + 2] == ["من"] and not MARKS & set(words[position:both]):
            position, steps = both, steps + 1  # «وأصيب في الهجوم كل من ...»
            continue
        if word in _DURING and position + 1 < line.last and _is_occasion(doc, position + 1):
            position, steps = position + 2, steps + 1  # «قتل في الاشتباكات خمسة ...»
            continue
        passed_both = word in _BOTH and not plain.endswith("ا")
        if not (word in _GAP or (word[:1] == "ب" and word[1:] in _GAP) or passed_both):
            break
        position, steps = position + 1, steps + 1
    return [], position


def _is_occasion(doc: Document, at: int) -> bool:
    word = doc.tokens.words[at]
    return doc.is_trigger(at) or (word.startswith("ال") and lookup([word], 0, 1) is None and not doc.is_name_piece(at))


def _is_measure(doc: Document, line: Line, group: Group) -> bool:
    """«مقتل 3 في ...» counts people; a bare number before a unit or a percentage does not."""
    at = group.last
    return not group.counted and at < line.last and doc.tokens.words[at] in ("%", "الف", "/", ".", "ريختر")


def _past_time(words: list[str], at: int, stop: int) -> int:
    """Return the token behind a date («اليوم الأحد 1 كانون الأول 2024»), or `at` when none begins here."""
    position = at
    while position < stop:
        if words[position] in _TIME or (
            words[position].isdigit()
            and (
                (position + 1 < stop and words[position + 1] in _TIME) or (position > at and len(words[position]) == 4)
            )
        ):
            position += 1
        else:
            break
    return position


def _with_lives(words: list[str], at: int, groups: Sequence[Group], outcome: str, stop: int) -> str:
    """«فقد 25 شخصاً حياتهم» is a death."""
    if outcome != "missing":
        return outcome
    end = groups[-1].last if groups else at
    return "killed" if any(w in _LIVES for w in words[end : min(stop, end + _LIVES_REACH)]) else outcome


def _subject(doc: Document, line: Line, at: int, scene: Scene) -> list[Group]:
    """Return the people before a verb that agrees with them: «أن عضواً بالقوة قتل», «25 شخصاً أصيبوا»."""
    words = doc.tokens.words
    lowest = max(line.first, scene.taken, at - _BEHIND)
    for start in range(at - 1, lowest - 1, -1):
        word = words[start]
        if "clause" in doc.cue_at.get(start, {}) or (word in MARKS and not _is_part_comma(doc, start, at)):
            return []
        opens = start == line.first or words[start - 1] in _INTRODUCES or words[start - 1] in MARKS
        groups: list[Group] = []
        if opens:
            groups = listed(doc, line, start, scene.people, names=False)
        elif word.startswith("و") and (joined := read(doc, line, start, scene.people, cut=1)):
            groups = [joined]
        total = sum(group.number.low for group in groups)
        if not groups or groups[-1].last > at or not _agrees(words[at], total):
            continue
        told_apart = words[at - 1] in _RELATIVE and not words[start][0].isdigit()
        return [] if told_apart else groups
    return []


def _is_part_comma(doc: Document, comma: int, verb: int) -> bool:
    """«7 مدنيين، بينهم 4 أطفال، أصيبوا»: the commas around a part do not end the subject."""
    if doc.tokens.words[comma] != "،":
        return False
    return comma == verb - 1 or "part" in doc.cue_at.get(comma + 1, {})


def _agrees(verb: str, people: int) -> bool:
    if verb.endswith("وا"):
        return people >= 2
    if verb.endswith("ا"):
        return people == 2 or verb in _PREDICATES
    return people == 1


# -- a noun that is an outcome itself -----------------------------------------------------


def _from_noun(doc: Document, line: Line, at: int, stem: str, outcome: str, scene: Scene) -> list[Toll]:
    """«قتلى وجرحى», «عشرات الجرحى», «سقوط ضحايا», «سقط أحد عناصره قتيلاً»."""
    words = doc.tokens.words
    word = words[at]
    counted = at > line.first and words[at - 1] in _COUNT_OF
    if (word in _TALLIED or (stem in _PLURALS and counted)) and (counted or is_tally(doc, line, at)):
        number = _announced(doc, line, at)
        if number:
            return _with_victims(doc, line, at, number.end, outcome, number, scene, "tally")
    if at + 1 < line.last and words[at + 1] in _DIRECT:
        return []
    if stem in _PREDICATES:
        subject = _subject(doc, line, at, scene)
        if subject:
            return made(doc, line, subject[0].first, outcome, subject, scene, "people-outcome")
        if at > line.first and words[at - 1] in ("عليه", "عليها"):  # «عُثر عليه مقتولاً»
            return _with_victims(doc, line, at, at + 1, outcome, Number(1, 1, False, at, at + 1), scene, "found-dead")
    previous = words[at - 1] if at > line.first else ""
    raised = previous in _RAISED
    begins = at == line.first and line.last - line.first >= _A_SENTENCE
    opens = begins or previous in MARKS or previous in ("-", "|", "/")
    if stem in _PLURALS and not stem.startswith("ال") and (raised or opens or word.startswith("و")):
        return _plural(doc, line, at, outcome, scene)
    named = stem in _MARTYR and (begins or previous in ("-", "|", "/", ":")) and named_at(doc, line, at + 1)
    with_more = at + 1 < line.last and words[at + 1].startswith("و") and bare(words[at + 1], "noun") is not None
    with_more = with_more or (at + 1 < line.last and bare(words[at + 1], "dual") is not None)
    if named or (stem in _SINGLE and (raised or begins or (with_more and stem.endswith("ا")))):
        number = Number(1, 1, False, at, at + 1)
        return _with_victims(doc, line, at, at + 1, outcome, number, scene, "singular")
    return []


def _announced(doc: Document, line: Line, at: int) -> Number | None:
    """Return the number that «عدد المصابين في الغارة إلى 61» leads to, or that stands right behind."""
    words = doc.tokens.words
    number = numbers.read(words, at + 1, line.last)
    for to in range(at + 1, min(line.last - 1, at + _TOTAL_REACH)):
        if number or "clause" in doc.cue_at.get(to, {}) or bare(words[to], "noun"):
            break
        if words[to] == "الي":
            number = numbers.read(words, to + 1, line.last)
    behind = number.end if number else line.last
    if behind < line.last and bare(words[behind], "noun"):
        return None  # «عدد الضحايا إلى 61 جريحاً»: the noun behind the number says what they are
    return number


def _plural(doc: Document, line: Line, at: int, outcome: str, scene: Scene) -> list[Toll]:
    """«قتلى», «قتلى وجرحى في صفوف ...»: two plurals are two counts of the same people."""
    words = doc.tokens.words
    found = _with_victims(doc, line, at, at + 1, outcome, Number(3, None, False, at, at + 1), scene, "plural")
    second = at + 1 + (at + 2 < line.last and words[at + 1] == "و")
    noun = bare(words[second], "noun") if second < line.last else None
    joined = words[second].startswith("و") or second > at + 1 if second < line.last else False
    if noun is None or not joined or toll.vocabulary()["noun"][noun] == outcome:
        return found
    other = toll.vocabulary()["noun"][noun]
    return [
        replace(found[0], last=at + 1),
        replace(found[0], first=second, last=max(found[0].last, second + 1), outcome=other),
    ]


def _from_number(doc: Document, line: Line, at: int, scene: Scene) -> list[Toll]:
    """«32 قتيلاً», «66 قتيلاً وجريحاً», «عشرات القتلى», «40 بين قتيل وجريح»."""
    words = doc.tokens.words
    cut = words[at][:1] in ("و", "ب", "ل") and len(words[at]) > 2
    number = numbers.read(words, at, line.last)
    if number is None and cut:
        near = [words[at][1:], *words[at + 1 : min(line.last, at + 20)]]
        found = numbers.read(near, 0, len(near))
        number = Number(found.low, found.high, found.approximate, at, at + found.end) if found else None
    if number is None or (at > line.first and words[at - 1] in _TIME):  # «15 ديسمبر 2016 مقتولاً»
        return []
    end = number.end
    while end < line.last and words[end] in ("من", "كبير", "اخر"):
        end += 1
    if end >= line.last:
        return []
    if words[end] == "بين" and end + 1 < line.last and bare(words[end + 1], "noun"):
        return _with_victims(doc, line, at, end + 3, "killed_or_wounded", number, scene, "number-both")
    noun = bare(words[end], "noun") if not words[end].startswith("و") else None
    if noun is None:
        return []
    if words[end - 1] == "من" and words[end].startswith("ال") and number.high is not None:
        return []  # «ثلاثة من الجرحى» are some of those counted before
    outcome = toll.vocabulary()["noun"][noun]
    if end + 1 < line.last and words[end + 1] in _BOTH and not (end + 2 < line.last and words[end + 2] in _ORDINALS):
        return _with_victims(doc, line, at, end + 2, "killed_or_wounded", number, scene, "number-noun")
    return _with_victims(doc, line, at, end + 1, outcome, number, scene, "number-noun")


def _with_victims(
    doc: Document, line: Line, first: int, last: int, outcome: str, number: Number, scene: Scene, rule: str
) -> list[Toll]:
    """Read whose dead or wounded they are, right behind the noun and those joined to it."""
    words, end = doc.tokens.words, last
    while end < line.last and (bare(words[end], "noun") or words[end] in _BOTH or words[end] == "و"):
        if end + 1 < line.last and words[end + 1] in _ORDINALS:
            break
        if words[end] == "و" and end + 1 < line.last and words[end + 1][0].isdigit():
            break
        end += 1
    group = _owned(doc, line, first, last, end, number, scene)
    return made(doc, line, first, outcome, [group], scene, rule)


def _owned(doc: Document, line: Line, first: int, last: int, end: int, number: Number, scene: Scene) -> Group:
    """«قتلى في صفوف المدنيين», «جريحاً من عناصر التنظيم», «32 قتيلاً مدنياً»."""
    words = doc.tokens.words
    plain = Group(first, last, number, frozenset())
    at = end
    while at < min(line.last, end + 5):
        if words[at] in MARKS or "part" in doc.cue_at.get(at, {}) or "clause" in doc.cue_at.get(at, {}):
            break
        owner = next((m for m in scene.people if m.first == at and acts(m) and m.shown), None)
        if owner is not None and owner.entity_id != "civilians" and at > end:
            return Group(first, owner.last, number, frozenset(("fighters",)), owner=owner)
        found = read(doc, line, at, scene.people, cut=0)
        known = found.kinds if found is not None and found.counted else _kinds_of(words, at)
        if known - {"unknown"} or (found is not None and (found.others or found.theirs)):
            if found is None:
                return Group(first, at + 1 if end == last else last, number, known)
            stop, who = (found.last, found.who) if end == last else (last, ())
            stop = found.last if found.owner else stop
            return Group(first, stop, number, known, who, found.owner, found.theirs, found.others)
        adjective = at == end and words[at].endswith(("ه", "ين", "ات"))  # «إصابات خطرة بين المدنيين»
        if not (words[at] in _GAP or words[at] in ("صفوف", "بين", "لدي", "اوساط", "من", "صفوفهم") or adjective):
            break
        at += 1
    for m in scene.people:  # «سقط للقوات المهاجمة ثمانية شهداء»
        near = m.last <= first <= m.last + 2 and m.shown and acts(m)
        if near and m.skip and words[m.first].startswith("ل") and m.first > line.first and words[m.first - 1] in _FELL:
            return Group(first, last, number, frozenset(("fighters",)), owner=replace(m, last=last))
    fell_to_them = any(w in _TO_THEM for w in words[max(line.first, first - 2) : first])
    theirs = fell_to_them or any(w in _THEIRS for w in words[end : end + 3])
    return Group(first, last, number, frozenset(("fighters",)), theirs=True) if theirs else plain


def _kinds_of(words: list[str], at: int) -> frozenset[str]:
    found = lookup(words, at, at + 1)
    return frozenset((found[0].kind,)) if found else frozenset()
