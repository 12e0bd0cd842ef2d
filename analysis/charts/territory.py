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
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from analysis.charts import labels, sources, theme
from analysis.charts.figure import Figure, Room, canvas, empty
from analysis.charts.words import check_lang, check_least, check_option, word
from analysis.errors import ChartError
from analysis.lexicon.places import gazetteer

_BAR = 0.62
_MOST_LOOKS = 15
_STYLES = ("-", "--", "-.")


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
    check_option("template", template, tuple(theme.TEMPLATES))
    check_least("top", top, 1)
    heading = title or word("control_title", lang=lang)
    source = sources.source_line(articles, lang=lang)
    spells, control = spells.assign(key=_key(spells)), control.assign(key=_key(control))
    chosen = _places(spells, control, places, top)
    columns = ["place_id", "place_name", "state", "actor", "start", "end"]
    data = spells[spells["key"].isin(chosen)].reset_index(drop=True)
    if data.empty:
        return empty(
            "no_spells", data[columns], name="control", lang=lang, title=heading, source=source, template=template
        )
    ticks = _ticks(control, chosen)
    first = min(day for day in (data["start"].min(), ticks["date_start"].min()) if not pd.isna(day))
    last = _last(articles, data, ticks)
    subtitle = f"{word('control_measure', lang=lang)} · {sources.span_phrase(first, last)}"
    note = sources.note(len(ticks), lang=lang)
    size = theme.TEMPLATES[template]
    entries = _entries(data, lang)
    rows = -(-len(entries) // _columns(entries, size.width, size.size))
    height = max(size.height * 0.75, (len(chosen) + 4.5) * size.size * 2.1 / 72 + rows * size.size * 1.5 / 72 + 0.5)
    with theme.style(template):
        figure, room = canvas(
            lang=lang, title=heading, subtitle=subtitle, note=note, source=source, template=template, height=height
        )
        _rows(figure, room, data, ticks, chosen, entries, (first, last), lang, size.size)
    alt = {code: _alt(data, chosen, code) for code in ("ar", "en")}
    options = {"places": tuple(chosen)}
    return Figure(figure, data[columns], "control", lang, heading, subtitle, note, source, alt, options, template)


def _places(spells: pd.DataFrame, control: pd.DataFrame, places: Sequence[str] | None, top: int) -> list[str]:
    """Return the keys of the places to draw: those asked for, or those with most claims, by first spell."""
    if places is not None:
        lost = [p for p in places if p not in set(spells["place_name"])]
        if lost:
            raise ChartError(f"`places`: no dated claim speaks of {'، '.join(lost)}")
        asked = [spells.loc[spells["place_name"] == p, "key"].unique() for p in dict.fromkeys(places)]
        return [str(key) for keys in asked for key in keys]
    starts = spells.groupby("key")["start"].min()
    changes = control.loc[control["kind"] == "change", "key"].value_counts()
    claims = control["key"].value_counts()
    order = sorted(starts.index, key=lambda p: (-changes.get(p, 0), -claims.get(p, 0), p))
    return sorted(order[:top], key=lambda p: (starts[p], p))


def _key(table: pd.DataFrame) -> "pd.Series[str]":
    """Return what tells places apart: two of one name have different ids; one without id has its name."""
    return table["place_id"].fillna(table["place_name"]).astype("str")


def _ticks(control: pd.DataFrame, chosen: list[str]) -> pd.DataFrame:
    dated = control["date_start"].notna() & (control["kind"] == "change")
    return control[dated & control["key"].isin(chosen)]


def _last(articles: pd.DataFrame, spells: pd.DataFrame, ticks: pd.DataFrame) -> pd.Timestamp:
    ends = [articles["published"].max(), spells["end"].max(), spells["start"].max(), ticks["date_end"].max()]
    return max(pd.Timestamp(end) for end in ends if not pd.isna(end))


def _rows(
    figure: MplFigure,
    room: Room,
    data: pd.DataFrame,
    ticks: pd.DataFrame,
    chosen: list[str],
    entries: list[tuple[object, str]],
    span: tuple[pd.Timestamp, pd.Timestamp],
    lang: str,
    size: float,
) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    own = _own_looks(data)
    top = room.top - _legend(figure, room, entries, lang, size, line)
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
        for spell in data[data["key"] == place].to_dict("records"):
            start = _number(spell["start"])
            end = last + pad if pd.isna(spell["end"]) else _number(spell["end"])
            drawn = theme.look(str(spell["actor"]) if spell["actor"] in own else "other")
            across = last - first + 2 * pad
            _spell(axes, row, start, end, str(spell["state"]), spell["actor"], drawn, lang, size, across)
        marks = ticks[ticks["key"] == place]
        for begin, until in zip(_number(marks["date_start"]), _number(marks["date_end"]), strict=True):
            # A claim that gives only a month or a year is a line as long as that, not a day.
            axes.plot([begin, until], [row + 0.43] * 2, color=theme.INK, linewidth=0.7, solid_capstyle="butt")
        happened = marks["status"] == "happened"
        for kept, face in ((marks[happened], theme.INK), (marks[~happened], "white")):
            axes.plot(
                _number(kept["date_start"]), [row + 0.43] * len(kept), linestyle="none", marker="^", markersize=3,
                markerfacecolor=face, markeredgecolor=theme.INK, markeredgewidth=0.5, clip_on=False,
            )  # fmt: skip
    if lang == "ar":
        axes.yaxis.tick_right()
    names_in = _names(data, lang)
    wide = labels.fit(names * figure.get_figwidth(), size * 0.95)
    wrapped = [labels.wrap(labels.short(names_in[p], int(1.6 * wide)), wide) for p in chosen]
    labels.put_ticks(axes, "y", [float(r) for r in range(len(chosen))], wrapped, lang=lang, fontsize=size * 0.95)
    _years(axes, span, lang)


def _names(spells: pd.DataFrame, lang: str) -> "pd.Series[str]":
    """Return the places' names in the figure's language by key; one not listed keeps its Arabic name."""
    listed = gazetteer()
    names = spells.drop_duplicates("key").set_index("key")["place_name"]
    if lang == "en":
        names = names.index.to_series().map(listed["name_en"]).replace("", pd.NA).fillna(names)
    where = names.index.to_series().map(listed["governorate"]).fillna("")
    doubted = names.duplicated(keep=False) & (where != "")
    return names.where(~doubted, names + " (" + where + ")").astype("str")


def _number(day: Any) -> Any:
    """Return matplotlib's number of a day, or of each day of a column."""
    return date2num(day)  # type: ignore[no-untyped-call]


def _spell(
    axes: Axes,
    row: int,
    start: float,
    end: float,
    state: str,
    actor: object,
    drawn: theme.Look,
    lang: str,
    size: float,
    span: float,
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
    axes.barh(
        row, width, left=start, height=_BAR, color=drawn.colour, hatch=drawn.hatch, edgecolor="white", linewidth=0.4
    )
    if state == "besieged":
        axes.barh(row, width, left=start, height=_BAR + 0.16, color="none", edgecolor=theme.INK, linewidth=1.2)
    name = _short_name(actor, lang)
    figure = axes.get_figure(root=True)
    inches = width / span * axes.get_position().width * (figure.get_size_inches()[0] if figure else 0.0)
    if inches * 72 > size * 0.78 * 0.56 * (len(name) + 2):
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


def _short_name(actor: object, lang: str) -> str:
    return theme.name_of(str(actor), lang=lang).split(" (")[0]


def _own_looks(data: pd.DataFrame) -> list[str]:
    """Return the holders with a look of their own, most spells first; the rest is drawn as «other»."""
    held = data.loc[data["state"].isin(["held", "besieged"]), "actor"].value_counts()
    return [str(a) for a in sorted(held.index, key=lambda a: (-held[a], a))[:_MOST_LOOKS]]


def _columns(entries: list[tuple[object, str]], width: float, size: float) -> int:
    return labels.columns([text for _, text in entries], width, size * 0.85, most=4)


def _entries(data: pd.DataFrame, lang: str) -> list[tuple[object, str]]:
    """Return what the legend shows: every look in the figure, with its words."""
    own = _own_looks(data)
    handles: list[object] = [
        Patch(facecolor=theme.look(a).colour, hatch=theme.look(a).hatch, edgecolor="white") for a in own
    ]
    texts = [_short_name(a, lang) for a in own]
    if set(data["actor"].dropna()) - set(own):
        handles.append(Patch(facecolor=theme.look("other").colour, edgecolor="white"))
        texts.append(word("other_actors", lang=lang))
    if (data["state"] == "besieged").any():
        handles.append(Patch(facecolor="none", edgecolor=theme.INK, linewidth=1.2))
        texts.append(word("besieged", lang=lang))
    for state, face, edge, hatch in (("contested", "#eeeeee", theme.INK, "xxxx"), ("unknown", "white", "#aaaaaa", "")):
        if (data["state"] == state).any():
            handles.append(Patch(facecolor=face, edgecolor=edge, hatch=hatch, linewidth=0.6))
            texts.append(word(state, lang=lang))
    for key, face in (("claim", theme.INK), ("claim_open", "white")):
        handles.append(
            Line2D([], [], linestyle="none", marker="^", markersize=4, markerfacecolor=face, markeredgecolor=theme.INK)
        )
        texts.append(word(key, lang=lang))
    return list(zip(handles, texts, strict=True))


def _legend(
    figure: MplFigure, room: Room, entries: list[tuple[object, str]], lang: str, size: float, line: float
) -> float:
    """Write the legend under the subtitle; return the height it takes."""
    columns = _columns(entries, figure.get_figwidth(), size)
    handles, texts = [h for h, _ in entries], [t for _, t in entries]
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
    labels.put_times(axes, [float(_number(m)) for m in chosen], [m.strftime(form) for m in chosen], lang=lang)


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
        How many actors have a line of their own; the rest is one line.

    Returns
    -------
    Figure whose data has one row per day of change and actor.
    """
    check_lang(lang)
    check_option("template", template, tuple(theme.TEMPLATES))
    check_least("top", top, 1)
    heading = title or word("places_title", lang=lang)
    source = sources.source_line(articles, lang=lang)
    data = _held(spells, top)
    if data.empty:
        return empty("no_spells", data, name="places", lang=lang, title=heading, source=source, template=template)
    last = _last(articles, spells, spells.rename(columns={"end": "date_end"}))
    span = (data["day"].min(), last)
    subtitle = f"{word('places_measure', lang=lang)} · {sources.span_phrase(span[0], last)}"
    note = sources.note(int(_key(spells).nunique()), lang=lang)
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
    rest = [a for a in peak.index if a not in (*actors, "not_clear")]
    if rest:
        steps = steps.assign(other_actors=steps[rest].sum(axis=1))
    kept = steps[[*actors, *(a for a in ("other_actors", "not_clear") if a in steps)]]
    long = kept.rename_axis(columns="actor").reset_index().melt(id_vars="day", value_name="places")
    return long.astype({"places": "int64"})


def _lines(
    figure: MplFigure, room: Room, data: pd.DataFrame, span: tuple[pd.Timestamp, pd.Timestamp], lang: str, size: float
) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    names = 0.3 if figure.get_figwidth() > 5 else 0.4
    left = room.left + 0.03
    box = (left, room.bottom + 1.5 * line, room.right - left - names, room.top - room.bottom - 1.5 * line)
    axes = figure.add_axes(box)
    theme.plain(axes, grid="y")
    ends: list[tuple[float, str, Line2D]] = []
    for k, (actor, part) in enumerate(data.groupby("actor", sort=False)):
        summed = actor in ("not_clear", "other_actors")
        colour = {"not_clear": "#8a8a8a", "other_actors": "#6b6b6b"}.get(str(actor)) or theme.look(str(actor)).colour
        days = [*part["day"], span[1]]
        values = [*part["places"], part["places"].iloc[-1]]
        (drawn,) = axes.step(
            days, values, where="post", color=colour, linewidth=1.0 if summed else 1.6,
            linestyle=":" if actor == "not_clear" else _STYLES[k % len(_STYLES)],
        )  # fmt: skip
        name = word(str(actor), lang=lang) if summed else _short_name(actor, lang)
        ends.append((float(values[-1]), name, drawn))
    high = float(data["places"].max())
    axes.set_ylim(0, max(1.0, high * 1.08))
    first, last = _number(span[0]), _number(span[1])
    axes.set_xlim(first, max(last, first + 1))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    _years(axes, span, lang)
    _direct(figure, axes, ends, box, line, lang, size)


def _direct(
    figure: MplFigure,
    axes: Axes,
    ends: list[tuple[float, str, Line2D]],
    box: tuple[float, float, float, float],
    line: float,
    lang: str,
    size: float,
) -> None:
    """Write each line's name with a piece of the line at its end, moved apart where they would collide."""
    low, high = axes.get_ylim()
    ordered = sorted(ends, key=lambda e: (e[0], e[1]))
    heights = _apart([box[1] + box[3] * (e[0] - low) / (high - low) for e in ordered], line * 0.95, box[1] + box[3])
    x = box[0] + box[2] + 0.012
    key = 0.28 / figure.get_figwidth()
    wide = labels.fit((0.99 - x - key) * figure.get_figwidth(), size * 0.82)
    for (value, name, drawn), y in zip(ordered, heights, strict=True):
        colour = str(drawn.get_color())
        number = f": {int(value):,}"
        named = labels.short(name, wide - len(number)) + number
        figure.add_artist(
            Line2D([x, x + key], [y, y], color=colour, linewidth=drawn.get_linewidth(), linestyle=drawn.get_linestyle())
        )
        labels.put_on_figure(
            figure, x + key * 1.25, y, named, lang=lang, ha="left", va="center",
            fontsize=size * 0.82, color=theme.as_ink(colour), fontweight="bold",
        )  # fmt: skip


def _apart(heights: list[float], gap: float, most: float) -> list[float]:
    """Return rising heights moved at least `gap` apart, none above `most`."""
    moved: list[float] = []
    for height in heights:
        moved.append(max(height, moved[-1] + gap) if moved else height)
    for k in range(len(moved) - 1, -1, -1):
        moved[k] = min(moved[k], most if k == len(moved) - 1 else moved[k + 1] - gap)
    return moved


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
    held = last[~last["actor"].isin(["not_clear", "other_actors"])].head(3)
    names = [f"{theme.name_of(a, lang=lang)} ({n})" for a, n in zip(held["actor"], held["places"], strict=True)]
    if lang == "ar":
        return "خطوط لعدد الأماكن لكل طرف بحسب التقارير. في آخر المدة: " + "، ".join(names) + "."
    return "Lines of the number of places per actor in the reports. At the end: " + ", ".join(names) + "."
