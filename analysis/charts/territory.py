"""Who holds each place in the reports, when, and how many places each actor holds."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure as MplFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from analysis.charts import labels, sources, theme
from analysis.charts.figure import Figure, Room, canvas, empty
from analysis.charts.words import check_lang, word
from analysis.errors import ChartError
from analysis.lexicon.places import gazetteer

_BAR = 0.62
_CHAR = 0.0098


def control_by_place(
    spells: pd.DataFrame,
    control: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    places: Sequence[str] | None = None,
    top: int = 20,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
) -> Figure:
    """Draw a row per place: who holds it when, where claims conflict or do not join, a tick a claim.

    Parameters
    ----------
    spells, control, articles
        Coded tables.
    places
        Arabic names of the places to draw, in this order; by default those with most claims.
    top
        How many places to draw when `places` is not given.

    Returns
    -------
    Figure whose data has one row per spell.

    Raises
    ------
    ChartError
        If a place of `places` has no spell, or an option is not allowed.
    """
    check_lang(lang)
    heading = title or word("control_title", lang=lang)
    source = sources.source_line(articles, lang=lang)
    chosen = _places(spells, control, places, top)
    columns = ["place_name", "state", "actor", "start", "end"]
    data = spells[spells["place_name"].isin(chosen)].reset_index(drop=True)
    if data.empty:
        return empty(
            "no_spells", data[columns], name="control", lang=lang, title=heading, source=source, template=template
        )
    ticks = _ticks(control, chosen)
    first = min(data["start"].min(), ticks["date_start"].min())
    last = _last(articles, data, ticks)
    subtitle = f"{word('control_measure', lang=lang)} · {first.date()} – {last.date()}"
    note = sources.note(len(ticks), lang=lang)
    size = theme.TEMPLATES[template]
    height = max(size.height * 0.75, (len(chosen) + 7) * size.size * 2.1 / 72 + 0.5)
    with theme.style(template):
        figure, room = canvas(
            lang=lang, title=heading, subtitle=subtitle, note=note, source=source, template=template, height=height
        )
        _rows(figure, room, data, ticks, chosen, (first, last), lang, size.size)
    alt = {code: _alt(data, chosen, code) for code in ("ar", "en")}
    options = {"places": tuple(chosen)}
    return Figure(figure, data[columns], "control", lang, heading, subtitle, note, source, alt, options, template)


def _places(spells: pd.DataFrame, control: pd.DataFrame, places: Sequence[str] | None, top: int) -> list[str]:
    known = set(spells["place_name"])
    if places is not None:
        lost = [p for p in places if p not in known]
        if lost:
            raise ChartError(f"`places`: no dated claim speaks of {'، '.join(lost)}")
        return list(places)
    changes = control[(control["kind"] == "change") & control["place_name"].isin(known)]
    counts = changes["place_name"].value_counts()
    chosen = sorted(counts.index, key=lambda p: (-counts[p], p))[:top]
    starts = spells.groupby("place_name")["start"].min()
    return sorted(chosen, key=lambda p: (starts[p], p))


def _ticks(control: pd.DataFrame, chosen: list[str]) -> pd.DataFrame:
    dated = control["date_start"].notna() & (control["kind"] == "change")
    return control[dated & control["place_name"].isin(chosen)]


def _last(articles: pd.DataFrame, spells: pd.DataFrame, ticks: pd.DataFrame) -> pd.Timestamp:
    ends = [articles["published"].max(), spells["end"].max(), spells["start"].max(), ticks["date_end"].max()]
    return max(pd.Timestamp(end) for end in ends if not pd.isna(end))


def _rows(
    figure: MplFigure,
    room: Room,
    data: pd.DataFrame,
    ticks: pd.DataFrame,
    chosen: list[str],
    span: tuple[pd.Timestamp, pd.Timestamp],
    lang: str,
    size: float,
) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    top = room.top - _legend(figure, room, data, lang, size, line)
    names = 0.17 if figure.get_figwidth() > 5 else 0.26
    left = room.left + (names if lang == "en" else 0.015)
    bottom = room.bottom + 1.5 * line
    axes = figure.add_axes((left, bottom, room.right - room.left - names - 0.02, top - bottom))
    theme.plain(axes, grid="x")
    first, last = _number(span[0]), _number(span[1])
    pad = max(1.0, (last - first) * 0.015)
    axes.set_xlim(first - pad, last + pad)
    axes.set_ylim(len(chosen) - 0.4, -0.6)
    for row, place in enumerate(chosen):
        axes.axhline(row, color=theme.GRID, linewidth=0.5, zorder=0)
        for spell in data[data["place_name"] == place].to_dict("records"):
            start = _number(spell["start"])
            end = last + pad if pd.isna(spell["end"]) else _number(spell["end"])
            _spell(axes, row, start, end, str(spell["state"]), spell["actor"], lang, size, (last - first + 2 * pad))
        marks = ticks[ticks["place_name"] == place]
        happened = marks["status"] == "happened"
        for kept, face in ((marks[happened], theme.INK), (marks[~happened], "white")):
            axes.plot(
                _number(kept["date_start"]), [row + 0.43] * len(kept), linestyle="none", marker="^", markersize=3,
                markerfacecolor=face, markeredgecolor=theme.INK, markeredgewidth=0.5, clip_on=False,
            )  # fmt: skip
    if lang == "ar":
        axes.yaxis.tick_right()
    names_in = _names(data, lang)
    wrapped = [labels.wrap(names_in.get(p, p), 24) for p in chosen]
    labels.put_ticks(axes, "y", [float(r) for r in range(len(chosen))], wrapped, lang=lang, fontsize=size * 0.95)
    _years(axes, span, lang)


def _names(spells: pd.DataFrame, lang: str) -> dict[str, str]:
    """Return the names of the places in the figure's language; a place not listed keeps its Arabic name."""
    if lang == "ar":
        return {}
    english = gazetteer()["name_en"].to_dict()
    listed = spells.dropna(subset=["place_id"]).drop_duplicates("place_name")
    return {
        str(name): str(english.get(place_id) or name)
        for name, place_id in zip(listed["place_name"], listed["place_id"], strict=True)
    }


def _number(day: Any) -> Any:
    """Return matplotlib's number of a day, or of each day of a column."""
    return date2num(day)  # type: ignore[no-untyped-call]


def _spell(
    axes: Axes, row: int, start: float, end: float, state: str, actor: object, lang: str, size: float, span: float
) -> None:
    width = max(end - start, span * 0.0015)
    if state == "unknown":
        axes.barh(row, width, left=start, height=_BAR * 0.3, color="white", edgecolor="#aaaaaa", linewidth=0.6,
                  linestyle=(0, (2, 2)))  # fmt: skip
        return
    if state == "contested":
        axes.barh(
            row, width, left=start, height=_BAR, color="#eeeeee", edgecolor=theme.INK, hatch="xxxx", linewidth=0.4
        )
        return
    drawn = theme.look(str(actor))
    axes.barh(
        row, width, left=start, height=_BAR, color=drawn.colour, hatch=drawn.hatch, edgecolor="white", linewidth=0.4
    )
    if state == "besieged":
        axes.barh(row, width, left=start, height=_BAR + 0.16, color="none", edgecolor=theme.INK, linewidth=1.2)
    name = theme.name_of(str(actor), lang=lang).split(" (")[0]
    if width / span > _CHAR * (len(name) + 2):
        labels.put(
            axes,
            start + width / 2,
            row,
            name,
            lang=lang,
            ha="center",
            va="center",
            fontsize=size * 0.78,
            color=theme.ink_on(drawn.colour),
            path_effects=[withStroke(linewidth=2.2, foreground=drawn.colour)],
        )


def _legend(figure: MplFigure, room: Room, data: pd.DataFrame, lang: str, size: float, line: float) -> float:
    """Write the legend under the subtitle; return the height it takes."""
    held = data.loc[data["state"] == "held", "actor"].value_counts()
    actors = sorted(held.index, key=lambda a: (-held[a], a))[:8]
    handles: list[object] = [
        Patch(facecolor=theme.look(a).colour, hatch=theme.look(a).hatch, edgecolor="white") for a in actors
    ]
    texts = [theme.name_of(a, lang=lang).split(" (")[0] for a in actors]
    for state, face, edge, hatch in (("contested", "#eeeeee", theme.INK, "xxxx"), ("unknown", "white", "#aaaaaa", "")):
        if (data["state"] == state).any():
            handles.append(Patch(facecolor=face, edgecolor=edge, hatch=hatch, linewidth=0.6))
            texts.append(word(state, lang=lang))
    for key, face in (("claim", theme.INK), ("claim_open", "white")):
        handles.append(
            Line2D([], [], linestyle="none", marker="^", markersize=4, markerfacecolor=face, markeredgecolor=theme.INK)
        )
        texts.append(word(key, lang=lang))
    columns = 4 if figure.get_figwidth() > 5 else 2
    labels.put_legend(
        figure, handles, texts, lang=lang, ncols=columns, frameon=False, fontsize=size * 0.85, handlelength=1.4,
        columnspacing=1.0, borderpad=0, loc="upper right" if lang == "ar" else "upper left",
        bbox_to_anchor=(0.99 if lang == "ar" else 0.01, room.top + 0.3 * line),
    )  # fmt: skip
    return (-(-len(texts) // columns)) * line + 0.6 * line


def _years(axes: Axes, span: tuple[pd.Timestamp, pd.Timestamp], lang: str) -> None:
    """Set ticks at years, months or days, as the span asks for."""
    days = (span[1] - span[0]).days
    if days > 3 * 365:
        marks, form = pd.date_range(span[0], span[1], freq="YS"), "%Y"
    elif days > 90:
        marks, form = pd.date_range(span[0], span[1], freq="MS"), "%Y-%m"
    else:
        marks, form = pd.date_range(span[0], span[1], freq="D"), "%Y-%m-%d"
    every = max(1, -(-len(marks) // 9))
    chosen = marks[::every]
    labels.put_ticks(axes, "x", [float(_number(m)) for m in chosen], [m.strftime(form) for m in chosen], lang=lang)


def places_per_actor(
    spells: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    top: int = 7,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
) -> Figure:
    """Draw how many places each actor holds over time, with those that nobody can be said to hold.

    Parameters
    ----------
    spells, articles
        Coded tables.
    top
        How many actors have a line of their own.

    Returns
    -------
    Figure whose data has one row per day of change and actor.
    """
    check_lang(lang)
    heading = title or word("places_title", lang=lang)
    source = sources.source_line(articles, lang=lang)
    data = _held(spells, top)
    if data.empty:
        return empty("no_spells", data, name="places", lang=lang, title=heading, source=source, template=template)
    last = _last(articles, spells, spells.rename(columns={"end": "date_end"}))
    span = (data["day"].min(), last)
    subtitle = f"{word('places_measure', lang=lang)} · {span[0].date()} – {last.date()}"
    note = sources.note(int(spells["place_name"].nunique()), lang=lang)
    with theme.style(template) as size:
        figure, room = canvas(lang=lang, title=heading, subtitle=subtitle, note=note, source=source, template=template)
        _lines(figure, room, data, span, lang, size.size)
    alt = {code: _alt_held(data, code) for code in ("ar", "en")}
    options = {"top": top}
    return Figure(figure, data, "places", lang, heading, subtitle, note, source, alt, options, template)


def _held(spells: pd.DataFrame, top: int) -> pd.DataFrame:
    """Count, on every day on which anything changes, the places of each actor and the unclear ones."""
    if spells.empty:
        return pd.DataFrame({"day": pd.Series(dtype="datetime64[ms]"), "actor": [], "places": []})
    who = spells["actor"].where(spells["state"].isin(["held", "besieged"]), "not_clear").fillna("not_clear")
    plus = pd.DataFrame({"day": spells["start"], "actor": who, "step": 1})
    minus = pd.DataFrame({"day": spells["end"], "actor": who, "step": -1}).dropna(subset=["day"])
    steps = pd.concat([plus, minus]).groupby(["day", "actor"])["step"].sum().unstack(fill_value=0).sort_index().cumsum()
    peak = steps.max().sort_values(ascending=False, kind="stable")
    actors = [a for a in peak.index if a != "not_clear"][:top]
    kept = steps[[*actors, *(["not_clear"] if "not_clear" in steps else [])]]
    long = kept.rename_axis(columns="actor").reset_index().melt(id_vars="day", value_name="places")
    return long.astype({"places": "int64"})


def _lines(
    figure: MplFigure, room: Room, data: pd.DataFrame, span: tuple[pd.Timestamp, pd.Timestamp], lang: str, size: float
) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    names = 0.23 if figure.get_figwidth() > 5 else 0.34
    left = room.left + 0.03
    box = (left, room.bottom + 1.5 * line, room.right - left - names, room.top - room.bottom - 1.5 * line)
    axes = figure.add_axes(box)
    theme.plain(axes, grid="y")
    ends: list[tuple[float, str, str]] = []
    styles = ("-", "--", "-.", ":")
    for k, (actor, part) in enumerate(data.groupby("actor", sort=False)):
        unclear = actor == "not_clear"
        colour = "#9a9a9a" if unclear else theme.look(str(actor)).colour
        days = [*part["day"], span[1]]
        values = [*part["places"], part["places"].iloc[-1]]
        axes.step(
            days, values, where="post", color=colour, linewidth=1.0 if unclear else 1.6,
            linestyle=":" if unclear else styles[k % 3], marker=None,
        )  # fmt: skip
        name = word("not_clear", lang=lang) if unclear else theme.name_of(str(actor), lang=lang).split(" (")[0]
        ends.append((float(values[-1]), f"{name}: {values[-1]:,}", colour))
    high = float(data["places"].max())
    axes.set_ylim(0, max(1.0, high * 1.08))
    first, last = _number(span[0]), _number(span[1])
    axes.set_xlim(first, max(last, first + 1))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    _years(axes, span, lang)
    _direct(figure, axes, ends, box, line, lang, size)


def _direct(
    figure: MplFigure,
    axes: Axes,
    ends: list[tuple[float, str, str]],
    box: tuple[float, float, float, float],
    line: float,
    lang: str,
    size: float,
) -> None:
    """Write each line's name at its end, moved apart where they would collide."""
    low, high = axes.get_ylim()
    placed: list[float] = []
    x = box[0] + box[2] + 0.012
    for value, name, colour in sorted(ends, key=lambda e: (e[0], e[1])):
        y = box[1] + box[3] * (value - low) / (high - low)
        y = max(y, placed[-1] + line * 0.95) if placed else y
        placed.append(y)
        labels.put_on_figure(
            figure, x, y, labels.wrap(name, 30), lang=lang, ha="left", va="center", fontsize=size * 0.88, color=colour,
            fontweight="bold",
        )  # fmt: skip


def _alt(data: pd.DataFrame, chosen: list[str], lang: str) -> str:
    """Describe the chart in two sentences."""
    unclear = int(data["state"].isin(["contested", "unknown"]).sum())
    if lang == "ar":
        said = f"شريط زمني لكل مكان ({len(chosen)}) يبيّن من يمسك به بحسب التقارير."
        return f"{said} فترات متنازع عليها أو غير معروفة: {unclear}."
    said = f"A bar over time for each of {len(chosen)} places shows who holds it in the reports."
    return f"{said} Contested or unknown spells: {unclear}."


def _alt_held(data: pd.DataFrame, lang: str) -> str:
    last = data[data["day"] == data["day"].max()].sort_values("places", ascending=False)
    held = last[last["actor"] != "not_clear"].head(3)
    names = [f"{theme.name_of(a, lang=lang)} ({n})" for a, n in zip(held["actor"], held["places"], strict=True)]
    if lang == "ar":
        return "خطوط لعدد الأماكن لكل طرف بحسب التقارير. في آخر المدة: " + "، ".join(names) + "."
    return "Lines of the number of places per actor in the reports. At the end: " + ", ".join(names) + "."
