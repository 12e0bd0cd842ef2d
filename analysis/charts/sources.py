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


def dates_phrase(articles: pd.DataFrame, *, lang: str) -> str:
    """Return the first and last day of publication, or nothing when all are undated."""
    dated = articles["published"].dropna()
    if dated.empty:
        return ""
    return span_phrase(dated.min(), dated.max(), lang=lang)


def span_phrase(first: pd.Timestamp, last: pd.Timestamp, *, lang: str) -> str:
    """Return two days as a range, or one day when they are the same.

    In Arabic it is in words, for a range of Latin digits would be met with its end first.

    Examples
    --------
    >>> span_phrase(pd.Timestamp("2015-06-01"), pd.Timestamp("2015-06-23"), lang="en")
    '2015-06-01 – 2015-06-23'
    >>> span_phrase(pd.Timestamp("2015-06-01"), pd.Timestamp("2015-06-23"), lang="ar")
    'من 2015-06-01 إلى 2015-06-23'
    """
    if first.date() == last.date():
        return first.date().isoformat()
    return f"من {first.date()} إلى {last.date()}" if lang == "ar" else f"{first.date()} – {last.date()}"


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
    dates = dates_phrase(articles, lang=lang)
    if dates:
        parts.append(dates)
    if undated:
        parts.append(f"{undated:,} {word('undated', lang=lang)}")
    return ("، " if lang == "ar" else ", ").join(parts)


def note(number: int, of: str, *, lang: str, extra: str = "") -> str:
    """Return the note under a figure: of how many it is made, and that these are reports.

    Parameters
    ----------
    number, of
        How many, and the key of the words for what they are.
    lang
        ``ar`` or ``en``.
    extra
        What the figure has to say besides.
    """
    parts = [f"{word('n_is', lang=lang)} = {number:,} ({word(of, lang=lang)})", word("reports_not_events", lang=lang)]
    return " · ".join([*parts, extra] if extra else parts)
