"""Source lines and notes, made from the data so that no figure goes without them."""

import pandas as pd

from analysis.charts.words import word


def counted(number: int, one: str, two: str, few: str, many: str, hundred: str) -> str:
    """Return an Arabic noun with its number, in the form that the number asks for.

    Examples
    --------
    >>> [counted(n, "مقال واحد", "مقالان", "مقالات", "مقالاً", "مقال") for n in (1, 2, 5, 12, 100)]
    ['مقال واحد', 'مقالان', '5 مقالات', '12 مقالاً', '100 مقال']
    """
    if number == 1:
        return one
    if number == 2:
        return two
    form = few if 3 <= number % 100 <= 10 else many if number % 100 >= 11 else hundred
    return f"{number:,} {form}"


def articles_phrase(number: int, *, lang: str) -> str:
    """Return «132 مقالاً» or "132 articles"."""
    if lang == "ar":
        return counted(number, "مقال واحد", "مقالان", "مقالات", "مقالاً", "مقال") if number else "لا مقالات"
    return f"{number:,} article{'' if number == 1 else 's'}"


def outlets_phrase(number: int, *, lang: str) -> str:
    """Return «4 منابر» or "4 outlets"."""
    if lang == "ar":
        return counted(number, "منبر واحد", "منبرين", "منابر", "منبراً", "منبر") if number else "منبر غير مسمّى"
    return f"{number:,} outlet{'' if number == 1 else 's'}" if number else "an unnamed outlet"


def dates_phrase(articles: pd.DataFrame) -> str:
    """Return the first and last day of publication, or nothing when all are undated."""
    dated = articles["published"].dropna()
    if dated.empty:
        return ""
    return span_phrase(dated.min(), dated.max())


def span_phrase(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return two days as a range, or one day when they are the same.

    Examples
    --------
    >>> span_phrase(pd.Timestamp("2015-06-01"), pd.Timestamp("2015-06-23"))
    '2015-06-01 – 2015-06-23'
    """
    return first.date().isoformat() if first == last else f"{first.date()} – {last.date()}"


def source_line(articles: pd.DataFrame, *, lang: str) -> str:
    """Return the line that says what a figure rests on.

    Parameters
    ----------
    articles
        Table ``articles``.
    lang
        ``ar`` or ``en``.

    Examples
    --------
    >>> from analysis import tables
    >>> source_line(tables.frame("articles", []), lang="en")
    'Source: 0 articles'
    """
    count = articles_phrase(len(articles), lang=lang)
    outlets = outlets_phrase(int(articles["outlet"].dropna().nunique()), lang=lang)
    undated = int(articles["published"].isna().sum())
    said = f"{count} {word('from', lang=lang)} {outlets}" if len(articles) else count
    parts = [f"{word('source', lang=lang)}: {said}"]
    dates = dates_phrase(articles)
    if dates:
        parts.append(dates)
    if undated:
        parts.append(f"{undated:,} {word('undated', lang=lang)}")
    return ("، " if lang == "ar" else ", ").join(parts)


def note(number: int, *, lang: str, extra: str = "") -> str:
    """Return the note under a figure: n, and that these are reports."""
    parts = [f"{word('n_is', lang=lang)} = {number:,}", word("reports_not_events", lang=lang), extra]
    return " · ".join(p for p in parts if p)
