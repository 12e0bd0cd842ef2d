"""Who holds each place in the reports, and when."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MplFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from analysis.charts import labels, placenames, selection, sources, theme
from analysis.charts.figure import LEGEND, Behind, Figure, Room, legend_below
from analysis.charts.sheet import begin
from analysis.charts.span import dated_name, day_number, last_day, put_time_ticks, spans_heard, until_ended
from analysis.charts.words import word
from analysis.errors import ChartError
from analysis.ledger import rules as ledger_rules
from analysis.ledger.claims import key_of

_BAR = 0.62
_MOST_LOOKS = 15


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
    digits: str = "latin",
    rules: str = "default",
    gazetteer: pd.DataFrame | None = None,
) -> Figure:
    """Draw a row per place: who holds it when, where claims conflict or do not join, a tick a claim.

    A holder of whom nothing was heard for half a year is drawn faded, with the month of the last word.

    Parameters
    ----------
    spells, control, articles
        Coded tables.
    places
        Arabic names of the places to draw, in this order; by default those with most claims.
    top
        How many places to draw when `places` is not given.
    rules
        Name of the ledger's rule set that made the spells, for the note.
    gazetteer
        Table ``places``, for the names of places that the researcher added.

    Returns
    -------
    Figure whose data has one row per spell.

    Raises
    ------
    ChartError
        If a place of `places` has no spell, or an option is not allowed.
    """
    sheet = begin(
        "control", "control_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        spells=spells, control=control,
    )  # fmt: skip
    spells, control = spells.assign(key=key_of(spells)), control.assign(key=key_of(control))
    chosen = _places(spells, control, places, top)
    columns = ["place_id", "place_name", "state", "actor", "besieged_by", "start", "end", "confirmed", "heard"]
    data = spells[spells["key"].isin(chosen)].reset_index(drop=True)
    if data.empty:
        return sheet.empty("no_spells", data[columns])
    ticks = _ticks(control, chosen)
    first = min(day for day in (data["start"].min(), ticks["date_start"].min()) if not pd.isna(day))
    last = last_day(articles, data, ticks)
    data = until_ended(data, last)
    subtitle = f"{word('control_measure', lang=lang)} · {sources.span_phrase(first, last, lang=lang)}"
    chosen_rules = ledger_rules.load(rules)
    note = sources.note(len(ticks), "table_control", lang=lang, extra=chosen_rules.described(lang))
    fade = chosen_rules.span("fade") if "fade" in chosen_rules else None
    size = sheet.size
    entries = _entries(data, any(_is_silent(row, last, fade) for row in data.to_dict("records")), lang)
    rows = labels.legend_rows([text for _, text in entries], size.width, size.size * LEGEND)
    height = max(size.height * 0.75, (len(chosen) + 4.5) * size.size * 2.1 / 72 + rows * size.size * 1.5 / 72 + 0.5)
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        _rows(page.figure, page.room, data, ticks, chosen, entries, (first, last), lang, size.size, gazetteer, fade)
    behind = Behind("control", ticks[["place_name", "claim_id"]].rename(columns={"claim_id": "row_id"}))
    options = {"places": tuple(chosen)}
    return page.done(data[columns], alt=lambda code: _alt(data, chosen, code), options=options, behind=behind)


def _places(spells: pd.DataFrame, control: pd.DataFrame, places: Sequence[str] | None, top: int) -> list[str]:
    """Return the keys of the places to draw: those asked for, or those with most claims, by first spell."""
    if places is not None:
        places = [places] if isinstance(places, str) else places
        lost = [p for p in places if p not in set(spells["place_name"])]
        if lost:
            said = "، ".join(lost)
            raise ChartError(
                f"`places`: no dated claim speaks of {said}; expected Arabic names, as in the table spells"
            )
        asked = [spells.loc[spells["place_name"] == p, "key"].unique() for p in dict.fromkeys(places)]
        return [str(key) for keys in asked for key in keys]
    starts = spells.groupby("key")["start"].min()
    changes = control.loc[control["kind"] == "change", "key"].value_counts()
    claims = control["key"].value_counts()
    order = sorted(starts.index, key=lambda p: (-changes.get(p, 0), -claims.get(p, 0), p))
    return sorted(order[:top], key=lambda p: (starts[p], p))


def _ticks(control: pd.DataFrame, chosen: list[str]) -> pd.DataFrame:
    """Return every dated claim of the places: a standing state founds and keeps a spell as a change does."""
    return control[control["date_start"].notna() & control["key"].isin(chosen)]


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
    gazetteer: pd.DataFrame | None,
    fade: timedelta | None,
) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    own = _own_looks(data)
    top = legend_below(figure, room, entries, lang=lang, size=size)
    names = 0.17 if figure.get_figwidth() > 5 else 0.26
    left = room.left + (names if lang == "en" else 0.015)
    bottom = room.bottom + 1.5 * line
    axes = figure.add_axes((left, bottom, room.right - room.left - names - 0.02, top - bottom))
    theme.plain(axes, grid="x")
    first, last = day_number(span[0]), day_number(span[1])
    pad = max(1.0, (last - first) * 0.015)
    axes.set_xlim(first - pad, last + pad)
    axes.set_ylim(len(chosen) - 0.4, -0.6)
    for row, place in enumerate(chosen):
        axes.axhline(row, color=theme.GRID, linewidth=0.5, zorder=0)
        for spell in data[data["key"] == place].to_dict("records"):
            start = day_number(spell["start"])
            end = max(last, start + 1) if pd.isna(spell["end"]) else day_number(spell["end"])
            drawn = theme.look(str(spell["actor"]) if spell["actor"] in own else "other")
            across = last - first + 2 * pad
            for left_end, until, silent_since in spans_heard(spell, start, end, fade):
                if silent_since is None:
                    _spell(axes, row, left_end, until, str(spell["state"]), spell["actor"], drawn, lang, size, across)
                else:
                    _faded(axes, row, left_end, until, spell, silent_since, drawn, lang, size, across)
        marks = ticks[ticks["key"] == place]
        for first_day, until in zip(day_number(marks["date_start"]), day_number(marks["date_end"]), strict=True):
            # A claim that gives only a month or a year is a line as long as that, not a day.
            axes.plot([first_day, until], [row + 0.43] * 2, color=theme.INK, linewidth=0.7, solid_capstyle="butt")
        happened = marks["status"] == "happened"
        for kept, face in ((marks[happened], theme.INK), (marks[~happened], "white")):
            axes.plot(
                day_number(kept["date_start"]), [row + 0.43] * len(kept), linestyle="none", marker="^", markersize=3,
                markerfacecolor=face, markeredgecolor=theme.INK, markeredgewidth=0.5, clip_on=False,
            )  # fmt: skip
    if lang == "ar":
        axes.yaxis.tick_right()
    names_in = placenames.by_key(data, lang, gazetteer)
    wide = labels.fit(names * figure.get_figwidth(), size * 0.95)
    wrapped = [labels.wrap(labels.short(names_in[p], int(1.6 * wide)), wide) for p in chosen]
    labels.put_ticks(axes, "y", [float(r) for r in range(len(chosen))], wrapped, lang=lang, fontsize=size * 0.95)
    put_time_ticks(axes, span, lang)


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
        axes.barh(row, width, left=start, height=_BAR + 0.16, color="none", edgecolor=theme.INK, linewidth=1.2,
                  zorder=3)  # fmt: skip
    name = word(state, lang=lang) if not isinstance(actor, str) else dated_name(actor, lang)
    _name_inside(axes, row, start, width, name, drawn.colour, lang, size, span)


def _faded(
    axes: Axes,
    row: int,
    start: float,
    end: float,
    spell: dict[Any, Any],
    silent_since: pd.Timestamp,
    drawn: theme.Look,
    lang: str,
    size: float,
    span: float,
) -> None:
    """Draw the part of a spell in which nobody said any more who holds the place, with the month of the last word."""
    pale = theme.paler(drawn.colour)
    axes.barh(row, end - start, left=start, height=_BAR, color=pale, hatch=drawn.hatch, edgecolor="white", linewidth=0)
    if spell["state"] == "besieged":
        axes.barh(row, end - start, left=start, height=_BAR + 0.16, color="none", edgecolor=theme.INK, linewidth=1.2,
                  zorder=3)  # fmt: skip
    said = f"{word('unconfirmed_since', lang=lang)} {silent_since:%Y-%m}"
    _name_inside(axes, row, start, end - start, said, pale, lang, size, span)


def _name_inside(
    axes: Axes, row: int, start: float, width: float, name: str, colour: str, lang: str, size: float, span: float
) -> None:
    """Write words inside a bar, where they have room."""
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
            color=theme.ink_on(colour),
            path_effects=[withStroke(linewidth=2.2, foreground=colour)],
        )


def _is_silent(spell: dict[Any, Any], last: pd.Timestamp, fade: timedelta | None) -> bool:
    """Say whether a part of a spell is drawn faded."""
    end = last if pd.isna(spell["end"]) else spell["end"]
    parts = spans_heard(spell, float(day_number(spell["start"])), float(day_number(end)), fade)
    return any(silent is not None for _, _, silent in parts)


def _own_looks(data: pd.DataFrame) -> list[str]:
    """Return the holders with a look of their own, most spells first; the rest is drawn as «other»."""
    held = data.loc[data["state"].isin(["held", "besieged"]), "actor"].value_counts()
    return selection.commonest(held, _MOST_LOOKS)


def _entries(data: pd.DataFrame, some_faded: bool, lang: str) -> list[tuple[object, str]]:
    """Return what the legend shows: every look in the figure, with its words."""
    own = _own_looks(data)
    handles: list[object] = [
        Patch(facecolor=theme.look(a).colour, hatch=theme.look(a).hatch, edgecolor="white") for a in own
    ]
    texts = [dated_name(a, lang) for a in own]
    if set(data["actor"].dropna()) - set(own):
        handles.append(Patch(facecolor=theme.look("other").colour, edgecolor="white"))
        texts.append(word("other_actors", lang=lang))
    if (data["state"] == "besieged").any():
        handles.append(Patch(facecolor="none", edgecolor=theme.INK, linewidth=1.2))
        texts.append(word("besieged", lang=lang))
    if some_faded:
        handles.append(Patch(facecolor=theme.paler(theme.look("unknown").colour), edgecolor="#aaaaaa", linewidth=0.6))
        texts.append(ledger_rules.names(lang)["fade"])
    if (data["state"] == "contested").any():
        handles.append(Patch(facecolor="#eeeeee", edgecolor=theme.INK, hatch="xxxx", linewidth=0.6))
        texts.append(word("contested", lang=lang))
    if (data["state"] == "unknown").any():
        handles.append(Line2D([], [], color="#aaaaaa", linewidth=2.5, linestyle=(0, (2, 1))))
        texts.append(word("unknown", lang=lang))
    for key, face in (("claim", theme.INK), ("claim_open", "white")):
        handles.append(
            Line2D([], [], linestyle="none", marker="^", markersize=4, markerfacecolor=face, markeredgecolor=theme.INK)
        )
        texts.append(word(key, lang=lang))
    return list(zip(handles, texts, strict=True))


def _alt(data: pd.DataFrame, chosen: list[str], lang: str) -> str:
    """Describe the chart in two sentences."""
    unclear = int(data["state"].isin(["contested", "unknown"]).sum())
    if lang == "ar":
        said = f"شريط زمني لكل مكان ({len(chosen)}) يبيّن من يمسك به بحسب التقارير."
        return f"{said} فترات متنازع عليها أو غير معروفة: {unclear}."
    said = f"A bar over time for each of {len(chosen)} places shows who holds it in the reports."
    return f"{said} Contested or unknown spells: {unclear}."
