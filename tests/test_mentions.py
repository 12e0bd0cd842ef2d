"""Who and where is named, in the words of the press."""

import pytest
import reading


@pytest.mark.parametrize(("text", "readings"), reading.cases("mentions.csv"))
def test_mentions(text, readings):
    reading.matches(reading.mentions(text), readings)


@pytest.mark.parametrize(
    ("published", "actor"),
    [
        ("2016-01-01", "syrian-army"),
        ("2024-12-07", "syrian-army"),
        ("2024-12-08", "syrian-government-2024"),
        ("2025-03-01", "syrian-government-2024"),
        (None, "syrian-army"),
    ],
)
def test_the_syrian_army_is_another_actor_after_the_government_fell(published, actor):
    rows = reading.code("انتشر الجيش السوري في حمص.", published=published)["mentions"]
    assert [r["entity_id"] for r in rows if r["kind"] == "actor"] == [actor]


def test_a_short_form_means_the_organisation_named_last_before_it():
    text = "ظهر تنظيم القاعدة في بيان. وقال التنظيم إنه باق. ثم ظهر تنظيم داعش، ورد التنظيم سريعاً."
    rows = [r for r in reading.code(text)["mentions"] if r["text"] == "التنظيم"]
    assert [r["entity_id"] for r in rows] == ["al-qaeda", "isis"]


def test_a_span_cuts_the_clitic_and_keeps_the_letters_of_the_article():
    text = "هدأت الأحوال بـ«حلــب» وبتدمر."
    spans = [(r["text"], text[r["start"] : r["end"]]) for r in reading.code(text)["mentions"]]
    assert spans == [("حلــب", "حلــب"), ("تدمر", "تدمر")]


@pytest.mark.parametrize(
    ("actor", "place"),
    [("قوات سوريا الديمقراطية", "al-mustareha-raqqa"), ("هيئة تحرير الشام", "mustariha"), ("الأهالي", "mustariha")],
)
def test_a_name_that_two_places_share_goes_with_the_actors_that_are_there(actor, place):
    rows = reading.code(f"استهدفت {actor} مجموعة مسلحة في قرية المستريحة.")["mentions"]
    assert [r["name_id"] for r in rows if r["kind"] == "place"] == [place]


def test_the_police_of_the_north_are_told_apart_from_the_new_government_s():
    north = "استهدفت طائرة سيارة في مدينة الحسكة. وقالت قوى الأمن الداخلي إن رجلاً قتل."
    capital = "وقع انفجار في مدينة دمشق. وقالت قوى الأمن الداخلي إن رجلاً قتل."
    ids = [
        {m["entity_id"] for m in reading.code(text, published="2025-06-01")["mentions"] if m["kind"] == "actor"}
        for text in (north, capital)
    ]
    assert ids == [{"asayish"}, {"syrian-government-2024"}]


def test_whose_page_a_post_is_on_is_no_speaker_in_it():
    text = "قصف على بلدة حاس... - شبكة شام\nFacebook‎شبكة شام‎'s Post\nأفادت شبكة شام بقصف على بلدة حاس قبل قليل."
    assert [m["start"] for m in reading.code(text)["mentions"] if m["kind"] == "actor"] == [text.rfind("شبكة")]
