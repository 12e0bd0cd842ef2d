"""The same occurrence across articles."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.extents import extents
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


PLACES = extents(
    pd.DataFrame(
        [
            ["aleppo", "settlement", "حلب", "حلب", "SY"],
            ["hayan", "village", "حيان", "حلب", "SY"],
            ["rityan", "village", "رتيان", "حلب", "SY"],
            ["has", "village", "حاس", "إدلب", "SY"],
            ["syria", "country", "سوريا", "", "SY"],
        ],
        columns=["place_id", "kind", "name", "governorate", "country"],
    )
)


def told(event_id: str, place: str, start: int, **more) -> dict:
    """Return a shelling of one article, at a place and from a character on."""
    name = PLACES.name[place]
    return event(event_id, article_id="x", place_ids=[place], place_names=[name], start=start, text=name) | more


def in_areas(*events: dict) -> set[frozenset[str]]:
    made = assign(tables.frame("events", events), extents=PLACES)
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


def test_the_area_of_a_headline_is_the_village_that_the_text_names():
    assert in_areas(told("a", "aleppo", 0), told("b", "hayan", 90)) == {frozenset("ab")}


def test_a_country_holds_every_place_in_it():
    assert in_areas(told("a", "syria", 0), told("b", "has", 90)) == {frozenset("ab")}


def test_an_area_is_the_first_place_told_behind_it_and_villages_stay_apart():
    three = told("a", "aleppo", 0), told("b", "hayan", 90), told("c", "rityan", 200)
    assert in_areas(*three) == {frozenset("ab"), frozenset("c")}


@pytest.mark.parametrize(
    ("area", "village"),
    [
        (told("a", "aleppo", 0, text="قصف مدينة حلب"), told("b", "hayan", 90)),
        (told("a", "aleppo", 0), told("b", "has", 90)),
        (told("a", "aleppo", 0), told("b", "hayan", 90, article_id="y")),
        (told("a", "aleppo", 0), told("b", "hayan", 90, source_actors=["russian-forces"])),
        (told("a", "aleppo", 0), told("b", "hayan", 90, event_type="air_strike")),
        (told("a", "aleppo", 0), told("b", "hayan", 90, is_background=True)),
        (told("a", "aleppo", 0), told("b", "hayan", 90, **{
            "date_start": pd.Timestamp("2016-04-01"), "date_end": pd.Timestamp("2016-04-01")})),
    ],
    ids=["the city itself", "elsewhere", "another article", "source", "type", "background", "day"],
)  # fmt: skip
def test_an_area_and_a_village_that_differ_stay_apart(area, village):
    assert in_areas(area, village) == alone("a", "b")


def test_a_headline_does_not_join_the_villages_of_two_articles():
    first = told("a", "aleppo", 0), told("b", "hayan", 90)
    second = told("c", "aleppo", 0, article_id="y"), told("d", "rityan", 90, article_id="y")
    assert in_areas(*first, *second) == {frozenset("ab"), frozenset("cd")}


@settings(deadline=None)
@given(order=st.permutations(range(4)))
def test_the_order_of_rows_never_changes_what_an_area_is(order):
    rows = [told("a", "aleppo", 0), told("b", "hayan", 90), told("c", "rityan", 200), told("d", "syria", 10)]
    assert in_areas(*(rows[k] for k in order)) == in_areas(*rows)
