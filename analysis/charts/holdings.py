"""How many places each actor holds in the reports, over time."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MplFigure
from matplotlib.lines import Line2D

from analysis.charts import labels, sources, theme
from analysis.charts.figure import Figure, Room
from analysis.charts.sheet import begin, claims_behind
from analysis.charts.span import dated_name, day_number, last_day, put_time_ticks, until_ended
from analysis.charts.words import word
from analysis.ledger import rules as ledger_rules
from analysis.ledger.claims import key_of

_STYLES = ("-", "--", "-.")


def places_per_actor(
    spells: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    top: int = 7,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
    rules: str = "default",
    sensitivity: pd.DataFrame | None = None,
) -> Figure:
    """Draw how many places each actor holds over time, with those that nobody can be said to hold.

    Parameters
    ----------
    spells, articles
        Coded tables.
    top
        How many actors have a line of their own; the rest is one line.
    rules
        Name of the ledger's rule set that made the spells, for the note.
    sensitivity
        What `analysis.ledger.sensitivity` returns: a band shows the fewest and the most places of an actor
        under any of its rule sets.

    Returns
    -------
    Figure whose data has one row per day of change and actor; ``low`` and ``high`` bound the band.
    """
    sheet = begin(
        "places", "places_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        spells=spells,
    )  # fmt: skip
    if len(spells):
        last = last_day(articles, spells)
        spells = until_ended(spells, last)
    data = _held(spells, top)
    if sensitivity is not None and len(data):
        data = _banded(data, sensitivity, last)
    if data.empty:
        return sheet.empty("no_spells", data)
    span = (data["day"].min(), last)
    subtitle = f"{word('places_measure', lang=lang)} · {sources.span_phrase(span[0], last, lang=lang)}"
    said = [ledger_rules.load(rules).described(lang)]
    said += [word("band", lang=lang)] if sensitivity is not None else []
    note = sources.note(int(key_of(spells).nunique()), "table_places", lang=lang, extra=" · ".join(said))
    with sheet.page(subtitle=subtitle, note=note) as page:
        _lines(page.figure, page.room, data, span, lang, sheet.size.size)
    behind = claims_behind(spells, "actor")
    return page.done(data, alt=lambda code: _alt_held(data, code), options={"top": top}, behind=behind)


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


def _banded(data: pd.DataFrame, sensitivity: pd.DataFrame, last: pd.Timestamp) -> pd.DataFrame:
    """Add, for every day and actor, the fewest and the most places that any rule set gives it."""
    counts = []
    for _, spells in sensitivity.groupby("rules"):
        steps = _held(until_ended(spells.drop(columns="rules"), last), spells["actor"].nunique() + 1)
        counts.append(steps.pivot_table(index="day", columns="actor", values="places", aggfunc="last"))
    days = sorted({day for steps in counts for day in steps.index} | set(data["day"]))
    actors = [a for a in data["actor"].unique() if a != "other_actors"]
    filled = [steps.reindex(index=days, columns=actors).ffill().fillna(0) for steps in counts]
    low, high = (pd.concat(filled).groupby(level=0).agg(how) for how in ("min", "max"))
    wide = data.pivot_table(index="day", columns="actor", values="places", aggfunc="last").reindex(days).ffill()
    long = wide.fillna(0).rename_axis(columns="actor").reset_index().melt(id_vars="day", value_name="places")
    for name, bound in (("low", low), ("high", high)):
        of_day = bound.rename_axis(columns="actor").reset_index().melt(id_vars="day", value_name=name)
        long = long.merge(of_day, on=["day", "actor"], how="left")
    order = {actor: k for k, actor in enumerate(data["actor"].unique())}
    long = long.sort_values("day", kind="stable").sort_values("actor", key=lambda a: a.map(order), kind="stable")
    return long.astype({"places": "int64", "low": "Int64", "high": "Int64"}).reset_index(drop=True)


def _lines(
    figure: MplFigure, room: Room, data: pd.DataFrame, span: tuple[pd.Timestamp, pd.Timestamp], lang: str, size: float
) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    names = 0.3 if figure.get_figwidth() > 5 else 0.4
    left = room.left + labels.beside(figure, f"{data['places'].max():,}", size)
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
        if "low" in part and part["low"].notna().all() and actor != "not_clear":
            least, greatest = ([*part[c].astype("float64"), float(part[c].iloc[-1])] for c in ("low", "high"))
            axes.fill_between(days, least, greatest, step="post", color=colour, alpha=0.16, linewidth=0)
        name = word(str(actor), lang=lang) if summed else dated_name(actor, lang)
        ends.append((float(values[-1]), name, drawn))
    high = float(data["high"].max() if "high" in data else data["places"].max())
    axes.set_ylim(0, max(1.0, high * 1.08))
    first, last = day_number(span[0]), day_number(span[1])
    # Room behind the last day, that what happens on it is seen.
    axes.set_xlim(first, max(last, first + 1) + max(1.0, (last - first) * 0.02))
    labels.put_numbers(axes, bins=6)
    put_time_ticks(axes, span, lang)
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


def _alt_held(data: pd.DataFrame, lang: str) -> str:
    last = data[data["day"] == data["day"].max()].sort_values("places", ascending=False)
    held = last[~last["actor"].isin(["not_clear", "other_actors"])].head(3)
    names = [f"{theme.name_of(a, lang=lang)} ({n})" for a, n in zip(held["actor"], held["places"], strict=True)]
    if lang == "ar":
        return "خطوط لعدد الأماكن لكل طرف بحسب التقارير. في آخر المدة: " + "، ".join(names) + "."
    return "Lines of the number of places per actor in the reports. At the end: " + ", ".join(names) + "."
