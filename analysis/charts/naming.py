"""In which words each outlet names an actor."""

import pandas as pd
from matplotlib.figure import Figure as MplFigure
from matplotlib.patches import Patch

from analysis.charts import labels, selection, sources, theme
from analysis.charts.figure import LEGEND, Behind, Figure, Room, legend_below, mention_ids
from analysis.charts.sheet import begin
from analysis.charts.span import short_name
from analysis.charts.words import check_least, check_option, word
from analysis.lexicon.actors import catalogue
from analysis.text.normalise import fold

_SHADES = ("#1f4e79", "#c8842f", "#4f7f52", "#8c3b52", "#6d6a9c", "#b7a33a", "#d6d6d6")
_HATCHES = ("", "//", "..", "xx", "--", "\\\\", "")
_FEW = 20  # mentions of an outlet; with fewer, a share is of one or two words
_LEAST = 3  # mentions without which a share says nothing


def naming_by_outlet(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    actor: str | None = None,
    top: int = 6,
    outlets: int = 12,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
) -> Figure:
    """Draw which words each outlet uses for one actor, as shares of its mentions.

    Parameters
    ----------
    mentions, articles
        Coded tables; outlets with fewer than three mentions of the actor are left out.
    actor
        An id of the catalogue; by default the actor that is named most.
    top
        How many names have a colour of their own, at most six; the rest is one.
    outlets
        How many outlets to draw, those that name the actor most often.

    Returns
    -------
    Figure whose data has one row per outlet and name with ``mentions`` and ``share``.

    Raises
    ------
    ChartError
        If the actor is not in the catalogue.
    """
    sheet = begin(
        "naming", "naming_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        mentions=mentions,
    )  # fmt: skip
    actor = actor or _named_most(mentions)
    if actor is None:
        return sheet.empty("no_mentions", _shares(_rows(mentions, articles, "", 1, ""), outlets))
    check_option("actor", actor, tuple(catalogue().index))
    sheet = sheet.about(short_name(actor, lang))
    rows = _rows(mentions, articles, actor, min(top, len(_SHADES) - 1), word("unnamed_outlet", lang=lang))
    check_least("outlets", outlets, 1)
    data = _shares(rows, outlets)
    if data.empty:
        return sheet.empty("no_naming", data)
    subtitle = word("naming_measure", lang=lang)
    left_out = rows["outlet"].nunique() - data["outlet"].nunique()
    extra = [f"{left_out:,} {word('outlets_not_drawn', lang=lang)}"] if left_out else []
    few = data.groupby("outlet")["mentions"].sum().lt(_FEW).any()
    extra += [word("pale_is_few_mentions", lang=lang)] if few else []
    note = sources.note(int(data["mentions"].sum()), "mentions_of_actor", lang=lang, extra=" · ".join(extra))
    names = list(dict.fromkeys(data["name"]))
    shown = list(dict.fromkeys(data["outlet"]))
    texts = [word("other_words", lang=lang) if n == "" else n for n in names]
    size = sheet.size
    taken = labels.legend_rows(texts, size.width, size.size * LEGEND)
    height = max(size.height * 0.5, (len(shown) * 1.9 + taken + 9) * size.size * 1.5 / 72)
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        _bars(page.figure, page.room, data, shown, names, texts, lang, size.size)
    behind = Behind("mentions", rows[rows["outlet"].isin(shown)].drop(columns="rank"))
    options = {"actor": actor, "top": top}
    return page.done(data, alt=lambda code: _alt(data, actor, code), options=options, behind=behind)


def _named_most(mentions: pd.DataFrame) -> str | None:
    """Return the actor of the catalogue that is named most often, speakers left out, or None."""
    armed = catalogue().index[catalogue()["kind"] != "speaker"]
    named = mentions.loc[mentions["kind"].eq("actor") & mentions["entity_id"].isin(armed), "entity_id"].value_counts()
    return next(iter(selection.commonest(named)), None)


def _rows(mentions: pd.DataFrame, articles: pd.DataFrame, actor: str, top: int, unnamed: str) -> pd.DataFrame:
    """Return the outlet and the name of every mention of an actor, with the name's rank."""
    named = mentions[mentions["kind"].eq("actor") & mentions["entity_id"].eq(actor)]
    outlet = named["article_id"].map(articles.set_index("article_id")["outlet"]).fillna(unnamed)
    plain = named["text"].map(fold)
    # One name in the spelling that is used most.
    written = named["text"].groupby(plain).agg(lambda texts: texts.value_counts().index[0])
    most = plain.value_counts()
    kept = list(most.index[:top])
    name = plain.where(plain.isin(kept), "").map(lambda p: written.get(p, "") if p else "")
    order = {written[p]: k for k, p in enumerate(kept)} | {"": len(kept)}
    return pd.DataFrame({"outlet": outlet, "name": name, "rank": name.map(order), "row_id": mention_ids(named)})


def _shares(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the names of each outlet as shares, for outlets that name the actor often enough."""
    counted = rows.groupby(["outlet", "name", "rank"]).size().rename("mentions")
    data = counted.reset_index()
    sums = data.groupby("outlet")["mentions"].transform("sum")
    data = data.assign(share=data["mentions"] / sums, total=sums)
    data = data[data["total"] >= _LEAST]
    ordered = data.sort_values(["total", "outlet", "rank"], ascending=[False, True, True], ignore_index=True)
    kept = ordered[ordered["outlet"].isin(ordered["outlet"].unique()[:most])]
    return kept[["outlet", "name", "mentions", "share"]].reset_index(drop=True)


def _bars(
    figure: MplFigure,
    room: Room,
    data: pd.DataFrame,
    outlets: list[str],
    names: list[str],
    texts: list[str],
    lang: str,
    size: float,
) -> None:
    line = size * 1.5 / 72 / figure.get_figheight()
    order = sorted(range(len(names)), key=lambda k: names[k] == "")
    looks = {names[k]: (_SHADES[-1], "") if names[k] == "" else (_SHADES[j], _HATCHES[j]) for j, k in enumerate(order)}
    handles = [Patch(facecolor=looks[names[k]][0], hatch=looks[names[k]][1], edgecolor="white") for k in order]
    shown = [labels.short(texts[k], 30) for k in order]
    top = legend_below(figure, room, list(zip(handles, shown, strict=True)), lang=lang, size=size)
    wide = 0.22 if figure.get_figwidth() > 5 else 0.32
    left = room.left + (wide if lang == "en" else 0.01)
    bottom = room.bottom + 1.4 * line
    axes = figure.add_axes((left, bottom, room.right - room.left - wide - 0.02, top - bottom))
    theme.plain(axes)
    at = {outlet: k for k, outlet in enumerate(outlets)}
    reached = dict.fromkeys(outlets, 0.0)
    ranked = data.assign(last=data["name"] == "").sort_values("last", kind="stable")
    sums = data.groupby("outlet")["mentions"].sum()
    for outlet, name, _, share in ranked[["outlet", "name", "mentions", "share"]].itertuples(index=False):
        colour, hatch = looks[name]
        pale = 0.4 if sums[outlet] < _FEW else 1.0
        axes.barh(at[outlet], share, left=reached[outlet], height=0.66, color=colour, hatch=hatch, edgecolor="white",
                  alpha=pale)  # fmt: skip
        if share > 0.09 and pale == 1.0:
            labels.put(axes, reached[outlet] + share / 2, at[outlet], f"{share:.0%}", lang="en", ha="center",
                       va="center", fontsize=size * 0.8, color=theme.ink_on(colour),
                       bbox={"facecolor": colour, "edgecolor": "none", "pad": 0.6})  # fmt: skip
        reached[outlet] += share
    axes.set_xlim((1, 0) if lang == "ar" else (0, 1))
    axes.set_ylim(len(outlets) - 0.4, -0.6)
    axes.set_xticks([])
    if lang == "ar":
        axes.yaxis.tick_right()
    room_for = labels.fit(wide * figure.get_figwidth(), size * 0.9)
    said = [labels.wrap(labels.short(o, 2 * room_for - 7) + f" ({sums[o]:,})", room_for) for o in outlets]
    labels.put_ticks(axes, "y", [float(k) for k in range(len(outlets))], said, lang=lang, fontsize=size * 0.9)


def _alt(data: pd.DataFrame, actor: str, lang: str) -> str:
    first = data[data["name"] != ""].groupby("outlet", sort=False).head(1)
    said = [f"{o}: {n} ({s:.0%})" for o, n, s in first[["outlet", "name", "share"]].head(4).itertuples(index=False)]
    if lang == "ar":
        return f"أعمدة لتسميات {short_name(actor, lang)} في كل منبر. " + "، ".join(said) + "."
    return f"Bars of the names for {short_name(actor, lang)} in each outlet. " + ", ".join(said) + "."
