"""One article in, its rows out; and a whole corpus, over as many processes as there are cores."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from analysis import tables
from analysis.coding import (
    actor_names,
    casualties,
    confidence,
    control,
    document,
    events,
    exactness,
    group_names,
    mentions,
    relative,
    suffering,
)
from analysis.coding.control import Claim
from analysis.coding.document import Document, Line
from analysis.coding.event import Event
from analysis.coding.mention import Mention
from analysis.coding.relative import Relative
from analysis.coding.tolls import Toll
from analysis.lexicon.additions import NONE, Additions

Rows = dict[str, list[dict[str, Any]]]
CODED = ("sentences", "mentions", "locations", "events", "casualties", "control")


def code_article(article: Mapping[str, Any], additions: Additions = NONE) -> Rows:
    """Return the rows of every coded table for one article.

    Parameters
    ----------
    article
        A row of the table ``articles``.
    additions
        What the researcher added to the lexicons: names of groups, places.

    Examples
    --------
    >>> rows = code_article({"article_id": "x", "text": "قصفت قوات النظام بلدة ترمانين."})
    >>> [(r["event_type"], r["source_actors"], r["place_names"]) for r in rows["events"]]
    [('shelling', ['syrian-army'], ['ترمانين'])]
    """
    doc = document.read(article, additions)
    named = mentions.find(doc)
    found = events.find(doc, named)
    given = relative.find(doc, named)
    located = {id(r): f"{doc.article_id}-l{k}" for k, r in enumerate(given)}
    promoted = [m for e in found for m in e.roles.promoted]
    rows: Rows = {name: [] for name in CODED}
    rows["sentences"] = [_sentence_row(doc, line) for line in doc.lines]
    by_line = {m_line.index: m_line for m_line in doc.lines}
    ids = {id(e): f"{doc.article_id}-e{k}" for k, e in enumerate(found)}
    counted = casualties.find(doc, named, found)
    suffering.lend(doc, [(toll, event) for _, toll, event in counted])
    rows["locations"] = [_location_row(doc, r, located[id(r)]) for r in given]
    rows["events"] = [_event_row(doc, e, ids[id(e)], given, located) for e in found]
    rows["casualties"] = [_toll_row(doc, line, toll, event, ids, k) for k, (line, toll, event) in enumerate(counted)]
    anchors = frozenset(relative.anchors(given))
    claims = [c for e in found for c in control.changes(doc, e, named, anchors)]
    claims += [c for line in by_line.values() if line.coded for c in control.states(doc, line, named)]
    rows["control"] = [_claim_row(doc, c, k, ids) for k, c in enumerate(claims)]
    promoted += [m for m in named if m.rule == actor_names.PEOPLE and _has_part(m, found, claims)]
    rows["mentions"] = [_mention_row(doc, m) for m in _shown(doc, named, promoted)]
    return rows


def _has_part(people: Mention, found: list[Event], claims: list[Claim]) -> bool:
    """Say whether a people does or suffers something in its own clause, or holds a place there."""
    for event in found:
        inside = event.clause.first <= people.first < event.clause.last
        if inside and people.entity_id in (*event.roles.source, *event.roles.target):
            return True
    return any(c.first <= people.first < c.last and c.gained_by == people.entity_id for c in claims)


def _shown(doc: Document, named: list[Mention], promoted: list[Mention]) -> list[Mention]:
    unique = {(m.first, m.kind): m for m in (*promoted, *(m for m in named if m.shown))}
    return sorted(unique.values(), key=lambda m: (m.first, m.kind))


def _where(doc: Document, line: Line, first: int, last: int, skip: int = 0) -> dict[str, Any]:
    start, end = doc.span(first, max(last, first + 1), skip=skip)
    return {
        "article_id": doc.article_id,
        "sentence_id": doc.sentence_id(line),
        "start": start,
        "end": end,
        "text": doc.text[start:end],
    }


def _sentence_row(doc: Document, line: Line) -> dict[str, Any]:
    sentence = doc.sentences[line.index]
    return {
        "article_id": doc.article_id,
        "sentence_id": doc.sentence_id(line),
        "start": sentence.start,
        "end": sentence.end,
        "is_repeat": sentence.is_repeat,
    }


def _mention_row(doc: Document, m: Mention) -> dict[str, Any]:
    where = _where(doc, doc.line_at(m.first), m.first, m.last, m.skip)
    own = m.name if m.kind == "actor" else m.entity_id or group_names.name_id(m.name)
    return where | {
        "kind": m.kind,
        "entity_id": m.entity_id or None,
        "name_id": own,
        "candidates": list(m.candidates),
        "rule": m.rule,
    }


def _location_row(doc: Document, r: Relative, location_id: str) -> dict[str, Any]:
    lat, lon = r.point or (None, None)
    sector_from, sector_to = r.sector or (None, None)
    return _where(doc, doc.line_at(r.first), r.first, r.last) | {
        "location_id": location_id,
        "kind": r.rule,
        "anchor_ids": [m.entity_id for m in r.anchors],
        "anchor_names": [m.name for m in r.anchors],
        "bearing": r.bearing,
        "distance_km": r.distance_km,
        "lat": lat,
        "lon": lon,
        "radius_km": r.radius_km,
        "sector_from": sector_from,
        "sector_to": sector_to,
        "where_prec": r.where_prec,
    }


def _event_row(
    doc: Document, e: Event, event_id: str, given: list[Relative], located: dict[int, str]
) -> dict[str, Any]:
    by, exact = exactness.of_event(e, given)
    start, end, precision = events.interval(e, doc.published)
    unique = {m.name: m for m in e.places}
    return _where(doc, e.line, e.first, e.last) | {
        "event_id": event_id,
        "event_type": e.event_type,
        "status": e.status,
        "source_actors": e.roles.source,
        "target_actors": e.roles.target,
        "place_ids": [m.entity_id for m in unique.values()],
        "place_names": list(unique),
        "location_id": located[id(by)] if by is not None else None,
        "where_prec": exact,
        "attribution": e.attribution,
        "date_start": _stamp(start),
        "date_end": _stamp(end),
        "date_precision": precision,
        "incident_id": event_id,
        "is_background": bool(e.recalled_by),
        "background_rule": e.recalled_by or None,
        "confidence": confidence.of(doc, e),
        "rule": e.rule,
    }


def _stamp(day: date | None) -> pd.Timestamp | None:
    return pd.Timestamp(day) if day else None


def _toll_row(doc: Document, line: Line, t: Toll, event: Event | None, ids: dict[int, str], k: int) -> dict[str, Any]:
    return _where(doc, line, t.first, t.last) | {
        "casualty_id": f"{doc.article_id}-c{k}",
        "event_id": ids[id(event)] if event else None,
        "victim": t.victim,
        "outcome": t.outcome,
        "low": t.low,
        "high": t.high,
        "approximate": t.approximate,
        "is_tally": t.is_tally,
        "civilian": t.civilian,
        "children": t.children,
        "women": t.women,
        "rule": t.rule,
    }


def _claim_row(doc: Document, c: Claim, k: int, ids: dict[int, str]) -> dict[str, Any]:
    if not c.told:
        start, end, precision = None, None, "unknown"
    elif c.event is not None:
        start, end, precision = events.interval(c.event, doc.published)
    else:
        start = end = doc.published
        precision = doc.precision if doc.published else "unknown"
    return _where(doc, doc.line_at(c.first), c.first, c.last) | {
        "claim_id": f"{doc.article_id}-k{k}",
        "event_id": ids[id(c.event)] if c.event is not None else None,
        "kind": c.kind,
        "place_id": c.place.entity_id or None,
        "place_name": c.place.name,
        "gained_by": c.gained_by,
        "lost_by": c.lost_by,
        "status": c.status,
        "attribution": c.attribution,
        "date_start": _stamp(start),
        "date_end": _stamp(end),
        "date_precision": precision,
        "rule": c.rule,
    }


def code_articles(articles: Iterable[Mapping[str, Any]], additions: Additions = NONE) -> Rows:
    """Return the rows of many articles, in the order given."""
    rows: Rows = {name: [] for name in CODED}
    for article in articles:
        for name, made in code_article(article, additions).items():
            rows[name] += made
    return rows


def to_tables(rows: Rows) -> dict[str, pd.DataFrame]:
    """Return the coded tables, typed as the contract says."""
    return {name: tables.frame(name, rows[name]) for name in CODED}
