"""Reported events over time, with what has no date, or no exact one, kept out of the axis."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MplFigure
from matplotlib.patches import Patch

from analysis.charts import labels, selection, sources, theme
from analysis.charts.figure import Behind, Figure, Room
from analysis.charts.sheet import begin
from analysis.charts.words import check_option, word

_LEGEND = 0.9  # size of type in the legend, as a share of the base size
_GROUPS = {"event_type": "by_type", "source_actors": "by_source", "target_actors": "by_target"}
_MOST_TIMES = 3


def timeline(
    events: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    freq: str = "auto",
    by: str = "event_type",
    top: int = 6,
    types: Sequence[str] | None = None,
    actors: Sequence[str] | None = None,
    include: Sequence[str] = ("happened",),
    background: bool = False,
    count: str = "incidents",
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
) -> Figure:
    """Draw how many events were reported for each day, week, month, quarter or year.

    Parameters
    ----------
    events, articles
        Coded tables.
    freq
        ``day``, ``week``, ``month``, ``quarter``, ``year``, or ``auto`` by the span.
    by
        What the bars are stacked by: ``event_type``, ``source_actors`` or ``target_actors`` (the first named).
    top
        How many groups have a colour of their own; the rest is gathered.
    types, actors
        Only these event types; only events that one of these actors does or suffers.
    include
        Statuses to count; claims, plans and rumours are left out by default.
    background
        Whether to count what an article only recalls: earlier times, running totals, habits.
    count
        ``incidents`` counts an occurrence once however often it is told; ``reports`` counts rows.
    title
        A finding, to replace the default title.

    Returns
    -------
    Figure whose data has one row per bin and group; ``bin`` is empty for what has no exact date.

    Raises
    ------
    ChartError
        If an option is not one of those allowed.
    """
    sheet = begin(
        "timeline", "timeline_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        events=events,
    )  # fmt: skip
    check_option("by", by, tuple(_GROUPS))
    selection.check(freq=freq, count=count, include=include, types=types, actors=actors)
    chosen = selection.chosen(events, types=types, actors=actors, include=include, background=background, count=count)
    if chosen.empty:
        return sheet.empty("no_events", pd.DataFrame({"bin": [], "group": [], "count": []}))
    step = selection.step(chosen["date_start"]) if freq == "auto" else freq
    rows = _placed(chosen, step, by, top)
    data = _counted(rows)
    span = _span(chosen, lang) or word("undated", lang=lang)
    statuses = selection.several(include)
    kept = sheet.joined([word(s, lang=lang) for s in statuses])
    subtitle = f"{word(count, lang=lang)} {word(f'per_{step}', lang=lang)}, {word(_GROUPS[by], lang=lang)} · {span}"
    subtitle = subtitle.replace(", ", "، ") if lang == "ar" else subtitle
    recalled = "" if background else f" · {word('no_background', lang=lang)}"
    note = sources.note(len(chosen), count, lang=lang, extra=f"{word('status_kept', lang=lang)}: {kept}{recalled}")
    size = sheet.size
    order = selection.groups(data)
    names = [selection.group_name(g, lang) for g in order]
    taken = labels.legend_rows(names, size.width, size.size * _LEGEND)
    height = size.height + max(0, taken - 3) * size.size * 1.5 / 72
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        _draw(page.figure, page.room, data, order, step, lang, size.size)
    options = {"freq": step, "by": by, "include": statuses, "background": background, "count": count}
    behind = Behind("events", rows)
    return page.done(data, alt=lambda code: _alt(data, step, code), options=options, behind=behind)


def _span(events: pd.DataFrame, lang: str) -> str:
    dated = events.dropna(subset=["date_start"])
    exact = dated[dated["date_precision"] == "day"]
    dated = dated if exact.empty else exact
    return sources.span_phrase(dated["date_start"].min(), dated["date_end"].max(), lang=lang) if len(dated) else ""


def _group(events: pd.DataFrame, by: str) -> "pd.Series[str]":
    if by == "event_type":
        return events["event_type"]
    return pd.Series([g[0] if len(g) else "nobody" for g in events[by]], index=events.index, dtype="str")


def _placed(events: pd.DataFrame, step: str, by: str, top: int) -> pd.DataFrame:
    """Return the bin and group of every event; ``place`` says axis, imprecise or undated."""
    group = _group(events, by)
    first = selection.commonest(group.value_counts(), top)
    group = group.where(group.isin(first), "other")
    return selection.in_bins(events, step).assign(group=group, row_id=events["event_id"])


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return bins and groups with their counts, the commonest group first."""
    counted = rows.groupby(["place", "bin", "group"], dropna=False, observed=True).size().rename("count").reset_index()
    rank = {g: k for k, g in enumerate(selection.groups(counted))}
    return counted.sort_values(
        ["place", "bin", "group"], key=lambda c: c.map(rank) if c.name == "group" else c, ignore_index=True
    )


def _draw(
    figure: MplFigure, room: Room, data: pd.DataFrame, order: list[str], step: str, lang: str, size: float
) -> None:
    side = [p for p in ("imprecise", "undated") if (data["place"] == p).any()]
    line = size * 1.5 / 72 / figure.get_figheight()
    handles = [Patch(facecolor=theme.look(g).colour, hatch=theme.look(g).hatch, edgecolor="white") for g in order]
    names = [selection.group_name(g, lang) for g in order]
    rows = labels.put_legend(figure, handles, names, lang=lang, top=room.top + 0.3 * line, size=size * _LEGEND)
    top = room.top - rows * line * 1.07 - 0.4 * line
    bottom = room.bottom + (3.2 if side else 1.6) * line
    width = (0.09 if figure.get_figwidth() > 5 else 0.14) * len(side)
    on_axis = data[data["place"] == "axis"]
    right = room.right - width - (0.02 if side else 0)
    highest = data.groupby(["place", "bin"], dropna=False)["count"].sum().max()
    left = room.left + labels.beside(figure, f"{highest:,}", size)
    axes = figure.add_axes((left, bottom, right - left, top - bottom))
    theme.plain(axes, grid="y")
    if len(on_axis):
        table = on_axis.pivot(index="bin", columns="group", values="count").fillna(0)
        bins = selection.every_bin(on_axis["bin"], step)
        table = table.reindex(bins, fill_value=0)
        base = pd.Series(0.0, index=bins)
        positions = list(range(len(bins)))
        for g in order:
            if g in table:
                drawn = theme.look(g)
                axes.bar(
                    positions, table[g], bottom=base, width=0.86, color=drawn.colour, hatch=drawn.hatch,
                    edgecolor="white", linewidth=0,
                )  # fmt: skip
                base = base + table[g]
        axes.set_xlim(-0.7, len(bins) - 0.3)
        selection.put_bins(axes, bins, step, lang=lang)
        axes.set_ylim(0, max(1.0, float(base.max()) * 1.06))
    else:
        axes.set_xticks([])
    labels.put_numbers(axes)
    if side:
        _beside(figure, data, side, order, (right + 0.02, bottom, width, top - bottom), axes, lang, size)


def _beside(
    figure: MplFigure,
    data: pd.DataFrame,
    side: list[str],
    order: list[str],
    box: tuple[float, float, float, float],
    main: Axes,
    lang: str,
    size: float,
) -> None:
    """Draw what has no exact date as bars beside the axis of time, never on it."""
    axes = figure.add_axes(box)
    theme.plain(axes)
    axes.set_facecolor("#f4f4f4")
    axes.set_yticks([])
    for k, place in enumerate(side):
        part = data[data["place"] == place].groupby("group")["count"].sum()
        base = 0.0
        for g in order:
            if g in part.index:
                drawn = theme.look(g)
                axes.bar([k], [part[g]], bottom=base, width=0.6, color=drawn.colour, hatch=drawn.hatch, alpha=0.55,
                         edgecolor="white", linewidth=0)  # fmt: skip
                base += float(part[g])
        labels.put(axes, k, base, f"{int(base):,}", lang=lang, ha="center", va="bottom", fontsize=size * 0.9)
    total = float(data[data["place"] != "axis"].groupby("place")["count"].sum().max())
    high = main.get_ylim()[1]
    # Beside bars that are much lower it has a scale of its own, and says so.
    own = total > _MOST_TIMES * high and len(main.patches) > 0
    names = [labels.wrap(word(p, lang=lang), 9) + (f"\n({word('own_scale', lang=lang)})" if own else "") for p in side]
    labels.put_ticks(axes, "x", [float(k) for k in range(len(side))], names, lang=lang, fontsize=size * 0.85)
    axes.set_xlim(-0.6, len(side) - 0.4)
    if not own:
        main.set_ylim(0, max(high, total * 1.12))
    axes.set_ylim(0, total * 1.12 if own else main.get_ylim()[1])


def _alt(data: pd.DataFrame, step: str, lang: str) -> str:
    """Describe the chart in one sentence for those who cannot see it."""
    on_axis = data[data["place"] == "axis"].groupby("bin")["count"].sum()
    biggest = data.groupby("group")["count"].sum().sort_values(ascending=False)
    biggest = biggest[biggest.index != "other"] if len(biggest) > 1 else biggest
    peak = (
        f"{pd.Timestamp(str(on_axis.idxmax())).date()} ({int(on_axis.max()):,})"
        if len(on_axis)
        else word("undated", lang=lang)
    )
    first = selection.group_name(str(biggest.index[0]), lang)
    if lang == "ar":
        return f"أعمدة لعدد ما أُبلغ عنه {word(f'per_{step}', lang='ar')}. أعلاها {peak}، وأكثر الأنواع {first}."
    often = word(f"per_{step}", lang="en")
    return f"Bars of what was reported {often}. The highest is {peak}; the most common is {first}."
