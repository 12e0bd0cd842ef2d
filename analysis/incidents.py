"""The same occurrence told more than once: one ``incident_id`` for all the events that tell it.

Plain version: two events are one incident when type and place agree, their sources do not
contradict each other, and both are dated to the day, at most one day apart; or when one
article tells both and nothing tells them apart.
"""

from collections.abc import Iterator

import pandas as pd

_DAYS_APART = 1


def assign(events: pd.DataFrame) -> pd.DataFrame:
    """Return `events` with ``incident_id`` set to the first event id of each group.

    Parameters
    ----------
    events
        Table ``events``; any order, the result does not depend on it.

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

    for first, second in _same(events):
        a, b = sorted((root(first), root(second)))
        parent[b] = a
    ids = pd.Series([root(e) for e in events["event_id"]], index=events.index, dtype="str")
    return events.assign(incident_id=ids)


def _same(events: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield pairs of events that tell one occurrence, looking only inside blocks of type and place."""
    blocks: dict[tuple[str, str, str], list[tuple[str, str, frozenset[str], int | None]]] = {}
    for row in events.to_dict("records"):
        day = None
        if row["date_precision"] == "day" and row["date_start"] == row["date_start"]:
            day = pd.Timestamp(row["date_start"]).toordinal()
        entry = (str(row["event_id"]), str(row["article_id"]), frozenset(row["source_actors"]), day)
        for place in row["place_names"]:
            blocks.setdefault((str(row["event_type"]), place, "day" if day else "open"), []).append(entry)
    for (_, _, kind), block in blocks.items():
        block.sort(key=lambda e: (e[3] or 0, e[1], e[0]))
        for k, (event, article, sources, day) in enumerate(block):
            for other, other_article, other_sources, other_day in block[k + 1 : k + 12]:
                agree = not sources or not other_sources or bool(sources & other_sources)
                if (kind == "open" and article == other_article and agree) or (
                    day is not None and other_day is not None and other_day - day <= _DAYS_APART and agree
                ):
                    yield event, other
