"""The coder takes any text: it never raises, and its spans are the letters of the article."""

import csv

import pandas as pd
import pytest
import reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.coding import coder

_WORDS = (
    "قصفت", "قوات", "النظام", "بلدة", "حاس", "سيطر", "تنظيم", "داعش", "على", "تدمر", "وحلب", "بمدينة", "الباب",
    "قتل", "12", "مدنياً", "بينهم", "٣", "أطفال", "أكثر", "من", "نحو", "عشرات", "ما", "لا", "يقل", "عن", "مئة",
    "ألف", "أمس", "اليوم", "الجمعة", "3", "أيار", "2016", "بحسب", "قال", "المرصد", "السوري", "لحقوق", "الإنسان",
    "إن", "أن", "التي", "لم", "دون", "محاولة", "انسحب", "إلى", "غارات", "سيارة", "مفخخة", "عبوة", "ناسفة",
    "الخاضعة", "لسيطرة", "معقل", "قرية", "تل", "قريتي", "بلدات", "و", "ب", "ل", "لل", "ال", "دير", "الزور",
)  # fmt: skip
_MARKS = [" ", "\n", "،", ".", "؛", ":", "«", "»", '"', "(", ")", "#", "ـ", "\u064b", "\u0651", "\u200f", "\u200b", "!"]
_ODD = [
    "\U0001f4a3", "🇸🇾", "👨\u200d👩\u200d👧", "\ufeff", "\x00", "\x1b", "\u2028", "\r\n", "\t", "ﷺ", "ﻻ", "Raqqa",
]  # fmt: skip
_PIECES = st.one_of(
    st.sampled_from(_WORDS).map(lambda w: f" {w}"),
    st.sampled_from(_WORDS),
    st.sampled_from(_MARKS),
    st.sampled_from(_ODD),
    st.integers(0, 10**7).map(str),
    st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=4),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
)
_TEXTS = st.lists(_PIECES, max_size=60).map("".join)


def keep_to_the_article(text: str, rows: coder.Rows) -> None:
    """Assert what holds of the rows of any article."""
    for name, table in coder.to_tables(rows).items():
        tables.check(name, table)
    events = {r["event_id"] for r in rows["events"]}
    for name in ("mentions", "events", "casualties", "control"):
        for row in rows[name]:
            assert 0 <= row["start"] < row["end"] <= len(text), name
            assert row["text"] == text[row["start"] : row["end"]], name
            assert row.get("event_id") is None or row["event_id"] in events, name
    for row in rows["casualties"]:
        assert row["low"] >= 0
        assert row["high"] is None or row["high"] >= row["low"]
    for row in rows["events"] + rows["control"]:
        assert row["date_start"] is None or row["date_start"] <= row["date_end"]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=_TEXTS, published=st.one_of(st.none(), st.dates(pd.Timestamp("2011-01-01").date())))
def test_any_text_is_coded_inside_its_own_letters(text, published):
    article = {"article_id": "x", "text": text, "published_precision": "day" if published else "unknown"}
    keep_to_the_article(text, coder.code_article(article | {"published": published and pd.Timestamp(published)}))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "." * 5000,
        "و" * 20_000,
        "قصفت قوات النظام بلدة حاس " * 200,
        "قتل 12 مدنياً، " * 1000,
        "سيطر تنظيم داعش على " + "حاس و" * 2000,
        "«" * 3000 + "حلب",
        "1 و" * 3000,
        "💣 قصفت 💣 قوات النظام 💣 بلدة حاس 💣",
        "ق\u0651\u064e" * 4000,
    ],
    ids=["empty", "blank", "stops", "one word", "one line", "tolls", "list", "quotes", "numbers", "emoji", "harakat"],
)
def test_extreme_texts_are_coded(text):
    keep_to_the_article(text, coder.code_article({"article_id": "x", "text": text}))


@pytest.mark.parametrize("table", sorted(p.stem for p in reading.GOLDEN.glob("*.csv")))
def test_texts_that_break_off_in_the_middle_are_coded(table):
    """Posts are cut short: no rule may take it for granted that a word follows."""
    with (reading.GOLDEN / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        texts = [row["text"].split() for row in csv.DictReader(handle)]
    for number, words in enumerate(texts):
        for kept in range(1 + number % 8, len(words), 8):
            text = " ".join(words[:kept]).rstrip(".،؛: ")
            keep_to_the_article(text, coder.code_article({"article_id": "x", "text": text}))


@pytest.mark.parametrize(
    "text",
    [
        "سقط خمسة جرحى من المدنيين بينهم",
        "دخلت القافلة واحدة من",
        "أصيب عمال بقصف",
        "“حظر",
        "انتزع الجيش الحر القرية من",
    ],
)
def test_a_text_that_ends_where_a_rule_looks_ahead_is_coded(text):
    keep_to_the_article(text, coder.code_article({"article_id": "x", "text": text}))
