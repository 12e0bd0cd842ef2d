"""Small maps of who holds places in the reports at chosen dates."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MplFigure

from analysis.charts import dots, labels, outlines, sources, theme
from analysis.charts.figure import LEGEND, Figure, Room, legend_below
from analysis.charts.sheet import begin, claims_behind
from analysis.charts.span import dated_name
from analysis.charts.words import word
from analysis.ledger import rules as ledger_rules

_PANELS = {"page": 6, "column": 2, "slide": 6}
_COLUMNS = {"page": 3, "column": 1, "slide": 3}


def control_map(
    spells: pd.DataFrame,
    places: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    dates: Sequence[str | pd.Timestamp] | None = None,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
    rules: str = "default",
) -> Figure:
    """Draw small maps of who holds each place at chosen dates.

    A dot is a place that was named; it is faded where nothing was heard for half a year, ringed where the
    place is besieged, crossed where it is contested, hollow where its holder is unknown. Areas are discs.

    Parameters
    ----------
    spells, places, articles
        Coded tables; places without coordinates are counted in the note.
    dates
        One map for each; by default six days spread over the changes.
    rules
        Name of the ledger's rule set that made the spells.

    Returns
    -------
    Figure whose data has one row per date and place.

    Raises
    ------
    ChartError
        If a date cannot be read, or an option is not allowed.
    """
    sheet = begin(
        "map", "map_title", articles, lang=lang, title=title, template=template, digits=digits,
        spells=spells, places=places,
    )  # fmt: skip
    chosen = dots.days(dates, spells, articles, _PANELS[template])
    used = ledger_rules.load(rules)
    data = pd.concat(
        [dots.at_day(spells, places, articles, day, used) for day in chosen] or [dots.nothing()], ignore_index=True
    )
    shown = dots.on_map(data)
    if shown.empty:
        return sheet.empty("no_spells" if data.empty else "no_points", data)
    subtitle = word("map_measure", lang=lang)
    unplaced = int(data["key"].nunique() - shown["key"].nunique())
    extra = [f"{unplaced:,} {word('not_on_map', lang=lang)}"] if unplaced else []
    extra += [used.described(lang), word("outlines_credit", lang=lang)]
    note = sources.note(int(shown["key"].nunique()), "table_places", lang=lang, extra=" · ".join(extra))
    entries = _entries(shown, lang)
    columns = min(_COLUMNS[template], len(chosen))
    size, rows = sheet.size, -(-len(chosen) // columns)
    legend = labels.legend_rows([t for _, t in entries], size.width, size.size * LEGEND)
    height = size.width / columns * 0.98 * rows + (legend + 8) * size.size * 1.5 / 72
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        figure, room = page.figure, page.room
        top = legend_below(figure, room, entries, lang=lang, size=size.size)
        for k, day in enumerate(chosen):
            axes = _panel(figure, room, top, k, rows, columns, lang)
            _draw(axes, shown[shown["date"] == day])
            labels.put(
                axes, 0.5, 1.01, f"{day:%Y-%m-%d}", lang="en", transform=axes.transAxes,
                ha="center", va="bottom", fontsize=size.size, fontweight="bold",
            )  # fmt: skip
    options = {"dates": tuple(f"{d:%Y-%m-%d}" for d in chosen)}
    return page.done(
        data.drop(columns="key"), alt=lambda code: _alt(shown, chosen, code), options=options,
        behind=claims_behind(spells, "place_name"),
    )  # fmt: skip


def _panel(figure: MplFigure, room: Room, top: float, k: int, rows: int, columns: int, lang: str) -> Axes:
    """Return the axes of a map; in Arabic the first stands at the right."""
    width, height = (room.right - room.left) / columns, (top - room.bottom) / rows
    column = columns - 1 - k % columns if lang == "ar" else k % columns
    box = (room.left + column * width, top - (k // columns + 1) * height, width * 0.98, height * 0.92)
    return figure.add_axes(box)


def _draw(axes: Axes, data: pd.DataFrame) -> None:
    outlines.frame(axes)
    # Towns last, that no base or field beside them hides them.
    ordered = data.sort_values("kind", key=lambda kind: kind.eq("settlement"), kind="stable")
    for row in ordered.to_dict("records"):
        x, y, state = float(row["lon"]), float(row["lat"]), row["state"]
        drawn = theme.look(str(row["actor"])) if isinstance(row["actor"], str) else theme.look("unknown")
        colour = theme.paler(drawn.colour) if row["faded"] else drawn.colour
        if row["kind"] in dots.WIDE:
            dots.disc(axes, x, y, dots.WIDE[row["kind"]], colour)
            continue
        if state == "unknown":
            axes.plot([x], [y], marker="o", markersize=3, markerfacecolor="white", markeredgecolor="#8a8a8a",
                      markeredgewidth=0.6, linestyle="none")  # fmt: skip
        elif state == "contested":
            axes.plot([x], [y], marker="X", markersize=5.5, markerfacecolor="white", markeredgecolor=theme.INK,
                      markeredgewidth=0.8, linestyle="none", zorder=4)  # fmt: skip
        else:
            edge, side = ("#c4c4c4", 4.0) if row["faded"] else ("white", 5.2)
            face, edge = ("white", drawn.colour) if row["long_silent"] else (colour, edge)
            axes.plot([x], [y], marker=dots.solid(drawn.marker), markersize=side, markerfacecolor=face,
                      markeredgecolor=edge, markeredgewidth=0.5, linestyle="none", zorder=3)  # fmt: skip
        if state == "besieged":
            axes.plot([x], [y], marker="o", markersize=8, markerfacecolor="none", markeredgecolor=theme.INK,
                      markeredgewidth=1.0, linestyle="none", zorder=4)  # fmt: skip


def _entries(data: pd.DataFrame, lang: str) -> list[tuple[object, str]]:
    entries = dots.holders(data["actor"], lang)
    signs = {"contested": dots.dot("white", "X", theme.INK), "unknown": dots.dot("white", "o", "#8a8a8a", 4),
             "besieged": dots.dot("none", "o", theme.INK, 7)}  # fmt: skip
    entries += [(sign, word(state, lang=lang)) for state, sign in signs.items() if (data["state"] == state).any()]
    if data["long_silent"].any():
        entries.append((dots.dot("white", "s", theme.INK, 4), word("long_silent", lang=lang)))
    if dots.has_area(data):
        entries.append((dots.dot("#dcdcdc", "o", "#dcdcdc", 9), word("area", lang=lang)))
    return entries


def _alt(data: pd.DataFrame, chosen: list[pd.Timestamp], lang: str) -> str:
    last = data[data["date"] == chosen[-1]]["actor"].value_counts().head(3)
    said = [f"{dated_name(a, lang)} ({n})" for a, n in last.items()]
    if lang == "ar":
        return f"خرائط ({len(chosen)}) لمن يمسك بالأماكن بحسب التقارير. في آخرها: {'، '.join(said)}."
    return f"{len(chosen)} maps of who holds places in the reports. On the last: {', '.join(said)}."
