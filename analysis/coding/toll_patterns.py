"""The wordings of a count: «مقتل 12 شخصاً», «عشرات الجرحى», «7 آخرين أصيبوا», «قتلى وجرحى»."""

from collections.abc import Iterator

from analysis.coding.document import Document, Line
from analysis.coding.tolls import Scene, Toll, bare, made
from analysis.lexicon import toll
from analysis.lexicon.words import word_class
from analysis.text import numbers
from analysis.text.numbers import Number
from analysis.text.tokens import MARKS

_NEAR_VERB = 3  # tokens; farther off only a plural verb belongs to the number
_A_SENTENCE = 4  # tokens; a shorter line is a tag
_DIRECT = word_class("direct")
_FINITE = word_class("finite-toll")
_TALLIED = word_class("tallied")
_GAP = word_class("toll-gap")
_ADJECTIVES = word_class("toll-adjective")
_BOTH = word_class("and-wounded")
_THINGS = word_class("counted-thing")
_PLURALS = word_class("toll-plural")
_RAISED = word_class("toll-raised")


def one(doc: Document, line: Line, at: int, scene: Scene) -> Toll | None:
    """Return the count that begins at a token, or None."""
    words = doc.tokens.words
    word = words[at]
    before = bare(word, "before")
    if before:
        row = _from_head(doc, line, at, toll.vocabulary()["before"][before], scene)
        if row:
            return row
    noun = bare(word, "noun")
    dual = bare(word, "dual")
    if dual:
        return made(
            doc,
            line,
            at,
            at + 1,
            toll.vocabulary()["dual"][dual],
            Number(2, 2, False, at, at + 1),
            scene,
            "dual",
        )
    if noun:
        return _from_noun(doc, line, at, toll.vocabulary()["noun"][noun], scene)
    return _from_number(doc, line, at, scene) or _from_person(doc, line, at, scene)


def _from_head(doc: Document, line: Line, at: int, outcome: str, scene: Scene) -> Toll | None:
    """«مقتل 12 شخصاً», «أصيب طفل», «مقتل وجرح عشرات», «أودى بحياة 100»."""
    words = doc.tokens.words
    position = at + 1
    if position < line.last and words[position] in _BOTH and outcome == "killed":
        outcome, position = "killed_or_wounded", position + 1
    steps = 0
    while position < line.last and steps < 4:
        word = words[position]
        if word in MARKS:
            return None
        number = numbers.read(words, position, line.last)
        if number and _counts_people(doc, line, number):
            return made(doc, line, at, number.end, outcome, number, scene, "outcome-number")
        if number:
            return None
        counted = _counted_noun(words, position, line.last)
        if counted:
            counted = _with_others(words, counted, line.last)
            if _names_only(doc, at, position, counted, outcome):
                return None
            return made(doc, line, at, counted.end, outcome, counted, scene, "outcome-noun")
        mention = next((m for m in scene.people if m.first == position and m.shown), None)
        if mention and mention.entity_id != "civilians" and position == at + 1 and not _is_finite(words[at]):
            return None
        if word in _GAP or (word[:1] == "ب" and word[1:] in _GAP) or mention:
            position, steps = (mention.last if mention else position + 1), steps + 1
            continue
        if steps == 0 and position == at + 1 and _is_proper(doc, line, position, at):
            return made(
                doc,
                line,
                at,
                position + 2,
                outcome,
                Number(1, 1, False, position, position + 2),
                scene,
                "named",
            )
        return None
    return None


def _is_finite(word: str) -> bool:
    """«قتلت قوات النظام 6 مدنيين»: behind a verb the doer may stand before the number."""
    verb = word.removeprefix("و").removeprefix("ف")
    return verb in _FINITE or (verb.endswith("ت") and verb[:-1] in _FINITE)


def _with_others(words: list[str], one_person: Number, stop: int) -> Number:
    """«إصابة امرأة وطفلة»: each further person in the singular is one more."""
    end, people = one_person.end, one_person.low
    if words[end - 1] in ("احد", "احدي") and end < stop and words[end].endswith(("ها", "ه", "هم")):
        end += 1  # «أحد أطفالها»
    while one_person.high is not None and end < stop and words[end].startswith("و"):
        if words[end][1:] not in toll.vocabulary()["singular"]:
            break
        end, people = end + 1, people + 1
    return one_person if end == one_person.end else Number(people, people, False, one_person.start, end)


def _names_only(doc: Document, at: int, position: int, counted: Number, outcome: str) -> bool:
    return counted.high is None and doc.tokens.words[position] in ("اطفال", "نساء") and outcome == "missing"


def _is_proper(doc: Document, line: Line, position: int, head: int) -> bool:
    """Say whether a person's name follows: «مقتل قاسم الزعلان برصاص»."""
    words = doc.tokens.words
    if position + 1 >= line.last or words[head] not in (
        "مقتل",
        "استشهاد",
        "اغتيال",
        "اصابه",
        "ومقتل",
        "بمقتل",
    ):
        return False
    first, second = words[position], words[position + 1]
    if not (first.isalpha() and second.isalpha()) or first.startswith("ال") or len(first) < 3 or len(second) < 3:
        return False
    known = doc.cue_at.get(position) or doc.cue_at.get(position + 1)
    return (
        not known
        and not doc.is_name_piece(position)
        and first[0] not in "وبل"
        and not first.endswith(("ين", "ون", "ات"))
    )


def _counted_noun(words: list[str], at: int, stop: int) -> Number | None:
    """Read a noun that counts by its form: dual 2, singular 1, indefinite plural 3 or more."""
    word = words[at]
    following = words[at + 1] if at + 1 < stop else ""
    plain_word = word[1:] if word[:1] in "ب" else word
    if following in ("اثنين", "اثنان", "اثنتين") and plain_word.endswith(("ين", "ان")):
        return Number(2, 2, False, at, at + 2)
    vocabulary = toll.vocabulary()
    if plain_word in vocabulary["dualvictim"]:
        return Number(2, 2, False, at, at + 1)
    if plain_word in vocabulary["indefinite"]:
        return Number(3, None, False, at, at + 1)
    if plain_word in vocabulary["singular"]:
        return Number(1, 1, False, at, at + 1)
    return None


def _counts_people(doc: Document, line: Line, number: Number) -> bool:
    """Say whether the number counts people, by the noun behind it or by having none."""
    words = doc.tokens.words
    at = number.end
    while at < line.last and words[at] in ("من", "علي", "الاقل", "بين", "كان"):
        at += 1
    if at >= line.last or words[at] in MARKS or words[at] in _BOTH or not words[at].isalpha():
        return number.low < 100_000
    word = words[at]
    vocabulary = toll.vocabulary()
    if any(word in vocabulary[role] or word[1:] in vocabulary[role] for role in ("victim", "noun")):
        return True
    if bare(word, "after") or doc.is_name_piece(at) or word in _GAP or word.startswith("و") or word in _ADJECTIVES:
        return True
    if word in _THINGS:
        return False
    return word.endswith(("ا", "ين", "ون")) or word in ("قبل", "جراء", "اثر", "في", "خلال", "بعد", "بينهم")


def _from_noun(doc: Document, line: Line, at: int, outcome: str, scene: Scene) -> Toll | None:
    """«قتلى وجرحى», «عشرات الجرحى», «سقوط ضحايا»: a noun that is a toll, without a number after it."""
    words = doc.tokens.words
    word = words[at]
    stem = bare(word, "noun") or word
    if word in _TALLIED and any(doc.has(t, "tally") for t in range(max(line.first, at - 4), at)):
        ahead = at + 1 + (at + 1 < line.last and words[at + 1] == "الي")
        number = numbers.read(words, ahead, line.last)
        if number:
            return made(doc, line, at, number.end, outcome, number, scene, "tally")
    back = numbers_before(words, line.first, at)
    if back:
        if at + 1 < line.last and words[at + 1] in _BOTH and back.high is None:
            outcome = "killed_or_wounded"
        return made(doc, line, back.start, at + 1, outcome, back, scene, "number-noun")
    plural = stem in _PLURALS
    previous = words[at - 1] if at > line.first else ""
    raised = previous in _RAISED
    opens = (
        (at == line.first and line.last - line.first >= _A_SENTENCE) or previous in MARKS or previous in ("-", "|", "/")
    )
    if at + 1 < line.last and words[at + 1] in _DIRECT:
        return None
    if plural and not stem.startswith("ال") and (raised or opens or word.startswith("و")):
        return made(doc, line, at, at + 1, outcome, Number(3, None, False, at, at + 1), scene, "plural")
    if stem in ("قتيل", "جريح", "ضحيه", "شهيد", "قتيلا", "جثه") and raised:
        return made(doc, line, at, at + 1, outcome, Number(1, 1, False, at, at + 1), scene, "singular")
    return None


def numbers_before(words: list[str], first: int, at: int) -> Number | None:
    """Return the number phrase that ends right before token `at`, bounds included."""
    best: Number | None = None
    for start in range(at - 1, max(first, at - 9) - 1, -1):
        number = numbers.read(words, start, at)
        if number is None and words[start][:1] in "بلو" and len(words[start]) > 2:
            cut = [*words[:start], words[start][1:], *words[start + 1 : at]]
            number = numbers.read(cut, start, at)
        if (
            number
            and number.end in (at, at - 1)
            and (number.end == at or words[at - 1] in ("من", "كبير", "بين", "اخر"))
        ):
            best = number
    return best


def _from_number(doc: Document, line: Line, at: int, scene: Scene) -> Toll | None:
    """«12 شخصاً على الأقل قتلوا», «7 آخرين أصيبوا», «32 قتيلاً»."""
    words = doc.tokens.words
    if doc.tokens.words[at] in _GAP and words[at] not in ("ما", "نحو", "اكثر"):
        return None
    number = numbers.read(words, at, line.last)
    if number is None:
        return None
    end = number.end
    if end < line.last and words[end] == "من":
        end += 1
    if end < line.last:
        noun = bare(words[end], "noun")
        if noun and not words[end].startswith("و"):
            outcome = toll.vocabulary()["noun"][noun]
            if end + 1 < line.last and words[end + 1] in _BOTH and number.high is None:
                outcome = "killed_or_wounded"
            return made(doc, line, at, end + 1, outcome, number, scene, "number-noun")
        if words[end] in ("بين",) and end + 1 < line.last and bare(words[end + 1], "noun"):
            return made(doc, line, at, end + 3, "killed_or_wounded", number, scene, "number-both")
    part = False
    for k in range(end, min(line.last, end + 12)):
        word = words[k]
        if word == "،" and k + 1 < line.last and doc.has(k + 1, "part"):
            part = True
        elif word == "،" and part:
            part = False
        elif word in MARKS:
            break
        after = bare(word, "after") if not word.startswith(("ب", "ل")) else None
        counted = any(words[j] in toll.vocabulary()["victim"] for j in range(number.end, k))
        near = k <= end + _NEAR_VERB or word.endswith("وا")
        if after and near and (k == end or (counted and not word.startswith("و"))):
            return made(doc, line, at, k + 1, toll.vocabulary()["after"][after], number, scene, "number-verb")
    return None


def _from_person(doc: Document, line: Line, at: int, scene: Scene) -> Toll | None:
    """«أن شرطياً أصيب بجروح»: one person, and what became of him right behind."""
    words = doc.tokens.words
    if at + 1 >= line.last or _counted_noun(words, at, line.last) is None or words[at + 1].startswith(("و", "ب", "ل")):
        return None
    after = bare(words[at + 1], "after")
    if after is None:
        return None
    number = Number(1, 1, False, at, at + 1)
    return made(doc, line, at, at + 2, toll.vocabulary()["after"][after], number, scene, "person-verb")


def more(doc: Document, line: Line, row: Toll, scene: Scene) -> Iterator[Toll]:
    """«... و16 من قوات البيشمركة»: a further number of the same outcome; «قتلى وجرحى» as two rows."""
    words = doc.tokens.words
    at = row.last
    while at < line.last and words[at] in ("اخرين", "اخر", "منهم", "علي", "الاقل"):
        at += 1
    if at + 1 < line.last and words[at] == "و" and row.rule in ("outcome-number", "outcome-noun"):
        number = numbers.read(words, at + 1, line.last)
        if number and _counts_people(doc, line, number) and not _bare_after(words, number.end, line.last):
            yield made(doc, line, at, number.end, row.outcome, number, scene, "and-number")


def _bare_after(words: list[str], at: int, stop: int) -> bool:
    """Say whether another outcome follows the number: «5 قتلى و12 جريحاً» is its own row."""
    return any(bare(words[k], "noun") is not None for k in range(at, min(stop, at + 2)))
