"""The people before a verb or predicate that tells what became of them: «أن عضواً قتل», «25 شخصاً أصيبوا»."""

from analysis.coding.document import Document, Line
from analysis.coding.people import Group, read
from analysis.coding.people_lists import listed
from analysis.coding.scene import Scene
from analysis.lexicon.toll import begins_outcome
from analysis.lexicon.words import word_class
from analysis.text.tokens import MARKS

_NEAR = 7  # tokens of people right before their verb
_ASIDE = 16
_BEHIND = 12  # tokens between a verb and the subject before it
FALLEN = word_class("fallen")
_FELL = word_class("fell")
_FELL_WITH = word_class("fell-with")
_INTRODUCES = word_class("introduces-subject")
_PREDICATES = word_class("toll-predicate")
_RELATIVE = word_class("relative")
_PLURAL = ("وا", "ين")
_AUXILIARIES = word_class("auxiliary")


def subject(doc: Document, line: Line, at: int, scene: Scene) -> list[Group]:
    """Return the people before a verb that agrees with them: «أن عضواً بالقوة قتل», «25 شخصاً أصيبوا»."""
    return _subject(doc, line, at, scene) or _adjoining(doc, line, at, scene) or _before_aside(doc, line, at, scene)


def _before_aside(doc: Document, line: Line, at: int, scene: Scene) -> list[Group]:
    """«إن 4 عسكريين، لم تحدد جنسيتهم، قتلوا»: some that are counted, and a remark between two commas."""
    words = doc.tokens.words
    if not words[at].endswith(_PLURAL) or words[at - 1] != "،" or words[at].startswith("و"):
        return []
    lowest = max(line.first, scene.taken, at - _ASIDE)
    comma = next((t for t in range(at - 2, lowest, -1) if words[t] == "،"), None)
    if comma is None or any(begins_outcome(words, t) for t in range(comma, at)):
        return []
    return _adjoining(doc, line, comma, scene, plural=True)


def _subject(doc: Document, line: Line, at: int, scene: Scene) -> list[Group]:
    """Return the people who open a clause, and whoever is joined to them, up to their verb."""
    words = doc.tokens.words
    lowest = max(line.first, scene.taken, at - _BEHIND)
    half: list[Group] = []
    verb = at
    while verb > lowest and words[verb - 1] in _AUXILIARIES:
        verb -= 1
    for start in range(verb - 1, lowest - 1, -1):
        word = words[start]
        if "clause" in doc.cue_at.get(start, {}) or (word in MARKS and not _is_part_comma(doc, start, verb)):
            return half
        before = start - 1 - (words[start - 1] in _FELL_WITH)
        fell = before >= line.first and words[before] in _FELL
        opens = start == line.first or words[start - 1] in _INTRODUCES or words[start - 1] in MARKS or fell
        groups: list[Group] = []
        if opens:
            groups = listed(doc, line, start, scene.people, names=False)
        elif not half and word.startswith("و") and (joined := read(doc, line, start, scene.people, cut=1)):
            groups = [joined]
        total = sum(group.number.low for group in groups)
        if not groups or groups[-1].last > at or not _agrees(words[at], total):
            continue
        if not opens and words[at].endswith("وا"):  # «أربعة من القادة ونحو ثلاثين مقاتلاً قتلوا»: more may stand before
            half = groups
            continue
        # «الشاب الذي استشهد»: who is told of so was counted before, where anybody was
        told_apart = words[at - 1] in _RELATIVE and not words[start][0].isdigit() and bool(scene.told)
        if half and groups[-1].last == half[0].first:
            return [*groups, *half]
        whole = not half or groups[-1].last >= half[-1].last
        return [] if told_apart else groups if whole else half
    return half


def _adjoining(doc: Document, line: Line, at: int, scene: Scene, *, plural: bool = False) -> list[Group]:
    """«كانت تقل ثلاثة أشخاص فقدوا حياتهم», «ضابطين مقتولين»: some that are counted, right before what befell them."""
    if not plural and not doc.tokens.words[at].endswith(_PLURAL):
        return []
    for start in range(max(line.first, scene.taken, at - _NEAR), at):
        group = read(doc, line, start, scene.people)
        if group is not None and group.last == at and group.counted and group.number.high is not None:
            return [group] if group.number.low > 1 else []
    return []


def _is_part_comma(doc: Document, comma: int, verb: int) -> bool:
    """«7 مدنيين، بينهم 4 أطفال، أصيبوا»: the commas around a part do not end the subject."""
    if doc.tokens.words[comma] != "،":
        return False
    return comma == verb - 1 or "part" in doc.cue_at.get(comma + 1, {})


def _agrees(verb: str, people: int) -> bool:
    if verb in FALLEN:
        return people >= 3
    if verb.endswith(_PLURAL):
        return people >= 2
    if verb.endswith("ا"):
        return people == 2 or verb in _PREDICATES
    return people == 1
