"""Sieges beside the holder: from reported sieges to the part of a spell in which the place was besieged."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from analysis.ledger.chaining import Spell
from analysis.ledger.claims import camp_of
from analysis.lexicon.words import word_class
from analysis.text.normalise import fold

_BREAKS = word_class("siege-broken")
_DAY = timedelta(days=1)
_ONE_SIEGE = timedelta(days=60)  # reports of a siege no further apart are one siege


@dataclass(frozen=True, slots=True)
class Siege:
    """One reported siege: by whom, its first and last day, and whether it ended by being broken."""

    by: str
    start: pd.Timestamp
    end: pd.Timestamp
    broken: bool


def by_place(events: pd.DataFrame) -> dict[str, list[Siege]]:
    """Return the sieges of each place, keyed as the ledger keys places; order of rows does not matter."""
    told = events[events["event_type"].eq("siege") & events["status"].eq("happened") & ~events["is_background"]]
    told = told[told["date_start"].notna()].sort_values(["date_start", "date_end", "event_id"], kind="stable")
    reports: dict[tuple[str, str], list[tuple[pd.Timestamp, pd.Timestamp, bool]]] = defaultdict(list)
    for row in told.to_dict("records"):
        broken = any(word in fold(str(row["text"])).split() for word in _BREAKS)
        for place_id, name in zip(row["place_ids"], row["place_names"], strict=True):
            for by in list(row["source_actors"]) or ([""] if broken else []):
                reports[place_id or name, "" if broken else by].append((row["date_start"], row["date_end"], broken))
    found: dict[str, list[Siege]] = defaultdict(list)
    for (place, by), days in sorted(reports.items()):
        if by:
            ends = [start for start, _, _ in reports.get((place, ""), [])]
            found[place] += _joined(by, days, ends)
    return dict(found)


def _joined(
    by: str, days: Sequence[tuple[pd.Timestamp, pd.Timestamp, bool]], broken_on: Sequence[pd.Timestamp]
) -> Iterator[Siege]:
    first, last = days[0][0], days[0][1]
    for start, end, _ in days[1:]:
        if start - last > _ONE_SIEGE:
            yield _ended(by, first, last, broken_on)
            first = start
        last = max(last, end) if start - last <= _ONE_SIEGE else end
    yield _ended(by, first, last, broken_on)


def _ended(by: str, first: pd.Timestamp, last: pd.Timestamp, broken_on: Sequence[pd.Timestamp]) -> Siege:
    broken = min((day for day in broken_on if first < day <= last + _ONE_SIEGE), default=None)
    return Siege(by, first, last if broken is None else broken, broken is not None)


def mark(spells: Sequence[Spell], sieges: Sequence[Siege]) -> Iterator[Spell]:
    """Yield the spells with the besieged part of held ones split off.

    A siege lasts from its first report to its last, to the day on which it was broken, or, where the
    place falls within two months of the last report, to its fall. Nobody besieges a place of its own camp.
    """
    for spell in spells:
        fits = [s for s in sieges if spell.state == "held" and camp_of(s.by) != camp_of(spell.actor)]
        at: Spell | None = spell
        for siege in sorted(fits, key=lambda s: (s.start, s.by)):
            if at is None:
                break
            parts = _split(at, siege)
            yield from parts[:-1]
            at = parts[-1] if parts[-1].state == "held" else None
            if at is None:
                yield parts[-1]
        if at is not None:
            yield at


def _split(spell: Spell, siege: Siege) -> list[Spell]:
    start, end = max(siege.start, spell.start), siege.end + _DAY
    if spell.end is not None and not siege.broken and spell.end <= siege.end + _ONE_SIEGE:
        end = spell.end
    if spell.end is not None:
        end = min(end, spell.end)
    if start >= end:
        return [spell]
    parts = [replace(spell, end=start, heard=_until(spell, start))] if start > spell.start else []
    # Who is besieged holds the place: the reports of the siege say so.
    seen = tuple(sorted({*_until(spell, end), max(siege.start, spell.start), min(siege.end, end)}))
    parts.append(replace(spell, state="besieged", start=start, end=end, heard=seen, besieged_by=siege.by))
    if spell.end is None or end < spell.end:
        parts.append(replace(spell, start=end, heard=tuple(sorted({*spell.heard, *seen}))))
    return parts


def _until(spell: Spell, end: pd.Timestamp) -> tuple[pd.Timestamp, ...]:
    return tuple(day for day in spell.heard if day <= end)
