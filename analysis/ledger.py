"""Claims to spells: who held a place when, as far as the reports join, and unknown where they do not.

Plain version. Only changes that «happened» and are dated move anything; a standing state
confirms, or shows that something was not reported. Claims of one taker close in time are one
change; two takers on the same days leave the place contested. A change whose loser is not the
last holder does not join: from the last confirmation on the place is unknown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pandas as pd

from analysis import tables
from analysis.lexicon.actors import camps

SAME_CHANGE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One fused change or one confirmation, with the interval in which it lies."""

    kind: str
    taker: str | None
    losers: frozenset[str]
    start: pd.Timestamp
    end: pd.Timestamp
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Spell:
    state: str
    actor: str | None
    start: pd.Timestamp
    end: pd.Timestamp | None
    claims: tuple[str, ...]


def spells(control: pd.DataFrame) -> pd.DataFrame:
    """Return the spells of every place that dated claims speak of.

    Parameters
    ----------
    control
        Table ``control``; the order of its rows does not matter.

    Returns
    -------
    Table ``spells``, by place and start; ``end`` is missing while a spell lasts.

    Examples
    --------
    >>> day = pd.Timestamp("2015-06-23")
    >>> claim = {"claim_id": "c", "kind": "change", "place_name": "عين عيسى", "gained_by": "ypg",
    ...          "status": "happened", "date_start": day, "date_end": day}
    >>> spells(tables.frame("control", [claim]))[["state", "actor"]].values.tolist()
    [['held', 'ypg']]
    """
    rows = []
    usable = control[(control["status"] == "happened") & control["date_start"].notna()]
    key = usable["place_id"].fillna(usable["place_name"])
    for _, claims in usable.groupby(key, sort=True):
        ordered = claims.sort_values(["date_start", "date_end", "claim_id"], kind="stable").to_dict("records")
        name, place_id = ordered[0]["place_name"], ordered[0]["place_id"]
        for spell in _chain(_turns([{str(k): v for k, v in c.items()} for c in ordered])):
            rows.append(
                {
                    "place_id": place_id if isinstance(place_id, str) else None,
                    "place_name": name,
                    "state": spell.state,
                    "actor": spell.actor,
                    "start": spell.start,
                    "end": spell.end,
                    "claim_ids": list(spell.claims),
                }
            )
    return tables.frame("spells", rows)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _turns(claims: list[dict[str, Any]]) -> list[_Turn]:
    """Fuse claims of one place into changes and confirmations, in order of time."""
    groups: list[list[dict[str, Any]]] = []
    for claim in claims:
        near = next((g for g in reversed(groups) if _belongs(g, claim)), None)
        if near is None:
            groups.append([claim])
        else:
            near.append(claim)
    turns = [_turn(g) for g in groups]
    return _without_bare_losses(sorted(turns, key=lambda t: (t.start, t.end, t.kind, t.taker or "")))


def _belongs(group: list[dict[str, Any]], claim: dict[str, Any]) -> bool:
    first = group[0]
    if first["kind"] != claim["kind"] or _text(first["gained_by"]) != _text(claim["gained_by"]):
        return False
    if not _text(claim["gained_by"]) and _text(first["lost_by"]) != _text(claim["lost_by"]):
        return False
    return bool(claim["date_start"] - max(c["date_end"] for c in group) <= SAME_CHANGE)


def _turn(group: list[dict[str, Any]]) -> _Turn:
    """Date a change by its exact claims, by the day most of them give, else by what all allow."""
    exact = [c["date_start"] for c in group if c["date_start"] == c["date_end"]]
    if exact:
        start = end = max(sorted(set(exact)), key=exact.count)
    else:
        start, end = max(c["date_start"] for c in group), min(c["date_end"] for c in group)
        if end < start:
            start, end = min(c["date_start"] for c in group), max(c["date_end"] for c in group)
    kind = str(group[0]["kind"])
    taker = _text(group[0]["gained_by"])
    losers = frozenset(c["lost_by"] for c in group if _text(c["lost_by"]))
    return _Turn(kind, taker, losers, start, end, tuple(sorted(c["claim_id"] for c in group)))


def _without_bare_losses(turns: list[_Turn]) -> list[_Turn]:
    """Let a loss without a taker support the gain that goes with it."""
    gains = [t for t in turns if t.kind == "change" and t.taker]
    kept: list[_Turn] = []
    extra: dict[tuple[str, ...], tuple[str, ...]] = {}
    for turn in turns:
        if turn.kind == "change" and not turn.taker:
            partner = next((g for g in gains if _meets(g, turn) and not turn.losers & {g.taker or ""}), None)
            if partner is not None:
                extra[partner.claims] = extra.get(partner.claims, ()) + turn.claims
                continue
        kept.append(turn)
    return [replace(t, claims=tuple(sorted(t.claims + extra.get(t.claims, ())))) for t in kept]


def _meets(gain: _Turn, loss: _Turn) -> bool:
    return gain.start - SAME_CHANGE <= loss.end and loss.start <= gain.end + SAME_CHANGE


def _chain(turns: list[_Turn]) -> Iterator[_Spell]:
    """Walk the turns in time and yield spells that neither overlap nor leave a gap."""
    current: _Spell | None = None
    confirmed: pd.Timestamp | None = None
    k = 0
    while k < len(turns):
        turn = _after(current, turns[k], turns[k + 1 :])
        if turn is None:
            k += 1
            continue
        rivals = [turn]
        if turn.kind == "change" and turn.taker:
            rivals += [
                t
                for t in turns[k + 1 :]
                if t.kind == "change" and t.taker and t.taker != turn.taker and _clash(turn, t)
            ]
        if len(rivals) > 1:
            end = max(t.end for t in rivals) + timedelta(days=1)
            claims = tuple(sorted(c for t in rivals for c in t.claims))
            yield from _closed(current, confirmed, turn, joins=True)
            yield _Spell("contested", None, turn.start, end, claims)
            last = rivals[-1]
            current, confirmed = _Spell("held", last.taker, end, None, last.claims), end
            turns = turns[: k + 1] + [t for t in turns[k + 1 :] if t not in rivals]
            k += 1
            continue
        if turn.kind == "state":
            if current is not None and current.state == "held" and _confirms(turn, current):
                current = replace(current, claims=tuple(sorted({*current.claims, *turn.claims})))
                confirmed = turn.end
            else:
                yield from _closed(current, confirmed, turn, joins=False)
                current, confirmed = _Spell("held", turn.taker, turn.start, None, turn.claims), turn.end
        elif turn.taker is None:
            joins = current is None or current.actor is None or not turn.losers or _lost_by(turn, current.actor)
            yield from _closed(current, confirmed, turn, joins=joins)
            current, confirmed = _Spell("unknown", None, turn.start, None, turn.claims), None
        elif current is not None and current.state == "held" and _confirms(turn, current):
            current = replace(current, claims=tuple(sorted({*current.claims, *turn.claims})))
            confirmed = turn.end
        else:
            joins = current is None or current.state != "held" or not turn.losers or _lost_by(turn, current.actor)
            yield from _closed(current, confirmed, turn, joins=joins)
            if turn.end > turn.start:
                yield _Spell("unknown", None, turn.start, turn.end, turn.claims)
            current, confirmed = _Spell("held", turn.taker, turn.end, None, turn.claims), turn.end
        k += 1
    if current is not None:
        yield current


def _after(current: _Spell | None, turn: _Turn, later: list[_Turn]) -> _Turn | None:
    """Narrow a turn to the days not told yet, and to those before its taker loses the place; None if none are left."""
    lost = [t.start for t in later if t.kind == "change" and turn.taker in t.losers and t.start >= turn.start]
    if turn.kind == "change" and lost:
        turn = replace(turn, end=min(turn.end, *lost))
    if current is None or turn.start >= current.start:
        return turn
    return replace(turn, start=current.start) if turn.end >= current.start else None


def _camp(actor: str | None) -> str | None:
    return camps().get(actor or "", actor)


def _lost_by(turn: _Turn, holder: str | None) -> bool:
    """Say whether the holder, or one of its camp, is named as the loser."""
    return _camp(holder) in {_camp(loser) for loser in turn.losers}


def _confirms(turn: _Turn, current: _Spell) -> bool:
    """Say whether a turn only says again who holds: the holder, or one of its camp in the same change.

    One of its camp that takes the place later, from somebody else, shows that it had been lost.
    """
    if turn.taker == current.actor:
        return True
    same_change = not turn.losers or turn.start - current.start <= SAME_CHANGE
    return same_change and _camp(turn.taker) == _camp(current.actor) and not _lost_by(turn, current.actor)


def _clash(first: _Turn, second: _Turn) -> bool:
    """Say whether two takers of different camps are reported for the same days, and neither from the other."""
    overlap = second.start <= first.end and first.start <= second.end
    return (
        overlap
        and _camp(first.taker) != _camp(second.taker)
        and not (first.losers & {second.taker or ""})
        and not (second.losers & {first.taker or ""})
    )


def _closed(current: _Spell | None, confirmed: pd.Timestamp | None, turn: _Turn, *, joins: bool) -> Iterator[_Spell]:
    """End the current spell at a turn; where they do not join, at its last confirmation."""
    if current is None:
        return
    if joins or current.state != "held" or confirmed is None:
        if turn.start > current.start:
            yield replace(current, end=turn.start)
        return
    known = max(confirmed, current.start) + timedelta(days=1)
    if known < turn.start:
        yield replace(current, end=known)
        yield _Spell("unknown", None, known, turn.start, ())
    elif turn.start > current.start:
        yield replace(current, end=turn.start)
