"""One count of people: its bounds, its victims, and the scene it is read in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from analysis.coding import victims
from analysis.coding.document import Document, Line
from analysis.coding.people import Group
from analysis.coding.scene import Scene
from analysis.lexicon import toll
from analysis.lexicon.words import by_first_word, standing, word_class
from analysis.text import numbers
from analysis.text.numbers import Number

_SINCE = by_first_word(word_class("running-since"))
_LATELY = word_class("lately")
_SINCE_REACH = 7
_FEWEST = 3  # «عدد من» is no numeral
_TALLY_REACH = 6
_NEARLY_ALL = 0.7
# No single attack in this press killed so many but a handful; what is counted so is a toll of months or of the war.
_NO_ONE_TOLL = 2_001
_RAISED_REACH = 16  # «ارتفعت حصيلة ... إلى 12»


@dataclass(frozen=True, slots=True)
class Toll:
    """One count: tokens ``[first, last)``, bounds, victims, and whether it is a running total.

    ``civilian``, ``children`` and ``women`` are the fewest of them that the text says are such,
    None where it does not say.
    """

    first: int
    last: int
    outcome: str
    low: int
    high: int | None
    approximate: bool
    is_tally: bool
    victim: str | None
    rule: str
    civilian: int | None = None
    children: int | None = None
    women: int | None = None


def bare(word: str, role: str) -> str | None:
    """Return the plain word of a role behind «و», «ب», «ف», «ل», or None."""
    return roles_of(word).get(role)


@lru_cache(maxsize=1 << 17)
def roles_of(word: str) -> dict[str, str]:
    """Return, for every role that a word has in a count, the word without its clitics."""
    cuts = (
        word,
        word[1:] if word[:1] in "وبفل" else "",
        word[2:] if word[:2] in ("وب", "فب", "ول", "لل") else "",
    )
    found = {role: next((c for c in cuts if c in known), None) for role, known in toll.vocabulary().items()}
    return {role: plain for role, plain in found.items() if plain}


def is_tally(doc: Document, line: Line, first: int) -> bool:
    """Say whether a word for a running total stands right before."""
    raised = first > line.first and doc.tokens.words[first - 1] in ("الي", "ل")
    reach = _RAISED_REACH if raised else _TALLY_REACH
    return any("tally" in doc.cue_at.get(t, {}) for t in range(max(line.first, first - reach), first))


def _runs_since(doc: Document, line: Line, end: int) -> bool:
    """«1600 قتيل منذ بدء الهجوم», «في الحرب على …»: a total of all that time; «منذ الصباح» is news of the day."""
    words = doc.tokens.words
    for at in range(end, min(end + _SINCE_REACH, line.last)):
        if words[at] in (".", "؛"):
            return False
        length = standing(words, at, line.last, _SINCE)
        if length:
            return words[min(at + length, line.last - 1)] not in _LATELY
    return False


def made(
    doc: Document, line: Line, first: int, outcome: str, groups: Sequence[Group], scene: Scene, rule: str
) -> list[Toll]:
    """Return the counts of people who share an outcome: one for each party among them.

    «خمسة عناصر من التنظيم وستة من الفصائل» are two counts, and so are «6 جنود و4 شرطيين»: each has
    a numeral, and «جندي إضافة إلى مدنيين»; «3 أطفال وامرأة» is one.
    """
    groups = _under_one_owner(groups)
    runs: list[tuple[str | None, list[Group]]] = []
    for group in groups:
        victim = victims.of(doc, group, line, scene, outcome)
        scene.before, scene.owner = group, victim
        armed = "fighters" in group.kinds or (runs and any("fighters" in g.kinds for g in runs[-1][1]))
        mixed = runs and {victim, runs[-1][0]} == {None, "civilians"} and not armed
        alike = victim if runs and victim == runs[-1][0] else None
        if runs and (not group.counted or not group.kinds):  # a bare number or name is more of the same
            alike, scene.owner = runs[-1][0], runs[-1][0]
        apart = group.apart or (bool(runs) and all(_has_numeral(doc, g) for g in (runs[-1][1][-1], group)))
        if runs and not apart and (victim == runs[-1][0] or not group.counted or mixed or not group.kinds):
            runs[-1] = (alike, [*runs[-1][1], group])
        else:
            runs.append((victim, [group]))
    if len(runs[-1][1]) > 1 and scene.before is not None:  # «رجل وامرأة وطفل وإصابة آخرين»: more than one went before
        scene.before = replace(scene.before, number=_total([g.number for g in runs[-1][1]]))
    rises = any("tally" in doc.cue_at.get(t, {}) for t in range(first, groups[-1].last))
    tally = rises or is_tally(doc, line, min(first, groups[0].first)) or _runs_since(doc, line, groups[-1].last)
    rows = []
    for k, (victim, run) in enumerate(runs):
        begin = min(first, run[0].first) if k == 0 else run[0].first
        rows.append(_row(doc, line, begin, outcome, run, victim, tally, rule))
    scene.owner = rows[-1].victim
    return rows


def _has_numeral(doc: Document, group: Group) -> bool:
    """Say whether a numeral of two or more counts the people, and not the form of their noun alone."""
    words = doc.tokens.words[group.first : group.last]
    cuts = (words[0], words[0][1:]) if words[0][:1] in "وب" else (words[0],)
    found = [numbers.read([word, *words[1:]], 0, len(words)) for word in cuts if word]
    return group.counted and any(n and n.low > 1 and (n.high is not None or n.low > _FEWEST) for n in found)


def _under_one_owner(groups: Sequence[Group]) -> list[Group]:
    """«ضابط و3 جنود بالجيش»: whose the last ones are holds for the fighters joined before them."""
    shared = list(groups)
    for at in range(len(shared) - 2, -1, -1):
        group, behind = shared[at], shared[at + 1]
        armed = group.kinds == {"fighters"} == behind.kinds
        if armed and behind.owner is not None and group.owner is None and not group.theirs and not group.actor:
            shared[at] = replace(group, owner=behind.owner)
    return shared


def _row(
    doc: Document,
    line: Line,
    first: int,
    outcome: str,
    run: Sequence[Group],
    victim: str | None,
    tally: bool,
    rule: str,
) -> Toll:
    end = min(max(g.last for g in run), line.last)
    total = _total([g.number for g in run])
    open_end = numbers.least_after(doc.tokens.words, end, line.last) == "least"
    part = victims.parts(doc, line, end)
    tally = tally or total.low >= _NO_ONE_TOLL
    armed = part.get("fighters") or any(g.kinds & {"fighters"} for g in run)
    if victim is None and not armed and _are_civilians(run, part, total.low):
        victim = "civilians"
    stated = {who: sum(count for g in run for kind, count in g.who if kind == who) for who in ("child", "woman")}
    civil = sum(g.number.low for g in run if "civilians" in g.kinds) or part.get("civilians")
    return Toll(
        first, max(end, first + 1), outcome, total.low, None if open_end else total.high, total.approximate, tally,
        victim, rule, total.low if victim == "civilians" else civil or None,
        stated["child"] or part.get("child"), stated["woman"] or part.get("woman"),
    )  # fmt: skip


def _are_civilians(run: Sequence[Group], part: Mapping[str, int], low: int) -> bool:
    """«12 قتيلاً بينهم طفل» are civilians; of «12 شخصاً بينهم طفل» the rest is open, unless nearly all are told.

    «سبعة بينهم مدنيان» says by the word that the others are none.
    """
    told = part.get("civilians", 0)
    if "most" in part:  # «75 شخصاً معظمهم من النساء والأطفال»; «معظمهم مدنيون» says that the others are none
        return told > 0 and "said" not in part and not any("fighters" in group.kinds for group in run)
    open_rest = any("unknown" in group.kinds for group in run) or "said" in part
    return told >= _NEARLY_ALL * low if open_rest else told > 0


def _total(found: Sequence[Number]) -> Number:
    low, highs = sum(n.low for n in found), [n.high for n in found]
    high = None if any(h is None for h in highs) else sum(h for h in highs if h is not None)
    return Number(low, high, any(n.approximate for n in found), found[0].start, found[-1].end)
