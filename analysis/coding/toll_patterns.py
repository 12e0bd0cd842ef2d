"""The wordings of a count: «مقتل 12 شخصاً», «شخصين قتلا», «عشرات الجرحى», «قتلى وجرحى»."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.coding.document import Document, Line
from analysis.coding.people import Group, read
from analysis.coding.people_lists import listed, named_at, past_name
from analysis.coding.scene import Scene
from analysis.coding.toll_nouns import from_noun, from_number, with_victims
from analysis.coding.toll_reach import Head, people_behind
from analysis.coding.toll_subjects import subject
from analysis.coding.tolls import Toll, bare, made, roles_of
from analysis.lexicon import places, toll
from analysis.lexicon.toll import begins_outcome
from analysis.lexicon.words import word_class
from analysis.text.numbers import Number
from analysis.text.tokens import MARKS

_ARRESTS_REACH = 6  # tokens between «اعتقالات» and whose arrests they are
_LIVES_REACH = 20  # «فقد الطفل …، البالغ من العمر ستة أشهر، حياته»
_BOTH = word_class("and-wounded")
_WITH = word_class("together-with")
_LIVES = word_class("lives")
_LOST = word_class("lost-thing")
_ENDED = word_class("ended")
_NO_DEATH = word_class("no-death-after")
_EXPOSED = word_class("exposed")
_TO_WOUNDS = word_class("to-wounds")
_WOUNDS_REACH = 3
_WHOEVER = word_class("whoever")
_PLACE_REACH = 14  # tokens of a place with what it lies in
_PLACING = word_class("container") | word_class("where-preposition") | word_class("placing")
_CAUSE_OF_LOSS = word_class("cause-of-loss")
_HURT_REACH = 3
_FELL_TO = word_class("fell-victim")
_ARRESTS_OF = word_class("arrests-of")
_SENTENCE = word_class("death-sentence")
_EXECUTES = word_class("carries-out-sentence")
_UPON = word_class("sentence-upon")
_SENTENCE_REACH = 7
_PASSES = word_class("passes-away")
_OF_GOD = word_class("mercy-of-god")


def rows_at(doc: Document, line: Line, at: int, scene: Scene) -> list[Toll]:
    """Return the counts that a token makes, in the order in which they stand."""
    roles = roles_of(doc.tokens.words[at])
    if doc.tokens.words[at].removeprefix("و") in _EXPOSED:
        found = _exposed(doc, line, at, scene)
        if found:
            return found
    if doc.tokens.words[at] == "ضحيه" and at > line.first and doc.tokens.words[at - 1] in _FELL_TO:
        thing = at + 1 < line.last and doc.tokens.words[at + 1].startswith("ال")  # «راح ضحية المجزرة خمسة»
        found = _headed(Head(doc, line, at + thing, "masdar", "ضحيتها", scene), "killed")
        if found:
            return [replace(found[0], first=at), *found[1:]]
    for read_at in (_executed, _passed_away):
        if found := read_at(doc, line, at, scene):
            return found
    for role in ("suffers", "masdar", "causes"):
        if role in roles:
            head = Head(doc, line, at, role, roles[role], scene)
            found = _headed(head, toll.vocabulary()[role][roles[role]])
            if found:
                return found
    dual, noun = roles.get("dual"), roles.get("noun")
    if dual:
        pair = Number(2, 2, False, at, at + 1)
        return with_victims(doc, line, at, at + 1, toll.vocabulary()["dual"][dual], pair, scene, "dual")
    if noun:
        return from_noun(doc, line, at, noun, toll.vocabulary()["noun"][noun], scene)
    return from_number(doc, line, at, scene)


def _exposed(doc: Document, line: Line, at: int, scene: Scene) -> list[Toll]:
    """«تعرضت ممرضة وجريح آخر لإصابات خطيرة»: people, and the wounds that they suffered."""
    groups = listed(doc, line, at + 1, scene.people, names=False)
    end = groups[-1].last if groups else line.last
    if not any(word in _TO_WOUNDS for word in doc.tokens.words[end : min(line.last, end + _WOUNDS_REACH)]):
        return []
    return made(doc, line, at, "wounded", groups, scene, "exposed-to-wounds")


def _executed(doc: Document, line: Line, at: int, scene: Scene) -> list[Toll]:
    """«نفذ حكم الإعدام، أمس، بحق عشرة أشخاص», «... بثلاثة شبان»: a sentence of death that was carried out."""
    words = doc.tokens.words
    before = words[max(line.first, at - _SENTENCE_REACH) : at]
    if words[at] != "الاعدام" or before[-1:] == [] or before[-1] not in _SENTENCE or _EXECUTES.isdisjoint(before):
        return []
    for to in range(at + 1, min(line.last - 1, at + _SENTENCE_REACH)):
        leads = words[to] in _UPON
        people = listed(doc, line, to + 1, scene.people, names=True) if leads else []
        with_b = read(doc, line, to, scene.people, cut=1) if words[to].startswith("ب") and not leads else None
        if people or with_b is not None:
            return made(doc, line, at, "killed", people or [g for g in (with_b,) if g], scene, "sentence-of-death")
    return []


def _passed_away(doc: Document, line: Line, at: int, scene: Scene) -> list[Toll]:
    """«الطفل فلان الفلاني في ذمة الله», «انتقل إلى رحمة الله فلان الفلاني»: how a death is announced."""
    words = doc.tokens.words
    if words[at : at + 3] == ["في", "ذمه", "الله"]:
        told = subject(doc, line, at, scene)
        named = None if told else named_at(doc, line, line.first)
        told = told or ([named] if named is not None and named.last <= at else [])
        told = told or (listed(doc, line, at + 3, scene.people, names=True)[:1] if at + 4 < line.last else [])
        return made(doc, line, min(at, told[0].first), "killed", told, scene, "passed-away") if told else []
    if words[at].removeprefix("و") not in _PASSES or words[at + 1 : at + 3] != ["الي", "رحمه"]:
        return []
    behind = next((t for t in range(at + 3, min(line.last, at + 7)) if words[t] not in _OF_GOD), line.last)
    told = listed(doc, line, behind, scene.people, names=True) if behind < line.last else []
    return made(doc, line, at, "killed", told[:1], scene, "passed-away") if told else []


# -- a word for the outcome, then or before it the people ------------------------------------


def _headed(head: Head, outcome: str) -> list[Toll]:
    """«مقتل 12 شخصاً», «أصيب طفل», «قتلت قوات النظام 6 مدنيين», «شخصين قتلا»."""
    doc, line, scene, words, start = head.doc, head.line, head.scene, head.words, head.at + 1
    both = start < line.last and words[start] in _BOTH
    if both and head.role == "suffers" and (told := subject(doc, line, head.at, scene)):
        outcome = "killed_or_wounded" if words[start].endswith("وا") else outcome  # «عشرات قتلوا وجرحوا»
        return made(doc, line, head.at, outcome, told, scene, "people-outcome")  # «أن جندياً قتل وجرح اثنان»
    done = head.plain.endswith("وا")  # «قتلوا وجرحوا عدداً من العناصر»
    if both and (outcome == "killed" or head.plain == "فقدان") and (done or not head.plain.endswith("ا")):
        outcome, start = "killed_or_wounded", start + 1
    groups, position = people_behind(head, start)
    if both and done and not groups:
        return []
    outcome = _what_befell(head, start, groups, position, outcome)
    if _is_no_toll(head, start, groups, position, outcome):
        return []
    if not groups:
        return _told_before(head, start, position, outcome)
    end = groups[-1].last
    if groups[-1].number.low == 1:
        beside = past_name(doc, end, line.last)
        if beside < line.last and words[beside] in _WITH:  # «أصيب القيادي مع عنصر آخر», «ارتقى القيادي فلان برفقة ...»
            groups = [*groups, *people_behind(head, beside + 1)[0]]
    found = made(doc, line, head.at, outcome, groups, scene, "outcome-people")
    return [*found, *_elsewhere(doc, line, end, outcome, scene)]


def _what_befell(head: Head, start: int, groups: Sequence[Group], position: int, outcome: str) -> str:
    """Return the outcome, read again with what stands around the people: «فقد 25 شخصاً حياتهم» is a death."""
    words, stop = head.words, head.line.last
    end = groups[-1].last if groups else position
    if groups and outcome == "killed" and any(w in _BOTH for w in words[start : groups[0].first]):
        return "killed_or_wounded"  # «أودت بحياة وجرح عدد من الأشخاص»
    either = next((t + 1 for t in (end - 1, end) if groups and t < stop and words[t] == "بين"), stop)
    if either < stop and bare(words[either], "noun"):
        return "killed_or_wounded"  # «راح ضحيتها العشرات بين شهيد وجريح»
    if outcome != "missing":
        return outcome
    caused = head.at > head.line.first and words[head.at - 1] in _CAUSE_OF_LOSS and not words[head.at].startswith("ب")
    if head.plain == "فقدان" and caused and groups and any(w in _BOTH for w in words[end : end + _HURT_REACH]):
        return "killed"  # «أسفر القصف عن فقدان 5 مدنيين وإصابة 40»: lives that were lost
    begin = groups[0].first if groups else position
    return "killed" if any(w in _LIVES for w in words[begin : min(stop, end + _LIVES_REACH)]) else outcome


def _is_no_toll(head: Head, start: int, groups: Sequence[Group], position: int, outcome: str) -> bool:
    """Say whether the head counts nobody: leaders and things that were lost, sentences served, rules for whoever."""
    words = head.words
    end = groups[-1].last if groups else position
    if outcome == "missing" and ((groups and groups[0].theirs) or not _LOST.isdisjoint(words[end : end + 1])):
        return True  # «فقد التنظيم العديد من قادته»: neither dead nor missing for sure
    if head.plain in _ENDED and any(w in _NO_DEATH for w in words[head.at + 1 : head.at + 3]):
        return True  # «قضت حكماً بالسجن», «قضى بأن»
    if words[head.at] == "فقد" and not groups and head.at > head.line.first and words[head.at - 1] in MARKS:
        return True  # «...، فقد حرص على ...»: the particle
    each = next((t for t in range(start, position + 3) if words[t : t + 2] == ["كل", "من"]), None)
    if each is not None and not _WHOEVER.isdisjoint(words[each + 2 : each + 3]):
        return True  # «اعتقال كل من ينشر الأخبار»
    return head.plain == "اعتقالات" and _ARRESTS_OF.isdisjoint(words[start : start + _ARRESTS_REACH])


def _told_before(head: Head, start: int, position: int, outcome: str) -> list[Toll]:
    """«شخصين قتلا», «قتل مع أربعة من معاونيه»: a verb whose people stand before it, or are its own subject."""
    doc, line, scene, words = head.doc, head.line, head.scene, head.words
    if head.role != "suffers" or (head.plain.startswith("فارق") and "الحياه" not in words[head.at : head.at + 4]):
        return []
    told = subject(doc, line, head.at, scene)
    beside = position == start and position < line.last and words[position] in _WITH
    companions = people_behind(head, position + 1)[0] if beside else []
    if companions:
        alone = Group(head.at, start, Number(1, 1, False, head.at, start), frozenset(), counted=False)
        return made(doc, line, head.at, outcome, [*companions, alone], scene, "together-with")
    if not told:
        return []
    rows = made(doc, line, head.at, outcome, told, scene, "people-outcome")
    return [*rows[:-1], replace(rows[-1], last=max(rows[-1].last, head.at + 1))]  # the verb tells what became of them


def _elsewhere(doc: Document, line: Line, at: int, outcome: str, scene: Scene) -> list[Toll]:
    """«أصيب رجل في سرمين، وطفل في قرية الحنبوشية»: further people of one verb, each with a place."""
    words, rows = doc.tokens.words, []
    joint = _past_place(doc, line, at)
    while joint is not None and joint < line.last and words[joint].startswith("و"):
        cut = 0 if words[joint] == "و" else 1
        position = joint + 1 - cut
        if position >= line.last or (cut and bare(words[joint], "noun")) or begins_outcome(words, joint):
            break
        group = read(doc, line, position, scene.people, cut=cut)
        behind = _past_place(doc, line, group.last) if group is not None and group.counted else None
        if group is None or behind is None:
            break
        rows += made(doc, line, joint, outcome, [group], scene, "outcome-people")
        joint = behind
    return rows


def _past_place(doc: Document, line: Line, at: int) -> int | None:
    """Return the token behind «في قرية ...» and its comma, None where no place is named."""
    words, position, named = doc.tokens.words, at, False
    while position < min(line.last, at + _PLACE_REACH):
        placed = doc.is_name_piece(position) or places.is_head(words[position]) or words[position] in _PLACING
        if not placed and not (words[position].startswith("ب") and places.is_head(words[position][1:])):
            break
        named, position = named or doc.is_name_piece(position), position + 1
    if not named or position - at >= _PLACE_REACH:
        return None
    return position + (position < line.last and words[position] == "،")
