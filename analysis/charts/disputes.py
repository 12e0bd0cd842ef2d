"""One disputed change: on which days each source puts it, and what the ledger makes of that."""

from typing import Any

import pandas as pd
from matplotlib.figure import Figure as MplFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.charts import labels, placenames, sources, theme
from analysis.charts.figure import Behind, Figure, Room, legend_below
from analysis.charts.sheet import begin
from analysis.charts.span import dated_name, day_number, put_time_ticks, short_name
from analysis.charts.words import word
from analysis.errors import ChartError
from analysis.ledger import rules as ledger_rules
from analysis.ledger.claims import key_of

_AROUND = pd.Timedelta(days=2)


def claim_dates(
    control: pd.DataFrame,
    changes: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    place: str | None = None,
    change: str | None = None,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
    rules: str = "default",
) -> Figure:
    """Draw a whisker per claim of one change: the days it allows, who says it, and when it was published.

    Parameters
    ----------
    control, changes, articles
        Coded tables.
    place
        Arabic name of the place; by default the one of the change that most origins tell.
    change
        Id of the change; by default that of the place with most claims.
    rules
        Name of the ledger's rule set that made the changes, for the note.

    Returns
    -------
    Figure whose data has one row per claim.

    Raises
    ------
    ChartError
        If `change` is no change of the place, or an option is not allowed.
    """
    sheet = begin(
        "dates", "dates_title", articles, lang=lang, title=title, template=template, digits=digits,
        control=control, changes=changes,
    )  # fmt: skip
    if place is None and len(changes):
        told = changes.sort_values(["n_origins", "n_claims", "change_id"], ascending=[False, False, True])
        place = str(told["place_name"].iloc[0])
    own = changes[changes["place_name"] == place]
    if own.empty or place is None:
        return sheet.empty("no_changes", own)
    if change is not None and change not in set(own["change_id"]):
        raise ChartError(f"`change`: {place} has no change `{change}`; expected one of {', '.join(own['change_id'])}")
    order = own.sort_values(["n_claims", "date_start"], ascending=[False, True])
    chosen = (order if change is None else own[own["change_id"] == change]).iloc[0]
    data = _claims(control, articles, list(chosen["claim_ids"]), lang)
    who = "" if pd.isna(chosen["gained_by"]) else f" · {short_name(chosen['gained_by'], lang)}"
    sheet = sheet.about(_name(control, place, lang) + who)
    dated = word("dates_measure", lang=lang)
    note = sources.note(len(data), "table_control", lang=lang, extra=ledger_rules.load(rules).described(lang))
    size = sheet.size
    height = max(size.height * 0.6, (len(data) * 1.35 + 9) * size.size * 2.1 / 72)
    with sheet.page(subtitle=dated, note=note, height=height) as page:
        _whiskers(page.figure, page.room, data, chosen, lang, size.size)
    options = {"place": place, "change": chosen["change_id"]}
    behind = Behind("control", pd.DataFrame({"source": data["source"], "row_id": data["claim_id"]}))
    return page.done(data, alt=lambda code: _alt(data, place, code), options=options, behind=behind)


def _name(control: pd.DataFrame, place: str, lang: str) -> str:
    rows = control[control["place_name"] == place]
    return str(placenames.by_key(rows.assign(key=key_of(rows)), lang).iloc[0])


def _claims(control: pd.DataFrame, articles: pd.DataFrame, ids: list[str], lang: str) -> pd.DataFrame:
    found = control[control["claim_id"].isin(ids)]
    outlet = found["article_id"].map(articles.set_index("article_id")["outlet"])
    speaker = found["attribution"].map(lambda a: f": {dated_name(a, lang)}", na_action="ignore").astype("str")
    said = outlet.fillna(word("unnamed_outlet", lang=lang)).astype("str") + speaker.fillna("")
    columns = ["claim_id", "article_id", "gained_by", "lost_by", "date_start", "date_end", "reported", "status"]
    made = found[columns].assign(source=said)
    return made.sort_values(["date_start", "date_end", "source", "claim_id"], ignore_index=True)


def _whiskers(
    figure: MplFigure, room: Room, data: pd.DataFrame, change: "pd.Series[Any]", lang: str, size: float
) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    handles = [
        Line2D([], [], color=theme.INK, linewidth=1.6, marker="|", markersize=6),
        Line2D([], [], color="none", marker="o", markerfacecolor="white", markeredgecolor=theme.INK, markersize=4),
        Patch(facecolor="#f2d7a6"),
    ]
    texts = [word(key, lang=lang) for key in ("claimed_days", "published_on", "fused_interval")]
    top = legend_below(figure, room, list(zip(handles, texts, strict=True)), lang=lang, size=size)
    names = 0.3 if figure.get_figwidth() > 5 else 0.42
    left = room.left + (names if lang == "en" else 0.015)
    bottom = room.bottom + 1.6 * line
    axes = figure.add_axes((left, bottom, room.right - room.left - names - 0.02, top - bottom))
    theme.plain(axes, grid="x")
    days = pd.concat([data["date_start"], data["date_end"], data["reported"]]).dropna()
    around = max(_AROUND, (days.max() - days.min()) * 0.03)
    first, last = days.min() - around, days.max() + around
    axes.set_xlim(day_number(first), day_number(last))
    axes.set_ylim(len(data) - 0.4, -0.6)
    opens, closes = day_number(change["date_start"]), day_number(change["date_end"])
    # A single day would be too thin to see on an axis of months.
    wide = max(0.45, (day_number(last) - day_number(first)) * 0.006)
    axes.axvspan(opens - wide, closes + wide, color="#f2d7a6", linewidth=0, zorder=0)
    for row, claim in enumerate(data.to_dict("records")):
        start, end = day_number(claim["date_start"]), day_number(claim["date_end"])
        axes.plot([start, end], [row, row], color=theme.INK, linewidth=1.6, solid_capstyle="butt")
        axes.plot([start, end], [row, row], color=theme.INK, linestyle="none", marker="|", markersize=7)
        if not pd.isna(claim["reported"]):
            axes.plot([day_number(claim["reported"])], [row], color="none", marker="o", markersize=4,
                      markerfacecolor="white", markeredgecolor=theme.INK)  # fmt: skip
    if lang == "ar":
        axes.yaxis.tick_right()
    fitting = labels.fit(names * figure.get_figwidth(), size * 0.9)
    texts = [labels.wrap(labels.short(s, int(1.9 * fitting)), fitting) for s in data["source"]]
    labels.put_ticks(axes, "y", [float(k) for k in range(len(data))], texts, lang=lang, fontsize=size * 0.9)
    put_time_ticks(axes, (first, last), lang)


def _alt(data: pd.DataFrame, place: str, lang: str) -> str:
    first, last = data["date_start"].min().date(), data["date_end"].max().date()
    if lang == "ar":
        return f"خط لكل ادعاء ({len(data)}) عن {place}: الأيام التي يضع فيها كل مصدر التغيير، بين {first} و{last}."
    return f"A line for each of {len(data)} claims about {place}: the days each source allows, {first} to {last}."
