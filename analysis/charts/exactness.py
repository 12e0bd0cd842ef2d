"""How exactly reports say when and where: the undated and the imprecise, as shares."""

import pandas as pd
from matplotlib.patches import Patch

from analysis.charts import labels, selection, sources, theme
from analysis.charts.figure import Behind, Figure, legend_below
from analysis.charts.sheet import Page, begin
from analysis.charts.words import check_option, word
from analysis.contract import EVENT_TYPES

# From what is known best to what is not known; the hatch tells the last where there is no colour.
_STEPS = {
    "date": {"day": "exact_day", "week": "exact_week", "month": "exact_month", "year": "exact_year",
             "unknown": "undated"},
    "place": {"1": "where_place", "2": "where_near", "3": "where_district", "4": "where_governorate",
              "5": "where_region", "6": "where_country", "unknown": "where_unknown"},
}  # fmt: skip
_SHADES = {
    "date": ("#1d4f72", "#3f83a8", "#86b4cc", "#c3d9e4", "#f0ece2"),
    "place": ("#1d4f72", "#33718f", "#5d97b3", "#86b4cc", "#aecbdb", "#cfdfe7", "#f0ece2"),
}
_GROUPS = {"event_type": "by_type", "outlet": "by_outlet"}


def exactness(
    events: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    of: str = "date",
    by: str = "event_type",
    top: int = 12,
    background: bool = False,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
) -> Figure:
    """Draw how exact the dates or places of reported events are, as shares of each type or outlet.

    Parameters
    ----------
    events, articles
        Coded tables; of the events those that happened.
    of
        ``date`` for the day, week, month or year that is told, ``place`` for UCDP's levels (`where_prec`).
    by
        ``event_type`` or ``outlet``.
    top
        How many types or outlets to draw, those with most events.
    background
        Whether what articles only recall counts too.

    Returns
    -------
    Figure whose data has one row per group and level with ``events`` and ``share``.

    Raises
    ------
    ChartError
        If an option is not one of those allowed.
    """
    check_option("of", of, tuple(_STEPS))
    check_option("by", by, tuple(_GROUPS))
    sheet = begin(
        "exactness", f"exact_{of}_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        events=events,
    )  # fmt: skip
    kept = selection.chosen(events, background=background, count="reports")
    rows = _rows(kept, articles, of, by, top)
    counted = rows.groupby(["group", "level"]).size().rename("events").reset_index()
    if counted.empty:
        return sheet.empty("no_events", counted)
    whole = counted.groupby("group")["events"].transform("sum")
    rank = {level: k for k, level in enumerate(_STEPS[of])}
    data = counted.assign(share=counted["events"] / whole, total=whole, rank=counted["level"].map(rank))
    data = data.sort_values(["total", "group", "rank"], ascending=[False, True, True], ignore_index=True)
    data = data[["group", "level", "events", "share"]]
    subtitle = sheet.joined([word("exact_measure", lang=lang), word(_GROUPS[by], lang=lang)])
    extra = "" if background else word("no_background", lang=lang)
    note = sources.note(len(rows), "table_events", lang=lang, extra=extra)
    size = sheet.size
    height = max(size.height * 0.5, (data["group"].nunique() * 1.75 + 9) * size.size * 1.5 / 72)
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        _bars(page, data, of)
    options = {"of": of, "by": by, "background": background}
    return page.done(data, alt=lambda code: _alt(data, of, code), options=options, behind=Behind("events", rows))


def _rows(events: pd.DataFrame, articles: pd.DataFrame, of: str, by: str, top: int) -> pd.DataFrame:
    if of == "date":
        level = events["date_precision"].where(events["date_start"].notna(), "unknown")
    else:
        level = events["where_prec"].map(lambda k: str(int(k)), na_action="ignore").astype("str")
        level = level.where(level.isin(list(_STEPS["place"])), "unknown")
    outlets = articles.drop_duplicates("article_id").set_index("article_id")["outlet"]
    group = events["event_type"] if by == "event_type" else events["article_id"].map(outlets).fillna("unnamed_outlet")
    kept = selection.commonest(group.value_counts(), top)
    rows = pd.DataFrame({"group": group, "level": level, "row_id": events["event_id"]})
    return rows[rows["group"].isin(kept)].reset_index(drop=True)


def _said(group: str, lang: str) -> str:
    """Return the words of an event type, or an outlet's own name."""
    known = {*EVENT_TYPES, "unnamed_outlet"}
    return word(group, lang=lang) if group in known else group


def _bars(page: Page, data: pd.DataFrame, of: str) -> None:
    figure, room, lang, size = page.figure, page.room, page.sheet.lang, page.sheet.size.size
    line = size * 1.5 / 72 / figure.get_figheight()
    levels = [(level, key) for level, key in _STEPS[of].items() if (data["level"] == level).any()]
    shade = dict(zip(_STEPS[of], _SHADES[of], strict=True))
    keys = [Patch(facecolor=shade[v], edgecolor="#9a9a9a", linewidth=0.4, hatch="//" if v == "unknown" else "")
            for v, _ in levels]  # fmt: skip
    entries = [(key, word(name, lang=lang)) for key, (_, name) in zip(keys, levels, strict=True)]
    top = legend_below(figure, room, entries, lang=lang, size=size)
    names = 0.24 if figure.get_figwidth() > 5 else 0.36
    left = room.left + (names if lang == "en" else 0.01)
    axes = figure.add_axes((left, room.bottom + 0.3 * line, room.right - room.left - names - 0.01,
                            top - room.bottom - 0.3 * line))  # fmt: skip
    theme.plain(axes)
    groups = list(dict.fromkeys(data["group"]))
    at = {group: k for k, group in enumerate(groups)}
    reached = dict.fromkeys(groups, 0.0)
    for group, level, _, share in data.itertuples(index=False):
        axes.barh(at[group], share, left=reached[group], height=0.7, color=shade[level], edgecolor="#9a9a9a",
                  linewidth=0.4, hatch="//" if level == "unknown" else "")  # fmt: skip
        if share > 0.07:
            labels.put(axes, reached[group] + share / 2, at[group], f"{share:.0%}", lang=lang, ha="center",
                       va="center", fontsize=size * 0.8, color=theme.ink_on(shade[level]),
                       bbox={"facecolor": shade[level], "edgecolor": "none", "pad": 0.6})  # fmt: skip
        reached[group] += share
    axes.set_xlim((1, 0) if lang == "ar" else (0, 1))
    axes.set_ylim(len(groups) - 0.4, -0.6)
    axes.set_xticks([])
    if lang == "ar":
        axes.yaxis.tick_right()
    totals = data.groupby("group")["events"].sum()
    fitting = labels.fit(names * figure.get_figwidth(), size * 0.9)
    texts = [labels.wrap(labels.short(_said(g, lang), 2 * fitting - 8) + f" ({totals[g]:,})", fitting) for g in groups]
    labels.put_ticks(axes, "y", [float(k) for k in range(len(groups))], texts, lang=lang, fontsize=size * 0.9)


def _alt(data: pd.DataFrame, of: str, lang: str) -> str:
    whole = data.groupby("level")["events"].sum() / data["events"].sum()
    said = [f"{word(key, lang=lang)}: {whole[level]:.0%}" for level, key in _STEPS[of].items() if level in whole]
    if lang == "ar":
        return f"أعمدة لدقة ما تقوله التقارير. في المجموع: {'، '.join(said)}."
    return f"Bars of how exact the reports are. Over all: {', '.join(said)}."
