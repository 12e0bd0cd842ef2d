"""The same occurrence across articles."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.incidents import assign


def event(event_id: str, day: str | None = "2016-05-10", **more) -> dict:
    """Return a shelling of حاس by the army, each in its own article."""
    when = pd.Timestamp(day) if day else None
    return {
        "event_id": event_id,
        "article_id": f"of-{event_id}",
        "event_type": "shelling",
        "place_names": ["حاس"],
        "source_actors": ["syrian-army"],
        "date_start": when,
        "date_end": when,
        "date_precision": "day" if day else "unknown",
    } | more


def groups(*events: dict) -> set[frozenset[str]]:
    made = assign(tables.frame("events", events))
    return {frozenset(ids) for ids in made.groupby("incident_id")["event_id"].apply(list)}


def alone(*ids: str) -> set[frozenset[str]]:
    return {frozenset([i]) for i in ids}


def test_no_events_no_incidents():
    assert assign(tables.frame("events")).empty


def test_two_articles_that_tell_one_event_share_an_incident():
    assert groups(event("a"), event("b")) == {frozenset("ab")}


def test_an_outlet_that_dates_it_a_day_later_tells_the_same():
    assert groups(event("a"), event("b", "2016-05-11")) == {frozenset("ab")}


def test_an_article_that_names_nobody_tells_the_same():
    assert groups(event("a"), event("b", source_actors=[])) == {frozenset("ab")}


@pytest.mark.parametrize(
    "other",
    [
        {"event_type": "air_strike"},
        {"place_names": ["كفرنبل"]},
        {"source_actors": ["russian-forces"]},
        {"day": "2016-05-13"},
        {"place_names": []},
    ],
    ids=["type", "place", "source", "day", "no place"],
)
def test_what_differs_stays_apart(other):
    assert groups(event("a"), event("b", **other)) == alone("a", "b")


def test_undated_events_of_different_articles_stay_apart():
    assert groups(event("a", None), event("b", None)) == alone("a", "b")


def test_undated_events_of_one_article_that_nothing_tells_apart_are_one():
    assert groups(event("a", None, article_id="x"), event("b", None, article_id="x")) == {frozenset("ab")}


def test_an_incident_is_named_after_its_first_event():
    assert set(assign(tables.frame("events", [event("b"), event("a")]))["incident_id"]) == {"a"}


def test_the_table_given_is_not_changed():
    given_table = tables.frame("events", [event("a"), event("b")])
    before = given_table.copy(deep=True)
    assign(given_table)
    pd.testing.assert_frame_equal(given_table, before)


_EVENTS = st.lists(
    st.builds(
        lambda day, place, source, article: {
            "day": None if day is None else f"2016-05-{day:02}",
            "place_names": place,
            "source_actors": source,
            "article_id": article,
        },
        st.sampled_from([None, 1, 2, 5, 9, 10]),
        st.sampled_from([[], ["حاس"], ["كفرنبل"], ["حاس", "كفرنبل"]]),
        st.sampled_from([[], ["syrian-army"], ["russian-forces"]]),
        st.sampled_from(["x", "y", "z"]),
    ),
    max_size=10,
)


@settings(deadline=None)
@given(rows=_EVENTS, data=st.data())
def test_the_order_of_rows_never_changes_the_incidents(rows, data):
    events = [event(f"e{k}", **row) for k, row in enumerate(rows)]
    assert groups(*data.draw(st.permutations(events))) == groups(*events) if events else True


def test_tolls_of_different_sizes_keep_events_apart():
    events = tables.frame("events", [event("a"), event("b"), event("c")])
    counts = [("a", 2), ("b", 3), ("c", 40)]
    dead = tables.frame("casualties", [{"event_id": e, "outcome": "killed", "low": n, "high": n} for e, n in counts])
    assert assign(events, dead)["incident_id"].tolist() == ["a", "a", "c"]


def test_fighting_that_goes_on_for_days_is_not_one_incident():
    days = [event(f"e{d}", f"2016-05-{10 + d}") for d in range(4)]
    assert groups(*days) == {frozenset(["e0", "e1"]), frozenset(["e2", "e3"])}


def test_copies_of_a_report_without_a_day_tell_one_incident():
    events = tables.frame("events", [event("a", None), event("b", None)])
    assert assign(events, reports={"of-b": "of-a"})["incident_id"].tolist() == ["a", "a"]


def test_a_blast_and_its_device_are_one_incident():
    assert groups(event("a", event_type="explosion"), event("b", event_type="ied_blast")) == {frozenset("ab")}
