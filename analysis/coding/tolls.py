"""One count of people: its bounds, its victims, and the scene it is read in."""

from dataclasses import dataclass

from analysis.coding import victims
from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.victims import Victim
from analysis.lexicon import toll
from analysis.text import numbers
from analysis.text.numbers import Number


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


def bare(word: str, role: str) -> str | None:
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


def made(
    doc: Document,
    line: Line,
    first: int,
    last: int,
    outcome: str,
    number: Number,
    scene: Scene,
    rule: str,
) -> Toll:
    """Return a count with its victims, and remember them in the scene for the count that follows."""
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
