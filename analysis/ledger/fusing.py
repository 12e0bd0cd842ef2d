"""Claims of one place fused into changes and confirmations, each with the interval in which it lies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.ledger.claims import Claim
from analysis.ledger.rules import RuleSet
from analysis.lexicon.actors import camp_of

MAJORITY, INTERVAL, EXACT = "majority-day", "interval", "exact-day"


@dataclass(frozen=True, slots=True)
class Turn:
    """One fused change or one confirmation.

    ``start`` and ``end`` bound the day of the change; ``dated_by`` is the rule that gave them. ``ruling``
    is empty while nothing speaks against it, else the rule that took it out of the ledger.
    """

    kind: str
    taker: str | None
    losers: frozenset[str]
    start: pd.Timestamp
    end: pd.Timestamp
    claims: tuple[Claim, ...]
    dated_by: str = EXACT
    ruling: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of its claims, sorted."""
        return tuple(sorted(c.claim_id for c in self.claims))

    @property
    def origins(self) -> frozenset[str]:
        """Return on whose word it rests."""
        return frozenset(c.origin for c in self.claims)

    @property
    def weight(self) -> int:
        """Return the weight of the claim that speaks most against its own side."""
        return max(c.weight for c in self.claims)

    @property
    def order(self) -> tuple[object, ...]:
        """Return a key that puts turns in order of time, the same for any order of claims.

        Of allies who are said to have taken a place together, the one whom most origins name comes first.
        """
        return (self.start, self.end, self.kind, -len(self.origins), self.taker or "", self.ids)

    def lost_by(self, holder: str | None) -> bool:
        """Say whether the holder, or one of its camp, is named as the loser."""
        return camp_of(holder) in {camp_of(loser) for loser in self.losers}


def turns(claims: Sequence[Claim], rules: RuleSet) -> list[Turn]:
    """Return the changes and confirmations that the claims of one place make, in order of time."""
    groups: list[list[Claim]] = []
    for claim in claims:
        near = next((g for g in reversed(groups) if _belongs(g, claim, rules)), None)
        if near is None:
            groups.append([claim])
        else:
            near.append(claim)
    made = sorted((_turn(g) for g in groups), key=lambda t: t.order)
    return _with_losses(made, rules) if "loss-of-change" in rules else made


def _belongs(group: Sequence[Claim], claim: Claim, rules: RuleSet) -> bool:
    first = group[0]
    if first.kind != claim.kind or first.taker != claim.taker:
        return False
    if not claim.taker and first.loser != claim.loser:
        return False
    gap = claim.start - max(c.end for c in group)
    return bool(gap <= (rules.span("same-change") if "same-change" in rules else pd.Timedelta(0)))


def _turn(group: Sequence[Claim]) -> Turn:
    start, end, dated_by = _dated(group)
    losers = frozenset(c.loser for c in group if c.loser)
    return Turn(group[0].kind, group[0].taker, losers, start, end, tuple(group), dated_by)


def _dated(group: Sequence[Claim]) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    """Date a change: by the day on which most origins put it, by an interval where they tie, else by what all allow."""
    votes: dict[pd.Timestamp, set[str]] = defaultdict(set)
    for claim in group:
        if claim.is_exact:
            votes[claim.start].add(claim.origin)
    if votes:
        most = max(len(v) for v in votes.values())
        days = sorted(day for day, v in votes.items() if len(v) == most)
        rule = INTERVAL if len(days) > 1 else (MAJORITY if len(votes) > 1 else EXACT)
        return days[0], days[-1], rule
    start, end = max(c.start for c in group), min(c.end for c in group)
    if end < start:
        start, end = min(c.start for c in group), max(c.end for c in group)
    return start, end, INTERVAL


def _with_losses(made: Iterable[Turn], rules: RuleSet) -> list[Turn]:
    """Let a loss without a taker support the gain that goes with it."""
    made = list(made)
    reach = rules.span("loss-of-change")
    gains = [t for t in made if t.kind == "change" and t.taker]
    extra: dict[tuple[str, ...], list[Turn]] = defaultdict(list)
    kept = []
    for turn in made:
        partner = None
        if turn.kind == "change" and not turn.taker:
            fits = (g for g in gains if g.start - reach <= turn.end and turn.start <= g.end + reach)
            partner = next((g for g in fits if not turn.lost_by(g.taker)), None)
        if partner is None:
            kept.append(turn)
        else:
            extra[partner.ids].append(turn)
    return [_joined(t, extra[t.ids]) if t.ids in extra else t for t in kept]


def _joined(gain: Turn, losses: Sequence[Turn]) -> Turn:
    claims = gain.claims + tuple(c for loss in losses for c in loss.claims)
    losers = gain.losers.union(*(loss.losers for loss in losses))
    return replace(gain, claims=claims, losers=losers)
