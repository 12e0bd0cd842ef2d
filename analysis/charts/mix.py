"""Which kinds of events are reported, as shares of each stretch of time."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.charts import labels, selection, sources, theme
from analysis.charts.figure import Behind, Figure, legend_below
from analysis.charts.sheet import Page, begin
from analysis.charts.words import word

_MOST_BINS = 20  # more would leave no room for the number over each bar
_FEW = 10


def event_mix(
    events: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    freq: str = "auto",
    top: int = 7,
    actors: Sequence[str] | None = None,
    include: Sequence[str] = ("happened",),
    background: bool = False,
    count: str = "incidents",
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
) -> Figure:
    """Draw the share of each event type in what was reported, over time.

    The number over a bar is what its shares are of; a bar of fewer than ten is pale, for such shares say little.

    Parameters
    ----------
    events, articles
        Coded tables.
    freq
        ``day``, ``week``, ``month``, ``quarter``, ``year``, or ``auto`` by the span.
    top
        How many types have a colour of their own; the rest is gathered.
    actors
        Only events that one of these actors does or suffers.
    include
        Statuses to count.
    background
        Whether what articles only recall counts too.
    count
        ``incidents`` counts an occurrence once however often it is told; ``reports`` counts rows.

    Returns
    -------
    Figure whose data has one row per bin and type with ``count`` and ``share``.

    Raises
    ------
    ChartError
        If an option is not one of those allowed.
    """
    sheet = begin(
        "event-mix", "mix_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        events=events,
    )  # fmt: skip
    selection.check(freq=freq, count=count, include=include, types=None, actors=actors)
    kept = selection.chosen(events, actors=actors, include=include, background=background, count=count)
    step = selection.step(kept["date_start"], _MOST_BINS) if freq == "auto" else freq
    rows = _rows(kept, step, top)
    dated = rows[rows["place"] == "axis"]
    data = _shares(dated)
    if data.empty:
        return sheet.empty("no_events", data)
    span = sources.span_phrase(kept["date_start"].min(), kept["date_end"].max(), lang=lang)
    subtitle = f"{word('mix_measure', lang=lang)} {word(f'per_{step}', lang=lang)} · {span}"
    extra = selection.beside_axis(rows["place"], lang=lang)
    extra += [word("pale_is_few", lang=lang)] if _has_few(dated) else []
    extra += [] if background else [word("no_background", lang=lang)]
    note = sources.note(len(dated), count, lang=lang, extra=" · ".join(extra))
    with sheet.page(subtitle=subtitle, note=note) as page:
        _draw(page, data, step)
    statuses = selection.several(include)
    options = {"freq": step, "top": top, "include": statuses, "background": background, "count": count}
    behind = Behind("events", dated.drop(columns="place"))
    return page.done(data, alt=lambda code: _alt(data, code), options=options, behind=behind)


def _rows(events: pd.DataFrame, step: str, top: int) -> pd.DataFrame:
    first = selection.commonest(events["event_type"].value_counts(), top)
    group = events["event_type"].where(events["event_type"].isin(first), "other")
    return selection.in_bins(events, step).assign(group=group, row_id=events["event_id"])


def _has_few(rows: pd.DataFrame) -> bool:
    return bool((rows["bin"].value_counts() < _FEW).any())


def _shares(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.groupby(["bin", "group"], observed=True).size().rename("count").reset_index()
    rank = {g: k for k, g in enumerate(selection.groups(counted))}
    counted = counted.sort_values("group", key=lambda g: g.map(rank), kind="stable").sort_values("bin", kind="stable")
    whole = counted.groupby("bin")["count"].transform("sum")
    return counted.assign(share=counted["count"] / whole).reset_index(drop=True)


def _draw(page: Page, data: pd.DataFrame, step: str) -> None:
    figure, room, lang, size = page.figure, page.room, page.sheet.lang, page.sheet.size.size
    line = size * 1.5 / 72 / figure.get_figheight()
    order = selection.groups(data)
    looks = {g: theme.look(str(g)) for g in order}
    keys = [Patch(facecolor=looks[g].colour, hatch=looks[g].hatch, edgecolor="white") for g in order]
    names = [word(str(g), lang=lang) for g in order]
    top = legend_below(figure, room, list(zip(keys, names, strict=True)), lang=lang, size=size)
    bottom = room.bottom + 1.6 * line
    left = room.left + labels.beside(figure, "100%", size)
    axes = figure.add_axes((left, bottom, room.right - left - 0.01, top - bottom - 1.1 * line))
    theme.plain(axes)
    bins = selection.every_bin(data["bin"], step)
    table = data.pivot(index="bin", columns="group", values="share").reindex(bins).fillna(0)
    number = data.groupby("bin")["count"].sum().reindex(bins, fill_value=0)
    for strong in (True, False):
        at = [k for k, n in enumerate(number) if n and (n >= _FEW) == strong]
        base = [0.0] * len(at)
        for g in order:
            part = table[g].iloc[at].tolist()
            axes.bar(
                at, part, bottom=base, width=0.88, color=looks[g].colour, hatch=looks[g].hatch, edgecolor="white",
                linewidth=0.3, alpha=1.0 if strong else 0.4,
            )  # fmt: skip
            base = [b + p for b, p in zip(base, part, strict=True)]
    axes.set_xlim(-0.6, len(bins) - 0.4)
    axes.set_ylim(0, 1)
    _numbers(axes, number, lang, size)
    labels.put_ticks(axes, "y", [0.0, 0.25, 0.5, 0.75, 1.0], ["0%", "25%", "50%", "75%", "100%"], lang=lang)
    selection.put_bins(axes, bins, step, lang=lang)


def _numbers(axes: Axes, number: "pd.Series[int]", lang: str, size: float) -> None:
    """Write what the shares are of over every bar, or over some where they would run into one another."""
    figure = axes.get_figure(root=True)
    inches = axes.get_position().width * (figure.get_size_inches()[0] if figure else 1.0) / max(len(number), 1)
    longest = len(f"{number.max():,}") + 1
    every = max(1, -(-longest // max(1, int(inches * 72 / (size * 0.8 * 0.56)))))
    for k, n in enumerate(number):
        if n and k % every == 0:
            labels.put(axes, k, 1.015, f"{n:,}", lang=lang, ha="center", va="bottom", fontsize=size * 0.8,
                       color=theme.QUIET)  # fmt: skip


def _alt(data: pd.DataFrame, lang: str) -> str:
    totals = data.groupby("group")["count"].sum().sort_values(ascending=False)
    said = [f"{word(str(g), lang=lang)} ({n / totals.sum():.0%})" for g, n in totals.head(3).items()]
    if lang == "ar":
        return f"أعمدة لنسبة كل نوع من الأحداث المبلَّغ عنها عبر الزمن. في المدة كلها: {'، '.join(said)}."
    return f"Bars of the share of each event type over time. Over the whole span: {', '.join(said)}."
