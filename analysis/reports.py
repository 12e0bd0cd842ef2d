"""Near-copies of one dispatch, and on whose word an incident rests: articles, reports, origins."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analysis import tables
from analysis.extents import Extents
from analysis.incidents import open_tolls, tolls
from analysis.lexicon.actors import catalogue
from analysis.text.normalise import fold

_SHARED = 0.6  # of the shorter article's sentences
_COMMON = 40  # a sentence in more articles than this is a formula
_LETTERS = 20  # a shorter sentence says too little to tell a copy
_ACTORS = ("source_actors", "target_actors")
_OWN_WORD = ("correspondent", "field-source", "local-source", "official-source", "opposition-source", "other-source")


def near_copies(articles: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, str]:
    """Return, for every article, the first article of which it is a copy or near-copy: itself if of none.

    Parameters
    ----------
    articles, sentences
        Tables of one coding.

    Returns
    -------
    Article ids by article id. Two articles are one report when most sentences of the shorter stand in
    the other; only articles that share a sentence are compared.
    """
    dated = articles.sort_values(["published", "article_id"], na_position="last")
    order = {str(a): k for k, a in enumerate(dated["article_id"])}
    text = dict(zip(articles["article_id"], articles["text"], strict=True))
    said: dict[str, set[int]] = defaultdict(set)
    spoken = sentences[~sentences["is_repeat"]]
    for article, start, end in spoken[["article_id", "start", "end"]].to_numpy().tolist():
        plain = fold(text[article][start:end])
        if len(plain) >= _LETTERS:
            said[str(article)].add(hash(plain))
    holders: dict[int, list[str]] = defaultdict(list)
    for article in sorted(said, key=order.__getitem__):
        for sentence in said[article]:
            holders[sentence].append(article)
    first = {str(a): str(a) for a in articles["article_id"]}
    for article, other in articles.loc[articles["duplicate_of"].notna(), ["article_id", "duplicate_of"]].to_numpy():
        first[str(article)] = str(other)
    for article in sorted(said, key=order.__getitem__):
        shared: Counter[str] = Counter()
        for sentence in said[article]:
            if len(holders[sentence]) <= _COMMON:
                shared.update(h for h in holders[sentence] if order[h] < order[article])
        for earlier, count in sorted(shared.items(), key=lambda s: order[s[0]]):
            if count >= _SHARED * min(len(said[article]), len(said[earlier])):
                first[article] = first[earlier]
                break
    return first


def origins(articles: pd.DataFrame, mentions: pd.DataFrame, reports: Mapping[str, str]) -> dict[str, str]:
    """Return whose word each article passes on: the agency or observer it names first, else its own report.

    «رويترز» and «فرانس برس» are told apart by the words of the name.
    """
    kinds = catalogue()["kind"]
    named = mentions[mentions["kind"] == "actor"]
    named = named[named["entity_id"].map(kinds).eq("speaker") & ~named["entity_id"].isin(_OWN_WORD)]
    found: dict[str, str] = {}
    for article, entity, words in named[["article_id", "entity_id", "text"]].to_numpy().tolist():
        origin = fold(words).removeprefix("وكاله ") if entity == "media-report" else str(entity)
        found.setdefault(str(article), origin)
    return {str(a): found.get(str(a), f"report {reports.get(str(a), str(a))}") for a in articles["article_id"]}


def table(
    events: pd.DataFrame,
    casualties: pd.DataFrame,
    reports: Mapping[str, str],
    origin_of: Mapping[str, str],
    extents: Extents | None = None,
) -> pd.DataFrame:
    """Return one row per incident: what, where, when, by whom, and how many tell it on whose word.

    Parameters
    ----------
    events
        With ``incident_id``, as `analysis.incidents.assign` returns them.
    casualties
        Table ``casualties``.
    reports, origin_of
        What `near_copies` and `origins` return.
    extents
        Which places hold which; an area that only holds another place of the incident is left out.

    Returns
    -------
    Table ``incidents``. A near-copy is no further report, and reports on one agency's word are one origin.
    """
    dead, least, inside = tolls(casualties), open_tolls(casualties), extents or Extents()
    told: dict[str, list[dict[Hashable, Any]]] = defaultdict(list)
    for row in events.to_dict("records"):
        told[str(row["incident_id"])].append(row)
    return tables.frame("incidents", [_row(i, told[i], dead, least, reports, origin_of, inside) for i in sorted(told)])


def _row(
    incident: str,
    told: list[dict[Hashable, Any]],
    dead: Mapping[str, int],
    least: frozenset[str],
    reports: Mapping[str, str],
    origin_of: Mapping[str, str],
    extents: Extents,
) -> dict[str, Any]:
    articles = list(dict.fromkeys(str(e["article_id"]) for e in told))
    dated = [e for e in told if e["date_precision"] == "day"] or told
    starts = [e["date_start"] for e in dated if not pd.isna(e["date_start"])]
    ends = [e["date_end"] for e in dated if not pd.isna(e["date_end"])]
    counts = [dead[e["event_id"]] for e in told if e["event_id"] in dead]
    words = sorted({origin_of[a] for a in articles})
    kinds = Counter(str(e["event_type"]) for e in told)
    return {
        "incident_id": incident,
        "event_type": min(kinds, key=lambda k: (k == "explosion", -kinds[k], k)),
        "place_names": _places(told, extents),
        **{c: list(dict.fromkeys(v for e in told for v in e[c])) for c in _ACTORS},
        "date_start": min(starts, default=None),
        "date_end": max(ends, default=None),
        "date_precision": dated[0]["date_precision"],
        "killed_low": min(counts, default=None),
        "killed_high": max(counts, default=None),
        "killed_open": any(e["event_id"] in least for e in told),
        "n_events": len(told),
        "n_articles": len(articles),
        "n_reports": len({reports.get(a, a) for a in articles}),
        "n_origins": len(words),
        "origins": words,
        "is_background": all(e["is_background"] for e in told),
    }


def _places(told: list[dict[Hashable, Any]], extents: Extents) -> list[str]:
    """Return the names of where it happened, without areas that only hold another of its places."""
    ids = list(dict.fromkeys(p for e in told for p in e["place_ids"]))
    kept = set(extents.innermost(ids))
    named = [(p, n) for e in told for p, n in zip(e["place_ids"], e["place_names"], strict=True)]
    return list(dict.fromkeys(name for place, name in named if place in kept or not place))
