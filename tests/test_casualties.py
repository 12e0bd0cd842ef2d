"""How many, with the bounds that the words allow."""

import pytest
import reading


@pytest.mark.parametrize(("text", "readings"), reading.cases("casualties.csv"))
def test_wordings(text, readings):
    reading.matches(reading.tolls(text), readings)


@pytest.mark.parametrize("number", [3, 7, 11, 19, 46, 105, 1340])
def test_any_number_in_digits_is_its_own_bound(number):
    assert reading.tolls(f"قتل {number} شخصاً في حاس.") == [f"killed {number}..{number} -"]


def test_a_toll_belongs_to_the_event_of_its_sentence():
    rows = reading.code("سيطرت قوات النظام على مورك. وانفجرت عبوة ناسفة في نوى ما أسفر عن مقتل مدنيين اثنين.")
    blast = next(e for e in rows["events"] if e["event_type"] == "ied_blast")
    assert [c["event_id"] for c in rows["casualties"]] == [blast["event_id"]]


def test_low_is_never_above_high():
    for parameter in reading.cases("casualties.csv"):
        for row in reading.code(parameter.values[0])["casualties"]:
            assert row["high"] is None or row["low"] <= row["high"]
