"""The wordings of a count: «مقتل 12 شخصاً», «شخصين قتلا», «عشرات الجرحى», «قتلى وجرحى»."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.people import Group, read
from analysis.coding.people_lists import listed, named_at
from analysis.coding.scene import Scene
from analysis.coding.toll_nouns import from_noun, from_number, with_victims
from analysis.coding.toll_subjects import subject
from analysis.coding.tolls import Toll, bare, made, roles_of
from analysis.lexicon import places, toll
from analysis.lexicon.people import lookup
from analysis.lexicon.toll import begins_outcome
from analysis.lexicon.words import word_class
from analysis.text.numbers import Number
from analysis.text.tokens import MARKS

_AHEAD = 6  # tokens between a head and its victims
_LIVES_REACH = 20  # «فقد الطفل …، البالغ من العمر ستة أشهر، حياته»
_GAP = word_class("toll-gap")
_TIME = word_class("toll-time")
_BOTH = word_class("and-wounded")
_WITH = word_class("together-with")
_LIVES = word_class("lives")
_TOOK_LIVES = word_class("took-lives")
_COST = word_class("cost-lives")
_COST_REACH = 9
_LOST = word_class("lost-thing")
_ENDED = word_class("ended")
_NO_DEATH = word_class("no-death-after")
_TRANSITIVE = word_class("transitive-masdar")
_EXPOSED = word_class("exposed")
_TO_WOUNDS = word_class("to-wounds")
_WOUNDS_REACH = 3
_NAMES_FOLLOW = word_class("name-follows")
_DURING = word_class("toll-during")
_WITHIN = word_class("within")
_KILLED_BY = word_class("killed-by")
_WHOEVER = word_class("whoever")
_PLACE_REACH = 14  # tokens of a place with what it lies in
_PLACING = word_class("container") | word_class("where-preposition") | word_class("placing")
_CAUSE_OF_LOSS = word_class("cause-of-loss")
_HURT_REACH = 3
_FELL_TO = word_class("fell-victim")
_ARRESTS_OF = word_class("arrests-of")
_MAY_BE_DONE = frozenset(("قتل", "قتلت"))  # with or without a doer of its own


def rows_at(doc: Document, line: Line, at: int, scene: Scene) -> list[Toll]:
    """Return the counts that a token makes, in the order in which they stand."""
    roles = roles_of(doc.tokens.words[at])
    if doc.tokens.words[at].removeprefix("و") in _EXPOSED:
        found = _exposed(doc, line, at, scene)
        if found:
            return found
    if doc.tokens.words[at] == "ضحيه" and at > line.first and doc.tokens.words[at - 1] in _FELL_TO:
        thing = at + 1 < line.last and doc.tokens.words[at + 1].startswith("ال")  # «راح ضحية المجزرة خمسة»
        found = _headed(doc, line, at + thing, "masdar", "ضحيتها", "killed", scene)
        if found:
            return [replace(found[0], first=at), *found[1:]]
    for role in ("suffers", "masdar", "causes"):
        if role in roles:
            found = _headed(doc, line, at, role, roles[role], toll.vocabulary()[role][roles[role]], scene)
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


# -- a word for the outcome, then or before it the people ------------------------------------


def _headed(doc: Document, line: Line, at: int, role: str, plain: str, outcome: str, scene: Scene) -> list[Toll]:
    """«مقتل 12 شخصاً», «أصيب طفل», «قتلت قوات النظام 6 مدنيين», «شخصين قتلا»."""
    words = doc.tokens.words
    start = at + 1
    both = start < line.last and words[start] in _BOTH
    if both and role == "suffers" and (told := subject(doc, line, at, scene)):
        outcome = "killed_or_wounded" if words[start].endswith("وا") else outcome  # «عشرات قتلوا وجرحوا»
        return made(doc, line, at, outcome, told, scene, "people-outcome")  # «أن جندياً قتل وجرح اثنان»
    if both and (outcome == "killed" or plain == "فقدان") and not plain.endswith("ا"):
        outcome, start = "killed_or_wounded", start + 1
    groups, position = _ahead(doc, line, start, role, plain, scene)
    if groups and outcome == "killed" and any(w in _BOTH for w in words[start : groups[0].first]):
        outcome = "killed_or_wounded"  # «أودت بحياة وجرح عدد من الأشخاص»
    outcome = _with_lives(words, position, groups, outcome, line.last)
    end = groups[-1].last if groups else position
    caused = at > line.first and words[at - 1] in _CAUSE_OF_LOSS and not words[at].startswith("ب")
    if plain == "فقدان" and caused and groups and any(w in _BOTH for w in words[end : end + _HURT_REACH]):
        outcome = "killed"  # «أسفر القصف عن فقدان 5 مدنيين وإصابة 40»: lives that were lost
    if outcome == "missing" and groups and groups[0].theirs:
        return []  # «فقد التنظيم العديد من قادته»: neither dead nor missing for sure
    if (outcome == "missing" and words[end : end + 1] and words[end] in _LOST) or _is_spent(words, at, plain):
        return []
    each = next((t for t in range(start, position + 3) if words[t : t + 2] == ["كل", "من"]), None)
    if each is not None and not _WHOEVER.isdisjoint(words[each + 2 : each + 3]):
        return []  # «اعتقال كل من ينشر الأخبار»
    if plain == "اعتقالات" and _ARRESTS_OF.isdisjoint(words[start : start + _AHEAD]):
        return []
    if groups and groups[-1].number.low == 1 and end < line.last and words[end] in _WITH:
        with_them, _ = _ahead(doc, line, end + 1, role, plain, scene)  # «أصيب القيادي مع عنصر آخر»
        groups = [*groups, *with_them]
    if groups:
        found = made(doc, line, at, outcome, groups, scene, "outcome-people")
        return [*found, *_elsewhere(doc, line, end, outcome, scene)]
    if role == "masdar" and at + 1 < line.last and bare(words[at + 1], "noun") is None:
        return []
    if role != "suffers" or (plain.startswith("فارق") and "الحياه" not in words[at : at + 4]):
        return []
    told = subject(doc, line, at, scene)
    beside = position == start and position < line.last and words[position] in _WITH
    companions = _ahead(doc, line, position + 1, role, plain, scene)[0] if beside else []
    if companions:  # «قتل مع أربعة من معاونيه»
        alone = Group(at, at + 1, Number(1, 1, False, at, at + 1), frozenset(), counted=False)
        return made(doc, line, at, outcome, [*companions, alone], scene, "together-with")
    return _with_verb(made(doc, line, at, outcome, told, scene, "people-outcome"), at) if told else []


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


def _with_verb(rows: list[Toll], at: int) -> list[Toll]:
    """Widen the last count of a subject over the verb that tells what became of them."""
    return [*rows[:-1], replace(rows[-1], last=max(rows[-1].last, at + 1))]


def _ahead(doc: Document, line: Line, at: int, role: str, plain: str, scene: Scene) -> tuple[list[Group], int]:
    """Return the people behind a head, over small words, times and the doer; and where they were looked for."""
    words, position, steps = doc.tokens.words, at, 0
    # «بقتل أبو سياف» can only be the verbal noun, so that no doer has to follow.
    names = _NAMES_FOLLOW | {plain} if words[at - 1] == "بقتل" else _NAMES_FOLLOW
    if plain in _TOOK_LIVES:  # «أودى الهجوم بحياة 39 شخصاً»: what did it stands between
        cost = next((t for t in range(at, min(line.last, at + _COST_REACH)) if words[t] in _COST), None)
        position = at if cost is None or MARKS & set(words[at:cost]) else cost
    while position < line.last and steps < _AHEAD:
        word = words[position]
        bracketed = word == "(" and plain in _NAMES_FOLLOW and steps == 0
        if (word in MARKS and not bracketed) or "part" in doc.cue_at.get(position, {}):
            break
        passed = _past_time(words, position, line.last)
        if passed > position:
            position = passed
            continue
        doer = next((m for m in scene.people if m.first == position and m.shown), None)
        acted = role != "masdar" or (doer is not None and _counts_behind(doc, line, doer, plain, scene))
        if doer is not None and acted and doer.entity_id != "civilians":
            position, steps = doer.last, steps + 1
            continue
        killed = steps == 0 and role == "suffers" and plain in _MAY_BE_DONE and _is_killed(doc, line, position)
        behind = role == "causes" and any(m.last == position and m.shown for m in scene.people)  # «اغتال مجهولون فلاناً»
        named = killed or behind or (steps == 0 and plain in names)
        groups = listed(doc, line, position, scene.people, names=named)
        if groups and _are_doers(doc, line, groups, role, scene):
            position, steps = groups[0].first + 1, steps + 1  # «قتل مسلحون جنديين»
            continue
        if groups:
            generic = not groups[0].counted and position > at and words[position - 1] not in _GAP
            return ([] if generic or _is_measure(doc, line, groups[-1]) else groups), position
        if word in _WITHIN and position + 1 < line.last and doc.is_name_piece(position + 1):
            position, steps = position + 2, steps + 1  # «قتل في تركيا أمس 5 شرطيين»
            while position < line.last and doc.is_name_piece(position):
                position += 1
            continue
        if role != "masdar" and plain != "فقد" and steps == 0 and _is_doer(doc, line, position, scene):
            position, steps = position + 1, steps + 1  # «قتلت الشرطة مسلحين اثنين»
            continue
        both = next((t for t in range(position, min(line.last, position + _AHEAD)) if words[t] == "كل"), None)
        listed_there = both is not None and words[both + 1 : both + 2] == ["من"] and not plain.startswith("فقد")
        if both is not None and listed_there and not MARKS & set(words[position:both]):
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


def _is_killed(doc: Document, line: Line, at: int) -> bool:
    """«قُتل فلان الفلاني برصاص مجهولين»: behind a doer no cause of death would follow."""
    name = named_at(doc, line, at)
    return name is not None and name.last < line.last and doc.tokens.words[name.last] in _KILLED_BY


def _counts_behind(doc: Document, line: Line, doer: Mention, plain: str, scene: Scene) -> bool:
    """«إعدام التنظيم أكثر من 20 شخصاً»: a party before counted people is who did it."""
    if plain not in _TRANSITIVE:
        return False
    behind = read(doc, line, doer.last, scene.people)
    return behind is not None and behind.counted and behind.number.end > behind.number.start


def _is_doer(doc: Document, line: Line, at: int, scene: Scene) -> bool:
    """Say whether a definite noun right behind a verb is who or what did it, since counted people follow at once."""
    word = doc.tokens.words[at]
    if not word.startswith("ال") or not word.isalpha() or at + 1 >= line.last or doc.tokens.words[at + 1] in MARKS:
        return False
    victims = read(doc, line, at + 1, scene.people)
    return victims is not None and victims.counted and not victims.others


def _are_doers(doc: Document, line: Line, groups: Sequence[Group], role: str, scene: Scene) -> bool:
    """Say whether an indefinite plural in the nominative is who did it: the people behind it are the victims."""
    doer, words = groups[0], doc.tokens.words
    if role != "suffers" or not words[doer.first].endswith("ون") or not lookup(words, doer.first, doer.first + 1):
        return False
    victims = read(doc, line, doer.first + 1, scene.people)
    return victims is not None and victims.counted


def _is_occasion(doc: Document, at: int) -> bool:
    word = doc.tokens.words[at]
    return (
        word == "ذلك"
        or doc.is_trigger(at)
        or (word.startswith("ال") and lookup([word], 0, 1) is None and not doc.is_name_piece(at))
    )


def _is_measure(doc: Document, line: Line, group: Group) -> bool:
    """«مقتل 3 في ...» counts people; a bare number before a unit or a percentage does not."""
    at = group.last
    unit = at < line.last and doc.tokens.words[at] in ("%", "الف", "/", ".", "ريختر")
    return not group.counted and unit and not (doc.tokens.words[at] == "." and at + 1 == line.last)


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


def _is_spent(words: list[str], at: int, plain: str) -> bool:
    """«قضت حكماً بالسجن», «قضى بأن»: neither a death nor an elimination."""
    return plain in _ENDED and any(w in _NO_DEATH for w in words[at + 1 : at + 3])


def _with_lives(words: list[str], at: int, groups: Sequence[Group], outcome: str, stop: int) -> str:
    """«فقد 25 شخصاً حياتهم» is a death."""
    if outcome != "missing":
        return outcome
    end = groups[-1].last if groups else at
    return "killed" if any(w in _LIVES for w in words[end : min(stop, end + _LIVES_REACH)]) else outcome
