"""Tables made by hand and at random, for tests of figures and reports."""

import random
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis import tables
from analysis.contract import EVENT_TYPES

_LAST_DAY = {"week": 6, "month": 29, "year": 364}


def article(
    article_id: str, outlet: str | None = "منبر الشمال", published: str | None = "2015-06-01"
) -> dict[str, Any]:
    """Return a row of table ``articles``; `published` is an ISO day or None."""
    day = pd.Timestamp(published) if published else None
    precision = "day" if published else "unknown"
    return {
        "article_id": article_id, "outlet": outlet, "title": f"خبر {article_id}", "published": day,
        "published_precision": precision, "text": "نص", "n_chars": 2, "sha256": article_id * 4,
    }  # fmt: skip


def event(
    event_id: str,
    day: str | None,
    *,
    kind: str = "clash",
    precision: str = "day",
    source: Iterable[str] = ("syrian-army",),
    target: Iterable[str] = ("isis",),
    article_id: str = "a1",
    incident: str | None = None,
    status: str = "happened",
) -> dict[str, Any]:
    """Return a row of table ``events``, on `day` or in the week, month or year that begins with it."""
    start = pd.Timestamp(day) if day else None
    end = start + pd.Timedelta(days=_LAST_DAY.get(precision, 0)) if start is not None else None
    return {
        "event_id": event_id, "article_id": article_id, "sentence_id": f"{article_id}-0", "start": 0, "end": 2,
        "text": "نص", "event_type": kind, "status": status,
        "source_actors": list(source), "target_actors": list(target),
        "place_ids": [""], "place_names": ["حلب"], "date_start": start, "date_end": end,
        "date_precision": precision if day else "unknown", "incident_id": incident or event_id, "rule": "hand",
    }  # fmt: skip


def mention(article_id: str, actor: str) -> dict[str, Any]:
    """Return a row of table ``mentions`` that names an actor."""
    return {
        "article_id": article_id, "sentence_id": f"{article_id}-0", "start": 0, "end": 2, "text": "نص",
        "kind": "actor", "entity_id": actor, "rule": "hand",
    }  # fmt: skip


def claim(
    claim_id: str,
    place: str,
    taker: str | None,
    loser: str | None,
    day: str,
    *,
    kind: str = "change",
    status: str = "happened",
    place_id: str | None = None,
    days: int = 0,
) -> dict[str, Any]:
    """Return a row of table ``control``; it lies within `days` days from `day`."""
    start = pd.Timestamp(day)
    return {
        "claim_id": claim_id, "article_id": "a1", "sentence_id": "a1-0", "start": 0, "end": 2, "text": "نص",
        "kind": kind, "place_id": place_id, "place_name": place, "gained_by": taker, "lost_by": loser,
        "status": status, "date_start": start, "date_end": start + pd.Timedelta(days=days),
        "date_precision": "month" if days else "day", "rule": "hand",
    }  # fmt: skip


def spell(
    place: str, state: str, actor: str | None, start: str, end: str | None, *, place_id: str | None = None
) -> dict[str, Any]:
    """Return a row of table ``spells``."""
    return {
        "place_id": place_id, "place_name": place, "state": state, "actor": actor, "start": pd.Timestamp(start),
        "end": pd.Timestamp(end) if end else None, "claim_ids": ["c"],
    }  # fmt: skip


def articles(outlets: Iterable[str | None], *, days: Iterable[str | None] = ("2015-06-01",)) -> pd.DataFrame:
    """Return table ``articles`` with one article ``a1``, ``a2`` … an outlet."""
    names, dates = list(outlets), list(days)
    return tables.frame("articles", [article(f"a{k + 1}", o, dates[k % len(dates)]) for k, o in enumerate(names)])


def at_random(
    number: int, *, days: int, outlets: list[str], actors: list[str], seed: int = 0, undated: float = 0.03
) -> dict[str, pd.DataFrame]:
    """Return ``articles``, ``mentions`` and ``events`` of `number` events over `days` days."""
    draw = random.Random(seed)
    first = pd.Timestamp("1985-01-01") if days > 9000 else pd.Timestamp("2014-02-03")
    published = [
        str((first + pd.Timedelta(days=draw.randrange(max(days, 1)))).date()) for _ in range(max(number // 3, 1))
    ]
    made = articles([draw.choice(outlets) for _ in published], days=published)
    ids = made["article_id"].tolist()
    events = []
    for k in range(number):
        day = str((first + pd.Timedelta(days=draw.randrange(max(days, 1)))).date())
        kind = EVENT_TYPES[min(int(draw.expovariate(0.25)), len(EVENT_TYPES) - 1)]
        precision = draw.choices(("day", "week", "month", "year"), (85, 6, 6, 3))[0]
        events.append(event(
            f"e{k:06}", None if draw.random() < undated else day, kind=kind, precision=precision,
            source=[draw.choice(actors)] if draw.random() < 0.8 else [], target=[draw.choice(actors)],
            article_id=draw.choice(ids),
        ))  # fmt: skip
    mentions = [mention(draw.choice(ids), draw.choice(actors)) for _ in range(number * 3)]
    return {
        "articles": made, "mentions": tables.frame("mentions", mentions), "events": tables.frame("events", events),
    }  # fmt: skip


def changing_hands(
    places: list[str], *, first: str, days: int, actors: list[str], changes: int = 4, seed: int = 0
) -> pd.DataFrame:
    """Return table ``control``: every place changes hands about `changes` times in `days` days."""
    draw = random.Random(seed)
    rows = []
    for k, place in enumerate(places):
        holder = draw.choice(actors)
        for n, after in enumerate(sorted(draw.randrange(max(days, 1)) for _ in range(draw.randint(1, changes)))):
            taker = draw.choice([a for a in actors if a != holder])
            day = str((pd.Timestamp(first) + pd.Timedelta(days=after)).date())
            status = draw.choices(("happened", "rumoured", "denied"), (9, 1, 1))[0]
            loser = holder if draw.random() < 0.7 else draw.choice(actors)
            wide = 29 if draw.random() < 0.1 else 0
            rows.append(
                claim(f"c{k}-{n}", place, taker, None if loser == taker else loser, day, status=status, days=wide)
            )
            holder = taker
    return tables.frame("control", rows)
