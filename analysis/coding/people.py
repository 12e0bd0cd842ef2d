"""People who are counted: «خمسة عناصر من التنظيم», «طفلين», «أحد جنودها»."""

from dataclasses import dataclass, replace

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.parties import acts
from analysis.lexicon import people, places, toll
from analysis.lexicon.actors import nationalities
from analysis.lexicon.people import Person, lookup
from analysis.lexicon.words import word_class
from analysis.text import numbers
from analysis.text.numbers import Number
from analysis.text.tokens import MARKS

_REACH = 8
_NAMED_REACH = 12
_BEYOND = word_class("beyond-people")
_RANKS_OF = word_class("head-of-force")
_AFTER = word_class("cause-before")
_OCCASIONS = word_class("occasion")
_HURT_BEFORE = word_class("hurt-before")
_OF_MANY = word_class("of-many")
_OF_MANY_REACH = 3
_WHERE = word_class("where-preposition")
_TWO = word_class("two")
_RESCUERS = frozenset(("white-helmets",))  # whose dead are civilians: they are aid workers
_NO_DEED = word_class("no-deed")
_OTHERS = word_class("others")
_THEIRS = word_class("theirs")
_SOME_OF = word_class("some-of")
_THINGS = word_class("counted-thing")
_LINKS = word_class("victims-of")
_STATE_FORCES = word_class("state-force")
_BEFORE_NOUN = word_class("before-counted")
NO_NAME = word_class("no-person-name")
_FEW = word_class("uncounted")
_FINGERS = 10
_SHORT = 3  # letters of a word that begins with no preposition
_FOREMOST = word_class("foremost")
_BARE_AHEAD = word_class("ends-bare-number")


@dataclass(frozen=True, slots=True)
class Group:
    """A phrase that counts people: tokens ``[first, last)``, its bounds, and what it says of them.

    ``owner`` is the mention of the party that they belong to, ``theirs`` a pronoun for it,
    ``others`` «آخرين»; ``counted`` is false for a number without a noun. ``several`` says that
    they are of more than one party, ``named`` that it is one person told by a bare name, ``apart``
    that they are counted besides those before: «إضافة إلى مدنيين اثنين».
    """

    first: int
    last: int
    number: Number
    kinds: frozenset[str]
    who: tuple[tuple[str, int], ...] = ()
    owner: Mention | None = None
    theirs: bool = False
    others: bool = False
    counted: bool = True
    irregular: str = ""
    actor: str = ""
    several: bool = False
    named: bool = False
    apart: bool = False


def read(doc: Document, line: Line, at: int, mentions: list[Mention], *, cut: int = 0) -> Group | None:
    """Read the phrase of people that begins at a token, `cut` letters of a clitic aside.

    Parameters
    ----------
    doc, line
        Where it stands.
    at, cut
        The token, and how many letters before the phrase belong to a clitic.
    mentions
        Actor mentions of the article in order.

    Returns
    -------
    The group, or None when no people are counted here.
    """
    words = doc.tokens.words
    if at >= line.last or not words[at][cut:]:
        return None
    number = read_number(words, at, line.last, cut)
    if number is not None:
        return _counted(doc, line, at, number, mentions)
    word = words[at][cut:]
    if word in ("احد", "احدي") and at + 1 < line.last:
        at += words[at + 1] in _FOREMOST and at + 2 < line.last  # «أحد أبرز قناصي التنظيم»
        noun = lookup(words, at + 1, line.last)
        person, end = (noun[0], noun[1]) if noun else (people.words()["احد"], at + 1)
        if not noun and not words[at + 1].endswith(("ه", "ها", "هم")) and words[at + 1] not in _HURT_BEFORE:
            return None
        end += not noun and words[at + 1] in _HURT_BEFORE  # «سائق سيارة الإسعاف وأحد الجرحى»
        single = Person(person.kind, "one", person.who, person.actor)
        return _extended(doc, line, at, end, Number(1, 1, False, at, end), single, mentions)
    found = lookup(words, at, line.last, cut=cut)
    if found is None:
        return None
    person, end = found
    named = person.kind == "unknown" and doc.is_name_piece(at) and at > line.first and words[at - 1] in _WHERE
    if named or (person.number == "one" and _is_country(word)):
        return None  # «فقدوا في سوريا», «أصيبت سورية بالجنون» are the country, not a Syrian
    if person.number == "many" and word.startswith(("ال", "لل")):
        return None  # «المدنيون»: people as such, not some that are counted
    least = person.least
    if person.number == "many" and _says_two(doc, at):
        least = 2
    if person.number == "two" and word.endswith("ين") and any(w in _OF_MANY for w in words[end : end + _OF_MANY_REACH]):
        person = replace(person, number="many")  # «خطف شرطيين بعضهم مع عائلاتهم»
        least = person.least
    high = least if person.number != "many" or least == 2 else None
    counted = numbers.read([words[end][2:]], 0, 1) if end < line.last and words[end].startswith("ال") else None
    if person.number == "many" and counted is not None and counted.low <= _FINGERS:  # «أطفاله الثلاثة»
        least, high, end = counted.low, counted.low, end + 1
    return _extended(doc, line, at, end, Number(least, high, False, at, end), person, mentions)


def _is_country(word: str) -> bool:
    return any(place.kind == "country" for place in places.spellings().get(word, ()))


def _says_two(doc: Document, at: int) -> bool:
    """«مواطنيْن», «مواطنَين»: the mark over the letter or before it says that it is a dual."""
    start, end = doc.span(at, at + 1)
    return "ي\u0652ن" in doc.text[start:end] or "\u064eين" in doc.text[start:end]


def read_number(words: list[str], at: int, stop: int, cut: int) -> Number | None:
    """Read the number at a token, `cut` letters of a clitic aside; «عدد», «كثير» are three or more."""
    near = [words[at][cut:], *words[at + 1 : min(stop, at + 20)]]
    number = numbers.read(near, 0, len(near))
    if number is None and near[0] in _FEW:
        ahead = 1 + (len(near) > 1 and near[1] in ("من", "اخر"))
        number = Number(3, None, False, 0, ahead + (ahead < len(near) and near[ahead] == "من"))
    if number is None:
        return None
    return Number(number.low, number.high, number.approximate, at, at + number.end)


def _counted(doc: Document, line: Line, at: int, number: Number, mentions: list[Mention]) -> Group | None:
    """Read what a number counts; a number of things, or of the dead and wounded as such, is no group."""
    words = doc.tokens.words
    end = number.end
    while end < line.last and words[end] in _BEFORE_NOUN:
        end += 1
    if end >= line.last or words[end] in MARKS:
        return replace(_bare(at, number), others=words[end - 1] in _OTHERS)
    word = words[end]
    nouns = toll.vocabulary()["noun"]
    hurt = word in nouns or word[1:] in nouns  # «28 إصابة» is a count of its own
    if toll.begins_outcome(words, end) and (word.startswith("و") or (number.low > 2 and not hurt)):
        return _bare(at, number)  # «مقتل 64 وإصابة 74», «عشرات أصيبوا»
    owner = next((m for m in mentions if m.first == end and acts(m)), None)
    if hurt or (word in _THINGS and owner is None):
        return None
    found = lookup(words, end, line.last)
    if owner is not None and not (found and owner.entity_id == "civilians"):
        kind = "civilians" if owner.entity_id == "civilians" else "fighters"
        if owner.rule == "nationality":  # «260 كردياً» says of what nation they were, not that they fought
            kind = "unknown"
        person = Person(kind, "many", "")
        return _extended(doc, line, at, end if kind == "fighters" else owner.last, number, person, mentions)
    if found:
        linked = "من" in words[number.end - 1 : end]
        return _extended(doc, line, at, found[1], number, found[0], mentions, linked=linked)
    if word in _THEIRS:
        return _extended(doc, line, at, end, number, Person("unknown", "many", ""), mentions)
    if 2 <= number.low <= 10 and number.high is not None and _is_noun(doc, end):  # «عشرة أفغان»
        return _extended(doc, line, at, end + 1, number, Person("unknown", "many", ""), mentions)
    if word in _BARE_AHEAD or word.startswith("و") or number.low >= 100_000 or "part" in doc.cue_at.get(end, {}):
        return _bare(at, number) if number.low < 100_000 else None
    if "من" in words[number.end - 1 : end] and word.isalpha() and word.removeprefix("ال") not in _THINGS:
        return _extended(doc, line, at, end + 1, number, Person("unknown", "many", ""), mentions, linked=True)
    looks_human = word.endswith(("ين", "ون", "يا")) or (word.endswith("ا") and number.low > 10)
    if looks_human and not word.startswith("ال"):
        return _extended(doc, line, at, end + 1, number, Person("unknown", "many", ""), mentions)
    return None


def _is_noun(doc: Document, at: int) -> bool:
    """Say whether a word behind a number can be people: no thing, no preposition, no name, nothing that is known."""
    word = doc.tokens.words[at]
    if not word.isalpha() or len(word) < 4 or word[0] in "وبلف" or word in _THINGS or word in NO_NAME:
        return False
    return not doc.cue_at.get(at) and not doc.is_name_piece(at) and not doc.is_trigger(at)


def _bare(at: int, number: Number) -> Group:
    return Group(at, number.end, number, frozenset(), counted=False)


def _extended(
    doc: Document,
    line: Line,
    first: int,
    at: int,
    number: Number,
    person: Person,
    mentions: list[Mention],
    *,
    linked: bool = False,
) -> Group:
    """Walk on over what belongs to the phrase: adjectives, ages in brackets, whose they are."""
    words = doc.tokens.words
    kinds, last = {person.kind}, at
    who = {person.who: number.low} if person.who in ("man", "woman", "child") else {}
    irregular = person.who if person.who in ("regular", "irregular") else ""
    others = any(w in _OTHERS for w in words[first:at])
    theirs = any(w in _THEIRS for w in words[first:at])
    single = person.kind == "fighters" and number.low == 1  # a name and a post may stand before whose he is
    stop, aside = min(line.last, at + (_NAMED_REACH if single else _REACH)), False
    force = next((m for m in mentions if m.first < at <= m.last and _may_die(m) and m.entity_id != "civilians"), None)
    if force is not None and kinds == {"fighters"}:  # «جندي تركي» is a name of its own
        number, last = _two_in_all(words, max(at, force.last), line.last, number)
        return Group(first, last, number, frozenset(kinds), owner=force, irregular=irregular)
    while at < stop:
        word = words[at]
        if word == "(":
            closing = next((k for k in range(at, min(line.last, at + 9)) if words[k] == ")"), None)
            if closing is None:
                break
            inside = next((m for m in mentions if m.first == at + 1 and m.last == closing and _may_die(m)), None)
            if inside is not None and kinds == {"fighters"}:  # «عنصر من ميليشيا (الدفاع الوطني)»
                return Group(first, closing + 1, number, frozenset(kinds), owner=inside, irregular=irregular)
            at, stop = closing + 1, min(line.last, stop + closing - at)
            continue
        found = lookup(words, at, line.last, cut=1) if word.startswith("و") else None
        if found and found[0].number == "many" and (word.startswith("وال") or "بين" in words[first:at]):
            kinds, last = kinds | {found[0].kind}, found[1]  # «من المدنيين والمقاتلين», «بين مدنيين وعسكريين»
            at = found[1]
            continue
        cues = doc.cue_at.get(at, {})
        if word in _THEIRS and at == last:
            theirs, last, at = True, at + 1, at + 1
            continue
        named = any(m.first == at and not m.skip for m in mentions)  # «من مقاتلي وحدات حماية الشعب»
        joined = word.startswith("و") and not named
        if word in MARKS or joined or toll.begins_outcome(words, at) or "part" in cues:
            break
        other = (
            word[0] == "ب" and len(word) > _SHORT and not word.startswith(("بال", "بين")) and word not in _STATE_FORCES
        )
        # «مدنيان بتصعيد عسكري»: the adjective is not theirs
        aside = aside or (other and not lookup(words, at, line.last) and not any(m.first == at for m in mentions))
        if word in _AFTER or word in _BEYOND or (word in ("في", "لدي") and at + 1 < stop and _is_occasion(doc, at + 1)):
            break  # «14 مقاتلاً في عملية للقوات الخاصة»: what killed them, not whose they were
        if word == "في" and at + 1 < stop and _is_spot(words[at + 1]):
            stop = at + 3  # «شرطي في مدينة ... الكردية»: the adjective is the town's
        rescuers = next((m for m in mentions if m.first == at and m.entity_id in _RESCUERS), None)
        if rescuers is not None:
            kinds, last = {"civilians"}, rescuers.last
            break
        owner = next((m for m in mentions if m.first == at and _may_die(m) and m.entity_id != "civilians"), None)
        if kinds == {"fighters"} and _is_nation(doc, words, at):  # «جندياً تركياً» has the letters of the country
            state = next((m for m in mentions if m.first == at and m.rule == "country-acts"), None)
            if state is not None:
                return Group(first, at + 1, number, frozenset(kinds), owner=state, irregular=irregular)
        if owner is not None:
            if kinds <= {"fighters"} or (kinds <= {"unknown"} and (linked or _is_linked(words, last, at))):
                owner = _rather(words, owner, mentions)
                if owner.rule != "nationality" or "fighters" in kinds:
                    number, last = _two_in_all(words, owner.last, line.last, number)
                    return Group(
                        first, last, number, frozenset(kinds | {"fighters"}), tuple(who.items()), owner,
                        irregular=irregular, several=has_partner(words, owner, mentions),
                    )  # fmt: skip
            if owner.rule == "nationality" and kinds == {"civilians"}:
                at += 1  # «مواطنين تركيين اثنين»
                continue
            break
        if "clause" in cues or "speech" in cues or "agent" in cues or (doc.is_trigger(at) and word not in _NO_DEED):
            break
        if number.high is None and number.low == person.least and word in _TWO:
            number, last, at = Number(2, 2, False, number.start, number.end), at + 1, at + 1
            continue
        of_state = word in _STATE_FORCES and words[last:at] in ([], ["من"], ["في"])
        if of_state and kinds == {"fighters"} and not irregular:
            irregular, last = "regular", at + 1  # «أربعة عناصر من الشرطة»
        elif word in _OTHERS:
            others, last = True, at + 1
        elif word in _THEIRS and words[at - 1] not in _SOME_OF:  # «كثيرون منهم أكراد» tells of a part
            theirs, last = True, at + 1
        elif not aside and (found := lookup(words, at, line.last)):
            if found[0].who in ("man", "woman", "child") and found[0].number != "many" and number.low > 1:
                break  # «3 أشخاص: رجل وطفل وامرأة»: a list of them, not an adjective
            titled = number.low == 1 and kinds == {"fighters"}  # «العقيد المهندس» is an officer
            if found[0].kind != "unknown" and not titled:
                kinds = (kinds - {"unknown"}) | {found[0].kind}
            irregular = irregular or (found[0].who if found[0].who in ("regular", "irregular") else "")
            last = at = found[1]
            continue
        at += 1
    known = frozenset(kinds)
    return Group(
        first, last, number, known, tuple(who.items()), None, theirs, others, irregular=irregular, actor=person.actor
    )  # fmt: skip


def _is_nation(doc: Document, words: list[str], at: int) -> bool:
    return words[at - 1].endswith("ا") and words[at] in nationalities() and doc.is_name_piece(at)


def _is_occasion(doc: Document, at: int) -> bool:
    word = doc.tokens.words[at]
    return (doc.is_trigger(at) and word not in _NO_DEED) or word in _OCCASIONS


def _is_spot(word: str) -> bool:
    return word in places.heads() and word not in _RANKS_OF


def _rather(words: list[str], owner: Mention, mentions: list[Mention]) -> Mention:
    """«مقاتلاً كردياً من حزب العمال», «قيادي تونسي في داعش»: the party named behind an adjective is whose he is."""
    if owner.rule != "nationality":
        return owner
    named = (m for m in mentions if owner.last <= m.first <= owner.last + 3 and acts(m) and m.shown)
    return next((m for m in named if any(w in ("من", "في") for w in words[owner.last : m.first])), owner)


def _two_in_all(words: list[str], at: int, stop: int, number: Number) -> tuple[Number, int]:
    """«عسكريين تركيين اثنين»: the word behind the nationality says that the plural is a dual."""
    if number.high is None and number.low == 3 and at < stop and words[at] in _TWO:
        return Number(2, 2, False, number.start, number.end), at + 1
    return number, at


def has_partner(words: list[str], owner: Mention, mentions: list[Mention]) -> bool:
    """«28 عنصراً من الفصائل و«داعش»»: one number for two parties, when the second name follows at once.

    A further adjective of the first may stand between: «من الفصائل المقاتلة والإسلامية وجبهة النصرة».
    """
    described = words[owner.last].startswith("وال")
    near = (owner.last, owner.last + described)
    partner = next((m for m in mentions if m.first in near and m.shown and acts(m)), None)
    joined = partner is not None and partner.skip == 1 and words[partner.first].startswith("و")
    return joined and partner is not None and partner.entity_id not in (owner.entity_id, "civilians")


def _is_linked(words: list[str], last: int, at: int) -> bool:
    return any(w in _LINKS for w in words[last:at])


def _may_die(mention: Mention) -> bool:
    return acts(mention) and (mention.shown or mention.rule == "nationality")
