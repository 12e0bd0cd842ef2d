"""From a word for the outcome to its people: what may stand between the two, «قتل في تركيا أمس 5 شرطيين»."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.people import Group, read
from analysis.coding.people_lists import EACH, listed, named_at, past_name
from analysis.coding.scene import Scene
from analysis.lexicon.people import lookup
from analysis.lexicon.toll import begins_outcome, suffers
from analysis.lexicon.words import word_class
from analysis.text import dates, numbers
from analysis.text.numbers import Number
from analysis.text.tokens import MARKS

_STEPS = 6  # phrases between a head and its victims
_COST_REACH = 9
_YEAR_DIGITS = 4
_GAP = word_class("toll-gap")
_TIME = word_class("toll-time")
_BOTH = word_class("and-wounded")
_TOOK_LIVES = word_class("took-lives")
_COST = word_class("cost-lives")
_TRANSITIVE = word_class("transitive-masdar")
_NAMES_FOLLOW = word_class("name-follows")
_DURING = word_class("toll-during")
_WITHIN = word_class("within")
_MET_END = word_class("met-end")
_CIRCUMSTANCE = word_class("toll-circumstance")
_CIRCUMSTANCE_REACH = 10  # tokens of such a phrase
_KILLED_BY = word_class("killed-by")
_CAPTURES = word_class("captures")
_DATES_OPEN = word_class("opens-date")
_MEN_OF = frozenset(("عناصر", "مسلحو", "مقاتلو", "مسلحي", "مقاتلي"))
_ATTACKERS = word_class("lone-attacker")
_PREPOSITIONS = word_class("noun-before")
_ANY_DAY = date(2015, 1, 1)  # where a date ends does not depend on the day of publication
_DATE_LETTERS = 45  # of plain text in which a date can stand
_MAY_BE_DONE = frozenset(("قتل", "قتلت"))  # with or without a doer of its own


class Head(NamedTuple):
    """A word for an outcome at a token: its role («masdar», «suffers», «causes») and its plain form."""

    doc: Document
    line: Line
    at: int
    role: str
    plain: str
    scene: Scene

    @property
    def words(self) -> list[str]:
        """Return the plain words of the article."""
        return self.doc.tokens.words


def people_behind(head: Head, start: int) -> tuple[list[Group], int]:
    """Return the people that a head counts, over what may stand between; and the token where they were looked for.

    Parameters
    ----------
    head
        The word for the outcome.
    start
        The token from which people are looked for.
    """
    words, stop = head.words, head.line.last
    position, steps = _past_cause(head, start), 0
    while position < stop and steps < _STEPS:
        named = head.plain in _NAMES_FOLLOW and steps == 0
        bracketed = words[position] == "(" and (named or numbers.read(words, position, stop) is not None)
        if (words[position] in MARKS and not bracketed) or "part" in head.doc.cue_at.get(position, {}):
            break
        passed = _past_time(words, position, stop)
        if passed > position:
            position = passed
            continue
        passed = _past_party(head, position)
        if passed == position:
            named = _may_be_named(head, position, steps)
            groups = listed(head.doc, head.line, position, head.scene.people, names=named)
            groups = groups or (_told_by_name(head, position) if steps == 0 else [])
            if groups and (victims := _killed_by_one(head, groups)):
                return victims, victims[0].first
            if groups and not _are_doers(head, groups):
                generic = not groups[0].counted and position > start and words[position - 1] not in _GAP
                return ([] if generic or _is_measure(head.doc, head.line, groups[-1]) else groups), position
            passed = groups[0].first + 1 if groups else _past_phrase(head, position, steps)
        if passed == position:
            break
        position, steps = passed, steps + 1
    return [], position


def _may_be_named(head: Head, position: int, steps: int) -> bool:
    """Say whether a bare name here is who was hurt, since no doer can follow the head."""
    if head.plain in _CAPTURES and _object_begins(head, position, steps):
        return True
    # «بقتل أبو سياف» can only be the verbal noun, so that no doer has to follow.
    names = _NAMES_FOLLOW | {head.plain} if head.words[head.at] == "بقتل" else _NAMES_FOLLOW
    behind = head.role == "causes" and any(m.last == position and m.shown for m in head.scene.people)
    if behind or (steps == 0 and head.plain in names):  # «اغتال مجهولون فلاناً»
        return True
    return steps == 0 and head.role == "suffers" and head.plain in _MAY_BE_DONE and _is_killed(head, position)


def _object_begins(head: Head, position: int, steps: int) -> bool:
    """«اعتقلت قسد فلان الفلاني», «تعتقل فلان الفلاني», «القبض على فلان الفلاني»: whoever is named there was taken."""
    on = position == head.at + 2 and head.words[position - 1] == "علي"
    behind_doer = any(m.last == position and m.shown and m.first > head.at for m in head.scene.people)
    return on or behind_doer or steps == 0


def _is_killed(head: Head, at: int) -> bool:
    """«قُتل فلان الفلاني برصاص مجهولين»: behind a doer no cause of death would follow."""
    name = named_at(head.doc, head.line, at)
    return name is not None and name.last < head.line.last and head.words[name.last] in _KILLED_BY


def _told_by_name(head: Head, at: int) -> list[Group]:
    """«لقي سالم حتفه», «قتل سالم واثنان من الرهائن»: a name of any length where what follows tells that he is one."""
    if head.role != "suffers":
        return []
    end = past_name(head.doc, at, head.line.last)
    if end == at or end >= head.line.last:
        return []
    alone = Group(at, end, Number(1, 1, False, at, end), frozenset(), named=True)
    if head.words[end] in _MET_END:
        return [replace(alone, last=end + 1)]
    joined = head.words[end].startswith("و") and head.words[end] != "و"
    further = read(head.doc, head.line, end, head.scene.people, cut=1) if joined else None
    counted = further is not None and further.counted and further.number.end > further.number.start
    if further is None or not counted or suffers(head.words[further.last - 1]):
        return []
    return [alone, replace(further, apart=not further.others)]


# -- what may stand between: each returns the token behind it, or the token itself -----------


def _past_phrase(head: Head, position: int, steps: int) -> int:
    return next((passed for way in _WAYS if (passed := way(head, position, steps)) > position), position)


def _past_cause(head: Head, position: int) -> int:
    """«أودى الهجوم بحياة 39 شخصاً»: what did it stands between the verb and the lives."""
    if head.plain not in _TOOK_LIVES:
        return position
    near = range(position, min(head.line.last, position + _COST_REACH))
    cost = next((t for t in near if head.words[t] in _COST), None)
    return position if cost is None or MARKS & set(head.words[position:cost]) else cost


def _past_time(words: list[str], at: int, stop: int) -> int:
    """Return the token behind a date («اليوم الأحد 1 كانون الأول 2024»), or `at` when none begins here."""
    position = at
    while position < stop:
        dated = words[position].isdigit() and (
            (position + 1 < stop and words[position + 1] in _TIME)
            or (position > at and len(words[position]) == _YEAR_DIGITS)
        )
        if words[position] not in _TIME and not dated:
            break
        position += 1
    return position


def is_year(words: list[str], at: int) -> bool:
    """«أوقفت في فبراير 2014 بينما ...», «15 ديسمبر 2016 مقتولاً»: four digits behind a month count nobody."""
    return len(words[at]) == _YEAR_DIGITS and words[at - 1] in _TIME


def _past_party(head: Head, position: int) -> int:
    """«قتلت قوات النظام 6 مدنيين»: the party behind a verb is who did it, and before counted people too."""
    party = next((m for m in head.scene.people if m.first == position and m.shown), None)
    if party is None or party.entity_id == "civilians":
        return position
    person = lookup(head.words, position, head.line.last)
    if person is not None and person[0].number == "one":
        return position  # «قتل جندي تركي وأحد متشددي التنظيم»
    return party.last if head.role != "masdar" or _counts_behind(head, party) else position


def _counts_behind(head: Head, party: Mention) -> bool:
    """«إعدام التنظيم أكثر من 20 شخصاً»: a party before counted people is who did it."""
    if head.plain not in _TRANSITIVE:
        return False
    behind = read(head.doc, head.line, party.last, head.scene.people)
    return behind is not None and behind.counted and behind.number.end > behind.number.start


def _are_doers(head: Head, groups: Sequence[Group]) -> bool:
    """«قتل مسلحون جنديين», «أعدم عناصر من قسد ثلاثة مدنيين»: fighters without a number, and then victims."""
    doer, words = groups[0], head.words
    if head.role != "suffers" or not lookup(words, doer.first, doer.first + 1):
        return False
    owned = words[doer.first] in _MEN_OF and doer.owner is not None and len(groups) == 1
    if not owned and not words[doer.first].endswith("ون"):
        return False
    for at in {doer.first + 1, doer.last} if owned or doer.owner is not None else (doer.first + 1,):
        victims = read(head.doc, head.line, at, head.scene.people) if at < head.line.last else None
        if victims is not None and victims.counted and not victims.theirs and victims.first >= at:
            return True
    return False


def _killed_by_one(head: Head, groups: Sequence[Group]) -> list[Group]:
    """«قتل مهاجم انتحاري يشتبه بأنه من ... 32 شخصاً»: a lone attacker behind the verb, and further on whom he killed."""
    doc, words, start = head.doc, head.words, groups[0].first + 1
    lone = len(groups) == 1 and not _ATTACKERS.isdisjoint(words[start - 1 : start + 1])
    if not lone or head.plain not in _MAY_BE_DONE or groups[0].number.low > 1:
        return []
    for at in range(start, min(head.line.last, start + _CIRCUMSTANCE_REACH)):
        more = words[at] == "،" and numbers.read(words, at + 1, head.line.last) is not None
        aside = more or words[at] in ("(", ")")
        if (words[at] in MARKS and not aside) or "clause" in doc.cue_at.get(at, {}) or begins_outcome(words, at):
            break
        counted = words[at - 1] not in _PREPOSITIONS and numbers.read(words, at, head.line.last) is not None
        victims = read(doc, head.line, at, head.scene.people) if counted else None
        if victims is not None and victims.counted and victims.number.low > 1:
            return [victims]
    return []


def _past_place(head: Head, position: int, _steps: int) -> int:
    """«قتل في تركيا أمس 5 شرطيين»."""
    doc, stop = head.doc, head.line.last
    if head.words[position] not in _WITHIN or position + 1 >= stop or not doc.is_name_piece(position + 1):
        return position
    return next((t for t in range(position + 2, stop) if not doc.is_name_piece(t)), stop)


def _past_definite(head: Head, position: int, steps: int) -> int:
    """«قتلت الشرطة مسلحين اثنين»: a definite noun right behind a verb, with counted people at once behind it."""
    if head.role == "masdar" or head.plain == "فقد" or steps:
        return position
    word, behind = head.words[position], position + 1
    if not word.startswith("ال") or not word.isalpha() or behind >= head.line.last or head.words[behind] in MARKS:
        return position
    victims = read(head.doc, head.line, behind, head.scene.people)
    return behind if victims is not None and victims.counted and not victims.others else position


def _past_to_each(head: Head, position: int, _steps: int) -> int:
    """«وأصيب في الهجوم كل من ...»: a list of names begins at «كل من»."""
    words = head.words
    each = next((t for t in range(position, min(head.line.last, position + _STEPS)) if words[t] in EACH), None)
    if each is None or words[each + 1 : each + 2] != ["من"] or head.plain.startswith("فقد"):
        return position
    return position if MARKS & set(words[position:each]) else each


def _past_occasion(head: Head, position: int, _steps: int) -> int:
    """«قتل في الاشتباكات خمسة ...»."""
    if head.words[position] not in _DURING or position + 1 >= head.line.last:
        return position
    return position + 2 if _is_occasion(head.doc, position + 1) else position


def _past_circumstance(head: Head, position: int, _steps: int) -> int:
    """«وأصيب إثر تلك الهجمات 45 شخصاً»: a phrase of cause, time or place before people who are counted by a numeral."""
    doc, line, words = head.doc, head.line, head.words
    if head.role == "masdar" or not _opens_circumstance(words[position]):
        return position
    for at in range(position + 1, min(line.last, position + _CIRCUMSTANCE_REACH)):
        if words[at] in MARKS or "clause" in doc.cue_at.get(at, {}) or begins_outcome(words, at):
            break
        group = read(doc, line, at, head.scene.people) if _ends_circumstance(doc, at - 1, position) else None
        if group is not None and group.counted and group.number.end > group.number.start and group.number.low > 1:
            return at if numbers.read(words, at, line.last) and not is_year(words, at) else position
    return position


def _opens_circumstance(word: str) -> bool:
    return word in _CIRCUMSTANCE or (word.startswith("بال") and len(word) > len("بالة"))


def _ends_circumstance(doc: Document, at: int, opening: int) -> bool:
    """Say whether a phrase can end here: with a definite noun, a name, a time or a pronoun, never with a verb."""
    word = doc.tokens.words[at]
    if word.endswith("ه") and at == opening + 2:
        return True  # «في حملة موسعة أكثر من 80 مواطناً»
    ends = word.startswith(("ال", "بال", "لل")) or word.endswith(("ها", "هم")) or word in _TIME or word.isdigit()
    return ends or doc.is_name_piece(at) or at == opening


def _past_date(head: Head, position: int, _steps: int) -> int:
    """«قتل في الثالث من مايو الماضي مدنياً», «خطفت النصرة بين الاثنين واليوم خمسة»: a date between verb and object."""
    tokens = head.doc.tokens
    if head.words[position] not in _DATES_OPEN or position + 1 >= head.line.last:
        return position
    start = tokens.starts[position]
    end = min(tokens.ends[head.line.last - 1], start + _DATE_LETTERS)
    told = dates.find(head.doc.normal.text, start, end, head.doc.published or _ANY_DAY)
    passed = position
    for when in told:
        if tokens.at(when.first) > passed + 1:
            break
        passed = tokens.at(when.last - 1) + 1
    return passed + (position < passed < head.line.last and head.words[passed] == ")")


def _past_small_word(head: Head, position: int, _steps: int) -> int:
    word = head.words[position]
    both = word in _BOTH and not head.plain.endswith("ا")
    small = word in _GAP or (word[:1] == "ب" and word[1:] in _GAP) or both
    return position + small


_WAYS: tuple[Callable[[Head, int, int], int], ...] = (
    _past_date,
    _past_place,
    _past_definite,
    _past_to_each,
    _past_occasion,
    _past_circumstance,
    _past_small_word,
)


def _is_occasion(doc: Document, at: int) -> bool:
    word = doc.tokens.words[at]
    named = word.startswith("ال") and lookup([word], 0, 1) is None and not doc.is_name_piece(at)
    return word == "ذلك" or doc.is_trigger(at) or named


def _is_measure(doc: Document, line: Line, group: Group) -> bool:
    """«مقتل 3 في ...» counts people; a bare number before a unit or a percentage does not."""
    at = group.last
    unit = at < line.last and doc.tokens.words[at] in ("%", "الف", "/", ".", "ريختر")
    return not group.counted and unit and not (doc.tokens.words[at] == "." and at + 1 == line.last)
