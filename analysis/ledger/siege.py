"""Sieges beside the holder: from reported sieges to the part of a spell in which the place was besieged."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from analysis.ledger.chaining import Spell
from analysis.lexicon.actors import camp_of
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
    laid: dict[tuple[str, str], list[tuple[pd.Timestamp, pd.Timestamp]]] = defaultdict(list)
    lifted: dict[str, list[pd.Timestamp]] = defaultdict(list)
    for row in told.to_dict("records"):
        broken = any(word in fold(str(row["text"])).split() for word in _BREAKS)
        for place_id, name in zip(row["place_ids"], row["place_names"], strict=True):
            place = place_id or name
            if broken:
                lifted[place].append(row["date_start"])
                continue
            for by in row["source_actors"]:
                laid[place, by].append((row["date_start"], row["date_end"]))
    found: dict[str, list[Siege]] = defaultdict(list)
    for (place, by), days in sorted(laid.items()):
        found[place] += _joined(by, days, lifted[place])
    return dict(found)


def _joined(
    by: str, days: Sequence[tuple[pd.Timestamp, pd.Timestamp]], lifted: Sequence[pd.Timestamp]
) -> Iterator[Siege]:
    first, last = days[0]
    for start, end in days[1:]:
        if start - last <= _ONE_SIEGE:
            last = max(last, end)
        else:
            yield _ended(by, first, last, lifted)
            first, last = start, end
    yield _ended(by, first, last, lifted)


def _ended(by: str, first: pd.Timestamp, last: pd.Timestamp, lifted: Sequence[pd.Timestamp]) -> Siege:
    broken = min((day for day in lifted if first < day <= last + _ONE_SIEGE), default=None)
    return Siege(by, first, last if broken is None else broken, broken is not None)


def mark(spells: Sequence[Spell], sieges: Sequence[Siege]) -> Iterator[Spell]:
    """Yield the spells with the besieged part of held ones split off.

    A siege lasts from its first report to its last, to the day on which it was broken, or, where the
    place falls within two months of the last report, to its fall. Nobody besieges a place of its own camp.
    """
    for spell in spells:
        fits = [s for s in sieges if spell.state == "held" and camp_of(s.by) != camp_of(spell.actor)]
        rest = spell
        for siege in sorted(fits, key=lambda s: (s.start, s.by)):
            *done, rest = _split(rest, siege)
            yield from done
            if rest.state != "held":
                break
        yield rest


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
