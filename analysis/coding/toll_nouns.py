"""The counts whose noun is the outcome: «12 قتيلاً», «قتلى وجرحى», «عدد المصابين إلى 61», «سقط أحدهم قتيلاً»."""

from dataclasses import replace
from itertools import pairwise

from analysis.coding.document import Document, Line
from analysis.coding.parties import acts
from analysis.coding.people import Group, has_partner, read, read_number
from analysis.coding.people_lists import listed, named_at
from analysis.coding.scene import Scene
from analysis.coding.toll_reach import is_year
from analysis.coding.toll_subjects import FALLEN, subject
from analysis.coding.tolls import Toll, bare, is_tally, made
from analysis.lexicon import toll
from analysis.lexicon.people import lookup
from analysis.lexicon.words import word_class
from analysis.text import numbers
from analysis.text.numbers import Number
from analysis.text.tokens import MARKS, unjoined

_IN_RANKS = frozenset(("في", "من", "بين", "لدي"))
_TOTAL_REACH = 16  # tokens between «عدد المصابين» and «إلى 61»
_RISE_REACH = 30  # where the count is said to rise
_RISES = word_class("count-rises")
_RELATIVE = word_class("relative")
_COUNT_REACH = 30  # tokens between «عدد الضحايا المدنيين» and its numbers
_A_SENTENCE = 4  # tokens; a shorter line is a tag
_LABEL_REACH = 4
_LABELS = word_class("post-label")
_DIRECT = word_class("direct")
_TALLIED = word_class("tallied")
_A_NUMBER = frozenset(("عددا", "كثيرا"))  # «أوقع في صفوفهم عدداً من الجرحى»
_COUNT_OF = word_class("count-of")
_ORDINALS = word_class("ordinal")
_GAP = word_class("toll-gap")
_BOTH = word_class("and-wounded")
_PLURALS = word_class("toll-plural")
_RAISED = word_class("toll-raised")
_THEIRS = word_class("theirs")
_FELL = word_class("fell")
_TO_THEM = word_class("to-them")
_DURING = word_class("toll-during")
_PREDICATES = word_class("toll-predicate")
_SINGLE = word_class("toll-single")
_REACHES = word_class("reaches")
_PAIR = word_class("pair")
_BODIES = word_class("body")
_FOUND = word_class("found-body")
_RESCUED = word_class("rescued-body")
_FOUND_REACH = 14
_NOT = word_class("no-toll-behind")
_EITHER = word_class("dead-or-wounded")
_SOME = 3  # what an uncounted plural allows
_MARTYR = word_class("toll-title")
_NAMED_AFTER = word_class("named-after")


def from_noun(doc: Document, line: Line, at: int, stem: str, outcome: str, scene: Scene) -> list[Toll]:
    """«قتلى وجرحى», «عشرات الجرحى», «سقوط ضحايا», «سقط أحد عناصره قتيلاً»."""
    words = doc.tokens.words
    word = words[at]
    counted = at > line.first and words[at - 1] in _COUNT_OF
    if (word in _TALLIED or (stem in _PLURALS and counted)) and (counted or is_tally(doc, line, at)):
        number = _announced(doc, line, at)
        if number:
            return with_victims(doc, line, at, number.end, outcome, number, scene, "tally")
    if at + 1 < line.last and words[at + 1] in _DIRECT:
        return []
    if stem in _TALLIED and (number := _of_whom(words, line, at)):
        return with_victims(doc, line, at, number.end, outcome, number, scene, "tally")
    if stem in _BODIES:
        return _bodies(doc, line, at, outcome, scene)
    if stem in _PREDICATES:
        told = subject(doc, line, at, scene)
        if told:
            return made(doc, line, told[0].first, outcome, told, scene, "people-outcome")
        if at > line.first and words[at - 1] in ("عليه", "عليها"):  # «عُثر عليه مقتولاً»
            return with_victims(doc, line, at, at + 1, outcome, Number(1, 1, False, at, at + 1), scene, "found-dead")
    if stem in FALLEN and (told := subject(doc, line, at, scene)) and told[-1].last == at:
        return made(doc, line, told[0].first, outcome, told, scene, "people-outcome")  # «سقط 52 شخصاً قتلى»
    previous = words[at - 1] if at > line.first else ""
    raised = previous in _RAISED
    labelled = previous == ":" and at - line.first <= _LABEL_REACH  # «#بلدي: جريح بقصف مدفعي»
    labelled = labelled or (at == line.first + 1 and previous in _LABELS)  # «#عاجل قتلى وجرحى في ...»
    begins = (at == line.first or labelled) and line.last - at >= _A_SENTENCE
    opens = begins or previous in MARKS or previous in ("-", "|", "/")
    if stem in _PLURALS and not stem.startswith("ال") and (raised or opens or word.startswith("و")):
        return _plural(doc, line, at, outcome, scene)
    first = "killed" not in scene.told and previous not in _NAMED_AFTER and not doc.is_name_piece(at)
    heads = begins or previous in ("-", "|", "/", ":") or first
    named = stem in _MARTYR and heads and named_at(doc, line, at + 1)
    with_more = at + 1 < line.last and words[at + 1].startswith("و") and bare(words[at + 1], "noun") is not None
    with_more = with_more or (at + 1 < line.last and bare(words[at + 1], "dual") is not None)
    second = at == scene.taken and word.startswith("و") and previous.removeprefix("و") in _SINGLE  # «عن قتيل وجريح»
    if named or (stem in _SINGLE and (second or raised or begins or (with_more and stem.endswith("ا")))):
        number = Number(1, 1, False, at, at + 1)
        return with_victims(doc, line, at, at + 1, outcome, number, scene, "singular")
    return []


def _of_whom(words: list[str], line: Line, at: int) -> Number | None:
    """«الجرحى الذين بلغ عددهم نحو مائة», «المصابين البالغ عددهم 6»."""
    verb = next((t for t in range(at + 1, min(line.last, at + 4)) if words[t] in _REACHES), None)
    if verb is None or verb + 2 >= line.last or words[verb + 1] != "عددهم":
        return None
    return numbers.read(words, verb + 2, line.last)


def _bodies(doc: Document, line: Line, at: int, outcome: str, scene: Scene) -> list[Toll]:
    """«جثث 22 مقاتلاً», «العثور على جثة رجل»: those whose bodies they are; bodies alone only where they are found."""
    before = doc.tokens.words[max(line.first, at - _FOUND_REACH) : at]
    rescued = any(unjoined(word) in _RESCUED for word in before)
    found = rescued or any(unjoined(word) in _FOUND for word in before)
    if rescued and at + 1 < line.last and doc.tokens.words[at + 1].startswith("ال"):
        return []  # «وانتشلت فرقنا جثة المرأة»: she was told before
    if found and any(word in _NOT for word in before):
        return []  # «لم يتم العثور على جثث»
    groups = listed(doc, line, at + 1, scene.people, names=False) if at + 1 < line.last else []
    if groups and (found or read_number(doc.tokens.words, at + 1, line.last, 0)):
        return made(doc, line, at, outcome, groups, scene, "bodies")
    if not found:
        return []
    several = doc.tokens.words[at].endswith(("ث", "ين"))
    number = Number(_SOME, None, False, at, at + 1) if several else Number(1, 1, False, at, at + 1)
    return with_victims(doc, line, at, at + 1, outcome, number, scene, "bodies")


def _befell(noun: str, outcome: str, number: Number) -> str:
    """«سقوط ضحايا» says neither how many nor what befell them: dead or wounded."""
    return "killed_or_wounded" if unjoined(noun) in _EITHER and number.low == _SOME and number.high is None else outcome


def _announced(doc: Document, line: Line, at: int) -> Number | None:
    """Return the number that «عدد المصابين في الغارة إلى 61» leads to, or that stands right behind."""
    words = doc.tokens.words
    number = numbers.read(words, at + 1, line.last) or _before_count(words, line, at)
    rises = not _RISES.isdisjoint(words[max(line.first, at - 2) : at])
    for to in range(at + 1, min(line.last - 1, at + (_RISE_REACH if rises else _TOTAL_REACH))):
        cause = words[to] in _DURING  # «عدد القتلى جراء القصف ارتفع إلى سبعة»
        aside = cause or (rises and words[to] in _RELATIVE)  # «ارتفعت حصيلة ضحايا الغارات التي ... إلى 16 مدنياً»
        if number or ("clause" in doc.cue_at.get(to, {}) and not aside) or bare(words[to], "noun"):
            break
        if words[to] in _REACHES and not number:
            number = numbers.read(words, to + 1, line.last)
        if words[to] in ("الي", "ل") and not number:
            bracket = to + 1 < line.last and words[to + 1] == "("
            number = numbers.read(words, to + 1 + bracket, line.last)
    behind = number.end if number else line.last
    if behind < line.last and bare(words[behind], "noun"):
        return None  # «عدد الضحايا إلى 61 جريحاً»: the noun behind the number says what they are
    return number


def _before_count(words: list[str], line: Line, at: int) -> Number | None:
    """«ارتفع إلى 5 عدد القتلى»: the number that stands before the word for the count."""
    to = at - 3
    if to < line.first or words[to] != "الي" or words[at - 1] not in _COUNT_OF:
        return None
    found = numbers.read(words, to + 1, at - 1)
    return replace(found, end=at + 1) if found else None


def _plural(doc: Document, line: Line, at: int, outcome: str, scene: Scene) -> list[Toll]:
    """«قتلى», «قتلى وجرحى في صفوف ...»: two plurals are two counts of the same people."""
    words = doc.tokens.words
    two = at + 1 < line.last and words[at + 1] in _PAIR  # «مصابين اثنين»
    number = Number(2, 2, False, at, at + 2) if two else Number(3, None, False, at, at + 1)
    second = at + 1 + (at + 2 < line.last and words[at + 1] == "و")
    noun = bare(words[second], "noun") if second < line.last else None
    joined = words[second].startswith("و") or second > at + 1 if second < line.last else False
    dead = (noun is not None and joined) or words[max(line.first, at - 1)] in _RESCUED  # «ضحايا وجرحى», «انتشال ضحايا»
    outcome = outcome if dead else _befell(words[at], outcome, number)
    found = with_victims(doc, line, at, number.end, outcome, number, scene, "plural")
    if noun is None or not joined or toll.vocabulary()["noun"][noun] == outcome:
        return found
    other = toll.vocabulary()["noun"][noun]
    return [
        replace(found[0], last=at + 1),
        replace(found[0], first=second, last=max(found[0].last, second + 1), outcome=other),
    ]


def from_number(doc: Document, line: Line, at: int, scene: Scene) -> list[Toll]:
    """«32 قتيلاً», «66 قتيلاً وجريحاً», «عشرات القتلى», «40 بين قتيل وجريح»."""
    words = doc.tokens.words
    cut = words[at][:1] in ("و", "ب", "ل") and len(words[at]) > 2
    number = numbers.read(words, at, line.last)
    raised = at > line.first and words[at - 1].removeprefix("و") in _RAISED and words[at] not in _COUNT_OF
    goes_on = cut and words[at][0] == "و" and at > line.first and bare(words[at - 1], "noun") is not None
    # «أوقعت عدداً من القتلى», «5 قتلى وعدداً من الجرحى»
    if number is None and (raised or goes_on or words[at] in _A_NUMBER):
        number = read_number(words, at, line.last, int(goes_on))
    if number is None and cut:
        near = [words[at][1:], *words[at + 1 : min(line.last, at + 20)]]
        found = numbers.read(near, 0, len(near))
        number = Number(found.low, found.high, found.approximate, at, at + found.end) if found else None
    if number is not None and words[at] == "من" and is_tally(doc, line, at) and number.high is not None:
        number = replace(number, low=number.high)  # «ارتفعت الحصيلة من 31 إلى 32 قتيلاً»
    if number is None or (at > line.first and is_year(words, at)):
        return []
    end = number.end
    while end < line.last and words[end] in ("من", "كبير", "اخر"):
        end += 1
    if end >= line.last:
        return []
    if words[end] == "بين" and end + 1 < line.last and bare(words[end + 1], "noun"):
        return with_victims(doc, line, at, end + 3, "killed_or_wounded", number, scene, "number-both")
    noun = bare(words[end], "noun") if not words[end].startswith("و") else None
    if noun is None:
        return _of_either(doc, line, at, int(cut), scene)
    if words[end - 1] == "من" and words[end].startswith("ال") and number.high is not None:
        return []  # «ثلاثة من الجرحى» are some of those counted before
    if words[end + 1 : end + 2] == ["بين"] and end + 2 < line.last and bare(words[end + 2], "noun"):
        return with_victims(doc, line, at, end + 4, "killed_or_wounded", number, scene, "number-both")
    outcome = _befell(noun, toll.vocabulary()["noun"][noun], number)
    others = end + 2 < line.last and (words[end + 2] in _ORDINALS or words[end + 2][0].isdigit())
    if end + 1 < line.last and words[end + 1] in _BOTH and not others:
        return with_victims(doc, line, at, end + 2, "killed_or_wounded", number, scene, "number-noun")
    return with_victims(doc, line, at, end + 1, outcome, number, scene, "number-noun")


def _of_either(doc: Document, line: Line, at: int, cut: int, scene: Scene) -> list[Toll]:
    """«العشرات من عناصر التنظيم بين قتيل وجريح»: people, and behind them that they are dead or wounded."""
    words = doc.tokens.words
    group = read(doc, line, at, scene.people) or (read(doc, line, at, scene.people, cut=1) if cut else None)
    if group is None or group.last + 1 >= line.last:
        return []
    behind = group.last + (words[group.last] in (")", "»"))
    if words[behind] != "بين" or bare(words[behind + 1], "noun") is None:
        return []
    return made(doc, line, at, "killed_or_wounded", [replace(group, last=behind + 3)], scene, "number-both")


def with_victims(
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
    if rule == "tally" and not group.kinds and number.start > first:  # «عدد القتلى في صفوف قوات الأمن إلى 60»
        whose = _owned(doc, line, first, first + 1, first + 1, number, scene)
        group = replace(whose, last=last) if whose.last <= number.start else group
    rows = made(doc, line, first, outcome, [group], scene, rule)
    return [*rows, *_in_other_ranks(doc, line, group, outcome, scene)]


def _in_other_ranks(doc: Document, line: Line, group: Group, outcome: str, scene: Scene) -> list[Toll]:
    """«عشرة جرحى في صفوف الفصائل وستة في صفوف قوات النظام»: the number alone tells those of the other side."""
    words, at = doc.tokens.words, group.last
    if group.owner is None or at + 1 >= line.last or not words[at].startswith("و"):
        return []
    alone = words[at] == "و"
    number = read_number(words, at + alone, line.last, not alone)
    if number is None or number.end >= line.last or words[number.end] not in _IN_RANKS:
        return []
    other = _owned(doc, line, at, number.end, number.end, number, scene)
    return made(doc, line, at, outcome, [other], scene, "number-noun") if other.kinds else []


def _owned(doc: Document, line: Line, first: int, last: int, end: int, number: Number, scene: Scene) -> Group:
    """«قتلى في صفوف المدنيين», «جريحاً من عناصر التنظيم», «32 قتيلاً مدنياً»."""
    words = doc.tokens.words
    plain = Group(first, last, number, frozenset())
    at = end
    while at < min(line.last, end + 5):
        if words[at] in MARKS or "part" in doc.cue_at.get(at, {}) or "clause" in doc.cue_at.get(at, {}):
            break
        owner = next((m for m in scene.people if m.first == at and acts(m) and m.shown), None)
        dative = words[at].startswith("ل")  # «قتلى لقوات النظام»
        if owner is not None and owner.entity_id != "civilians" and (at > end or dative):
            both = number.low > 1 and has_partner(words, owner, scene.people)  # «جرحى بين الفصائل وقوات النظام»
            return Group(first, owner.last, number, frozenset(("fighters",)), owner=owner, several=both)
        found = read(doc, line, at, scene.people, cut=0)
        known = found.kinds if found is not None and found.counted else _kinds_of(words, at)
        if known - {"unknown"} or (found is not None and (found.others or found.theirs)):
            if found is None:
                return Group(first, at + 1 if end == last else last, number, known)
            stop, who = (found.last, found.who) if end == last else (last, ())
            stop = found.last if found.owner else stop
            return Group(
                first, stop, number, known, who, found.owner, found.theirs, found.others, several=found.several
            )  # fmt: skip
        described = words[at].endswith(("ه", "ين", "ات")) and not doc.is_trigger(at)
        adjective = at == end and described  # «إصابات خطرة بين المدنيين»
        if words[at - 1] == "من" and bare(words[at], "noun"):  # «30 جثة من قتلى النظام»
            last, at = at + 1, at + 1
            continue
        if not (words[at] in _GAP or words[at] in ("صفوف", "بين", "لدي", "اوساط", "من", "صفوفهم") or adjective):
            break
        at += 1
    for m in scene.people:  # «سقط للقوات المهاجمة ثمانية شهداء»
        near = m.last <= first <= m.last + 2 and m.shown and acts(m)
        if near and m.skip and words[m.first].startswith("ل") and m.first > line.first and words[m.first - 1] in _FELL:
            return Group(first, last, number, frozenset(("fighters",)), owner=replace(m, last=last))
    if _of_civilians(words, line, first):
        return Group(first, last, number, frozenset(("civilians",)))
    fell_to_them = any(w in _TO_THEM for w in words[max(line.first, first - 2) : first])
    theirs = fell_to_them or any(w in _THEIRS for w in words[end : end + 3])
    return Group(first, last, number, frozenset(("fighters",)), theirs=True) if theirs else plain


def _of_civilians(words: list[str], line: Line, first: int) -> bool:
    """«ارتفع عدد الضحايا المدنيين في المدينة إلى 4 قتلى و20 مصاباً»: whom the count is of."""
    before = words[max(line.first, first - _COUNT_REACH) : first]
    return any(w in _TALLIED and nxt in ("المدنيين", "المدنيون") for w, nxt in pairwise(before))


def _kinds_of(words: list[str], at: int) -> frozenset[str]:
    found = lookup(words, at, at + 1)
    return frozenset((found[0].kind,)) if found else frozenset()
