"""Who attacks whom in the reports, as a network: arrows between actors on a circle."""

from collections.abc import Mapping
from math import cos, pi, sin, sqrt
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch

from analysis.charts import labels, selection, sources, theme
from analysis.charts.attacks import pairs
from analysis.charts.figure import Behind, Figure
from analysis.charts.sheet import Page, begin
from analysis.charts.span import short_name
from analysis.charts.words import word
from analysis.lexicon.actors import catalogue

_WIDEST = 7.0  # points, of the arrow with most incidents
_MOST_ARROWS = 40
_MARGIN = 1.32  # of the circle, for the names above and below
_KEY_LENGTH = 0.3  # of the radius


def attack_network(
    events: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    top: int = 12,
    least: int = 1,
    background: bool = False,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
) -> Figure:
    """Draw an arrow from each attacker to each attacked, as wide as the incidents are many.

    Actors stand on a circle, those of one side beside each other; an incident counts once for each pair, and a
    clash in both directions.

    Parameters
    ----------
    events, articles
        Coded tables.
    top
        How many actors to draw, those in most incidents.
    least
        Fewest incidents of an arrow that is drawn.
    background
        Whether what articles only recall counts too.

    Returns
    -------
    Figure whose data has one row per arrow with ``incidents``.

    Raises
    ------
    ChartError
        If an option is not one of those allowed.
    """
    sheet = begin(
        "network", "network_title", articles, lang=lang, title=title, template=template, digits=digits,
        top=min(top, least), events=events,
    )  # fmt: skip
    told = pairs(events, background=background)
    told = told[told["from"] != told["to"]]
    kept = selection.commonest(pd.concat([told["from"], told["to"]]).value_counts(), top)
    inside = told[told["from"].isin(kept) & told["to"].isin(kept)]
    data = inside.groupby(["from", "to"]).size().rename("incidents").reset_index()
    data = data[data["incidents"] >= least]
    data = data.sort_values(["incidents", "from", "to"], ascending=[False, True, True], ignore_index=True)
    if data.empty:
        return sheet.empty("no_events", data)
    shown = data.head(_MOST_ARROWS)
    drawn = inside.merge(shown[["from", "to"]])
    left_out = int(told["incident_id"].nunique() - drawn["incident_id"].nunique())
    extra = [word("number_is_incidents", lang=lang)]
    extra += [f"{left_out:,} {word('incidents_not_drawn', lang=lang)}"] if left_out else []
    extra += [] if background else [word("no_background", lang=lang)]
    note = sources.note(int(drawn["incident_id"].nunique()), "incidents", lang=lang, extra=" · ".join(extra))
    size = sheet.size
    height = size.width * 0.72 + 8 * size.size * 1.5 / 72
    with sheet.page(subtitle=word("network_measure", lang=lang), note=note, height=height) as page:
        _draw(page, shown)
    behind = Behind("events", drawn.rename(columns={"event_id": "row_id"}).drop(columns="incident_id"))
    options = {"top": top, "least": least, "background": background}
    return page.done(shown, alt=lambda code: _alt(shown, code), options=options, behind=behind)


def _places(actors: "list[str]", lang: str) -> dict[str, float]:
    """Return the angle of every actor, from the top on in reading direction."""
    turn = 1 if lang == "ar" else -1
    return {a: pi / 2 + turn * 2 * pi * (k + 0.5) / len(actors) for k, a in enumerate(actors)}


def _by_side(data: pd.DataFrame) -> list[str]:
    sides = catalogue()["side"].to_dict()
    order = list(dict.fromkeys(catalogue()["side"]))
    # Civilians, whom most arrows reach, stand across the circle and not beside those who come first.
    order.remove("others")
    order.insert(len(order) // 2, "others")
    actors = sorted({*data["from"], *data["to"]})
    return sorted(actors, key=lambda a: (order.index(sides[a]) if a in sides else len(order), a))


def _draw(page: Page, data: pd.DataFrame) -> None:
    figure, room, lang, size = page.figure, page.room, page.sheet.lang, page.sheet.size.size
    axes = figure.add_axes((room.left, room.bottom, room.right - room.left, room.top - room.bottom))
    theme.plain(axes)
    axes.set_xticks([])
    axes.set_yticks([])
    wide = (room.right - room.left) * figure.get_figwidth()
    tall = (room.top - room.bottom) * figure.get_figheight()
    margin = _MARGIN
    scale = min(1.0, figure.get_figwidth() / theme.TEMPLATES["page"].width)
    axes.set_ylim(-margin, margin)
    axes.set_xlim(-margin * wide / tall, margin * wide / tall)
    angles = _places(_by_side(data), lang)
    sums = pd.concat([data.groupby("from")["incidents"].sum(), data.groupby("to")["incidents"].sum()])
    weight = sums.groupby(level=0).sum()
    most = float(data["incidents"].max())
    # The thin ones last, that none is hidden under a wide one.
    for row in data.to_dict("records"):
        start, end = angles[row["from"]], angles[row["to"]]
        axes.add_patch(
            _arrow(
                (cos(start), sin(start)), (cos(end), sin(end)), _width(row["incidents"], most, scale),
                color=theme.look(row["from"]).colour, connectionstyle="arc3,rad=0.16", shrinkA=9, shrinkB=9,
            )
        )  # fmt: skip
    _nodes(axes, angles, weight, wide, tall, scale, lang, size)
    _key(axes, most, scale, lang, size)


def _width(incidents: float, most: float, scale: float) -> float:
    return max(0.5, scale * _WIDEST * sqrt(incidents / most))


def _arrow(start: tuple[float, float], end: tuple[float, float], width: float, **options: Any) -> FancyArrowPatch:
    head = f"head_length={3.2 + width * 0.75:.2f},head_width={1.6 + width * 0.55:.2f}"
    return FancyArrowPatch(start, end, arrowstyle=f"-|>,{head}", linewidth=width, alpha=0.75, zorder=2, **options)


def _key(axes: Axes, most: float, scale: float, lang: str, size: float) -> None:
    """Draw arrows of three widths with their incidents in the lower corner where reading begins."""
    edge, y = axes.get_xlim()[1], -_MARGIN + 0.06
    turn = -1 if lang == "ar" else 1
    x = -turn * (edge - 0.02)
    for incidents in sorted({1, max(1, round(most / 4)), round(most)}):
        tip = x + turn * _KEY_LENGTH
        axes.add_patch(
            _arrow((x, y), (tip, y), _width(incidents, most, scale), color=theme.QUIET, shrinkA=0, shrinkB=0)
        )
        labels.put(
            axes, tip + turn * 0.06, y, f"{incidents:,}", lang=lang, ha="right" if lang == "ar" else "left",
            va="center", fontsize=size * 0.8, color=theme.QUIET,
        )  # fmt: skip
        x = tip + turn * (0.14 + 0.075 * len(f"{incidents:,}"))


def _nodes(
    axes: Axes,
    angles: Mapping[str, float],
    weight: "pd.Series[int]",
    wide: float,
    tall: float,
    scale: float,
    lang: str,
    size: float,
) -> None:
    """Draw the actors as dots, their area by their incidents, with their names outside the circle."""
    heaviest = float(weight.max())
    radius = tall / 2 / _MARGIN
    inches = wide / 2 - radius  # room beside the circle
    for actor, angle in angles.items():
        x, y = cos(angle), sin(angle)
        drawn, dot = theme.look(actor), scale * (5 + 9 * sqrt(weight[actor] / heaviest))
        clear = (dot / 2 + 3) / 72 / radius
        axes.plot([x], [y], marker="o", markersize=dot, markerfacecolor=drawn.colour,
                  markeredgecolor="white", markeredgewidth=1.0, linestyle="none", zorder=4)  # fmt: skip
        side = "center" if abs(x) < 0.12 else "left" if x > 0 else "right"
        up = "center" if abs(x) >= 0.12 else "bottom" if y > 0 else "top"
        fitting = labels.fit(inches if side != "center" else wide / 3, size * 0.9)
        named = labels.wrap(labels.short(f"{short_name(actor, lang)}: {weight[actor]:,}", 3 * fitting), fitting)
        beside = 0.0 if side == "center" else clear if x > 0 else -clear
        above = clear if y > 0 else -clear
        labels.put(
            axes,
            x + beside,
            y + above * (1.0 if side == "center" else abs(y)),
            named,
            lang=lang,
            ha=side,
            va=up,
            fontsize=size * 0.9,
            zorder=5,
        )


def _alt(data: pd.DataFrame, lang: str) -> str:
    rows = data.head(3).itertuples(index=False)
    if lang == "ar":
        said = "، ".join(f"{short_name(a, lang)} ← {short_name(b, lang)} ({n})" for a, b, n in rows)
        return f"شبكة أسهم ({len(data)}) لمن يهاجم من بحسب التقارير. أعرضها: {said}."
    said = ", ".join(f"{short_name(a, lang)} against {short_name(b, lang)} ({n})" for a, b, n in rows)
    return f"A network of {len(data)} arrows of who attacks whom in the reports. Widest: {said}."
