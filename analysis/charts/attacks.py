"""Who attacks whom in the reports: a matrix of sides, from incidents that name both."""

import pandas as pd

from analysis.charts import matrix, sources
from analysis.charts.figure import Behind, Figure
from analysis.charts.sheet import begin
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
    digits: str = "latin",
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
    sheet = begin(
        "attacks", "attacks_title", articles, lang=lang, title=title, template=template, digits=digits, top=top,
        events=events,
    )  # fmt: skip
    told = pairs(events, background=background)
    if told.empty:
        return sheet.empty("no_events", pd.DataFrame({"from": [], "to": [], "incidents": []}))
    data = matrix.pairs(told, "from", "to", top=top, value="incidents")
    subtitle = word("attacks_measure", lang=lang)
    extra = "" if background else word("no_background", lang=lang)
    note = sources.note(int(told["incident_id"].nunique()), "incidents", lang=lang, extra=extra)
    titles = word("attacker", lang=lang), word("attacked", lang=lang)
    with sheet.page(subtitle=subtitle, note=note, height=matrix.height(sheet, data)) as page:
        matrix.draw(page, data, value="incidents", titles=titles)
    options = {"top": top, "background": background}
    behind = Behind("events", told.rename(columns={"event_id": "row_id"}))
    return page.done(data, alt=lambda code: _alt(data, code), options=options, behind=behind)


def pairs(events: pd.DataFrame, *, background: bool) -> pd.DataFrame:
    """Return who attacks whom, ``from`` and ``to``, once for each incident, with the first event that tells it."""
    told = events[events["event_type"].isin(ATTACKS) & (events["status"] == "happened")]
    if not background:
        told = told[~told["is_background"]]
    wanted = ["incident_id", "event_id", "event_type", "source_actors", "target_actors"]
    long = told[wanted].explode("source_actors").explode("target_actors").dropna()
    long = long.rename(columns={"source_actors": "from", "target_actors": "to"})
    clashes = long[long["event_type"] == "clash"].rename(columns={"from": "to", "to": "from"})
    both = pd.concat([long, clashes])[["incident_id", "event_id", "from", "to"]]
    return both.drop_duplicates(["incident_id", "from", "to"], ignore_index=True)


def _alt(data: pd.DataFrame, lang: str) -> str:
    most = data[~data["from"].isin([matrix.REST])].head(3)
    found = [(matrix.named(a, lang), matrix.named(b, lang), n) for a, b, n in most.itertuples(index=False)]
    if lang == "ar":
        said = "، ".join(f"{a} ← {b} ({n})" for a, b, n in found)
        return f"جدول لمن يهاجم من بحسب التقارير، بعدد الوقائع. الأكثر: {said}."
    said = ", ".join(f"{a} against {b} ({n})" for a, b, n in found)
    return f"A matrix of who attacks whom in the reports, by incidents. Most: {said}."
