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


@pytest.mark.parametrize(
    "text",
    [
        "قال الضابط إن المسؤول عن سقوط الموصل معروف.",
        "بعد سيطرة الحوثيين على صنعاء، بلغ عدد المساجد عشرين في الفترة بين 24 نيسان و22 حزيران.",
        "سيطر تنظيم داعش على مدينة تدمر في السابق.",
        "ومنذ تحرير مدينة عفرين يواصل التنظيم قصفها.",
        "هرب من صنعاء حين دخلها الحوثيون.",
        "وقال النائب إنه يعرف المسؤول الحقيقي عن سقوط الموصل.",
        "وأتاح سقوط أريحا للفصائل التقدم نحو الساحل.",
    ],
)
def test_what_a_sentence_only_refers_to_has_no_date(text):
    rows = reading.code(text, published="2015-07-10")["control"]
    assert all(row["date_start"] is None for row in rows if row["kind"] == "change")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("استعاد الجيش السوري، أمس الخميس، السيطرة على بلدة خناصر.", "2015-07-09"),
        ("زاد النزوح منذ سقوط الموصل في 10 حزيران 2014.", "2014-06-10"),
        ("سيطر الجيش الوطني أمس على مدينة رأس العين بعد انسحاب قوات سوريا الديمقراطية منها.", "2015-07-09"),
    ],
)
def test_what_a_sentence_tells_has_its_date(text, day):
    rows = reading.code(text, published="2015-07-10")["control"]
    assert rows and all(str(row["date_start"].date()) == day for row in rows)
