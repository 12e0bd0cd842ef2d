"""How well coded tables agree with annotations made by hand: precision, recall, and every disagreement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import tables
from analysis.errors import TableError
from analysis.review import gold, matching
from analysis.review.calibration import reliability
from analysis.review.causes import cause, of_list
from analysis.review.gold import Annotated, Row

_TABLES = ("articles", "mentions", "events", "control", "casualties")
# Each part: its measure, the table, the list of annotations, and when two rows are the same.
_PARTS: tuple[tuple[str, str, str, matching.Same], ...] = (
    ("actor mentions", "mentions", "actors", matching.same_actor),
    ("place mentions", "mentions", "places", lambda coded, given: True),
    ("events", "events", "events", matching.same_event),
    ("control changes", "control", "control", matching.same_control),
    ("casualties", "casualties", "casualties", matching.same_casualties),
)
# Each list of an event: its measure, the column, the annotation, and when two values are the same.
_LISTS: tuple[tuple[str, str, str, Callable[[str, str], bool]], ...] = (
    ("event sources", "source_actors", "source", eq),
    ("event targets", "target_actors", "target", eq),
    ("event places", "place_names", "places", matching.same_place),
)
_VALUES = (("event status", "status"), ("event attribution", "attribution"))
_COUNTED = (
    "actor mentions",
    "place mentions",
    "events",
    "event sources",
    "event targets",
    "event places",
    "control changes",
    "casualties",
)
_DETAILS = {
    "mentions": ("entity_id",),
    "actors": ("actor",),
    "places": ("place",),
    "control": ("place_name", "place", "gained_by", "lost_by", "status"),
    "casualties": ("victim", "group", "outcome", "low"),
}
_ERRORS = ("how", "part", "article_id", "start", "end", "text", "detail", "rule", "cause")
_DECIMALS = {name: 3 for name in ("precision", "recall", "f1", "accuracy", "low", "high")}

Tallies = dict[str, npt.NDArray[np.int64]]


@dataclass(frozen=True, eq=False)
class Score:
    """The measure of coded tables against annotations.

    ``table`` has a row a measure: ``precision``, ``recall`` and ``f1`` from ``tp`` right, ``fp`` spurious and
    ``fn`` missed rows, or ``accuracy`` over ``n`` values of events found; ``low`` and ``high`` bound f1 or
    accuracy in 95 of 100 draws of articles. ``errors`` has a row for each disagreement: ``how`` is `missed`,
    `spurious`, or `differs` for an event found with other values, and its ``cause``. ``rules`` counts for
    each rule the rows it made and how many were right; a row that only an optional annotation asks for is
    right. ``reliability`` says of the events of each confidence what share is right.
    """

    table: pd.DataFrame
    errors: pd.DataFrame
    rules: pd.DataFrame
    reliability: pd.DataFrame
    n_articles: int

    def __str__(self) -> str:
        """Return the measures as an aligned table."""
        shown = self.table.round(_DECIMALS).astype("object")
        shown = shown.where(shown.notna(), "")
        articles = "1 article" if self.n_articles == 1 else f"{self.n_articles:,} articles"
        cells = [list(shown.columns), *([_shown(v) for v in row] for row in shown.itertuples(index=False))]
        widths = [max(len(row[k]) for row in cells) for k in range(len(shown.columns))]
        lines = [
            "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
            for row in cells
        ]
        return "\n".join([f"{articles}; low and high: 95 % of draws of articles", *map(str.rstrip, lines)])


def score(
    coded: str | Path | Mapping[str, pd.DataFrame],
    gold_folder: str | Path,
    *,
    samples: int = 1000,
    seed: int = 0,
) -> Score:
    """Measure coded tables against annotations made by hand.

    A coded row is right when its span overlaps that of an annotated row with the same key: the actor, the
    type of event, the place with taker and status, the victims with outcome and lower bound. Each row counts
    once; an optional annotation neither costs when missed nor counts when found. Sources, targets, places,
    status and attribution are measured on the events that are right. Only changes of control count, not
    standing states.

    Parameters
    ----------
    coded
        A folder that ``python -m analysis code`` wrote, or its tables by name.
    gold_folder
        Holds one ``.json`` an article, named by the article's id or its beginning.
    samples
        How many draws of articles the bounds rest on; 0 leaves them missing.
    seed
        The same seed gives the same bounds.

    Raises
    ------
    TableError
        If a table is missing or does not keep the contract.
    GoldError
        Naming every annotation that cannot be read, is not about these articles, or quotes what is not there.

    Examples
    --------
    >>> from analysis.coded import code
    >>> made = code("corpus", processes=1, progress=False)
    >>> score(made.tables(), "corpus/gold", samples=0).table.columns[0]
    'measure'
    """
    found = _tables(coded)
    annotated = gold.read(gold_folder, articles=found["articles"])
    rows = {name: _by_article(table) for name, table in found.items() if name != "articles"}
    tallies: Tallies = {name: np.zeros((len(annotated), 3), dtype=np.int64) for name in _COUNTED}
    tallies |= {name: np.zeros((len(annotated), 2), dtype=np.int64) for name, _ in _VALUES}
    errors: list[Row] = []
    fired: list[Row] = []
    sure: list[tuple[float, bool]] = []
    for k, article in enumerate(annotated):
        for measure, table, part, same in _PARTS:
            coded_rows = rows[table].get(article.article_id, [])
            if table == "mentions":
                coded_rows = [r for r in coded_rows if f"{r['kind']}s" == part]
            given = article.parts[part]
            hits = matching.pairs(coded_rows, given, same=same)
            tallies[measure][k] = _tally(coded_rows, given, hits)
            errors += _disagreements(measure, article, coded_rows, given, hits, table=table, part=part)
            used = {i for i, _ in hits}
            fired += [{"part": measure, "rule": r["rule"], "right": i in used} for i, r in enumerate(coded_rows)]
            if part == "events":
                sure += [(r["confidence"], i in used) for i, r in enumerate(coded_rows)]
                for i, j in hits:
                    if not given[j]["optional"]:
                        errors += _compare(coded_rows[i], given[j], article.article_id, tallies, k)
    return Score(
        table=_measures(tallies, samples=samples, seed=seed),
        errors=_error_table(errors),
        rules=_rule_table(fired),
        reliability=reliability([c for c, _ in sure], [float(r) for _, r in sure]),
        n_articles=len(annotated),
    )


def _tables(coded: str | Path | Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    if not isinstance(coded, Mapping):
        found = tables.read(coded, _TABLES)
    else:
        missing = [name for name in _TABLES if name not in coded]
        if missing:
            raise TableError(f"no table {', '.join(missing)}; expected {', '.join(_TABLES)}")
        found = {name: tables.check(name, coded[name]) for name in _TABLES}
    control = found["control"]
    return {**found, "control": control[control["kind"] == "change"]}


def _by_article(table: pd.DataFrame) -> dict[str, list[Row]]:
    by_article: dict[str, list[Row]] = {}
    for row in table.to_dict("records"):
        by_article.setdefault(row["article_id"], []).append({str(k): v for k, v in row.items()})
    return by_article


def _tally(coded: Sequence[Row], given: Sequence[Row], hits: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    required = sum(not g["optional"] for g in given)
    right = sum(not given[j]["optional"] for _, j in hits)
    return right, len(coded) - len(hits), required - right


def _disagreements(
    measure: str,
    article: Annotated,
    coded: Sequence[Row],
    given: Sequence[Row],
    hits: Sequence[tuple[int, int]],
    *,
    table: str,
    part: str,
) -> list[Row]:
    used, found = {i for i, _ in hits}, {j for _, j in hits}
    missed = [
        _error("missed", measure, article.article_id, g, _detail(g, part), cause("missed", measure, g, coded))
        for j, g in enumerate(given)
        if j not in found and not g["optional"]
    ]
    spurious = [
        _error("spurious", measure, article.article_id, c, _detail(c, table), cause("spurious", measure, c, given))
        for i, c in enumerate(coded)
        if i not in used
    ]
    return missed + spurious


def _compare(coded: Row, given: Row, article_id: str, tallies: Tallies, k: int) -> list[Row]:
    """Add the lists and values of an event that is right to the tallies; return where they differ."""
    differences = []
    for measure, column, name, same in _LISTS:
        values, wanted = [v for v in coded[column] if v], given[name]
        shared = matching.common(values, wanted, same=same)
        tallies[measure][k] += (shared, len(values) - shared, len(wanted) - shared)
        if shared < max(len(values), len(wanted)):
            differences.append((measure, _listed(values), _listed(wanted), of_list(values, wanted)))
    for measure, name in _VALUES:
        value, right = matching.value(coded[name]), given[name]
        tallies[measure][k] += (value == right, 1)
        if value != right:
            told = f"{value or 'nobody'} for {right or 'nobody'}"
            differences.append((measure, value or "nobody", right or "nobody", told))
    return [
        _error("differs", measure, article_id, coded, f"{is_}; annotated {ought}", why)
        for measure, is_, ought, why in differences
    ]


def _error(how: str, part: str, article_id: str, row: Row, detail: str, why: str) -> Row:
    text = row.get("quote", row.get("text"))
    values = (how, part, article_id, row["start"], row["end"], text, detail, row.get("rule"), why)
    return dict(zip(_ERRORS, values, strict=True))


def _detail(row: Row, kind: str) -> str:
    if kind == "events":
        type_, places = row.get("event_type", row.get("type")), row.get("place_names", row.get("places"))
        by, on = row.get("source_actors", row.get("source")), row.get("target_actors", row.get("target"))
        return f"{type_} {row['status']}: {_listed(by)} > {_listed(on)}, at {_listed(places)}"
    named = [(name, matching.value(row[name])) for name in _DETAILS[kind] if name in row]
    return ", ".join(f"{name} {value}" for name, value in named if value is not None)


def _listed(values: Any) -> str:
    return "، ".join(values) or "nobody"


def _measures(tallies: Tallies, *, samples: int, seed: int) -> pd.DataFrame:
    n_articles = len(next(iter(tallies.values())))
    # One draw of articles for all measures. A single article has nothing to vary.
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(n_articles, np.full(n_articles, 1 / n_articles), size=samples if n_articles > 1 else 0)
    rows: list[Row] = []
    for measure, tally in tallies.items():
        drawn = draws @ tally
        total = [int(v) for v in tally.sum(axis=0)]
        if measure in _COUNTED:
            tp, fp, fn = total
            p, r = tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn) if tp + fn else 0.0
            # f1 of a draw as 2 tp / (2 tp + fp + fn), the same as 2pr / (p + r).
            spread = _ratio(2 * drawn[:, 0], 2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2])
            values = {
                "precision": p,
                "recall": r,
                "f1": 2 * p * r / (p + r) if p + r else 0.0,
                "tp": tp,
                "fp": fp,
                "fn": fn,
            }
        else:
            right, n = total
            spread = _ratio(drawn[:, 0], drawn[:, 1])
            values = {"accuracy": right / n if n else 0.0, "n": n}
        low, high = np.percentile(spread, [2.5, 97.5]) if len(spread) else (None, None)
        rows.append({"measure": measure, **values, "low": low, "high": high})
    kinds = {"precision": "float", "recall": "float", "f1": "float", "accuracy": "float"}
    kinds |= {"tp": "Int64", "fp": "Int64", "fn": "Int64", "n": "Int64", "low": "float", "high": "float"}
    table = pd.DataFrame(rows, columns=["measure", *kinds])
    return table.astype({"measure": "str", **kinds})


def _ratio(part: npt.NDArray[np.int64], whole: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the ratios that are defined: a draw may hold nothing to measure."""
    defined = whole > 0
    return np.asarray(part[defined] / whole[defined], dtype=np.float64)


def _error_table(errors: Sequence[Row]) -> pd.DataFrame:
    table = pd.DataFrame(list(errors), columns=list(_ERRORS))
    return table.astype({name: "int64" if name in ("start", "end") else "str" for name in _ERRORS})


def _rule_table(fired: Sequence[Row]) -> pd.DataFrame:
    table = pd.DataFrame(list(fired), columns=["part", "rule", "right"])
    table = table.astype({"part": "str", "rule": "str", "right": "int64"})
    groups = table.groupby(["part", "rule"], sort=False, dropna=False)["right"]
    counted = pd.DataFrame({"fired": groups.size(), "right": groups.sum()}).reset_index()
    counted["wrong"] = counted["fired"] - counted["right"]
    return counted.sort_values(["wrong", "fired", "rule"], ascending=[False, False, True], ignore_index=True)


def _shown(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
