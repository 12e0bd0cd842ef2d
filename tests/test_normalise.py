"""One plain spelling, and the exact way back to the article's own characters."""

import re
import string

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from analysis.text.normalise import fold, normalise
from analysis.text.tokens import tokenise

# The first example of a run also compiles patterns; on a busy machine that is no fault.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىٱپچژکگی"
HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
TATWEEL = "\u0640"
CONTROLS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff\u00ad"
QUOTES = "\"'«»“”‘’"
FORMS = "ﷲﷺﻻﻷﻹﻵﺍﺑﺔﻩﻰﭖﮎﹰﹷﱠ①⑫０٩"
BLANKS = " \u00a0\u2003\u202f\t#_"
MARKS = "…؟?.,،؛;:!()[]-–/*|\n\r"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
anything = st.text(
    LETTERS + HARAKAT + TATWEEL + CONTROLS + QUOTES + FORMS + BLANKS + MARKS + DIGITS + string.ascii_letters,
    max_size=60,
)
words = st.text("ابتجحدرزسصضطعفقكلمنهوي", min_size=1, max_size=12)


@given(anything)
@example("قصـ.ـف")
@example("ﷲ ﷺ…")
def test_every_plain_character_leads_back_in_order(text: str) -> None:
    normal = normalise(text)
    origins = [normal.origin(k) for k in range(len(normal.text))]
    assert origins == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)
    assert normal.origin(len(normal.text)) == len(text)


@given(anything, st.data())
def test_spans_stay_inside_the_text_and_do_not_cross(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    a, b, c, d = sorted(data.draw(st.tuples(*[st.integers(0, len(normal.text))] * 4)))
    (first, past), (second, end) = normal.span(a, b), normal.span(c, d)
    assert 0 <= first <= past <= len(text)
    assert first <= second <= end <= len(text)
    if a < b:
        assert first < past
    outer = normal.span(a, d)
    if a < b and c < d:
        assert outer == (first, end)


@given(anything)
def test_plain_text_is_plain_already(text: str) -> None:
    plain = normalise(text).text
    again = normalise(plain)
    assert again.text == plain
    assert again.span(0, len(plain)) == (0, len(plain))


@given(words, st.data())
def test_what_carries_no_letter_changes_nothing(word: str, data: st.DataObject) -> None:
    signs = st.text(HARAKAT + TATWEEL + CONTROLS, max_size=3)
    written = "".join(letter + data.draw(signs) for letter in word)
    assume(not re.search("ا\u064b.|\u064bا.", written))  # nunation with an alef ends a word
    assert fold(written) == fold(word) == word
    text = f"في {written} أمس"
    start, end = normalise(text).span(3, 3 + len(word))
    assert text[start] == word[0] and text[end - 1] == word[-1]
    assert fold(text[start:end]) == word


@given(words)
def test_a_word_split_by_dots_is_one_word(word: str) -> None:
    for parting in ("ـ.ـ", "ــ*", "ـ ـ", "ـ.", ".ـ", "ـ..ـ"):
        assert fold(parting.join(word)) == word


@given(anything)
def test_tokens_are_disjoint_and_hold_every_letter(text: str) -> None:
    plain = normalise(text).text
    tokens = tokenise(plain)
    assert len(tokens) == len(tokens.starts) == len(tokens.ends)
    at = 0
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert at <= start < end and plain[start:end] == word
        assert not plain[at:start].strip()
        assert tokens.at(start) == tokens.at(end - 1) == tokens.starts.index(start)
        at = end
    assert not plain[at:].strip()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("إدلب", "ادلب"),
        ("آذار", "اذار"),
        ("الرقّة", "الرقه"),
        ("مستشفى", "مستشفي"),
        ("مئة ومسؤول", "ميه ومسوول"),
        ("داعـــش", "داعش"),
        ("«داعش»", "داعش"),
        ("لـ«داعش»", "لداعش"),
        ('و"قسد"', "وقسد"),
        ("قصـ.ـف", "قصف"),
        ("اعتقـ*ال", "اعتقال"),
        ("المجــ*ازر", "المجازر"),
        ("استهـ ـداف", "استهداف"),
        ("ا.ستشها.د", "استشهاد"),
        ("د.ا.ع.ش", "داعش"),
        ("الإ.س.ر.ا.ئ.ي.ل.ي.ة", "الاسراييليه"),
        ("القصف.وقتل", "القصف.وقتل"),
        ("أ.ف.ب", "ا.ف.ب"),
        ("د.محمد", "د.محمد"),
        ("الـ12", "ال12"),
        ("لـ موقعنا", "لموقعنا"),
        ("كوردستان", "كوردستان"),
        ("کردستان", "كردستان"),
        ("كوباني وگری سپی", "كوباني وكري سبي"),
        ("١٢٠٠", "1200"),
        ("۱۲", "12"),
        ("١٬٢٠٠", "1،200"),
        ("٣٫٥", "3.5"),
        ("1,200", "1،200"),
        ("2013–2015", "2013-2015"),
        ("ﷲ", "الله"),
        ("ﻻجئ", "لاجي"),
        ("T4", "t4"),
        ("#ريف_حلب", "ريف حلب"),
        ("إلى\u00a0\u00a0حلب", "الي حلب"),
        ("\u202bحلب\u202c", "حلب"),
        ("انتهى…", "انتهي..."),
        ("لماذا? نعم;", "لماذا؟ نعم؛"),
    ],
)
def test_spellings(written: str, plain: str) -> None:
    assert fold(written) == plain


@pytest.mark.parametrize("written", ["1445هـ الموافق", "عام 1445 هـ. وقال"])
def test_the_letter_of_a_hijri_year_is_not_a_split_word(written: str) -> None:
    assert "ه" in tokenise(normalise(written).text).words
    assert tokenise(normalise(written).text).words[-1] in ("الموافق", "وقال")


def test_a_windows_line_break_is_one_line_break() -> None:
    assert normalise("سطر\r\nثان\rثالث").text == "سطر\nثان\nثالث"


def test_a_quotation_mark_between_two_words_separates_them() -> None:
    assert normalise("جيش«الفتح»والنصرة").text.split() == ["جيش", "الفتح", "والنصره"]


@pytest.mark.parametrize(
    ("text", "plain", "own"),
    [
        ("قال «جَيْش الفتح» إنه", "جيش الفتح", "جَيْش الفتح"),
        ("بعد قصـ.ـف حلب", "قصف", "قصـ.ـف"),
        ("في الرقـــة،", "الرقه", "الرقـــة"),
        ("سيارة \u200fمفخخة\u200e هنا", "مفخخه", "مفخخة"),
        ("استهدف\u00a0 \u00a0حلب", "استهدف حلب", "استهدف\u00a0 \u00a0حلب"),
        ("رحمه ﷲ اليوم", "الله", "ﷲ"),
        ("تنظيم د!!عـ ـش اليوم", "داعش", "د!!عـ ـش"),
        ("بعد ق.صف حاس", "قصف", "ق.صف"),
    ],
)
def test_a_match_is_reported_in_the_articles_own_characters(text: str, plain: str, own: str) -> None:
    normal = normalise(text)
    at = normal.text.index(plain)
    start, end = normal.span(at, at + len(plain))
    assert text[start:end] == own


def test_an_empty_text_is_no_error() -> None:
    normal = normalise("")
    assert normal.text == "" and normal.span(0, 0) == (0, 0)
    assert len(tokenise("")) == 0


def test_tokens_of_a_span() -> None:
    tokens = tokenise("مقتل 12 مدنيا في حلب")
    assert tokens.range(5, 13) == (1, 3)
    assert tokens.range(0, 20) == (0, 5)
    assert tokens.range(4, 4) == (1, 1)
