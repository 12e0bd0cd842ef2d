"""How many were killed, wounded, captured or missing, and who they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.coding import victims
from analysis.coding.document import Document, Line
from analysis.coding.mentions import Mention
from analysis.coding.victims import Victim
from analysis.lexicon import toll
from analysis.lexicon.words import word_class
from analysis.text import numbers
from analysis.text.numbers import Number

_GAP = word_class("toll-gap")
_ADJECTIVES = word_class("toll-adjective")
_STOP = frozenset((".", "؛", "،", ":", "؟", "!"))
_BOTH = word_class("and-wounded")
_THINGS = word_class("counted-thing")
_PLURALS = word_class("toll-plural")
_INFLICTED = word_class("inflicted")
_RAISED = word_class("toll-raised")


@dataclass(frozen=True, slots=True)
class Toll:
    """One count: tokens ``[first, last)``, bounds, victim, and whether it is a running total."""

    first: int
    last: int
    outcome: str
    low: int
    high: int | None
    approximate: bool
    is_tally: bool
    victim: str | None
    rule: str


@dataclass(slots=True)
class Scene:
    """Who was named up to here, whom the line's events are done to, and the victims just counted."""

    people: list[Mention]
    suffering: list[str]
    before: Victim | None = None


def find(doc: Document, line: Line, mentions: list[Mention], suffering: list[str]) -> list[Toll]:
    """Return the counts of one line.

    A number that is a part of another («بينهم 3 أطفال») makes no row; one number for two
    outcomes is ``killed_or_wounded``; two plurals are two rows.

    Parameters
    ----------
    doc, line
        The sentence to read.
    mentions
        Mentions of the article in order.
    suffering
        Actor ids that the events of this sentence are done to.
    """
    scene = Scene([m for m in mentions if m.kind == "actor" and m.first < line.last], suffering)
    rows: list[Toll] = []
    taken = line.first
    for at in range(line.first, line.last):
        if at < taken or (doc.is_name_piece(at) and not _is_victim_word(doc, at)):
            continue
        row = _without_number(doc, line, at, scene) or _one(doc, line, at, scene)
        if row is None or _is_part(doc, line, row) or _is_no_toll(doc, line, row):
            continue
        rows.append(row)
        taken = row.last
        also = list(_more(doc, line, row, scene))
        rows += also
        if also:
            taken = also[-1].last
    return _deduplicated(rows)


def _bare(word: str, role: str) -> str | None:
    """Return the plain word of a role behind «و», «ب», «ف», «ل», or None."""
    known = toll.vocabulary()[role]
    for cut in (
        word,
        word[1:] if word[:1] in "وبفل" else "",
        word[2:] if word[:2] in ("وب", "فب", "ول", "لل") else "",
    ):
        if cut and cut in known:
            return cut
    return None


def _is_victim_word(doc: Document, at: int) -> bool:
    return _bare(doc.tokens.words[at], "noun") is not None


def _without_number(doc: Document, line: Line, at: int, scene: Scene) -> Toll | None:
    """«دون إصابات», «خسائر في الأرواح», «لمقتله»: counts that no number states."""
    words = doc.tokens.words
    for phrase in _phrases("none"):
        end = at + len(phrase)
        if end <= line.last and tuple(words[at:end]) == phrase:
            return Toll(at, end, "killed_or_wounded", 0, 0, False, False, None, "none-hurt")
    for phrase in _phrases("losses"):
        end = at + len(phrase)
        head = words[at][1:] if words[at][0] in "وب" else words[at]
        if (
            end <= line.last
            and (head, *words[at + 1 : end]) == phrase
            and "دون" not in words[max(line.first, at - 4) : at]
        ):
            return Toll(at, end, "killed", 3, None, False, False, None, "losses")
    return None


@cache
def _phrases(role: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(p.split()) for p in toll.vocabulary()[role])


def _one(doc: Document, line: Line, at: int, scene: Scene) -> Toll | None:
    words = doc.tokens.words
    word = words[at]
    before = _bare(word, "before")
    if before:
        row = _from_head(doc, line, at, toll.vocabulary()["before"][before], scene)
        if row:
            return row
    noun = _bare(word, "noun")
    dual = _bare(word, "dual")
    if dual:
        return _made(
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
        if word in _STOP:
            return None
        number = numbers.read(words, position, line.last)
        if number and _counts_people(doc, line, number):
            return _made(doc, line, at, number.end, outcome, number, scene, "outcome-number")
        if number:
            return None
        counted = _counted_noun(words, position, line.last)
        if counted:
            if _names_only(doc, at, position, counted, outcome):
                return None
            return _made(doc, line, at, counted.end, outcome, counted, scene, "outcome-noun")
        mention = next((m for m in scene.people if m.first == position and m.shown), None)
        if mention and mention.entity_id != "civilians" and steps == 0 and position == at + 1:
            return None
        if word in _GAP or (word[:1] == "ب" and word[1:] in _GAP) or mention:
            position, steps = (mention.last if mention else position + 1), steps + 1
            continue
        if steps == 0 and position == at + 1 and _is_proper(doc, line, position, at):
            return _made(
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
    bare = word[1:] if word[:1] in "ب" else word
    if following in ("اثنين", "اثنان", "اثنتين") and bare.endswith(("ين", "ان")):
        return Number(2, 2, False, at, at + 2)
    vocabulary = toll.vocabulary()
    if bare in vocabulary["dualvictim"]:
        return Number(2, 2, False, at, at + 1)
    if bare in vocabulary["indefinite"]:
        return Number(3, None, False, at, at + 1)
    if bare in vocabulary["singular"]:
        return Number(1, 1, False, at, at + 1)
    return None


def _counts_people(doc: Document, line: Line, number: Number) -> bool:
    """Say whether the number counts people, by the noun behind it or by having none."""
    words = doc.tokens.words
    at = number.end
    while at < line.last and words[at] in ("من", "علي", "الاقل", "بين", "كان"):
        at += 1
    if at >= line.last or words[at] in _STOP or words[at] in _BOTH or not words[at].isalpha():
        return number.low < 100_000
    word = words[at]
    vocabulary = toll.vocabulary()
    if any(word in vocabulary[role] or word[1:] in vocabulary[role] for role in ("victim", "noun")):
        return True
    if _bare(word, "after") or doc.is_name_piece(at) or word in _GAP or word.startswith("و") or word in _ADJECTIVES:
        return True
    if word in _THINGS:
        return False
    return word.endswith(("ا", "ين", "ون")) or word in ("قبل", "جراء", "اثر", "في", "خلال", "بعد", "بينهم")


def _from_noun(doc: Document, line: Line, at: int, outcome: str, scene: Scene) -> Toll | None:
    """«قتلى وجرحى», «عشرات الجرحى», «سقوط ضحايا»: a noun that is a toll, without a number after it."""
    words = doc.tokens.words
    word = words[at]
    bare = _bare(word, "noun") or word
    back = numbers_before(words, line.first, at)
    if back:
        if at + 1 < line.last and words[at + 1] in _BOTH and back.high is None:
            outcome = "killed_or_wounded"
        return _made(doc, line, back.start, at + 1, outcome, back, scene, "number-noun")
    plural = bare in _PLURALS
    previous = words[at - 1] if at > line.first else ""
    raised = previous in _RAISED
    if plural and not bare.startswith("ال") and (raised or word.startswith("و")):
        return _made(doc, line, at, at + 1, outcome, Number(3, None, False, at, at + 1), scene, "plural")
    if bare in ("قتيل", "جريح", "ضحيه", "شهيد", "قتيلا", "جثه") and raised:
        return _made(doc, line, at, at + 1, outcome, Number(1, 1, False, at, at + 1), scene, "singular")
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
        noun = _bare(words[end], "noun")
        if noun and not words[end].startswith("و"):
            outcome = toll.vocabulary()["noun"][noun]
            if end + 1 < line.last and words[end + 1] in _BOTH and number.high is None:
                outcome = "killed_or_wounded"
            return _made(doc, line, at, end + 1, outcome, number, scene, "number-noun")
        if words[end] in ("بين",) and end + 1 < line.last and _bare(words[end + 1], "noun"):
            return _made(doc, line, at, end + 3, "killed_or_wounded", number, scene, "number-both")
    for k in range(end, min(line.last, end + 9)):
        word = words[k]
        if word in _STOP:
            break
        after = _bare(word, "after") if not word.startswith(("ب", "ل")) else None
        counted = any(words[j] in toll.vocabulary()["victim"] for j in range(number.end, k))
        if after and (k == end or (counted and not word.startswith("و"))):
            return _made(doc, line, at, k + 1, toll.vocabulary()["after"][after], number, scene, "number-verb")
    return None


def _from_person(doc: Document, line: Line, at: int, scene: Scene) -> Toll | None:
    """«أن شرطياً أصيب بجروح»: one person, and what became of him right behind."""
    words = doc.tokens.words
    if at + 1 >= line.last or _counted_noun(words, at, line.last) is None or words[at + 1].startswith(("و", "ب", "ل")):
        return None
    after = _bare(words[at + 1], "after")
    if after is None:
        return None
    number = Number(1, 1, False, at, at + 1)
    return _made(doc, line, at, at + 2, toll.vocabulary()["after"][after], number, scene, "person-verb")


def _made(
    doc: Document,
    line: Line,
    first: int,
    last: int,
    outcome: str,
    number: Number,
    scene: Scene,
    rule: str,
) -> Toll:
    words = doc.tokens.words
    tally = any("tally" in doc.cue_at.get(t, {}) for t in range(max(line.first, first - 6), first))
    start = min(first, number.start)
    found = victims.read(doc, line, start, max(last, number.end), scene.people, scene.suffering, scene.before)
    victim, end = found.actor_id, max(last, number.end, found.end)
    if not (victim is None and scene.before is not None and not found.kinds):
        scene.before = found
    if number.high is not None:
        bound = numbers.least_after(words, end, line.last)
        if bound == "least":
            number = Number(number.low, None, number.approximate, number.start, number.end)
    return Toll(
        first,
        min(max(last, end), line.last),
        outcome,
        number.low,
        number.high,
        number.approximate,
        tally,
        victim,
        rule,
    )


def _more(doc: Document, line: Line, row: Toll, scene: Scene) -> Iterator[Toll]:
    """«... و16 من قوات البيشمركة»: a further number of the same outcome; «قتلى وجرحى» as two rows."""
    words = doc.tokens.words
    at = row.last
    while at < line.last and words[at] in ("اخرين", "اخر", "منهم", "علي", "الاقل"):
        at += 1
    if at + 1 < line.last and words[at] == "و" and row.rule in ("outcome-number", "outcome-noun"):
        number = numbers.read(words, at + 1, line.last)
        if number and _counts_people(doc, line, number) and not _bare_after(words, number.end, line.last):
            yield _made(doc, line, at, number.end, row.outcome, number, scene, "and-number")


def _bare_after(words: list[str], at: int, stop: int) -> bool:
    """Say whether another outcome follows the number: «5 قتلى و12 جريحاً» is its own row."""
    return any(_bare(words[k], "noun") is not None for k in range(at, min(stop, at + 2)))


def _is_part(doc: Document, line: Line, row: Toll) -> bool:
    """«بينهم 3 أطفال» is a part of the number before it."""
    for at in range(row.first, max(line.first, row.first - 4) - 1, -1):
        if doc.tokens.words[at] in _STOP and at < row.first - 1:
            return False
        if doc.has(at, "part") and doc.tokens.words[at] not in ("منهم", "منها"):
            return True
    return False


def _is_no_toll(doc: Document, line: Line, row: Toll) -> bool:
    """Leave out what is negated, or meant («لقتل», «هدد بقتل»)."""
    words = doc.tokens.words
    before = words[max(line.first, row.first - 2) : row.first]
    return any(w in ("دون", "لم", "لن", "عدم", "بدون") for w in before) and row.low != 0


def _deduplicated(rows: list[Toll]) -> list[Toll]:
    kept: list[Toll] = []
    for row in sorted(rows, key=lambda r: (r.first, -r.last)):
        if any(row.first < k.last and k.first < row.last and row.outcome == k.outcome for k in kept):
            continue
        kept.append(row)
    return kept
