"""Where a page ends: feeds of other articles are none of its text, posts pasted twice are."""

import reading

from analysis.text.residue import tail

BODY = "قصفت قوات النظام بلدة حاس وقتلت ثلاثة مدنيين، بحسب مصادر محلية في المنطقة التي شهدت قصفاً مماثلاً أمس."


def teasers(count):
    pairs = [f"عنوان الخبر رقم {k} من أخبار أخرى\nنص الخبر رقم {k} كما ورد في الصفحة." for k in range(count)]
    return "\n".join(pair + "\n" + pair for pair in pairs)


def test_headlines_above_a_notice_of_closed_comments_are_cut():
    body = BODY + " وقالت المصادر إن القصف طال أطراف البلدة ومحيطها ليلاً."
    page = f"{body}\nحريق في سوق قديم\nافتتاح معرض للكتاب\nالتعليقات مغلقة."
    assert page[: tail(page)].strip() == body


def test_a_feed_of_teasers_told_twice_is_cut():
    page = f"{BODY}\n{teasers(40)}"
    assert page[: tail(page)].strip() == BODY


def test_a_feed_of_a_few_teasers_stays_since_posts_are_pasted_twice_too():
    page = f"{BODY}\n{teasers(4)}"
    assert tail(page) == len(page)


def test_a_text_told_twice_stays():
    page = f"{BODY}\n{BODY}"
    assert tail(page) == len(page)


def test_a_text_goes_on_behind_the_headline_of_another_article():
    more = "وقال ناشطون إن القصف تجدد مساء اليوم نفسه، وإن طائرات روسية شنت غارات على بلدة كفرنبل القريبة"
    page = f"{BODY}\nاقرأ أيضاً: مقتل عشرة عناصر بهجوم في الرقة\n{more}، من دون أن ترد أنباء عن إصابات."
    told = reading.code(page)
    assert [e["place_names"] for e in told["events"] if e["event_type"] == "air_strike"] == [["كفرنبل"]]
    assert not [t for t in told["casualties"] if t["low"] == 10]


def test_headlines_on_top_of_a_page_are_none_of_its_text():
    page = f"مقالات ذات صلة\nمقتل عشرة عناصر بهجوم في الرقة\n{BODY} {BODY}"
    assert {place for e in reading.code(page)["events"] for place in e["place_names"]} == {"حاس"}
