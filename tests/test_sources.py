"""Source lines agree with their numbers, in both languages, and say what is undated."""

import pytest
import samples

from analysis import tables
from analysis.charts import sources


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "لا مقالات"), (1, "مقال واحد"), (2, "مقالان"), (3, "3 مقالات"), (10, "10 مقالات"), (11, "11 مقالاً"),
        (99, "99 مقالاً"), (100, "100 مقال"), (102, "102 مقال"), (103, "103 مقالات"), (132, "132 مقالاً"),
        (1000, "1,000 مقال"), (1907, "1,907 مقالات"),
    ],
)  # fmt: skip
def test_the_arabic_noun_takes_the_form_its_number_asks_for(number: int, said: str) -> None:
    assert sources.articles_phrase(number, lang="ar") == said


@pytest.mark.parametrize(
    ("number", "said"), [(1, "منبر واحد"), (2, "منبرين"), (4, "4 منابر"), (12, "12 منبراً"), (200, "200 منبر")]
)
def test_outlets_stand_in_the_genitive_behind_from(number: int, said: str) -> None:
    assert sources.outlets_phrase(number, lang="ar") == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles")])
def test_english_has_one_plural(number: int, said: str) -> None:
    assert sources.articles_phrase(number, lang="en") == said


def test_the_line_counts_articles_outlets_days_and_the_undated() -> None:
    made = samples.articles(["أ", "ب", "أ"], days=["2015-06-01", None, "2015-06-23"])
    english = "Source: 3 articles from 2 outlets, 2015-06-01 – 2015-06-23, 1 undated"
    arabic = "المصدر: 3 مقالات من منبرين، من 2015-06-01 إلى 2015-06-23، 1 بلا تاريخ"
    assert sources.source_line(made, lang="en") == english
    assert sources.source_line(made, lang="ar") == arabic


def test_undated_articles_alone_give_no_days() -> None:
    made = samples.articles([None], days=[None])
    assert sources.source_line(made, lang="en") == "Source: 1 article from an unnamed outlet, 1 undated"


def test_one_day_is_not_a_range() -> None:
    assert sources.dates_phrase(samples.articles(["أ", "ب"]), lang="ar") == "2015-06-01"


def test_no_articles_come_from_nowhere() -> None:
    assert sources.source_line(tables.frame("articles"), lang="ar") == "المصدر: لا مقالات"


def test_every_note_says_that_these_are_reports() -> None:
    assert sources.note(1234, "incidents", lang="en") == "n = 1,234 (incidents) · reports, not events"
    assert "تقارير لا أحداث" in sources.note(5, "incidents", lang="ar")
