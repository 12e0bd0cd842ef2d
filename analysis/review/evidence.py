"""The sentence behind a row: what it says, where, who published it and when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from analysis.charts.figure import Figure, mention_ids
from analysis.coded import Coded
from analysis.errors import TableError
from analysis.text.turns import plain

_IDS = {"events": "event_id", "control": "claim_id", "casualties": "casualty_id"}


def sentences_of(rows: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return one line of evidence for every row of a coded table.

    Parameters
    ----------
    rows
        Any table with ``article_id``, ``sentence_id``, ``start`` and ``end``, such as ``events``.
    articles, sentences
        Tables of the same coding.

    Returns
    -------
    DataFrame with the index of `rows` and columns ``outlet``, ``published``, ``before``,
    ``core``, ``after`` (together the sentence), ``title``, ``url`` and ``article_id``.

    Raises
    ------
    TableError
        If a row points to an article or sentence that is not there.

    Examples
    --------
    >>> from analysis import code
    >>> coded = code("corpus", processes=1, progress=False)
    >>> sentences_of(coded.events.head(1), coded.articles, coded.sentences).columns[0]
    'outlet'
    """
    texts = articles.drop_duplicates("article_id").set_index("article_id")
    spans = {str(s): (int(a), int(b)) for s, a, b in sentences[["sentence_id", "start", "end"]].to_numpy().tolist()}
    lost = sorted(set(rows["article_id"]) - set(texts.index)) + sorted(set(rows["sentence_id"]) - set(spans))
    if lost:
        raise TableError(f"evidence: rows point to {', '.join(map(str, lost[:5]))}, which the tables do not hold")
    lines = []
    for row in rows.to_dict("records"):
        text = str(texts.at[row["article_id"], "text"])
        first, last = spans[str(row["sentence_id"])]
        start, end = min(first, int(row["start"])), max(last, int(row["end"]))
        lines.append(
            {
                "outlet": texts.at[row["article_id"], "outlet"],
                "published": texts.at[row["article_id"], "published"],
                "before": text[start : int(row["start"])],
                "core": text[int(row["start"]) : int(row["end"])],
                "after": text[int(row["end"]) : end],
                "title": texts.at[row["article_id"], "title"],
                "url": texts.at[row["article_id"], "url"],
                "article_id": row["article_id"],
            }
        )
    columns = ["outlet", "published", "before", "core", "after", "title", "url", "article_id"]
    return pd.DataFrame(lines, columns=columns, index=rows.index)


@dataclass(frozen=True)
class Marked:
    """Sentences to read: in a notebook a list that runs from the right with the coded words marked, else lines."""

    lines: pd.DataFrame

    def __str__(self) -> str:
        """Return a line for every sentence, the coded words in brackets, with outlet and day."""
        return "\n".join(f"{b}⟦{c}⟧{a} — {outlet}، {day}" for b, c, a, outlet, day in self._parts())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        items = "".join(
            # Each apart, or the day would be turned round in a line that runs from right to left.
            f"<li>{escape(b)}<mark>{escape(c)}</mark>{escape(a)} "
            f"<small>— <bdi>{escape(outlet)}</bdi>، <bdi>{escape(day)}</bdi></small></li>"
            for b, c, a, outlet, day in self._parts()
        )
        return f'<ol dir="rtl" lang="ar" style="text-align:right">{items}</ol>' if items else "<p>no sentence</p>"

    def _parts(self) -> Iterator[tuple[str, str, str, str, str]]:
        for row in self.lines.to_dict("records"):
            outlet = plain(row["outlet"]) or "?"
            day = "?" if pd.isna(row["published"]) else f"{row['published']:%Y-%m-%d}"
            yield plain(row["before"]), plain(row["core"]), plain(row["after"]), outlet, day


def marked(lines: pd.DataFrame) -> Marked:
    """Return sentences to read in a notebook, whole and with the coded words marked.

    Parameters
    ----------
    lines
        What `sentences_of` or `behind` returned.

    Examples
    --------
    >>> from analysis import code
    >>> coded = code("corpus", processes=1, progress=False)
    >>> "⟦" in str(marked(sentences_of(coded.events.head(1), coded.articles, coded.sentences)))
    True
    """
    return Marked(lines)


def rows_by_id(coded: Coded, table: str, ids: Sequence[str]) -> pd.DataFrame:
    """Return the rows of a coded table in the order of their ids, as `Figure.behind` names them.

    Parameters
    ----------
    coded
        The tables.
    table
        ``events``, ``control``, ``casualties`` or ``mentions``.
    ids
        Ids of that table; of mentions the article's id and the first character, joined by ``@``.

    Raises
    ------
    TableError
        If an id is not in the table.
    """
    rows: pd.DataFrame = getattr(coded, table)
    name = _IDS.get(table)
    keys = rows[name] if name else mention_ids(rows)
    found = rows.assign(row_id=keys.astype("str")).drop_duplicates("row_id").set_index("row_id")
    lost = [i for i in ids if i not in found.index]
    if lost:
        raise TableError(f"evidence: {table} has no row {', '.join(lost[:5])}; were they coded anew since?")
    return found.loc[list(ids)]


def behind(figure: Figure, coded: Coded, **where: object) -> pd.DataFrame:
    """Return the sentences that a figure counts, or those behind one of its bars, squares or lines.

    Parameters
    ----------
    figure
        What a chart returned.
    coded
        The tables that it was drawn from.
    where
        Values of columns of `Figure.data`, such as ``group="air_strike"`` or ``bin="2015-06-01"``; a column whose
        name Python keeps for itself is given as ``**{"from": "isis"}``.

    Returns
    -------
    DataFrame as `sentences_of` returns it, one row for each coded row.

    Raises
    ------
    TableError
        If the figure counts no coded rows, has no such column, or nothing under a value.

    Examples
    --------
    >>> from analysis import charts, code
    >>> coded = code("corpus", processes=1, progress=False)
    >>> figure = charts.timeline(coded.events, coded.articles)
    >>> counted = figure.data.loc[figure.data["group"] == "shelling", "count"]
    >>> len(behind(figure, coded, group="shelling")) == int(counted.sum())
    True
    """
    if figure.behind is None:
        raise TableError(f"{figure.name}: this figure counts no coded rows, so no sentence stands behind it")
    rows = figure.behind.rows
    names = [c for c in rows.columns if c != "row_id"]
    lost = [c for c in where if c not in names]
    if lost:
        raise TableError(f"{figure.name}: no column {', '.join(lost)}; expected one of {', '.join(names)}")
    for name, value in where.items():
        if not _matches(rows, {name: value}).any():
            held = ", ".join(f"`{v}`" for v in rows[name].dropna().unique()[:6])
            raise TableError(f"{figure.name}: nothing is counted under {name} `{value}`; there are {held}")
    chosen = rows[_matches(rows, where)]
    found = rows_by_id(coded, figure.behind.table, list(dict.fromkeys(chosen["row_id"].astype("str"))))
    return sentences_of(found.reset_index(drop=True), coded.articles, coded.sentences)


def _matches(rows: pd.DataFrame, where: Mapping[str, object]) -> "pd.Series[bool]":
    kept = pd.Series(True, index=rows.index)
    for name, value in where.items():
        dated = pd.api.types.is_datetime64_any_dtype(rows[name])
        kept &= rows[name] == (pd.to_datetime(str(value), errors="coerce") if dated else value)
    return kept
