"""A map of what changed between two dates in the reports."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import dots, labels, outlines, placenames, sources, theme
from analysis.charts.figure import LEGEND, Figure, legend_below
from analysis.charts.sheet import begin, claims_behind
from analysis.charts.words import word
from analysis.errors import ChartError
from analysis.ledger import rules as ledger_rules

_NAMED = 12


def change_map(
    spells: pd.DataFrame,
    places: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
    rules: str = "default",
) -> Figure:
    """Draw what changed between two dates: dots in the colour of the later holder, their rim that of the earlier.

    Parameters
    ----------
    spells, places, articles
        Coded tables.
    start, end
        The two days; by default the day until which a quarter of the spells began, and the last.
    rules
        Name of the ledger's rule set that made the spells.

    Returns
    -------
    Figure whose data has one row per place: ``before``, ``after`` and ``change`` (`changed_hands`,
    `newly_known`, `no_longer_known`, `stable`).

    Raises
    ------
    ChartError
        If a date cannot be read, or the end lies before the start.
    """
    sheet = begin(
        "change-map", "change_map_title", articles, lang=lang, title=title, template=template, digits=digits,
        spells=spells, places=places,
    )  # fmt: skip
    days = dots.days(None, spells, articles, 4)
    if not days:
        return sheet.empty("no_spells", _compared(dots.nothing(), dots.nothing()))
    first, last = dots.days([start or days[0], end or days[-1]], spells, articles, 2)
    if last < first:
        raise ChartError(f"`end` {last:%Y-%m-%d} lies before `start` {first:%Y-%m-%d}")
    used = ledger_rules.load(rules)
    data = _compared(
        dots.at_day(spells, places, articles, first, used), dots.at_day(spells, places, articles, last, used)
    )
    shown = dots.on_map(data)
    if shown.empty:
        return sheet.empty("no_spells" if data.empty else "no_points", data)
    subtitle = f"{word('change_map_measure', lang=lang)} · {sources.span_phrase(first, last, lang=lang)}"
    extra = " · ".join([used.described(lang), word("outlines_credit", lang=lang)])
    note = sources.note(len(shown), "table_places", lang=lang, extra=extra)
    entries = _change_entries(shown, lang)
    size = sheet.size
    legend = labels.legend_rows([t for _, t in entries], size.width, size.size * LEGEND)
    height = size.width * 0.82 + (legend + 8) * size.size * 1.5 / 72
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        figure, room = page.figure, page.room
        top = legend_below(figure, room, entries, lang=lang, size=size.size)
        axes = figure.add_axes((room.left, room.bottom, room.right - room.left, top - room.bottom))
        outlines.frame(axes)
        # Areas first and places that are no longer known under those that are, towns last.
        rank = shown["kind"].eq("settlement").astype("int64") + shown["after"].notna() * 2
        for row in shown.assign(rank=rank).sort_values("rank", kind="stable").to_dict("records"):
            _changed(axes, row)
        moved = shown[shown["change"] == "changed_hands"]
        outlines.write_names(axes, _names(moved, lang), _NAMED, lang, size.size)
    options = {"start": f"{first:%Y-%m-%d}", "end": f"{last:%Y-%m-%d}"}
    return page.done(
        data.drop(columns="key"), alt=lambda code: _alt_changed(shown, code), options=options,
        behind=claims_behind(spells, "place_name"),
    )  # fmt: skip


def _compared(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    both = before.merge(after, on="key", how="outer", suffixes=("_1", "_2"))

    def later(column: str) -> "pd.Series[Any]":
        return both[f"{column}_2"].fillna(both[f"{column}_1"])

    one, two = both["actor_1"], both["actor_2"]
    change = pd.Series("stable", index=both.index).mask(one != two, "changed_hands")
    change = change.mask(one.isna() & two.notna(), "newly_known").mask(two.isna(), "no_longer_known")
    made = pd.DataFrame({c: later(c) for c in ("place_id", "place_name", "kind", "lat", "lon", "faded")})
    made = made.assign(key=both["key"], before=one, after=two, change=change)
    return made[one.notna() | two.notna()].reset_index(drop=True)


def _changed(axes: Axes, row: dict[Any, Any]) -> None:
    x, y = float(row["lon"]), float(row["lat"])
    before = theme.look(row["before"]).colour if isinstance(row["before"], str) else "#8a8a8a"
    after = theme.look(row["after"]).colour if isinstance(row["after"], str) else "white"
    if row["faded"] and after != "white":
        after = theme.paler(after)
    if row["kind"] in dots.WIDE:
        dots.disc(axes, x, y, dots.WIDE[row["kind"]], after if isinstance(row["after"], str) else "#8a8a8a")
        return
    marker = dots.solid(theme.look(row["after"]).marker) if isinstance(row["after"], str) else "o"
    if row["change"] == "stable":
        axes.plot([x], [y], marker=marker, markersize=3.4, markerfacecolor=theme.paler(after),
                  markeredgecolor="#9a9a9a", markeredgewidth=0.4, linestyle="none")  # fmt: skip
        return
    width = 1.8 if row["change"] == "changed_hands" else 0.7
    axes.plot([x], [y], marker=marker, markersize=7, markerfacecolor=after, markeredgecolor=before,
              markeredgewidth=width, linestyle="none", zorder=3)  # fmt: skip


def _names(data: pd.DataFrame, lang: str) -> list[tuple[float, float, str]]:
    names = placenames.by_key(data, lang) if len(data) else pd.Series(dtype="str")
    return [(float(r["lon"]), float(r["lat"]), str(names[r["key"]])) for r in data.to_dict("records")]


def _change_entries(data: pd.DataFrame, lang: str) -> list[tuple[object, str]]:
    entries = dots.holders(pd.concat([data["after"], data["before"]]), lang)
    grey, pale = "#8a8a8a", "#d9d9d9"
    signs = {
        "changed_hands": dots.dot(grey, "o", theme.INK, 7),
        "newly_known": dots.dot(grey, "o", grey, 7),
        "no_longer_known": dots.dot("white", "o", theme.INK, 7),
        "stable": dots.dot(pale, "o", "#9a9a9a", 3.4),
    }
    counts = data["change"].value_counts()
    told = [(signs[k], f"{word(k, lang=lang)}: {counts[k]:,}") for k in signs if k in counts]
    wide = [(dots.dot("#dcdcdc", "o", "#dcdcdc", 9), word("area", lang=lang))] if dots.has_area(data) else []
    return [*entries, *told, *wide]


def _alt_changed(data: pd.DataFrame, lang: str) -> str:
    counts = data["change"].value_counts()
    said = [f"{word(str(k), lang=lang)}: {n}" for k, n in counts.items()]
    if lang == "ar":
        return f"خريطة لما تغيّر بين تاريخين بحسب التقارير. {'، '.join(said)}."
    return f"A map of what changed between two dates in the reports. {', '.join(said)}."
