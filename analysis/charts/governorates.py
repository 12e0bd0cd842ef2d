"""Reported events over time, a small chart for each governorate."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import labels, selection, sources, theme
from analysis.charts.figure import Behind, Figure
from analysis.charts.sheet import Page, begin
from analysis.charts.words import word
from analysis.lexicon.places import gazetteer

_COLUMNS = {"page": 4, "column": 2, "slide": 5}
_MOST_BINS = 40
_COLOUR = "#7c3b2a"


def by_governorate(
    events: pd.DataFrame,
    places: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    freq: str = "auto",
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
    """Draw how many events were reported over time in each governorate of Syria, all on one scale.

    An event counts in every governorate that one of its places lies in.

    Parameters
    ----------
    events, places, articles
        Coded tables; events without a place in Syria are counted in the note.
    freq
        ``day``, ``week``, ``month``, ``quarter``, ``year``, or ``auto`` by the span.
    types, actors
        Only these event types; only events that one of these actors does or suffers.
    include
        Statuses to count.
    background
        Whether what articles only recall counts too.
    count
        ``incidents`` counts an occurrence once however often it is told; ``reports`` counts rows.

    Returns
    -------
    Figure whose data has one row per governorate and bin; ``bin`` is missing for what has no exact date.

    Raises
    ------
    ChartError
        If an option is not one of those allowed.
    """
    sheet = begin(
        "governorates", "governorates_title", articles, lang=lang, title=title, template=template, digits=digits,
        events=events, places=places,
    )  # fmt: skip
    selection.check(freq=freq, count=count, include=include, types=types, actors=actors)
    kept = selection.chosen(events, types=types, actors=actors, include=include, background=background, count=count)
    step = selection.step(kept["date_start"], _MOST_BINS) if freq == "auto" else freq
    rows = _rows(kept, places, step)
    data = rows.groupby(["governorate", "bin"], dropna=False).size().rename("count").reset_index()
    if data.empty:
        return sheet.empty("no_governorate", data)
    subtitle = f"{word(count, lang=lang)} {word(f'per_{step}', lang=lang)} · {word('one_scale', lang=lang)}"
    lost = len(kept) - rows["row_id"].nunique()
    undated = rows.drop_duplicates("row_id")["bin"].isna().sum()
    extra = [word("in_each", lang=lang)] if rows["row_id"].duplicated().any() else []
    extra += [
        f"{n:,} {word(key, lang=lang)}" for n, key in ((lost, "no_governorate_known"), (undated, "not_exact")) if n
    ]
    extra += [] if background else [word("no_background", lang=lang)]
    note = sources.note(len(kept), count, lang=lang, extra=" · ".join(extra))
    size = sheet.size
    number = data["governorate"].nunique()
    columns = min(_COLUMNS[template], number)
    height = max(size.height * 0.6, (-(-number // columns) * 7.2 + 6.5) * size.size * 1.5 / 72)
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        _panels(page, data, step, columns)
    options = {"freq": step, "types": selection.several(types), "background": background, "count": count}
    return page.done(data, alt=lambda code: _alt(data, code), options=options, behind=Behind("events", rows))


def _rows(events: pd.DataFrame, places: pd.DataFrame, step: str) -> pd.DataFrame:
    """Return one row for every event and governorate that it lies in, with its bin."""
    syrian = places[(places["country"] == "SY") & places["governorate"].notna()]
    where = syrian.drop_duplicates("place_id").set_index("place_id")["governorate"]
    long = selection.in_bins(events, step).assign(row_id=events["event_id"], place_ids=events["place_ids"])
    long = long.explode("place_ids")
    long = long.assign(governorate=long["place_ids"].map(where)).dropna(subset=["governorate"])
    return long.drop_duplicates(["row_id", "governorate"])[["governorate", "bin", "row_id"]].reset_index(drop=True)


def _name(governorate: str, lang: str) -> str:
    if lang == "ar":
        return governorate
    known = gazetteer()
    found = known.loc[(known["name"] == governorate) & (known["country"] == "SY"), "name_en"].dropna()
    return str(found.iloc[0]) if len(found) else governorate


def _panels(page: Page, data: pd.DataFrame, step: str, columns: int) -> None:
    figure, room, lang, size = page.figure, page.room, page.sheet.lang, page.sheet.size.size
    line = size * 1.5 / 72 / figure.get_figheight()
    totals = data.groupby("governorate")["count"].sum()
    order = selection.commonest(totals)
    dated = data.dropna(subset=["bin"])
    bins = selection.every_bin(dated["bin"], step) if len(dated) else pd.DatetimeIndex([])
    high = float(dated["count"].max()) if len(dated) else 1.0
    rows, beside = -(-len(order) // columns), labels.beside(figure, f"{high:,.0f}", size * 0.8)
    width, height = (room.right - room.left) / columns, (room.top - room.bottom) / rows
    for k, governorate in enumerate(order):
        row, column = divmod(k, columns)
        column = columns - 1 - column if lang == "ar" else column
        left, bottom = room.left + column * width, room.top - (row + 1) * height
        axes = figure.add_axes((left + beside, bottom + 1.6 * line, width - beside - 0.015, height - 3.4 * line))
        theme.plain(axes, grid="y")
        part = dated[dated["governorate"] == governorate].set_index("bin")["count"].reindex(bins, fill_value=0)
        axes.bar(range(len(bins)), part, width=1.0, color=_COLOUR, linewidth=0)
        axes.set_xlim(-0.7, max(len(bins), 1) - 0.3)
        axes.set_ylim(0, high * 1.05)
        labels.put_numbers(axes, bins=3)
        axes.tick_params(axis="y", labelsize=size * 0.8)
        if len(bins):
            _ends(axes, bins, step, lang, size)
        x, side = (left + width - 0.015, "right") if lang == "ar" else (left + beside, "left")
        said = labels.short(_name(str(governorate), lang), 22) + f": {totals[governorate]:,}"
        labels.put_on_figure(figure, x, bottom + height - 0.5 * line, said, lang=lang, ha=side, va="top",
                             fontsize=size * 0.95, fontweight="bold")  # fmt: skip


def _ends(axes: Axes, bins: pd.DatetimeIndex, step: str, lang: str, size: float) -> None:
    """Set ticks at the first and the last bin; small charts have no room for more."""
    form = "%Y" if step == "year" or len(bins) * {"month": 30, "quarter": 91}.get(step, 1) > 1100 else "%Y-%m"
    form = "%m-%d" if step in ("day", "week") and bins[0].year == bins[-1].year else form
    at = [0.0] if len(bins) == 1 else [0.0, float(len(bins) - 1)]
    labels.put_ticks(axes, "x", at, [bins[int(k)].strftime(form) for k in at], lang=lang, fontsize=size * 0.8)


def _alt(data: pd.DataFrame, lang: str) -> str:
    totals = data.groupby("governorate")["count"].sum().sort_values(ascending=False).head(3)
    number, said = data["governorate"].nunique(), [f"{_name(str(g), lang)} ({n:,})" for g, n in totals.items()]
    if lang == "ar":
        return f"رسم صغير لكل محافظة ({number}) لعدد ما أُبلغ عنه عبر الزمن. الأكثر: {'، '.join(said)}."
    return f"A small chart of reports over time for each of {number} governorates. Most: {', '.join(said)}."
