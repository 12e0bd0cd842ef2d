"""Who attacks whom in the reports: a matrix of sides, from incidents that name both."""

import pandas as pd

from analysis.charts import matrix, sources, theme
from analysis.charts.figure import Figure, canvas, empty
from analysis.charts.words import word

ATTACKS = (
    "clash", "ground_attack", "air_strike", "shelling", "vehicle_bomb", "suicide_bombing", "ied_blast", "explosion",
    "sabotage", "shooting", "killing", "abduction", "arrest_raid",
)  # fmt: skip


def who_attacks_whom(
    events: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    top: int = 8,
    lang: str = "ar",
    title: str | None = None,
    template: str = "page",
    background: bool = False,
) -> Figure:
    """Draw a matrix of those who attack and those who are attacked, by the number of incidents.

    An incident counts once for each pair, however many reports tell it; a clash counts in both directions.

    Parameters
    ----------
    events, articles
        Coded tables.
    top
        How many actors a side has, those in most incidents; the rest is summed.
    background
        Whether what articles only recall counts too.

    Returns
    -------
    Figure whose data has one row per pair with ``incidents``.
    """
    theme.check_common(lang=lang, template=template, top=top, events=events, articles=articles)
    heading = title or word("attacks_title", lang=lang)
    source = sources.source_line(articles, lang=lang)
    told = _pairs(events, background)
    if told.empty:
        nothing = pd.DataFrame({"from": [], "to": [], "incidents": []})
        return empty("no_events", nothing, name="attacks", lang=lang, title=heading, source=source, template=template)
    data = matrix.pairs(told, "from", "to", top=top, value="incidents")
    subtitle = word("attacks_measure", lang=lang)
    extra = "" if background else word("no_background", lang=lang)
    note = sources.note(int(told["incident_id"].nunique()), lang=lang, extra=extra)
    with theme.style(template) as size:
        figure, room = canvas(lang=lang, title=heading, subtitle=subtitle, note=note, source=source, template=template)
        titles = word("attacker", lang=lang), word("attacked", lang=lang)
        matrix.draw(figure, room, data, value="incidents", titles=titles, lang=lang, size=size.size)
    alt = {code: _alt(data, code) for code in ("ar", "en")}
    options = {"top": top, "background": background}
    return Figure(figure, data, "attacks", lang, heading, subtitle, note, source, alt, options, template)


def _pairs(events: pd.DataFrame, background: bool) -> pd.DataFrame:
    told = events[events["event_type"].isin(ATTACKS) & (events["status"] == "happened")]
    if not background:
        told = told[~told["is_background"]]
    wanted = ["incident_id", "event_type", "source_actors", "target_actors"]
    long = told[wanted].explode("source_actors").explode("target_actors").dropna()
    long = long.rename(columns={"source_actors": "from", "target_actors": "to"})
    clashes = long[long["event_type"] == "clash"].rename(columns={"from": "to", "to": "from"})
    both = pd.concat([long, clashes])[["incident_id", "from", "to"]]
    return both.drop_duplicates(ignore_index=True)


def _alt(data: pd.DataFrame, lang: str) -> str:
    most = data[~data["from"].isin([matrix.REST])].head(3)
    found = [(matrix.named(a, lang), matrix.named(b, lang), n) for a, b, n in most.itertuples(index=False)]
    if lang == "ar":
        said = "، ".join(f"{a} ضد {b} ({n})" for a, b, n in found)
        return f"جدول لمن يهاجم من بحسب التقارير، بعدد الوقائع. الأكثر: {said}."
    said = ", ".join(f"{a} against {b} ({n})" for a, b, n in found)
    return f"A matrix of who attacks whom in the reports, by incidents. Most: {said}."
