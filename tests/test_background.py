"""What an article only recalls, and the day of what it tells."""

import pandas as pd
import pytest
import reading

from analysis import charts, tables
from analysis.coding import coder

WEDNESDAY = "2015-07-22"


def recalled(text: str) -> list[str | None]:
    return [e["background_rule"] for e in reading.code(text, published=WEDNESDAY)["events"]]


def days(text: str) -> list[tuple[str, str]]:
    rows = reading.code(text, published=WEDNESDAY)["events"]
    return [(f"{e['date_start']:%Y-%m-%d}", e["date_precision"]) for e in rows]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("قصفت قوات النظام بلدة حاس صباح اليوم.", None),
        ("قصفت قوات النظام بلدة حاس في آب 2013.", "dated-earlier"),
        ("شنت الطائرات الروسية 85 غارة على إدلب منذ بداية العام.", "running-total"),
        ("يتعرض ريف إدلب لقصف متكرر من قوات النظام.", "habit"),
        ("أدانت المنظمة هجوم تنظيم داعش على بلدة حاس.", "condemned"),
        ("سبق أن قصفت قوات النظام بلدة حاس.", "recalled"),
    ],
)
def test_what_is_news_and_what_is_recalled(text, rule):
    assert recalled(text) == [rule]


def test_the_day_of_a_statement_is_not_the_day_of_what_it_says():
    text = "أكدت المنسقية في بيان السبت أن طائرات تركية قصفت مواقع حزب العمال الكردستاني مساء الجمعة."
    assert days(text) == [("2015-07-17", "day")]


def test_a_day_behind_a_new_matter_is_not_that_of_the_matter_before():
    assert days("قصفت قوات النظام بلدة حاس، فيما يجتمع المبعوث مع الوزير اليوم.") == [("2015-07-16", "week")]


def test_years_since_a_war_began_date_no_event():
    assert days("قصفت قوات النظام بلدة حاس والبلاد في حرب منذ أربع سنوات.") == [("2015-07-16", "week")]


def test_charts_leave_out_what_is_recalled_unless_asked():
    articles = [{"article_id": "a", "text": "قصفت قوات النظام حاس اليوم. وقصفت قوات النظام مورك في آب 2013."}]
    articles[0] |= {"published": pd.Timestamp(WEDNESDAY), "published_precision": "day"}
    made = coder.to_tables(coder.code_articles(articles))
    told = tables.frame("articles", articles)
    assert charts.timeline(made["events"], told).data["count"].sum() == 1
    assert charts.timeline(made["events"], told, background=True).data["count"].sum() == 2
