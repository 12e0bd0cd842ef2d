"""Who attacks whom, the dead by month, the calendar of the coverage, the map of events, and naming by outlet."""

from typing import Any

import pandas as pd
import pytest
import samples

from analysis import charts, tables
from analysis.errors import ChartError

ARTICLES = samples.articles(["يومية", "موقع"], days=["2015-06-16", "2015-07-17"])
EVENTS = tables.frame(
    "events",
    [
        samples.event("e1", "2015-06-01", kind="shelling", source=["syrian-army"], target=["civilians"])
        | {"place_ids": ["tadmor"], "where_prec": 1},
        samples.event("e2", "2015-06-02", kind="shelling", source=["syrian-army"], target=["civilians"], incident="e1")
        | {"place_ids": ["tadmor"], "where_prec": 1},
        samples.event("e3", "2015-07-02", source=["isis"], target=["syrian-army"])
        | {"location_id": "l1", "where_prec": 2},
        samples.event("e4", "2015-07-03", kind="air_strike", source=["syrian-army"], target=["isis"], status="denied"),
        samples.event("e5", "2015-07-04", kind="shelling", source=["isis"], target=["civilians"]) | {"where_prec": 4},
    ],
)
PLACES = tables.frame(
    "places",
    [{"place_id": "tadmor", "name": "تدمر", "name_en": "Tadmor", "kind": "settlement", "lat": 34.5, "lon": 38.2}],
)
LOCATIONS = tables.frame("locations", [{"location_id": "l1", "text": "7 كلم شرق تدمر", "lat": 34.5, "lon": 38.3}])


def pairs(**options: Any) -> dict[tuple[str, str], int]:
    return {(a, b): n for a, b, n in charts.who_attacks_whom(EVENTS, ARTICLES, **options).data.itertuples(index=False)}


def test_an_incident_counts_once_for_a_pair_and_a_clash_both_ways() -> None:
    found = pairs()
    assert found["syrian-army", "civilians"] == 1
    assert found["isis", "syrian-army"] == found["syrian-army", "isis"] == 1


def test_what_did_not_happen_is_no_attack() -> None:
    assert sum(pairs().values()) == 4  # the denied strike of the army on the organisation adds nothing


def incident(
    number: str, day: str | None, low: int, high: int | None, *, recalled: bool = False, least: bool = False
) -> dict[str, Any]:
    start = pd.Timestamp(day) if day else None
    return {
        "incident_id": number, "date_start": start, "date_end": start, "date_precision": "day" if day else "unknown",
        "killed_low": low, "killed_high": high, "killed_open": least, "is_background": recalled,
    }  # fmt: skip


INCIDENTS = tables.frame(
    "incidents",
    [
        incident("i1", "2015-06-01", 3, 5),
        incident("i2", "2015-06-20", 4, None),
        incident("i3", "2015-08-01", 2, 2, least=True),
        incident("i4", "2015-06-05", 900, 900, recalled=True),
        incident("i5", None, 7, 7),
    ],
)
TALLY = {"casualty_id": "c", "event_id": "e1", "outcome": "killed", "low": 40, "is_tally": True}


def dead(**options: Any) -> charts.Figure:
    counts = tables.frame("casualties", [TALLY])
    return charts.killed_by_month(INCIDENTS, counts, EVENTS, ARTICLES, **options)


def test_the_dead_are_summed_by_month_between_least_and_greatest() -> None:
    rows = {f"{m:%Y-%m}": (low, high) for m, low, high in dead().data[["month", "low", "high"]].itertuples(index=False)}
    assert rows == {"2015-06": (7, 9), "2015-07": (0, 0), "2015-08": (2, 2)}


def test_numbers_that_are_only_a_lower_limit_are_marked_and_counted() -> None:
    made = dead(lang="en")
    assert dict(zip(made.data["month"].dt.strftime("%Y-%m"), made.data["at_least"], strict=True))["2015-08"] == 1
    assert "1 incidents with a lower limit only" in made.note


def test_running_totals_stand_apart_and_the_undated_are_counted() -> None:
    made = dead(lang="en")
    assert made.data.set_index("month")["tally"].dropna().tolist() == [40]
    assert "1 undated" in made.note and "recalled events left out" in made.note


def test_the_calendar_shows_months_without_an_article() -> None:
    data = charts.coverage_calendar(samples.articles(["أ"] * 2, days=["2014-01-05", "2015-12-30"])).data
    assert len(data) == 24 and int((data["articles"] == 0).sum()) == 22


def test_the_calendar_of_a_short_corpus_has_days() -> None:
    data = charts.coverage_calendar(ARTICLES).data
    assert data.loc[data["articles"] > 0, ["row", "column"]].to_numpy().tolist() == [["2015-06", 16], ["2015-07", 17]]


def test_the_map_counts_incidents_and_keeps_relative_places_apart() -> None:
    made = charts.event_map(EVENTS, PLACES, LOCATIONS, ARTICLES, lang="en")
    found = {(n, r): k for n, r, k in made.data[["name", "relative", "incidents"]].itertuples(index=False)}
    assert found == {("تدمر", False): 1, ("7 كلم شرق تدمر", True): 1}
    assert "1 known only by governorate or less" in made.note


def test_naming_is_a_share_of_each_outlet() -> None:
    words = [("a1", "داعش")] * 3 + [("a2", "تنظيم الدولة")] * 3 + [("a2", "داعش")]
    rows = [samples.mention(article, "isis") | {"text": text} for article, text in words]
    data = charts.naming_by_outlet(tables.frame("mentions", rows), ARTICLES, actor="isis").data
    shares = {(o, n): s for o, n, _, s in data.itertuples(index=False)}
    assert shares["يومية", "داعش"] == 1 and shares["موقع", "تنظيم الدولة"] == 0.75


def test_an_actor_that_is_none_is_refused() -> None:
    with pytest.raises(ChartError, match="nobody-knows"):
        charts.naming_by_outlet(tables.frame("mentions"), ARTICLES, actor="nobody-knows")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_empty_tables_give_a_figure_that_says_why(lang: str) -> None:
    none = {
        name: tables.frame(name) for name in ("events", "incidents", "casualties", "places", "locations", "mentions")
    }
    for made in (
        charts.who_attacks_whom(none["events"], ARTICLES, lang=lang),
        charts.killed_by_month(none["incidents"], none["casualties"], none["events"], ARTICLES, lang=lang),
        charts.coverage_calendar(tables.frame("articles"), lang=lang),
        charts.event_map(none["events"], none["places"], none["locations"], ARTICLES, lang=lang),
        charts.naming_by_outlet(none["mentions"], ARTICLES, actor="isis", lang=lang),
    ):
        assert made.data.empty and made.alt[lang].startswith({"ar": "لا شيء", "en": "nothing"}[lang])


def test_tables_in_one_anothers_place_are_told_by_name() -> None:
    with pytest.raises(ChartError, match="`events` has no column `event_type`"):
        charts.timeline(ARTICLES, EVENTS)
    with pytest.raises(ChartError, match="in the order spells, control, articles"):
        charts.control_by_place(tables.frame("control"), tables.frame("spells"), ARTICLES)
