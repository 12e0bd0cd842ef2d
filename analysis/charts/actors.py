"""Who is named, who acts and who suffers, ranked, by outlet."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MplFigure
from matplotlib.patches import Patch

from analysis.charts import labels, selection, sources, theme
from analysis.charts.figure import Behind, Figure, Room, mention_ids
from analysis.charts.sheet import begin
from analysis.charts.words import check_option, word
from analysis.lexicon.actors import catalogue

MEASURES = ("named", "acts", "suffers")
_UNITS = {"named": "table_articles", "acts": "incidents", "suffers": "incidents"}
_TITLES = {"named": "actors_title", "acts": "acts_title", "suffers": "suffers_title", "all": "all_title"}
_SHADES = ("#1f4e79", "#e08214", "#5aae61", "#8e3b46", "#8073ac", "#b8b8b8")
_HATCHES = ("", "//", "..", "xx", "\\\\", "")
_MOST_OUTLETS = 5
# No outlet is called so: a name is never empty, and never begins with a space.
OTHER_OUTLETS, NO_OUTLET = " other", " unnamed_outlet"


def actor_frequency(
    mentions: pd.DataFrame,
    events: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    measure: str = "named",
    split: str | None = "outlet",
    unit: str = "articles",
    top: int = 15,
    include_speakers: bool = False,
    background: bool = False,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
) -> Figure:
    """Rank the actors that the coverage names, that act in it, and that suffer in it.

    Parameters
    ----------
    mentions, events, articles
        Coded tables.
    measure
        ``named`` counts articles (or mentions, by `unit`), ``acts`` and ``suffers`` count events
        that happened, each occurrence once; ``all`` draws the three beside each other.
    split
        ``outlet`` splits every bar by outlet, and an occurrence counts once for each outlet that
        tells it; None does not split.
    unit
        ``articles`` or ``mentions``; for ``named`` only.
    top
        How many actors to show.
    include_speakers
        Whether sources («المرصد», «مصدر ميداني») are ranked beside those who fight.
    background
        Whether events that an article only recalls count for ``acts`` and ``suffers``.

    Returns
    -------
    Figure whose data has one row per measure, actor and outlet; ``" other"`` gathers the outlets
    beyond the fifth, ``" unnamed_outlet"`` is no outlet at all.

    Raises
    ------
    ChartError
        If an option is not one of those allowed.
    """
    check_option("measure", measure, (*MEASURES, "all"))
    sheet = begin(
        "actors", _TITLES[measure], articles, lang=lang, title=title, template=template, digits=digits, top=top,
        mentions=mentions, events=events,
    )  # fmt: skip
    check_option("split", split, ("outlet", None))
    check_option("unit", unit, ("articles", "mentions"))
    wanted = MEASURES if measure == "all" else (measure,)
    rows = _rows(mentions, events, articles, wanted, unit, split, include_speakers, background)
    data = rows.groupby(["measure", "actor_id", "outlet"]).size().rename("count").reset_index()
    if data.empty:
        return sheet.empty("no_mentions", data)
    data = _top(data, top)
    what = "articles_naming" if unit == "articles" else "mentions_of"
    measured = [word(what if m == "named" else "events_by", lang=lang) for m in wanted]
    subtitle = (" · " if measure == "all" else "").join(dict.fromkeys(measured))
    if split:
        subtitle = sheet.joined([subtitle, word("by_outlet", lang=lang)])
    dates = sources.dates_phrase(articles, lang=lang)
    subtitle += f" · {dates}" if dates else ""
    real = _happened(events, background=background)
    each = word("each_outlet", lang=lang) if split and measure != "named" else ""
    doing = measure in ("acts", "suffers")
    number = int(real["incident_id"].nunique()) if doing else len(articles)
    note = sources.note(number, "incidents" if doing else "table_articles", lang=lang, extra=each)
    size = sheet.size
    shown = data.groupby("measure")["actor_id"].nunique()
    pitch = 2.05 if size.width > 5 else 2.6  # where there is little width, names take two lines
    lines = shown.sum() + 2 * len(wanted) if _stacked(wanted, size.width) else shown.max()
    height = max(size.height * 0.7, (lines + 5 + 3 * bool(split)) * size.size * pitch / 72 + 0.6)
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        _draw(page.figure, page.room, data, wanted, split, lang, size.size)
    options = {"measure": measure, "split": split, "unit": unit, "top": top, "background": background}
    behind = Behind("mentions" if measure == "named" else "events", rows[rows["row_id"].notna()])
    return page.done(data, alt=lambda code: _alt(data, wanted, code), options=options, behind=behind)


def _happened(events: pd.DataFrame, *, background: bool) -> pd.DataFrame:
    real = events[events["status"] == "happened"]
    return real if background else real[~real["is_background"]]


def _rows(
    mentions: pd.DataFrame,
    events: pd.DataFrame,
    articles: pd.DataFrame,
    wanted: tuple[str, ...],
    unit: str,
    split: str | None,
    include_speakers: bool,
    background: bool,
) -> pd.DataFrame:
    """Return one row for everything that is counted, with its measure, actor and outlet."""
    parts = []
    for measure in wanted:
        if measure == "named":
            rows = mentions.loc[mentions["kind"] == "actor", ["article_id", "entity_id", "start"]]
            rows = rows.drop_duplicates(["article_id", "entity_id"]) if unit == "articles" else rows
            # Beside events there is one kind of evidence only.
            rows = rows.assign(row_id=mention_ids(rows) if len(wanted) == 1 else None).drop(columns="start")
            rows = rows.rename(columns={"entity_id": "actor_id"})
        else:
            column = "source_actors" if measure == "acts" else "target_actors"
            rows = _happened(events, background=background)[["article_id", "incident_id", "event_id", column]]
            rows = rows.explode(column).dropna(subset=[column])
            rows = rows.rename(columns={column: "actor_id", "event_id": "row_id"})
        parts.append(rows.assign(measure=measure))
    table = pd.concat(parts, ignore_index=True)
    kinds = catalogue()["kind"]
    if not include_speakers:
        table = table[table["actor_id"].map(kinds).fillna("armed") != "speaker"]
    outlets = articles.drop_duplicates("article_id").set_index("article_id")["outlet"]
    outlet = table["article_id"].map(outlets).fillna(NO_OUTLET) if split else pd.Series("", index=table.index)
    table = table.assign(outlet=outlet)
    if "incident_id" in table:
        again = table["incident_id"].notna() & table.duplicated(["measure", "actor_id", "outlet", "incident_id"])
        table = table[~again]
    return table.assign(outlet=_few(table["outlet"]))[["measure", "actor_id", "outlet", "row_id"]]


def _few(outlets: "pd.Series[str]") -> "pd.Series[str]":
    first = selection.commonest(outlets.value_counts(), _MOST_OUTLETS)
    return outlets.where(outlets.isin(first), OTHER_OUTLETS)


def _top(data: pd.DataFrame, top: int) -> pd.DataFrame:
    total = data.groupby(["measure", "actor_id"])["count"].transform("sum")
    ranked = data.assign(total=total).sort_values(
        ["measure", "total", "actor_id", "outlet"], ascending=[True, False, True, True], kind="stable"
    )
    rank = ranked.groupby("measure")["actor_id"].transform(lambda ids: pd.factorize(ids)[0])
    return ranked[rank < top].reset_index(drop=True)


def _draw(
    figure: MplFigure,
    room: Room,
    data: pd.DataFrame,
    wanted: tuple[str, ...],
    split: str | None,
    lang: str,
    size: float,
) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    top = room.top
    outlets = [o for o in _outlet_order(data) if o]
    if split:
        handles = [Patch(facecolor=_SHADES[k], hatch=_HATCHES[k], edgecolor="white") for k in range(len(outlets))]
        names = [_outlet_name(o, lang, 30) for o in outlets]
        taken = labels.put_legend(figure, handles, names, lang=lang, top=top + 0.3 * line, size=size * 0.9)
        top -= (taken + 0.5) * line
    stacked, several = _stacked(wanted, figure.get_figwidth()), len(wanted) > 1
    narrow = several and not stacked
    rows = [data.loc[data["measure"] == m, "actor_id"].nunique() + 2 for m in wanted]
    order = wanted if lang == "en" or stacked else wanted[::-1]
    width = (room.right - room.left) / (len(wanted) if narrow else 1)
    head = 1.6 * line if several else 0.0
    whole = top - room.bottom - 0.3 * line
    for k, measure in enumerate(order):
        part = data[data["measure"] == measure]
        names_width = width * (0.5 if narrow else 0.42 if figure.get_figwidth() < 5 else 0.3)
        start = room.left + (k * width if narrow else 0)
        upper = top - (whole * sum(rows[:k]) / sum(rows) if stacked else 0)
        tall = whole * rows[k] / sum(rows) if stacked else whole
        left = start + (names_width if lang == "en" else 0.01)
        axes = figure.add_axes((left, upper - tall, width - names_width - 0.015, tall - head))
        # Who acts and who suffers are counted in the same unit, so on the same scale.
        alike = data["measure"].eq("named") if measure == "named" else data["measure"].ne("named")
        widest = float(data.loc[alike, "total"].max()) if alike.any() else 1.0
        wide = labels.fit(names_width * figure.get_figwidth(), size * (0.8 if narrow else 0.95))
        _bars(axes, part, outlets if split else [""], lang, size, widest=widest, wide=wide, narrow=narrow)
        if several:
            x = start + width - 0.01 if lang == "ar" else start + 0.01
            said = f"{word(measure, lang=lang)} ({word(_UNITS[measure], lang=lang)})"
            labels.put_on_figure(
                figure, x, upper, said, lang=lang, ha="right" if lang == "ar" else "left", va="top",
                fontweight="bold", fontsize=size,
            )  # fmt: skip


def _stacked(wanted: tuple[str, ...], width: float) -> bool:
    """Say whether the panels stand below each other, where beside each other they would not fit."""
    return len(wanted) > 1 and width < 5


def _outlet_order(data: pd.DataFrame) -> list[str]:
    counts = data.groupby("outlet")["count"].sum()
    return sorted(counts.index, key=lambda o: (o == OTHER_OUTLETS, -counts[o], o))


def _outlet_name(outlet: str, lang: str, width: int) -> str:
    return word(outlet.strip(), lang=lang) if outlet in (OTHER_OUTLETS, NO_OUTLET) else labels.short(outlet, width)


def _bars(
    axes: Axes,
    part: pd.DataFrame,
    outlets: list[str],
    lang: str,
    size: float,
    *,
    widest: float,
    wide: int,
    narrow: bool,
) -> None:
    theme.plain(axes)
    actors = list(dict.fromkeys(part["actor_id"]))
    if not actors:
        axes.set_axis_off()
        return
    table = part.pivot(index="actor_id", columns="outlet", values="count").reindex(actors).fillna(0)
    base = pd.Series(0.0, index=actors)
    rows = list(range(len(actors)))
    for k, outlet in enumerate(outlets):
        if outlet not in table:
            continue
        colours = [theme.look(a).colour for a in actors] if outlet == "" else _SHADES[k]
        axes.barh(
            rows, table[outlet], left=base, height=0.66, color=colours, hatch=None if outlet == "" else _HATCHES[k],
            edgecolor="white", linewidth=0,
        )  # fmt: skip
        base = base + table[outlet]
    for row, total in zip(rows, base, strict=True):
        labels.put(
            axes, total + widest * 0.015, row, f"{int(total):,}", lang=lang, va="center",
            ha="left" if lang == "en" else "right", fontsize=size * 0.85, color=theme.QUIET,
        )  # fmt: skip
    axes.set_xlim(0, widest * (1.3 if narrow else 1.16))
    axes.set_ylim(len(actors) - 0.4, -0.6)
    axes.set_xticks([])
    if lang == "ar":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
    names = [labels.wrap(theme.name_of(a, lang=lang), wide) for a in actors]
    fitted = size * (0.8 if narrow else 0.95)
    labels.put_ticks(axes, "y", [float(r) for r in rows], names, lang=lang, fontsize=fitted, linespacing=0.8)


def _alt(data: pd.DataFrame, wanted: tuple[str, ...], lang: str) -> str:
    """Describe the ranking in one sentence a measure."""
    said = []
    for measure in wanted:
        part = data[data["measure"] == measure].drop_duplicates("actor_id").head(3)
        names = [f"{theme.name_of(a, lang=lang)} ({t:,})" for a, t in zip(part["actor_id"], part["total"], strict=True)]
        said.append(f"{word(measure, lang=lang)}: {('، ' if lang == 'ar' else ', ').join(names)}")
    start = "أعمدة مرتبة. " if lang == "ar" else "Ranked bars. "
    return start + ". ".join(said) + "."
