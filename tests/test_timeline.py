"""Events over time: nothing undated is placed in time, nothing is counted twice."""

import pandas as pd
import pytest
import samples

from analysis import charts, tables
from analysis.errors import ChartError

ARTICLES = samples.articles(["أ", "ب"], days=["2015-06-01", "2015-06-20"])


def draw(*rows: dict[str, object], **options: object) -> charts.Figure:
    return charts.timeline(tables.frame("events", rows), ARTICLES, **options)


def counts(made: charts.Figure, place: str) -> dict[str, int]:
    part = made.data[made.data["place"] == place]
    bins = part["bin"].dt.strftime("%Y-%m-%d").fillna("")
    return part["count"].groupby(bins).sum().to_dict()


def test_events_stand_on_their_day() -> None:
    made = draw(samples.event("1", "2015-06-01"), samples.event("2", "2015-06-01"), samples.event("3", "2015-06-04"))
    assert counts(made, "axis") == {"2015-06-01": 2, "2015-06-04": 1}


def test_what_has_no_date_is_never_placed_in_time() -> None:
    made = draw(samples.event("1", "2015-06-01"), samples.event("2", None))
    assert counts(made, "undated") == {"": 1}
    assert counts(made, "axis") == {"2015-06-01": 1}


def test_only_undated_events_still_make_a_figure() -> None:
    assert counts(draw(samples.event("1", None)), "undated") == {"": 1}


def test_a_month_stands_beside_an_axis_of_days_and_on_one_of_months() -> None:
    rows = [samples.event("1", "2015-06-02"), samples.event("2", "2015-06-01", precision="month")]
    assert counts(draw(*rows, freq="day"), "imprecise") == {"": 1}
    assert counts(draw(*rows, freq="month"), "axis") == {"2015-06-01": 2}


def test_a_week_that_lies_in_two_months_stands_beside_an_axis_of_months() -> None:
    made = draw(samples.event("1", "2015-06-28", precision="week"), freq="month")
    assert counts(made, "imprecise") == {"": 1}
    assert counts(made, "axis") == {}


def test_an_incident_told_twice_is_counted_once_by_its_most_exact_date() -> None:
    rows = [
        samples.event("1", "2015-06-01", precision="month", incident="i"),
        samples.event("2", "2015-06-09", incident="i", article_id="a2"),
    ]
    assert counts(draw(*rows, freq="day"), "axis") == {"2015-06-09": 1}
    reports = draw(*rows, freq="day", count="reports")
    assert reports.data["count"].sum() == 2
    assert "reports" in charts.timeline(tables.frame("events", rows), ARTICLES, count="reports", lang="en").subtitle


def test_claims_plans_and_rumours_are_counted_only_when_asked_for() -> None:
    rows = [samples.event("1", "2015-06-01"), samples.event("2", "2015-06-01", status="rumoured")]
    assert draw(*rows).data["count"].sum() == 1
    asked = draw(*rows, include=("happened", "rumoured"), lang="en")
    assert asked.data["count"].sum() == 2
    assert "rumoured" in asked.note


def test_rare_groups_are_gathered_and_none_is_lost() -> None:
    kinds = ["clash"] * 3 + ["shelling"] * 2 + ["killing", "protest"]
    made = draw(*(samples.event(str(k), "2015-06-01", kind=kind) for k, kind in enumerate(kinds)), top=2)
    assert made.data.set_index("group")["count"].to_dict() == {"clash": 3, "shelling": 2, "other": 2}


def test_an_event_without_a_named_actor_says_so() -> None:
    made = draw(samples.event("1", "2015-06-01", source=[]), by="source_actors")
    assert made.data["group"].tolist() == ["nobody"]


def test_selections_keep_what_they_name() -> None:
    rows = [
        samples.event("1", "2015-06-01", kind="clash", source=["isis"], target=["ypg"]),
        samples.event("2", "2015-06-01", kind="shelling", source=["fsa"], target=["syrian-army"]),
    ]
    assert draw(*rows, types=["shelling"]).data["group"].tolist() == ["shelling"]
    assert draw(*rows, actors=["ypg"]).data["group"].tolist() == ["clash"]


@pytest.mark.parametrize(
    ("days", "step"), [(2, "day"), (200, "week"), (3000, "month"), (5000, "quarter"), (14600, "year")]
)
def test_the_step_goes_with_the_span(days: int, step: str) -> None:
    last = str((pd.Timestamp("1985-01-01") + pd.Timedelta(days=days)).date())
    assert draw(samples.event("1", "1985-01-01"), samples.event("2", last)).options["freq"] == step


def test_the_bars_are_as_high_as_the_data() -> None:
    made = draw(*(samples.event(str(k), "2015-06-01") for k in range(5)), samples.event("9", None))
    bars = [bar.get_height() for bar in made.figure.axes[0].patches]
    assert bars == [5]
    assert made.figure.axes[0].get_ylim() == made.figure.axes[1].get_ylim()


def test_a_bar_beside_the_axis_that_would_flatten_it_says_that_its_scale_is_its_own() -> None:
    rows = [samples.event("1", "2015-06-01"), *(samples.event(f"u{k}", None) for k in range(50))]
    main, beside = draw(*rows, lang="en").figure.axes
    assert main.get_ylim()[1] < 2 < beside.get_ylim()[1]
    assert "own scale" in beside.get_xticklabels()[0].get_text()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("freq", "hour"), ("by", "place"), ("count", "events"), ("lang", "fr"), ("template", "poster"),
        ("include", ("happend",)), ("include", "happened?"), ("types", ["battle"]), ("actors", ["nobody-known"]),
        ("top", 0),
    ],
)  # fmt: skip
def test_a_bad_option_is_named_with_what_is_allowed(option: str, value: object) -> None:
    with pytest.raises(ChartError, match=rf"`{option}`.*expected"):
        draw(samples.event("1", "2015-06-01"), **{option: value})


@pytest.mark.parametrize(("lang", "said"), [("ar", "لا شيء يُعرض لأنه"), ("en", "nothing to show because")])
def test_nothing_to_show_says_why(lang: str, said: str) -> None:
    made = draw(lang=lang)
    assert any(said in text.get_text() for text in made.figure.texts)
    assert made.data.empty and said in made.alt[lang]


def test_the_tables_given_are_left_as_they_are() -> None:
    events = tables.frame("events", [samples.event("1", "2015-06-01"), samples.event("2", None)])
    before = events.copy(deep=True)
    charts.timeline(events, ARTICLES)
    pd.testing.assert_frame_equal(events, before)


def test_fifty_thousand_events_take_seconds() -> None:
    many = samples.at_random(20, days=900, outlets=["أ"], actors=["isis", "sdf"])
    events = pd.concat([many["events"]] * 2500, ignore_index=True)
    events["incident_id"] = [f"i{k}" for k in range(len(events))]
    assert charts.timeline(events, many["articles"]).data["count"].sum() == 50_000
