"""When the corpus was published: a calendar in which thin and empty stretches show."""

import pandas as pd
from matplotlib.figure import Figure as MplFigure

from analysis.charts import labels, matrix, sources, theme
from analysis.charts.figure import Figure, Room
from analysis.charts.sheet import begin
from analysis.charts.words import word

_DAILY = 100  # days up to which each has a square of its own
_MOST_ROWS = 30


def coverage_calendar(
    articles: pd.DataFrame, *, lang: str = "ar", title: str | None = None, template: str = "page", digits: str = "latin"
) -> Figure:
    """Draw how many articles were published in each month of each year, or on each day of a short corpus.

    Parameters
    ----------
    articles
        Table ``articles``; undated ones are counted in the source line, years before the last thirty left out.

    Returns
    -------
    Figure whose data has one row per year and month (or month and day) with ``articles``.
    """
    sheet = begin("calendar", "calendar_title", articles, lang=lang, title=title, template=template, digits=digits)
    days = articles["published"].dropna()
    data = _counted(days)
    if data.empty:
        return sheet.empty("no_dated", data)
    subtitle = f"{word('calendar_measure', lang=lang)} · {sources.span_phrase(days.min(), days.max(), lang=lang)}"
    note = sources.note(len(days), "table_articles", lang=lang)
    rows = list(data["row"].unique())
    size = sheet.size
    height = max(size.height * 0.55, (len(rows) + 7) * size.size * 2.1 / 72)
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        _grid(page.figure, page.room, data, rows, lang, size.size)
    empty_cells = int((data["articles"] == 0).sum())
    return page.done(data, alt=lambda code: _alt(len(days), empty_cells, code))


def _counted(days: "pd.Series[pd.Timestamp]") -> pd.DataFrame:
    if days.empty:
        return pd.DataFrame({"row": [], "column": [], "articles": []})
    first, last = days.min(), days.max()
    if (last - first).days <= _DAILY:
        every = pd.date_range(first.to_period("M").start_time, last.to_period("M").end_time.normalize(), freq="D")
        counts = days.dt.normalize().value_counts().reindex(every, fill_value=0)
        parts = {"row": every.strftime("%Y-%m"), "column": every.day}
    else:
        months = pd.period_range(f"{first.year}-01", f"{last.year}-12", freq="M")[-12 * _MOST_ROWS :]
        counts = days.dt.to_period("M").value_counts().reindex(months, fill_value=0)
        parts = {"row": months.strftime("%Y"), "column": months.month}
    return pd.DataFrame(parts).assign(articles=counts.to_numpy())


def _grid(figure: MplFigure, room: Room, data: pd.DataFrame, rows: list[str], lang: str, size: float) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    names = 0.09 if figure.get_figwidth() > 5 else 0.15
    columns = int(data["column"].max())
    left = room.left + (names if lang == "en" else 0.0)
    axes = figure.add_axes((left, room.bottom, room.right - room.left - names, room.top - room.bottom - 1.4 * line))
    theme.plain(axes)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    most = float(data["articles"].max())
    at = {row: k for k, row in enumerate(rows)}
    for row, column, count in data[["row", "column", "articles"]].to_numpy().tolist():
        place = columns - column if lang == "ar" else column - 1
        matrix.square(axes, place, at[row], int(count), most, size * 0.85 if columns <= 12 else 0)
    axes.xaxis.tick_top()
    numbers = [str(k + 1) for k in range(columns)]
    shown = numbers[::-1] if lang == "ar" else numbers
    every = [k for k in range(columns) if columns <= 12 or int(shown[k]) % 5 == 0 or shown[k] == "1"]
    labels.put_ticks(axes, "x", [float(k) for k in every], [shown[k] for k in every], lang=lang, fontsize=size * 0.85)
    if lang == "ar":
        axes.yaxis.tick_right()
    labels.put_ticks(axes, "y", [float(k) for k in range(len(rows))], rows, lang=lang, fontsize=size * 0.9)
    axes.tick_params(length=0)


def _alt(number: int, gaps: int, lang: str) -> str:
    if lang == "ar":
        return f"تقويم لعدد المقالات المنشورة ({number:,})؛ الخانات الفارغة: {gaps}."
    return f"A calendar of {number:,} published articles; empty squares: {gaps}."
