"""Turns of one place walked in time: who held it, contested, unknown, with no gap and no overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from analysis.ledger.deciding import CONTESTED
from analysis.ledger.fusing import Turn
from analysis.ledger.rules import RuleSet
from analysis.lexicon.actors import camp_of

_DAY = timedelta(days=1)
EXCHANGE = "exchange"
_STANDS = ("", CONTESTED, EXCHANGE)  # the rulings with which a turn still shows on the line


@dataclass(frozen=True, slots=True)
class Spell:
    """One state of a place; ``heard`` are the days of which anything was said for it, in order."""

    state: str
    actor: str | None
    start: pd.Timestamp
    end: pd.Timestamp | None
    claims: tuple[str, ...]
    heard: tuple[pd.Timestamp, ...] = ()
    besieged_by: str | None = None

    @property
    def confirmed(self) -> pd.Timestamp | None:
        """Return the last day of which anything was said for it."""
        return self.heard[-1] if self.heard else None


def chain(made: Sequence[Turn], rules: RuleSet) -> Iterator[Spell]:
    """Yield the spells of one place from its decided turns."""
    turns = [t for t in made if t.ruling in _STANDS]
    current: Spell | None = None
    k = 0
    while k < len(turns):
        turn = _after(current, turns[k], turns[k + 1 :])
        if turn is None:
            k += 1
            continue
        if turn.ruling:
            together = _together(turns, k)
            after, spells = _unsettled(current, turn, together)
            yield from spells
            current, k = after, k + len(together)
            continue
        if current is not None and current.state == "held" and turn.taker and _confirms(turn, current):
            heard = tuple(sorted({*current.heard, turn.end}))
            current = replace(current, claims=_with(current, turn), heard=heard)
        else:
            yield from _closed(current, turn, rules)
            if turn.taker is None:
                current = Spell("unknown", None, turn.start, None, turn.ids)
            elif turn.kind == "state":
                current = Spell("held", turn.taker, turn.start, None, turn.ids, (turn.end,))
            else:
                if turn.end > turn.start:
                    yield Spell("unknown", None, turn.start, turn.end, turn.ids)
                current = Spell("held", turn.taker, turn.end, None, turn.ids, (turn.end,))
        k += 1
    if current is not None:
        yield current


def _with(spell: Spell, turn: Turn) -> tuple[str, ...]:
    return tuple(sorted({*spell.claims, *turn.ids}))


def _together(turns: Sequence[Turn], k: int) -> list[Turn]:
    """Return the turn and those behind it that the same ruling sets against it."""
    found = [turns[k]]
    for turn in turns[k + 1 :]:
        if turn.ruling != turns[k].ruling or turn.start > max(t.end for t in found) + _DAY:
            break
        found.append(turn)
    return found


def _unsettled(current: Spell | None, turn: Turn, together: Sequence[Turn]) -> tuple[Spell, list[Spell]]:
    """Return what follows on contested days, and the spells up to their end.

    After an exchange the holder before it holds the place again; after a contest nobody can be said to.
    """
    end = max(t.end for t in together) + _DAY
    claims = tuple(sorted({c for t in together for c in t.ids}))
    spells = [Spell("contested", None, turn.start, end, claims)]
    if current is not None and turn.start > current.start:
        spells.insert(0, replace(current, end=turn.start))
    if turn.ruling == EXCHANGE:
        holder = together[-1].taker
        return Spell("held", holder, end, None, claims, (end,)), spells
    return Spell("unknown", None, end, None, claims), spells


def _after(current: Spell | None, turn: Turn, later: Sequence[Turn]) -> Turn | None:
    """Narrow a turn to the days not told yet, and to those before its taker loses the place; None if none are left."""
    lost = [t.start for t in later if t.kind == "change" and turn.taker in t.losers and t.start >= turn.start]
    if turn.kind == "change" and lost:
        turn = replace(turn, end=min(turn.end, *lost))
    if current is None or turn.start >= current.start:
        return turn
    return replace(turn, start=current.start) if turn.end >= current.start else None


def _confirms(turn: Turn, current: Spell) -> bool:
    """Say whether a turn only says again who holds: the holder, or one of its camp in the same change.

    One of its camp that takes the place later, from somebody else, shows that it had been lost.
    """
    if turn.taker == current.actor:
        return True
    same_change = not turn.losers or turn.start - current.start <= timedelta(days=3)
    return same_change and camp_of(turn.taker) == camp_of(current.actor) and not turn.lost_by(current.actor)


def _closed(current: Spell | None, turn: Turn, rules: RuleSet) -> Iterator[Spell]:
    """End the current spell at a turn; where they do not join, at its last confirmation."""
    if current is None:
        return
    if current.state != "held" or current.confirmed is None or _joins(current, turn) or "joins" not in rules:
        if turn.start > current.start:
            yield replace(current, end=turn.start)
        return
    known = max(current.confirmed, current.start) + _DAY
    if known < turn.start:
        yield replace(current, end=known)
        yield Spell("unknown", None, known, turn.start, ())
    elif turn.start > current.start:
        yield replace(current, end=turn.start)


def _joins(current: Spell, turn: Turn) -> bool:
    """Say whether the one follows from the other: no standing state of somebody else, no other loser."""
    return turn.kind == "change" and (not turn.losers or turn.lost_by(current.actor))
