"""Which fused changes count: denials, exchanges, rivals for the same days, too few origins."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.ledger.claims import Claim
from analysis.ledger.fusing import Turn
from analysis.ledger.rules import RuleSet
from analysis.lexicon.actors import camp_of

CONTESTED = "contested"
_TWICE = 2  # so many times as many origins decide
_ENOUGH = 2
_OWN = 2  # the weight of what a party says of its own loss


def decide(made: Sequence[Turn], denials: Sequence[Claim], rules: RuleSet) -> list[Turn]:
    """Return the turns with their ``ruling``: empty for what counts, else the rule that decided.

    ``contested`` marks rivals that nothing decides between; they stand in the ledger as such.
    """
    ruled = [replace(t, ruling=_alone(t, denials, rules)) for t in made]
    ruled = _between_rivals(ruled, rules)
    if "states-yield" in rules:
        ruled = [replace(t, ruling="states-yield") if _is_before(t, ruled, rules) else t for t in ruled]
    return _exchanges(ruled, rules) if "exchange" in rules else ruled


def _alone(turn: Turn, denials: Sequence[Claim], rules: RuleSet) -> str:
    if turn.kind != "change":
        return ""
    said = _denied(turn, denials, rules) if "later-word" in rules else ""
    if said:
        return said
    if "two-origins" in rules and len(turn.origins) < _ENOUGH:
        return "two-origins"
    return ""


def _denied(turn: Turn, denials: Sequence[Claim], rules: RuleSet) -> str:
    """Return what a denial makes of a change that was last claimed before it, and not long before.

    Who is said to have lost the place and denies it contests the change; anybody else takes it back.
    """
    said = [c.reported for c in turn.claims if c.reported is not None]
    if not said:
        return ""
    last, ruling = max(said), ""
    for denial in denials:
        if denial.reported is None or camp_of(denial.taker) != camp_of(turn.taker):
            continue
        if last < denial.reported <= last + rules.span("later-word"):
            if denial.weight != _OWN:
                return "later-word"
            ruling = CONTESTED if CONTESTED in rules else ""
    return ruling


def _is_before(turn: Turn, ruled: Sequence[Turn], rules: RuleSet) -> bool:
    """Say whether a standing state was said on the days of a change to somebody else: it tells what was before."""
    reach = rules.span("states-yield")
    return turn.kind == "state" and any(
        t.kind == "change"
        and not t.ruling
        and camp_of(t.taker) != camp_of(turn.taker)
        and t.start - reach <= turn.end
        and turn.start <= t.end + reach
        for t in ruled
    )


def are_rivals(first: Turn, second: Turn) -> bool:
    """Say whether two takers of different camps are reported for the same days.

    One that takes the place from the other follows it, unless both are put on the same day.
    """
    same_day = first.start == first.end == second.start == second.end
    follows = first.lost_by(second.taker) or second.lost_by(first.taker)
    return (
        first.kind == second.kind == "change"
        and bool(first.taker and second.taker)
        and second.start <= first.end
        and first.start <= second.end
        and camp_of(first.taker) != camp_of(second.taker)
        and (same_day or not follows)
    )


def _between_rivals(made: list[Turn], rules: RuleSet) -> list[Turn]:
    """Decide between takers of the same days: by own losses, then by origins, else the place is contested."""
    ruled = list(made)
    for i, first in enumerate(made):
        for k in range(i + 1, len(made)):
            if ruled[i].ruling not in ("", CONTESTED) or ruled[k].ruling not in ("", CONTESTED):
                continue
            second = made[k]
            if not are_rivals(first, second):
                continue
            stronger, rule = _stronger(first, second, rules)
            if stronger is not None:
                weaker = k if stronger is first else i
                ruled[weaker] = replace(ruled[weaker], ruling=rule)
            elif CONTESTED in rules and not (first.lost_by(second.taker) or second.lost_by(first.taker)):
                for at in (i, k):
                    ruled[at] = replace(ruled[at], ruling=CONTESTED)
    return ruled


def _stronger(first: Turn, second: Turn, rules: RuleSet) -> tuple[Turn | None, str]:
    if "own-loss" in rules and first.weight != second.weight:
        return (first if first.weight > second.weight else second), "own-loss"
    if "origins" in rules:
        one, two = len(first.origins), len(second.origins)
        if max(one, two) >= _TWICE * min(one, two):
            return (first if one > two else second), "origins"
    return None, ""


def _exchanges(made: list[Turn], rules: RuleSet) -> list[Turn]:
    """Mark a change and its reversal within a day: the holder before it is the holder after it."""
    ruled = list(made)
    counted = [k for k, t in enumerate(made) if t.kind == "change" and t.taker and not t.ruling]
    holder: str | None = None
    at = 0
    while at < len(counted):
        first = made[counted[at]]
        back = made[counted[at + 1]] if at + 1 < len(counted) else None
        before = holder or next(iter(sorted(first.losers)), None)
        if back is not None and before and _is_reversed(first, back, before, rules):
            for k in (counted[at], counted[at + 1]):
                ruled[k] = replace(ruled[k], ruling="exchange")
            at += 2
            continue
        holder = first.taker
        at += 1
    return ruled


def _is_reversed(first: Turn, back: Turn, holder: str, rules: RuleSet) -> bool:
    exact = first.start == first.end and back.start == back.end
    soon = back.start - first.end <= rules.span("exchange")
    again = camp_of(back.taker) == camp_of(holder) and camp_of(first.taker) != camp_of(holder)
    return bool(exact and soon and again)
