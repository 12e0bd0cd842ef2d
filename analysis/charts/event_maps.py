"""Where reported events lie: circles by the number of incidents, as wide as the place is inexact."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import labels, outlines, selection, sources, theme
from analysis.charts.figure import Behind, Figure
from analysis.charts.sheet import Page, begin
from analysis.charts.words import check_each, word
from analysis.contract import EVENT_TYPES

_EXACT = 3  # UCDP's levels up to the district are drawn; wider ones are counted in the note
_AREA, _WIDEST = 14.0, 900.0  # square points of one incident, and of the largest circle on a page
_COLOUR = "#b2452f"
_NAMED = 8


def event_map(
    events: pd.DataFrame,
    places: pd.DataFrame,
    locations: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    types: Sequence[str] | None = None,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
    background: bool = False,
) -> Figure:
    """Draw a circle where incidents are reported, its area by their number.

    Named places and those within a known distance of one are drawn, the latter with a hollow rim; events of
    which only the governorate, the region or the country is told are counted in the note.

    Parameters
    ----------
    events, places, locations, articles
        Coded tables.
    types
        Event types to draw; all by default.
    background
        Whether what articles only recall counts too.

    Returns
    -------
    Figure whose data has one row per place with ``incidents``.

    Raises
    ------
    ChartError
        If a type is not known.
    """
    sheet = begin(
        "event-map", "event_map_title", articles, lang=lang, title=title, template=template, digits=digits,
        events=events, places=places, locations=locations,
    )  # fmt: skip
    check_each("types", types or (), EVENT_TYPES)
    told = events[events["status"].eq("happened") & (background | ~events["is_background"])]
    told = told[told["event_type"].isin(selection.several(types))] if types else told
    rows = _placed(told, places, locations)
    data = _counted(rows)
    if data.empty:
        return sheet.empty("no_points", data)
    on_map = [outlines.inside(x, y) for x, y in zip(data["lon"], data["lat"], strict=True)]
    shown = data[on_map]
    drawn = int(told["incident_id"].nunique())
    placed = told[told["where_prec"].le(_EXACT)]["incident_id"].nunique()
    extra = [f"{drawn - placed:,} {word('not_placed', lang=lang)}", word("outlines_credit", lang=lang)]
    extra = extra if drawn > placed else extra[1:]
    beyond = len(data) - len(shown)
    extra = [f"{word('beyond_map', lang=lang)}: {beyond:,}", *extra] if beyond else extra
    note = sources.note(drawn, "incidents", lang=lang, extra=" · ".join(extra))
    subtitle = word("event_map_measure", lang=lang)
    size = sheet.size
    height = size.width * 0.82 + 7 * size.size * 1.5 / 72
    most = int(shown["incidents"].max()) if len(shown) else 1
    area = min(_AREA, _WIDEST * (size.width / theme.TEMPLATES["page"].width) ** 2 / most)
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        room = page.room
        top = _key(page, most, area)
        axes = page.figure.add_axes((room.left, room.bottom, room.right - room.left, top - room.bottom))
        _circles(axes, shown, area, lang, size.size)
    options = {"types": selection.several(types), "background": background}
    behind = Behind("events", rows[["name", "event_id"]].rename(columns={"event_id": "row_id"}))
    return page.done(data, alt=lambda code: _alt(shown, code), options=options, behind=behind)


def _placed(told: pd.DataFrame, places: pd.DataFrame, locations: pd.DataFrame) -> pd.DataFrame:
    """Return the events of each place that has coordinates, and of each relative place."""
    exact = told[told["where_prec"].le(_EXACT)]
    known = places.set_index("place_id")[["name", "name_en", "lat", "lon"]].dropna(subset=["lat"])
    outright = exact[exact["location_id"].isna()][["incident_id", "event_id", "place_ids"]].explode("place_ids")
    named = outright.join(known, on="place_ids", how="inner").assign(relative=False)
    given = locations.set_index("location_id")[["text", "lat", "lon"]].dropna(subset=["lat"])
    beside = exact[["incident_id", "event_id", "location_id"]].join(given, on="location_id", how="inner")
    beside = beside.rename(columns={"text": "name"}).assign(name_en=None, relative=True)
    columns = ["incident_id", "event_id", "name", "name_en", "lat", "lon", "relative"]
    return pd.concat([part[columns] for part in (named, beside) if len(part)] or [named[columns]])


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the places with the number of their incidents, the most first."""
    grouped = rows.groupby(["name", "lat", "lon", "relative"], as_index=False)
    made = grouped.agg(name_en=("name_en", "first"), incidents=("incident_id", "nunique"))
    return made.sort_values(["incidents", "name"], ascending=[False, True], ignore_index=True)


def _circles(axes: Axes, data: pd.DataFrame, area: float, lang: str, size: float) -> None:
    outlines.frame(axes)
    for relative, part in data.groupby("relative"):
        face = "none" if relative else _COLOUR
        axes.scatter(part["lon"], part["lat"], s=area * part["incidents"], facecolor=face, alpha=0.4,
                     edgecolor=_COLOUR, linewidth=0.7, zorder=3)  # fmt: skip
    outlines.write_names(axes, _names(data[~data["relative"]], lang), _NAMED, lang, size)


def _key(page: Page, most: int, area: float) -> float:
    """Draw circles of one, some and the most incidents above the map; return where they end, as a share of height."""
    figure, room, lang, size = page.figure, page.room, page.sheet.lang, page.sheet.size.size
    numbers = sorted({1, max(1, round(most / 4)), most})
    wide, tall = (room.right - room.left) * figure.get_figwidth(), (area * most) ** 0.5 / 72 + 0.05
    bottom = room.top - tall / figure.get_figheight()
    axes = figure.add_axes((room.left, bottom, room.right - room.left, room.top - bottom))
    axes.set_axis_off()
    axes.set_xlim((wide, 0) if lang == "ar" else (0, wide))
    axes.set_ylim(0, tall)
    at = 0.05
    for number in numbers:
        radius, said = (area * number) ** 0.5 / 144, f"{number:,}"
        axes.scatter([at + radius], [tall / 2], s=area * number, facecolor=_COLOUR, alpha=0.4, edgecolor=_COLOUR,
                     linewidth=0.7)  # fmt: skip
        labels.put(axes, at + 2 * radius + 0.06, tall / 2, said, lang=lang, ha="right" if lang == "ar" else "left",
                   va="center", fontsize=size * 0.85)  # fmt: skip
        at += 2 * radius + 0.06 + labels.inches(said, size) + 0.2
    return float(bottom)


def _names(data: pd.DataFrame, lang: str) -> list[tuple[float, float, str]]:
    name = data["name_en"].fillna(data["name"]) if lang == "en" else data["name"]
    said = name + ": " + data["incidents"].astype("str")
    return list(zip(data["lon"].astype("float64"), data["lat"].astype("float64"), said, strict=True))


def _alt(data: pd.DataFrame, lang: str) -> str:
    most = [f"{n} ({k})" for n, k in data[["name", "incidents"]].head(3).itertuples(index=False)]
    if lang == "ar":
        return f"خريطة لأماكن الوقائع المبلَّغ عنها ({len(data)} مكاناً). الأكثر: {'، '.join(most)}."
    return f"A map of where incidents are reported, {len(data)} places. Most: {', '.join(most)}."
