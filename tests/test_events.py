"""What happened, who did it to whom, and where."""

import pandas as pd
import pytest
import reading

from analysis.contract import EVENT_TYPES


@pytest.mark.parametrize(("text", "readings"), reading.cases("event_types.csv"))
def test_types(text, readings):
    reading.matches(reading.events(text), readings)


@pytest.mark.parametrize(("text", "readings"), reading.cases("event_roles.csv"))
def test_roles_and_places(text, readings):
    reading.matches(reading.events(text), readings)


def test_the_golden_table_has_every_type_of_the_codebook():
    expected = " ".join(row for p in reading.cases("event_types.csv") for r in p.values[1] for row in r)
    assert set(EVENT_TYPES) <= set(expected.split())


def test_a_post_pasted_twice_codes_once():
    post = "قصفت قوات النظام بالمدفعية الثقيلة بلدة حاس في ريف إدلب الجنوبي صباح هذا اليوم الطويل."
    assert len(reading.code(f"{post}\n\n{post}\n")["events"]) == 1


def test_the_span_of_an_event_holds_its_trigger_and_stays_in_its_sentence():
    text = "كان الطقس بارداً. شنت الطائرات الروسية غارات على سرمين. وعاد الهدوء."
    (row,) = reading.code(text)["events"]
    assert "غارات" in text[row["start"] : row["end"]]
    assert text.index("شنت") <= row["start"] < row["end"] <= text.index("وعاد")


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("قصفت قوات النظام بلدة حاس أمس.", "2016-05-09", "2016-05-09", "day"),
        ("قصفت قوات النظام بلدة حاس اليوم.", "2016-05-10", "2016-05-10", "day"),
        ("قصفت قوات النظام بلدة حاس في 3 أيار 2016.", "2016-05-03", "2016-05-03", "day"),
        ("قصفت قوات النظام بلدة حاس في آذار 2016.", "2016-03-01", "2016-03-31", "month"),
        ("قصفت قوات النظام بلدة حاس عام 2014.", "2014-01-01", "2014-12-31", "year"),
        ("قصفت قوات النظام بلدة حاس.", "2016-05-04", "2016-05-10", "week"),
        (
            "بدأت الحملة في 20 آذار 2016 والتي انتهت بسيطرة قوات النظام على مدينة تدمر وريفها في 18 نيسان 2016.",
            "2016-04-18",
            "2016-04-18",
            "day",
        ),
    ],
)
def test_time_is_resolved_against_the_day_of_publication(text, start, end, precision):
    (row,) = reading.code(text, published="2016-05-10")["events"]
    assert (row["date_start"], row["date_end"], row["date_precision"]) == (
        pd.Timestamp(start),
        pd.Timestamp(end),
        precision,
    )


@pytest.mark.parametrize("when", ["أمس", "اليوم", "الأسبوع الماضي", "قبل ثلاثة أيام", "الجمعة"])
def test_without_a_day_of_publication_nothing_relative_is_dated(when):
    (row,) = reading.code(f"قصفت قوات النظام بلدة حاس {when}.")["events"]
    assert (row["date_start"], row["date_end"], row["date_precision"]) == (None, None, "unknown")


def test_a_year_behind_since_dates_what_began_then():
    (row,) = reading.code("قصفت قوات النظام بلدة حاس أمس منذ بدء الحرب فيها في 2012.", published="2016-05-10")["events"]
    assert row["date_start"] == pd.Timestamp("2016-05-09")


def test_without_a_day_of_publication_a_full_date_still_counts():
    (row,) = reading.code("قصفت قوات النظام بلدة حاس في 3 أيار 2016.")["events"]
    assert row["date_start"] == pd.Timestamp("2016-05-03")


def test_nothing_that_happened_lies_after_publication():
    (row,) = reading.code("قصفت قوات النظام بلدة حاس في 3 أيار 2019.", published="2016-05-10")["events"]
    assert row["date_start"] is None
