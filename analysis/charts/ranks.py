"""How the actors that the coverage names most rise and fall, as ranks over time."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
from matplotlib.patheffects import withStroke

from analysis.charts import dots, labels, selection, sources, theme
from analysis.charts.figure import Behind, Figure, mention_ids
from analysis.charts.sheet import Page, begin
from analysis.charts.span import short_name
from analysis.charts.words import check_option, word
from analysis.lexicon.actors import catalogue

_MOST_BINS = 12
_FEW = 5  # articles that name the first; where fewer do, ranks are apart by an article or two


def actor_ranks(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    freq: str = "auto",
    top: int = 8,
    actors: Sequence[str] | None = None,
    include_speakers: bool = False,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    digits: str = "latin",
) -> Figure:
    """Draw the rank of each actor by the number of articles that name it, over time (a bump chart).

    Ranks are among the actors drawn. Where an actor is not named its line stops; the number at the end is of
    the articles that name it over the whole span. Bins in which the first is named in fewer than five
    articles are pale, with hollow marks.

    Parameters
    ----------
    mentions, articles
        Coded tables; undated articles are counted in the note.
    freq
        ``day``, ``week``, ``month``, ``quarter``, ``year``, or ``auto`` by the span.
    top
        How many actors to draw, those that most articles name.
    actors
        These actors instead.
    include_speakers
        Whether sources («المرصد», «مصدر ميداني») are ranked beside those who fight.

    Returns
    -------
    Figure whose data has one row per bin and actor with ``articles`` and ``rank``; rank 1 is named most, and
    equals are ordered by the whole span.

    Raises
    ------
    ChartError
        If an option is not one of those allowed.
    """
    sheet = begin(
        "ranks", "ranks_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        mentions=mentions,
    )  # fmt: skip
    check_option("freq", freq, ("auto", *selection.FREQUENCIES))
    selection.check(freq=freq, count="reports", include=(), types=None, actors=actors)
    step = selection.step(articles["published"], _MOST_BINS) if freq == "auto" else freq
    rows = _rows(mentions, articles, step, top, actors, include_speakers)
    data = _ranked(rows)
    if data.empty:
        return sheet.empty("no_mentions", data)
    dates = sources.dates_phrase(articles, lang=lang)
    subtitle = f"{word('ranks_measure', lang=lang)} {word(f'per_{step}', lang=lang)} · {dates}"
    extra = [word("gap_is_unnamed", lang=lang), word("number_is_articles", lang=lang), word("ties_by_span", lang=lang)]
    extra += [word("pale_is_few_articles", lang=lang)] if _few(data) else []
    note = sources.note(int(articles["published"].notna().sum()), "table_articles", lang=lang, extra=" · ".join(extra))
    size = sheet.size
    height = max(size.height * 0.8, (data["actor"].nunique() * 1.7 + 8) * size.size * 1.5 / 72)
    with sheet.page(subtitle=subtitle, note=note, height=height) as page:
        _draw(page, data, step)
    options = {"freq": step, "top": top, "include_speakers": include_speakers}
    return page.done(data, alt=lambda code: _alt(data, code), options=options, behind=Behind("mentions", rows))


def _rows(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    step: str,
    top: int,
    actors: Sequence[str] | None,
    include_speakers: bool,
) -> pd.DataFrame:
    """Return one row for every article that names one of the actors, with its bin."""
    named = mentions[(mentions["kind"] == "actor") & mentions["entity_id"].notna()]
    named = named.drop_duplicates(["article_id", "entity_id"])
    named = named.merge(articles.drop_duplicates("article_id")[["article_id", "published"]], on="article_id")
    start = named["published"].dt.to_period(selection.FREQUENCIES[step]).dt.start_time
    rows = pd.DataFrame({"bin": start, "actor": named["entity_id"], "row_id": mention_ids(named)}).dropna(
        subset=["bin"]
    )
    if not include_speakers and actors is None:
        rows = rows[rows["actor"].map(catalogue()["kind"]).fillna("armed") != "speaker"]
    most = selection.commonest(rows["actor"].value_counts(), top)
    return rows[rows["actor"].isin(most if actors is None else selection.several(actors))].reset_index(drop=True)


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    if rows.empty:
        return pd.DataFrame({"bin": [], "actor": [], "articles": [], "rank": []})
    counted = rows.groupby(["bin", "actor"]).size().rename("articles").reset_index()
    whole = rows["actor"].value_counts()
    counted = counted.assign(whole=counted["actor"].map(whole))
    ordered = counted.sort_values(["bin", "articles", "whole", "actor"], ascending=[True, False, False, True])
    ranked = ordered.assign(rank=ordered.groupby("bin").cumcount() + 1)
    return ranked[["bin", "actor", "articles", "rank"]].reset_index(drop=True)


def _few(data: pd.DataFrame) -> frozenset[pd.Timestamp]:
    """Return the bins in which even the actor named most is named in few articles."""
    most = data.groupby("bin")["articles"].max()
    return frozenset(most.index[most < _FEW])


def _draw(page: Page, data: pd.DataFrame, step: str) -> None:
    figure, room, lang, size = page.figure, page.room, page.sheet.lang, page.sheet.size.size
    line = size * 1.5 / 72 / figure.get_figheight()
    names = 0.3 if figure.get_figwidth() > 5 else 0.42
    bottom = room.bottom + 1.5 * line
    left = room.left + labels.beside(figure, "10", size)
    axes = figure.add_axes((left, bottom, room.right - left - names, room.top - bottom))
    theme.plain(axes)
    bins = selection.every_bin(data["bin"], step)
    at = {day: k for k, day in enumerate(bins)}
    thin = {at[day] for day in _few(data)}
    whole = data.groupby("actor")["articles"].sum()
    order = selection.commonest(whole)
    number = len(order)
    white = [withStroke(linewidth=3.2, foreground="white")]
    ends: dict[str, tuple[int, int]] = {}
    for actor in order:
        part, drawn = data[data["actor"] == actor], theme.look(actor)
        xs, ranks = [at[day] for day in part["bin"]], part["rank"].tolist()
        for before, after in pairwise(zip(xs, ranks, strict=True)):
            if after[0] - before[0] == 1:
                pale = before[0] in thin or after[0] in thin
                width, shade = (1.0, 0.45) if pale else (2.2, 1.0)
                axes.plot(*zip(before, after, strict=True), color=drawn.colour, linewidth=width, alpha=shade,
                          solid_capstyle="round", path_effects=white, zorder=2)  # fmt: skip
        for hollow in (True, False):
            chosen = [k for k, x in enumerate(xs) if (x in thin) == hollow]
            axes.plot([xs[k] for k in chosen], [ranks[k] for k in chosen], linestyle="none",
                      marker=dots.solid(drawn.marker), markersize=size * (0.7 if hollow else 1.0),
                      color="white" if hollow else drawn.colour, markeredgewidth=1.0,
                      markeredgecolor=drawn.colour if hollow else "white", zorder=3)  # fmt: skip
        ends[actor] = (xs[-1], ranks[-1])
    axes.set_xlim(-0.35, len(bins) - 0.65)
    axes.set_ylim(number + 0.6, 0.4)
    labels.put_ticks(axes, "y", [float(r) for r in range(1, number + 1)], [str(r) for r in range(1, number + 1)],
                     lang=lang)  # fmt: skip
    selection.put_bins(axes, bins, step, lang=lang, most=7)
    _names(page, ends, whole, bins, (bottom, room.top), right=room.right - names)


def _names(
    page: Page,
    ends: dict[str, tuple[int, int]],
    whole: "pd.Series[int]",
    bins: pd.DatetimeIndex,
    heights: tuple[float, float],
    *,
    right: float,
) -> None:
    """Write the names at the right: those named at the end by rank, below them the others with their last year."""
    lang, size, figure = page.sheet.lang, page.sheet.size.size, page.figure
    number, last = len(ends), len(bins) - 1
    present = sorted((rank, actor) for actor, (x, rank) in ends.items() if x == last)
    gone = sorted(((-x, rank, actor) for actor, (x, rank) in ends.items() if x != last), key=str)
    rows = [(rank, actor) for rank, actor in present]
    rows += [(len(present) + 1 + k, actor) for k, (_, _, actor) in enumerate(gone)]
    bottom, top = heights
    wide = labels.fit((0.985 - right - 0.02) * figure.get_figwidth(), size * 0.85)
    for rank, actor in rows:
        y = bottom + (top - bottom) * (number + 0.6 - rank) / (number + 0.2)
        colour = theme.as_ink(theme.look(actor).colour)
        until = "" if (rank, actor) in present else f" ({word('until', lang=lang)} {bins[ends[actor][0]].year})"
        count = f": {whole[actor]:,}{until}"
        said = labels.short(short_name(actor, lang), wide - len(count)) + count
        weight = "bold" if (rank, actor) in present else "normal"
        labels.put_on_figure(figure, right + 0.015, y, said, lang=lang, ha="left", va="center", fontsize=size * 0.85,
                             color=colour, fontweight=weight)  # fmt: skip


def _alt(data: pd.DataFrame, lang: str) -> str:
    first, last = data["bin"].min(), data["bin"].max()
    lead = [data.loc[(data["bin"] == day) & (data["rank"] == 1), "actor"].iloc[0] for day in (first, last)]
    before, after = (short_name(actor, lang) for actor in lead)
    then, now = f"{first:%Y-%m}", f"{last:%Y-%m}"
    if lang == "ar":
        return f"خطوط لترتيب الأطراف بعدد المقالات التي تذكرها. الأول في {then}: {before}؛ في {now}: {after}."
    return f"Lines of the actors' ranks by articles that name them. First in {then}: {before}; in {now}: {after}."
