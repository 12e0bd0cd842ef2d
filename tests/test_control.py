"""Claims of who took, lost and holds a place."""

import pytest
import reading


@pytest.mark.parametrize(("text", "readings"), reading.cases("control.csv"))
def test_claims(text, readings):
    reading.matches(reading.claims(text), readings)


def test_a_change_names_its_event_and_a_standing_state_has_none():
    rows = reading.code("سيطرت قوات النظام على مورك. وجفت الآبار في عين العرب الخاضعة لسيطرة وحدات حماية الشعب.")
    links = {r["kind"]: r["event_id"] for r in rows["control"]}
    assert links == {"change": rows["events"][0]["event_id"], "state": None}


def test_a_standing_state_holds_on_the_day_of_publication():
    text = "جفت الآبار في عين العرب الخاضعة لسيطرة وحدات حماية الشعب."
    (row,) = reading.code(text, published="2016-05-10")["control"]
    assert row["date_start"] == row["date_end"]
    assert (str(row["date_start"].date()), row["date_precision"]) == ("2016-05-10", "day")
    (row,) = reading.code(text)["control"]
    assert (row["date_start"], row["date_precision"]) == (None, "unknown")
