"""Changes of control: gains and losses over time, and who loses places to whom."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure as MplFigure

from analysis.charts import labels, matrix, selection, sources, theme
from analysis.charts.figure import Figure, Room
from analysis.charts.sheet import begin, claims_behind
from analysis.charts.span import day_number, put_time_ticks, short_name
from analysis.charts.words import word
from analysis.ledger import rules as ledger_rules

_LONG_SPAN = 8 * 365  # days beyond which months are drawn as quarters
_GRAIN_DAYS = {"M": 30.4, "Q": 91.3}


def gains_and_losses(
    changes: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    top: int = 5,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
    rules: str = "default",
) -> Figure:
    """Draw the places that each actor gains and loses by month, or by quarter where the span is long.

    Parameters
    ----------
    changes, articles
        Coded tables; of the changes those that the ledger's rules count.
    top
        How many actors to draw, those with most changes.
    rules
        Name of the ledger's rule set that made the changes, for the note.

    Returns
    -------
    Figure whose data has one row per actor and month with ``gained`` and ``lost``.
    """
    sheet = begin(
        "gains", "changes_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        changes=changes,
    )  # fmt: skip
    counted = changes[changes["ruling"] == "counts"]
    data, grain = _by_month(counted, top)
    if data.empty:
        return sheet.empty("no_changes", data)
    span = (counted["date_start"].min(), counted["date_start"].max())
    per = word({"M": "per_month", "Q": "per_quarter"}[grain], lang=lang)
    subtitle = f"{word('changes_measure', lang=lang)} · {per} · {sources.span_phrase(*span, lang=lang)}"
    note = sources.note(len(counted), "table_changes", lang=lang, extra=ledger_rules.load(rules).described(lang))
    size = sheet.size
    height = max(size.height, (4.6 * data["actor"].nunique() + 7) * size.size * 1.5 / 72)
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        _bars(page.figure, page.room, data, grain, span, lang, size.size)
    behind = claims_behind(counted, "gained_by").renamed(gained_by="actor")
    return page.done(data, alt=lambda code: _alt_bars(data, code), options={"top": top}, behind=behind)


def _by_month(changes: pd.DataFrame, top: int) -> tuple[pd.DataFrame, str]:
    if changes.empty:
        return pd.DataFrame({"actor": [], "period": [], "gained": [], "lost": []}), "M"
    days = (changes["date_start"].max() - changes["date_start"].min()).days
    grain = "Q" if days > _LONG_SPAN else "M"
    parts = []
    for side, name in (("gained_by", "gained"), ("lost_by", "lost")):
        known = changes.dropna(subset=[side])
        period = known["date_start"].dt.to_period(grain).dt.start_time.astype("datetime64[ms]")
        parts.append(pd.DataFrame({"actor": known[side], "period": period, "side": name}))
    long = pd.concat(parts)
    if long.empty:
        return pd.DataFrame({"actor": [], "period": [], "gained": [], "lost": []}), grain
    most = long["actor"].value_counts()
    chosen = selection.commonest(most, top)
    table = long[long["actor"].isin(chosen)].groupby(["actor", "period", "side"]).size().unstack(fill_value=0)
    table = table.reindex(columns=["gained", "lost"], fill_value=0).reset_index().rename_axis(columns=None)
    order = {a: k for k, a in enumerate(chosen)}
    table = table.sort_values("actor", key=lambda a: a.map(order), kind="stable").reset_index(drop=True)
    return table.astype({"gained": "int64", "lost": "int64"}), grain


def _bars(
    figure: MplFigure,
    room: Room,
    data: pd.DataFrame,
    grain: str,
    span: tuple[pd.Timestamp, pd.Timestamp],
    lang: str,
    size: float,
) -> None:
    """Draw a row of bars per actor on one scale, gains above the line and losses below."""
    actors = list(data["actor"].unique())
    line = size * 1.5 / 72 / figure.get_figheight()
    names = 0.2 if figure.get_figwidth() > 5 else 0.3
    bottom, height = room.bottom + 1.4 * line, (room.top - room.bottom - 1.4 * line) / len(actors)
    high = float(max(data["gained"].max(), data["lost"].max(), 1))
    beside = labels.beside(figure, f"{high:,.0f}", size)
    left = room.left + (names + beside if lang == "en" else beside)
    width = room.right - room.left - names - beside - 0.01
    bar = _GRAIN_DAYS[grain] * 0.86
    for k, actor in enumerate(actors):
        axes = figure.add_axes((left, bottom + (len(actors) - 1 - k) * height, width, height * 0.86))
        theme.plain(axes, grid="y")
        part, drawn = data[data["actor"] == actor], theme.look(actor)
        at = np.asarray(day_number(part["period"])) + _GRAIN_DAYS[grain] / 2
        style: dict[str, Any] = {
            "width": bar,
            "color": drawn.colour,
            "hatch": drawn.hatch,
            "edgecolor": "white",
            "linewidth": 0.3,
        }
        axes.bar(at, part["gained"], **style)
        axes.bar(at, -part["lost"], alpha=0.55, **style)
        axes.axhline(0, color=theme.QUIET, linewidth=0.7)
        axes.set_ylim(-high * 1.1, high * 1.1)
        first, last = day_number(span[0]), day_number(span[1])
        axes.set_xlim(first - bar, max(last, first + 1) + 2 * bar)
        labels.put_numbers(axes, bins=2, signed=False)
        if lang == "ar":
            axes.yaxis.tick_left()
        if k == len(actors) - 1:
            put_time_ticks(axes, span, lang)
        else:
            axes.set_xticks([])
        wide = labels.fit((names - 0.03) * figure.get_figwidth(), size)
        sums = f"+{part['gained'].sum():,} / −{part['lost'].sum():,}"
        said = labels.wrap(labels.short(short_name(actor, lang), 2 * wide), wide)
        x = room.right if lang == "ar" else left - beside - 0.01
        y = bottom + (len(actors) - 1 - k) * height + height * 0.43
        labels.put_on_figure(figure, x, y + 0.05 * line, said, lang=lang, ha="right", va="bottom", fontsize=size,
                             fontweight="bold", color=theme.as_ink(drawn.colour))  # fmt: skip
        labels.put_on_figure(figure, x, y - 0.05 * line, sums, lang=lang, ha="right", va="top", fontsize=size * 0.9,
                             color=theme.QUIET)  # fmt: skip


def _alt_bars(data: pd.DataFrame, lang: str) -> str:
    sums = data.groupby("actor", sort=False)[["gained", "lost"]].sum()
    said = [f"{short_name(a, lang)} +{g} −{x}" for a, (g, x) in zip(sums.index, sums.to_numpy().tolist(), strict=True)]
    if lang == "ar":
        return "أعمدة لما كسبه كل طرف وخسره من أماكن بحسب التقارير: " + "، ".join(said) + "."
    return "Bars of the places that each actor gained and lost in the reports: " + ", ".join(said) + "."


def transfers(
    changes: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    top: int = 8,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
    rules: str = "default",
) -> Figure:
    """Draw a matrix of losers and takers: how many places the reports say went from whom to whom.

    Parameters
    ----------
    changes, articles
        Coded tables; of the changes those that the ledger's rules count.
    top
        How many losers and takers to draw, those with most changes; the rest is summed.
    rules
        Name of the ledger's rule set that made the changes, for the note.

    Returns
    -------
    Figure whose data has one row per loser and taker with ``places``.
    """
    sheet = begin(
        "transfers", "transfers_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        changes=changes,
    )  # fmt: skip
    counted = changes[changes["ruling"] == "counts"]
    data = matrix.pairs(counted, "lost_by", "gained_by", top=top, value="places")
    if data.empty:
        return sheet.empty("no_changes", data)
    subtitle = word("transfers_measure", lang=lang)
    note = sources.note(len(counted), "table_changes", lang=lang, extra=ledger_rules.load(rules).described(lang))
    titles = word("from_actor", lang=lang), word("to_actor", lang=lang)
    with sheet.page(subtitle=subtitle, note=note, height=matrix.height(sheet, data)) as page:
        matrix.draw(page, data, value="places", titles=titles)
    behind = claims_behind(counted, "lost_by", "gained_by").renamed(lost_by="from", gained_by="to")
    return page.done(data, alt=lambda code: _alt_pairs(data, code), options={"top": top}, behind=behind)


def _alt_pairs(data: pd.DataFrame, lang: str) -> str:
    most = data[~data["from"].isin([matrix.NOT_SAID, matrix.REST])].head(3)
    pairs = [(matrix.named(a, lang), matrix.named(b, lang), n) for a, b, n in most.itertuples(index=False)]
    if lang == "ar":
        said = "، ".join(f"من {a} إلى {b} ({n})" for a, b, n in pairs)
        return f"جدول لعدد الأماكن التي انتقلت من طرف إلى آخر بحسب التقارير. الأكثر: {said}."
    said = ", ".join(f"from {a} to {b} ({n})" for a, b, n in pairs)
    return f"A matrix of the places that went from one actor to another in the reports. Most: {said}."
