"""The same occurrence told more than once: one ``incident_id`` for all the events that tell it.

Events are compared only inside a block of type and place, in the order of their days, with the few
incidents still open there; so the work grows with the number of events, not with its square. Two
events are one incident when their days are at most one apart, their sources do not contradict each
other, and their tolls are of one size; without an exact day, only inside one report and its copies.

A headline often says only the governorate («قصف على ريف حلب») of what the text then places in a village:
inside one article such an event is the first one of its kind that happened in a place it holds.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.extents import Extents

_TOLD = ["event_id", "article_id", "event_type", "source_actors", "date_start"]
_DAYS_APART = 1
_BLASTS = frozenset(("vehicle_bomb", "suicide_bombing", "ied_blast", "explosion"))
_TOLL_FACTOR, _TOLL_SLACK = 3, 3  # early tolls rise; what is further apart is told of something else


@dataclass(slots=True)
class _Open:
    """An incident that further events may belong to."""

    event_id: str
    day: int
    event_type: str
    sources: set[str] = field(default_factory=set)
    toll: int = 0


def assign(
    events: pd.DataFrame,
    casualties: pd.DataFrame | None = None,
    reports: Mapping[str, str] | None = None,
    extents: Extents | None = None,
) -> pd.DataFrame:
    """Return `events` with ``incident_id`` set to the first event id of each group.

    Parameters
    ----------
    events
        Table ``events``; any order, the result does not depend on it.
    casualties
        Table ``casualties``; where given, events with tolls of different sizes stay apart.
    reports
        The report that an article is a copy of, by article id; an article not in it is its own.
    extents
        Which places hold which; without it no event of an area joins one inside it.

    Returns
    -------
    A new DataFrame of the same rows.

    Examples
    --------
    >>> from analysis import tables
    >>> day = {"event_type": "clash", "place_names": ["الباب"], "date_precision": "day",
    ...        "date_start": pd.Timestamp("2017-02-01"), "date_end": pd.Timestamp("2017-02-01")}
    >>> two = tables.frame("events", [{"event_id": "a", "article_id": "x", **day},
    ...                               {"event_id": "b", "article_id": "y", **day}])
    >>> assign(two)["incident_id"].tolist()
    ['a', 'a']
    """
    parent = {event_id: event_id for event_id in events["event_id"]}

    def root(event_id: str) -> str:
        while parent[event_id] != event_id:
            parent[event_id] = parent[parent[event_id]]
            event_id = parent[event_id]
        return event_id

    toll = tolls(casualties)
    narrowed = dict(_narrowed(events, toll, extents)) if extents is not None else {}
    exact = events[~events["event_id"].isin(set(narrowed))]
    for first, second in (*narrowed.items(), *_same(exact, toll, reports or {})):
        a, b = sorted((root(first), root(second)))
        parent[b] = a
    ids = pd.Series([root(e) for e in events["event_id"]], index=events.index, dtype="str")
    return events.assign(incident_id=ids)


def tolls(casualties: pd.DataFrame | None) -> dict[str, int]:
    """Return the greatest number of dead that is told of each event, running totals aside."""
    if casualties is None or casualties.empty:
        return {}
    told = casualties[(casualties["outcome"] == "killed") & ~casualties["is_tally"] & casualties["event_id"].notna()]
    return {str(k): int(v) for k, v in told.groupby("event_id")["low"].max().items()}


def open_tolls(casualties: pd.DataFrame) -> frozenset[str]:
    """Return the events whose greatest number of dead is only a lower limit: «عشرات», «32 على الأقل»."""
    told = casualties[(casualties["outcome"] == "killed") & ~casualties["is_tally"] & casualties["event_id"].notna()]
    greatest = told["low"].eq(told.groupby("event_id")["low"].transform("max"))
    return frozenset(told.loc[greatest & told["high"].isna(), "event_id"].astype(str))


def _narrowed(events: pd.DataFrame, toll: Mapping[str, int], extents: Extents) -> Iterator[tuple[str, str]]:
    """Yield each event that only names an area, with the first of its article that tells it of a place inside."""
    told: dict[str, list[dict[Hashable, Any]]] = defaultdict(list)
    in_order = events.sort_values(["start", "event_id"])
    for row in in_order[[*_TOLD, "place_ids", "text", "date_end", "is_background"]].to_dict("records"):
        told[str(row["article_id"])].append(row)
    for rows in told.values():
        wide = [bool(r["place_ids"]) and all(extents.is_wide(p, str(r["text"])) for p in r["place_ids"]) for r in rows]
        narrow = [k for k, row in enumerate(rows) if not wide[k] and row["place_ids"]]
        for k, row in enumerate(rows):
            behind_first = sorted(narrow, key=lambda n: (n < k, n)) if wide[k] else []
            found = next((rows[n] for n in behind_first if _tells(row, rows[n], toll, extents)), None)
            if found is not None:
                yield str(row["event_id"]), str(found["event_id"])


def _tells(wide: dict[Hashable, Any], exact: dict[Hashable, Any], toll: Mapping[str, int], extents: Extents) -> bool:
    """Say whether an event of an area can be one that happened inside it."""
    inside = any(extents.holds(w, p) for w in wide["place_ids"] for p in exact["place_ids"])
    if not inside or wide["is_background"] != exact["is_background"]:
        return False
    days = (wide["date_start"], exact["date_end"], exact["date_start"], wide["date_end"])
    meet = any(pd.isna(day) for day in days) or (days[0] <= days[1] and days[2] <= days[3])
    return meet and _fits(_opened(wide, 0, toll), _opened(exact, 0, toll))


def _opened(row: Mapping[Hashable, Any], day: int, toll: Mapping[str, int]) -> _Open:
    event = str(row["event_id"])
    return _Open(event, day, str(row["event_type"]), set(row["source_actors"]), toll.get(event, 0))


def _same(events: pd.DataFrame, toll: Mapping[str, int], reports: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of events that tell one occurrence."""
    blocks: dict[tuple[str, ...], list[_Open]] = {}
    for row in events[[*_TOLD, "place_names", "date_precision"]].to_dict("records"):
        exact = row["date_precision"] == "day" and row["date_start"] == row["date_start"]
        day = pd.Timestamp(row["date_start"]).toordinal() if exact else 0
        told, kind = _opened(row, day, toll), str(row["event_type"])
        article = str(row["article_id"])
        where = ("day",) if exact else ("report", reports.get(article, article))
        for place in row["place_names"]:
            blocks.setdefault((*where, "blast" if kind in _BLASTS else kind, place), []).append(told)
    for block in blocks.values():
        yield from _of_block(sorted(block, key=lambda e: (e.day, e.event_id)))


def _of_block(block: list[_Open]) -> Iterator[tuple[str, str]]:
    still_open: list[_Open] = []
    for told in block:
        still_open = [o for o in still_open if told.day - o.day <= _DAYS_APART]
        known = next((o for o in still_open if _fits(o, told)), None)
        if known is None:
            still_open.append(_Open(told.event_id, told.day, told.event_type, set(told.sources), told.toll))
            continue
        known.sources |= told.sources
        known.toll = max(known.toll, told.toll)
        known.event_type = told.event_type if known.event_type == "explosion" else known.event_type
        yield known.event_id, told.event_id


def _fits(known: _Open, told: _Open) -> bool:
    if known.event_type != told.event_type and "explosion" not in (known.event_type, told.event_type):
        return False
    if known.sources and told.sources and not known.sources & told.sources:
        return False
    low, high = sorted((known.toll, told.toll))
    return not low or high <= _TOLL_FACTOR * low + _TOLL_SLACK
