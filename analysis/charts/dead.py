"""The dead that reports count, by month: least and greatest of what is told, limits marked, running totals apart."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.charts import labels, sources, theme
from analysis.charts.figure import Behind, Figure, legend_below
from analysis.charts.sheet import begin
from analysis.charts.span import day_number, put_time_ticks
from analysis.charts.words import word

_BAND, _LINE = "#d9a79c", "#8c2d19"
_LIMIT: dict[str, Any] = {"marker": "^", "markersize": 3.5, "color": _LINE}  # points up: more than that
_ABOVE = 0.02  # of the greatest bar: how far above its bar such a mark stands


def killed_by_month(
    incidents: pd.DataFrame,
    casualties: pd.DataFrame,
    events: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
    background: bool = False,
) -> Figure:
    """Draw how many killed the incidents of each month report, from the least to the greatest number told.

    An incident counts once, with the least and the greatest of the numbers that its reports give. A month
    in which some number is only a lower limit («عشرات») is marked above its bar. Running totals are not
    added to anything: they stand as dots at the month of their article's event.

    Parameters
    ----------
    incidents, casualties, events, articles
        Coded tables; incidents without a date are counted in the note.
    background
        Whether incidents that are only recalled count too.

    Returns
    -------
    Figure whose data has one row per month with ``low``, ``high``, ``at_least``, how many of its incidents have
    only a lower limit, and ``tally``, the greatest running total.
    """
    sheet = begin(
        "killed", "dead_title", articles, lang=lang, title=title, template=template, digits=digits,
        incidents=incidents, casualties=casualties, events=events,
    )  # fmt: skip
    told = incidents if background else incidents[~incidents["is_background"]]
    told = told[told["killed_low"].notna()]
    data = _by_month(told, casualties, events)
    if data.empty:
        return sheet.empty("no_dead", data)
    span = (data["month"].min(), data["month"].max() + pd.offsets.MonthEnd(1))
    days = sources.span_phrase(told["date_start"].min(), told["date_end"].max(), lang=lang)
    subtitle = f"{word('dead_measure', lang=lang)} · {days}"
    undated = int(told["date_start"].isna().sum())
    extra = [f"{undated:,} {word('undated', lang=lang)}"] if undated else []
    limits = int(told["killed_open"].sum())
    extra += [f"{limits:,} {word('incidents_at_least', lang=lang)}"] if limits else []
    extra += [] if background else [word("no_background", lang=lang)]
    note = sources.note(len(told), "incidents", lang=lang, extra=" · ".join(extra))
    size = sheet.size
    with sheet.page(subtitle=subtitle, note=note) as page:
        figure, room = page.figure, page.room
        top = legend_below(figure, room, _entries(data, lang), lang=lang, size=size.size)
        bottom = room.bottom + 1.5 * size.size * 1.5 / 72 / figure.get_figheight()
        left = room.left + labels.beside(figure, f"{data['high'].max():,}", size.size)
        axes = figure.add_axes((left, bottom, room.right - left - 0.02, top - bottom))
        _draw(axes, data, span, lang)
    behind = Behind("casualties", _rows(told, casualties, events))
    return page.done(data, alt=lambda code: _alt(data, code), options={"background": background}, behind=behind)


def _entries(data: pd.DataFrame, lang: str) -> list[tuple[object, str]]:
    """Return what the legend explains: only what is drawn."""
    ring = Line2D([], [], linestyle="none", marker="o", markersize=4, markerfacecolor="none", markeredgecolor=theme.INK)
    entries: list[tuple[object, str]] = [(Patch(facecolor=_LINE), word("least_number", lang=lang))]
    if data["high"].gt(data["low"]).any():
        entries.append((Patch(facecolor=_BAND), word("from_least_to_greatest", lang=lang)))
    if data["at_least"].any():
        entries.append((Line2D([], [], linestyle="none", **_LIMIT), word("lower_limit", lang=lang)))
    if data["tally"].notna().any():
        entries.append((ring, word("tally", lang=lang)))
    return entries


def _by_month(told: pd.DataFrame, casualties: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    dated = told[told["date_start"].notna() & told["date_precision"].isin(["day", "week", "month"])]
    columns = {"month": pd.Series(dtype="datetime64[ms]"), "low": [], "high": [], "at_least": [], "tally": []}
    if dated.empty:
        return pd.DataFrame(columns)
    month = dated["date_start"].dt.to_period("M").dt.start_time.astype("datetime64[ms]")
    high = dated["killed_high"].fillna(dated["killed_low"])
    counted = {
        "month": month,
        "low": dated["killed_low"],
        "high": high,
        "at_least": dated["killed_open"].astype("int64"),
    }
    sums = pd.DataFrame(counted).groupby("month").sum()
    totals = casualties[casualties["is_tally"] & (casualties["outcome"] == "killed")]
    when = totals["event_id"].map(events.set_index("event_id")["date_start"])
    at = pd.to_datetime(when).dt.to_period("M").dt.start_time.astype("datetime64[ms]")
    tally = totals["low"].groupby(at).max().rename("tally")
    every = pd.date_range(sums.index.min(), sums.index.max(), freq="MS").astype("datetime64[ms]")
    made = sums.reindex(every, fill_value=0).join(tally).rename_axis("month").reset_index()
    return made.astype({"low": "int64", "high": "int64", "at_least": "int64", "tally": "Int64"})


def _rows(told: pd.DataFrame, casualties: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of killed that the incidents rest on, with their month."""
    month = told.set_index("incident_id")["date_start"].dt.to_period("M").dt.start_time
    counts = casualties[casualties["outcome"].eq("killed") & ~casualties["is_tally"]]
    incident = counts["event_id"].map(events.set_index("event_id")["incident_id"])
    rows = pd.DataFrame({"month": incident.map(month), "row_id": counts["casualty_id"]})
    return rows[incident.isin(told["incident_id"])].reset_index(drop=True)


def _draw(axes: Axes, data: pd.DataFrame, span: tuple[pd.Timestamp, pd.Timestamp], lang: str) -> None:
    theme.plain(axes, grid="y")
    at = day_number(data["month"])
    axes.bar(at, data["high"] - data["low"], bottom=data["low"], width=27, align="edge", color=_BAND, linewidth=0)
    axes.bar(at, data["low"], width=27, align="edge", color=_LINE, linewidth=0)
    open_end = data[data["at_least"] > 0]
    axes.plot(day_number(open_end["month"]) + 13, open_end["high"] + _ABOVE * max(data["high"].max(), 1),
              linestyle="none", clip_on=False, **_LIMIT)  # fmt: skip
    tallies = data[data["tally"].notna()]
    high = float(max(data["high"].max(), 1))
    # A running total of many years would press the months flat: it stands at the edge with its number.
    inside = tallies[tallies["tally"] <= high * 1.6]
    axes.plot(day_number(inside["month"]) + 13, inside["tally"].astype("float64"), linestyle="none", marker="o",
              markersize=4, markerfacecolor="none", markeredgecolor=theme.INK, clip_on=False)  # fmt: skip
    top = max(high, float(inside["tally"].max()) if len(inside) else 0.0)
    axes.set_ylim(0, top * 1.08)
    axes.set_xlim(day_number(span[0]) - 10, day_number(span[1]) + 10)
    labels.put_numbers(axes, bins=6)
    put_time_ticks(axes, span, lang)


def _alt(data: pd.DataFrame, lang: str) -> str:
    low, high = int(data["low"].sum()), int(data["high"].sum())
    worst = data["month"].iloc[int(data["high"].to_numpy().argmax())]
    if lang == "ar":
        return (
            f"أعمدة لعدد القتلى المذكورين كل شهر بحسب التقارير، من {low:,} إلى {high:,} في المدة كلها؛ "
            f"أكثرها {worst:%Y-%m}."
        )
    return (
        f"Bars of the killed that reports count by month, {low:,} to {high:,} over the whole span; "
        f"most in {worst:%Y-%m}."
    )
