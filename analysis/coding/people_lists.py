"""People in a row: «3 أطفال وامرأة», «رجل وزوجته», «كل من … و…», «الشاب محمود السالم وابنه»."""

from collections import Counter
from dataclasses import replace
from functools import cache

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.people import NO_NAME, Group, read, read_number
from analysis.lexicon import places
from analysis.lexicon.people import lookup
from analysis.lexicon.toll import begins_outcome, suffers
from analysis.lexicon.words import Phrases, by_first_word, standing, word_class
from analysis.text.numbers import Number

_NAME_REACH = 4
_LONG_NAME = 6
_EMPLOYERS = word_class("employer")
_GAP = word_class("toll-gap")
_FACILITIES = word_class("facility") | word_class("counted-thing")
_VEHICLES = word_class("driven")
_LIKE_PLURAL = word_class("name-like-plural")
_WITH_WAW = word_class("name-with-waw")
_LOYAL = word_class("loyal-to")
_TO_THEM = frozenset(("لها", "له", "لهم"))
_AGE = word_class("age")
_NUNATION = "\u064b"
EACH = frozenset(("كل", "كلا"))  # with «من» behind it, a list of people begins
_SEVERAL = 2
_LEAST_COUNTED = 11  # from here on the noun behind a number is singular: «12 عسكرياً ومدنياً»


def listed(doc: Document, line: Line, at: int, mentions: list[Mention], *, names: bool) -> list[Group]:
    """Read a phrase of people and those joined to it: «3 أطفال وامرأة», «رجل وزوجته».

    Parameters
    ----------
    doc, line, at, mentions
        As for `read`.
    names
        Whether a bare name of a person counts as one: only behind a word that no doer can follow.
    """
    words = doc.tokens.words
    each = words[at] in EACH and at + 2 < line.last and words[at + 1] == "من"
    first = read(doc, line, at, mentions) or (named_at(doc, line, at, 0) if names else None)
    if first is None and each:
        first = read(doc, line, at + 2, mentions) or named_at(doc, line, at + 2, 0)
    if first is None:
        return _by_name(doc, line, at)
    groups, titled = [first], each or (names and not first.kinds) or _is_title(doc, line, first)
    while True:
        position = _past_names(doc, line, groups[-1]) if titled and groups[-1].number.low == 1 else groups[-1].last
        if groups[-1].number.low == 1:
            position = _past_vehicle(words, position, line.last)
        if position + 1 < line.last and words[position][0].isdigit() and words[position + 1] in _AGE:
            position += 2  # «الطفلة شهد علي 12 عاماً وأخوها ...»
        if position < line.last and words[position] == "(":
            position = next((k + 1 for k in range(position, min(line.last, position + 9)) if words[k] == ")"), position)
        if position + 1 < line.last and words[position] in _LOYAL and words[position + 1] in _TO_THEM:
            if len(groups) > 1 and groups[-1].owner is None:  # «5 من الجبهة ومقاتلون موالون لها وستة من ...»
                groups[-1] = replace(groups[-1], owner=groups[-2].owner, apart=True)
            position += 2
        position = _past_home(doc, position, line.last)
        if position + 1 < line.last and words[position] == "،" and words[position + 1].startswith("و"):
            position += 1
        if position + 1 < line.last and words[position] == "،" and standing(words, position + 1, line.last, _added()):
            position += 1
        added = standing(words, position, line.last, _added())
        joint = "" if added or position >= line.last else words[position]
        if joint == "و":
            further = read(doc, line, position + 1, mentions)
            if further is None and titled and position + 1 < line.last and words[position + 1] == "(":
                further = named_at(doc, line, position + 1)
        elif joint.startswith("و") and len(joint) > 2:
            further = read(doc, line, position, mentions, cut=1)
            open_list = each or words[position - 1] != "،"
            if further is None and titled and open_list and not begins_outcome(words, position):
                further = named_at(doc, line, position, 1)
        else:
            further = read(doc, line, position + added, mentions) if added else None
        if further is not None and added:
            further = replace(further, apart=True)
        if further is None or (not further.counted and not groups[-1].counted):
            return _told_apart(doc, line, groups, mentions)
        if not further.who and further.last < line.last and suffers(words[further.last]):
            return _told_apart(doc, line, groups, mentions)  # «قُتل ثلاثة مدنيين وعشرات أصيبوا»
        if _is_one_count(doc, groups[-1], further):
            groups[-1] = replace(groups[-1], last=further.last, kinds=groups[-1].kinds | further.kinds)
            continue
        groups.append(further)


def _by_name(doc: Document, line: Line, at: int) -> list[Group]:
    """«الصحفيين أحمد العمر وعلاء الأبرش», «الأخوين محمد وخالد العلي»: a definite plural, and whom it means by name."""
    words = doc.tokens.words
    known = lookup(words, at, line.last) if words[at].startswith("ال") else None
    if known is None or known[0].number not in ("two", "many"):
        return []
    named = [named_at(doc, line, known[1])]
    while (last := named[-1]) is not None and last.last + 1 < line.last and words[last.last].startswith("و"):
        alone = words[last.last] == "و"
        named.append(named_at(doc, line, last.last + alone, 0 if alone else 1))
    found = [group for group in named if group is not None]
    if len(found) < _SEVERAL:
        return []
    number = Number(len(found), len(found), False, at, found[-1].last)
    return [Group(at, found[-1].last, number, frozenset((known[0].kind,)))]


def _past_home(doc: Document, at: int, stop: int) -> int:
    """«فلان (40 عاماً) من قرية سفتك، والطفل فلان»: where somebody is from does not end the list."""
    words = doc.tokens.words
    of_place = at + 1 < stop and places.is_head(words[at])  # «مختار بلدة الطيبة ورجلاً آخر»
    if at + 2 >= stop or not (of_place or (words[at] == "من" and places.is_head(words[at + 1]))):
        return at
    end = at + 1 if of_place else at + 2
    while end < stop and doc.is_name_piece(end):
        end += 1
    return end


def _past_vehicle(words: list[str], at: int, stop: int) -> int:
    """«سائق سيارة الإسعاف وأحد الجرحى»: what the driver drove does not end the list."""
    if at >= stop or words[at] not in _VEHICLES:
        return at
    end = at + 1
    while end < min(stop, at + 3) and words[end].startswith("ال"):
        end += 1
    return end if end < stop and words[end].startswith("و") else at


@cache
def _added() -> Phrases:
    """«إضافة إلى», «فضلاً عن»: more people are counted behind these."""
    return by_first_word(word_class("added-people"))


def _is_one_count(doc: Document, whole: Group, further: Group) -> bool:
    """«12 عسكرياً ومدنياً» are twelve: above ten the nouns behind a number are singular."""
    words = doc.tokens.words
    length = further.last - further.first
    pair = length == 2 and further.kinds == whole.kinds and lookup(words, further.first, further.last, cut=1)
    joined = (length == 1 and words[further.first].endswith("ا")) or (pair and pair[1] == further.last)
    one = bool(joined) and further.number.low == 1
    return one and words[whole.last - 1].endswith("ا") and whole.number.low >= _LEAST_COUNTED


def _told_apart(doc: Document, line: Line, groups: list[Group], mentions: list[Mention]) -> list[Group]:
    """«3 أشخاص (رجل وطفل وامرأة)»: those listed behind a number are the number, once."""
    whole = groups[0]
    at = whole.last + (whole.last < line.last and doc.tokens.words[whole.last] in ("(", ":", "هم", "وهم"))
    if len(groups) > 1 or whole.number.low < 2 or at >= line.last:
        return groups
    apart = read(doc, line, at, mentions)
    if apart is None or not apart.counted or not apart.who:
        return groups
    parts = [apart]
    while parts[-1].last < line.last and doc.tokens.words[parts[-1].last].startswith("و"):
        joint = parts[-1].last
        alone = doc.tokens.words[joint] == "و"
        further = read(doc, line, joint + alone, mentions, cut=0 if alone else 1)
        if further is None:
            break
        parts.append(further)
    if sum(part.number.low for part in parts) != whole.number.low:
        return groups
    who: Counter[str] = Counter()
    for part in parts:
        who.update(dict(part.who))
    kinds = frozenset().union(*(part.kinds for part in parts)) - {"unknown"} or whole.kinds
    return [replace(whole, last=parts[-1].last, kinds=kinds, who=tuple(who.items()))]


def _is_title(doc: Document, line: Line, group: Group) -> bool:
    """Say whether a name follows «الشاب», «ابنه»: the list goes on with names."""
    if group.number.low == 1 and group.last < line.last and doc.tokens.words[group.last] in _EMPLOYERS:
        return True
    if group.number.low != 1 or group.last >= line.last or not _is_name_word(doc, group.last):
        return False
    spelled = doc.text[slice(*doc.span(group.first, group.last))]
    return spelled.removeprefix("و").startswith("ال") or spelled.endswith(("ه", "ها", "هما"))


def named_at(doc: Document, line: Line, at: int, cut: int = 0) -> Group | None:
    """Read the bare name of one person, of two words at least."""
    words = doc.tokens.words
    if at < line.last and words[at] == "(":  # «مقتل (سالم العلي)»
        return _in_brackets(doc, line, at)
    if at + 1 >= line.last or not _is_name_word(doc, at, cut) or not _is_name_word(doc, at + 1):
        return None
    if places.is_head(words[at][cut:]) or words[at][cut:] in _FACILITIES:
        return None  # «إصابة محطة السويدية»
    plural = words[at].endswith(("ين", "ون", "ات")) and words[at][cut:] not in _LIKE_PLURAL
    if (words[at][cut:].startswith("ال") and words[at][cut:] not in _LIKE_PLURAL) or plural:
        return None  # an adjective or a plural begins no name
    if read_number(words, at, line.last, cut):
        return None
    end = at + 2
    while end < min(line.last, at + _NAME_REACH) and _is_name_word(doc, end) and not words[end].startswith("و"):
        end += 1
    return Group(at, end, Number(1, 1, False, at, end), frozenset(), named=True)


def _in_brackets(doc: Document, line: Line, at: int) -> Group | None:
    """Read a name of two to four words that has its brackets to itself, whatever else its words can mean."""
    words = doc.tokens.words
    closing = next((k for k in range(at + 1, min(line.last, at + _NAME_REACH + 2)) if words[k] == ")"), at)
    name = words[at + 1 : closing]
    fits = len(name) > 1 and all(w.isalpha() and "\u0621" <= w[0] <= "\u064a" and w not in NO_NAME for w in name)
    if not fits or lookup(words, at + 1, closing) or read_number(words, at + 1, closing, 0):
        return None
    return Group(at, closing + 1, Number(1, 1, False, at, closing + 1), frozenset(), named=True)


def _past_names(doc: Document, line: Line, group: Group) -> int:
    """Return the token behind the name that follows a title."""
    at, words = group.last, doc.tokens.words
    if at < line.last and words[at] in _EMPLOYERS:  # «مراسلة وكالة ... فلانة»
        at += 2
    return past_name(doc, at, line.last)


def past_name(doc: Document, at: int, stop: int) -> int:
    """Return the token behind the words of a name that begins at a token, or the token where none begins."""
    stop = min(stop, at + _LONG_NAME)
    while at < stop and _is_name_word(doc, at):
        at += 1
    return at


def _is_name_word(doc: Document, at: int, cut: int = 0) -> bool:
    word = doc.tokens.words[at][cut:]
    if word == "علي" and not cut and _is_ali(doc, at):
        return True
    if len(word) < 2 or not word.isalpha() or not "\u0621" <= word[0] <= "\u064a" or word in NO_NAME or word in _GAP:
        return False
    if word.startswith(("بال", "لل", "ول", "وب")) or doc.is_trigger(at):
        return False
    if doc.is_name_piece(at) or any(k not in ("with", "target_head") for k in doc.cue_at.get(at, {})):
        return False
    conjoined = cut == 0 and word[0] == "و" and word not in _WITH_WAW
    if conjoined or lookup([word], 0, 1) is not None:
        return False
    start, end = doc.span(at, at + 1)
    return _NUNATION not in doc.text[start : end + 1]  # «وتحديداً» is no name


def _is_ali(doc: Document, at: int) -> bool:
    """«سالم علي محمد»: the name, in an article that spells «على» apart from it; never the word after the verb."""
    start, end = doc.span(at, at + 1)
    return doc.text[end - 1] == "ي" and end - start == len("علي") and " على " in doc.text and _is_name_word(doc, at - 1)
