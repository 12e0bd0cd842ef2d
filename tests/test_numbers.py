"""Numbers in digits and words with their bounds, checked against a writer of Arabic numerals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.normalise import fold
from analysis.text.numbers import Number, least_after, read
from analysis.text.tokens import tokenise

# The first example of a run also compiles patterns; on a busy machine that is no fault.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# A small writer of the grammar: feminine numeral (for a masculine noun) and masculine numeral.
WITH_TA = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
WITHOUT_TA = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
STEMS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]


def below_hundred(n: int, *, feminine: bool, oblique: bool) -> str:
    units = WITHOUT_TA if feminine else WITH_TA
    two = ("اثنتين" if feminine else "اثنين") if oblique else units[2]
    if n <= 10:
        return two if n == 2 else units[n]
    if n < 20:
        ten = "عشرة" if feminine else "عشر"
        if n == 11:
            return f"{'إحدى' if feminine else 'أحد'} {ten}"
        if n == 12:
            return f"{two[:-1]} {ten}"
        return f"{units[n - 10]} {ten}"
    tens = STEMS[n // 10] + ("ين" if oblique else "ون")
    unit = {1: "إحدى" if feminine else "واحد", 2: two}.get(n % 10, units[n % 10])
    return f"{unit} و{tens}" if n % 10 else tens


def below_thousand(n: int, *, feminine: bool, oblique: bool, hundred: str, apart: bool) -> str:
    parts = []
    if n >= 100:
        count = n // 100
        stem = "ثماني" if count == 8 and apart else STEMS[count]
        two = hundred[:-1] + ("تين" if oblique else "تان")
        parts.append({1: hundred, 2: two}.get(count, f"{stem}{' ' if apart else ''}{hundred}"))
    if n % 100:
        parts.append(below_hundred(n % 100, feminine=feminine, oblique=oblique))
    return " و".join(parts)


def in_words(n: int, *, feminine: bool, oblique: bool, hundred: str = "مئة", apart: bool = False) -> str:
    parts = []
    thousands = n // 1000
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفين" if oblique else "ألفان")
    elif thousands:
        counted = below_thousand(thousands, feminine=False, oblique=oblique, hundred=hundred, apart=apart)
        parts.append(f"{counted} {'آلاف' if 3 <= thousands % 100 <= 10 else 'ألفاً' if thousands % 100 > 10 else 'ألف'}")
    if n % 1000:
        parts.append(below_thousand(n % 1000, feminine=feminine, oblique=oblique, hundred=hundred, apart=apart))
    return " و".join(parts)


def reading(text: str, at: int = 0) -> Number | None:
    words = tokenise(fold(text)).words
    return read(words, at, len(words))


def bounds(text: str) -> tuple[int, int | None, bool] | None:
    number = reading(text)
    return (number.low, number.high, number.approximate) if number else None


@pytest.mark.parametrize("feminine", [False, True])
@pytest.mark.parametrize("oblique", [False, True])
def test_every_number_to_9999_is_read_back(feminine: bool, oblique: bool) -> None:
    noun = "امرأة" if feminine else "رجلاً"
    wrong = []
    for n in range(1, 10_000):
        text = in_words(n, feminine=feminine, oblique=oblique)
        number = reading(f"{text} {noun}")
        if number is None or (number.low, number.high, number.end) != (n, n, len(text.split())):
            wrong.append((n, text, number))
    assert wrong == []


@given(
    st.integers(1, 999_999), st.booleans(), st.booleans(), st.sampled_from(["مئة", "مائة", "مية"]), st.booleans(),
    st.sampled_from([
        ("", 0, True, False), ("أكثر من", 1, False, False), ("ما يزيد على", 1, False, False),
        ("ما لا يقل عن", 0, False, False), ("نحو", 0, True, True), ("حوالي", 0, True, True), ("قرابة", 0, True, True),
    ]),
)  # fmt: skip
def test_bounds_before_any_number(
    n: int, feminine: bool, oblique: bool, hundred: str, apart: bool, bound: tuple[str, int, bool, bool]
) -> None:
    before, more, closed, approximate = bound
    text = in_words(n, feminine=feminine, oblique=oblique, hundred=hundred, apart=apart)
    assert bounds(f"{before} {text} شخصاً") == (n + more, n if closed else None, approximate)
    assert bounds(f"{before} {n} شخصاً") == (n + more, n if closed else None, approximate)


@given(st.integers(0, 9_999_999), st.sampled_from([",", ".", "٬", ""]), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩"]))
def test_digits_in_every_dress(n: int, separator: str, digits: str) -> None:
    written = f"{n:,}".replace(",", separator).translate(str.maketrans("0123456789", digits))
    assert bounds(f"{written} قذيفة") == (n, n, False)


_PIECES = [
    "مئة", "ألف", "آلاف", "و", "واحد", "عشر", "عشرين", "ومئتين", "3", "1.5", "مليون", "أكثر", "من", "نصف", "بضع",
    "قتيل", "بين", "لا",
]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(_PIECES),
        max_size=9,
    )
)
def test_any_row_of_words_is_read_within_bounds(words: list[str]) -> None:
    plain = [fold(w) for w in words]
    for start in range(len(plain) + 1):
        number = read(plain, start, len(plain))
        if number:
            assert start == number.start < number.end <= len(plain)
            assert number.low >= 0 and (number.high is None or number.low <= number.high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 قتيلاً", (12, 12, False)),
        ("خمسة عناصر", (5, 5, False)),
        ("ما لا يقل عن 12 قتيلاً", (12, None, False)),
        ("أكثر من 12 قتيلاً", (13, None, False)),
        ("12 قتيلاً", (12, 12, False)),
        ("12 على الأقل", (12, None, False)),
        ("نحو 12", (12, 12, True)),
        ("حوالى 12", (12, 12, True)),
        ("عشرات القتلى", (20, None, False)),
        ("مئات القتلى", (200, None, False)),
        ("المئات", (200, None, False)),
        ("آلاف المدنيين", (2000, None, False)),
        ("عشرات الآلاف من النازحين", (20_000, None, False)),
        ("مئات الآلاف من النازحين", (200_000, None, False)),
        ("بضعة أشخاص", (3, None, False)),
        ("بضع مئات", (200, None, False)),
        ("بضعة آلاف", (2000, None, False)),
        ("بضع عشرات الآلاف", (20_000, None, False)),
        ("عدد من المدنيين", (3, None, False)),
        ("بين 20 و30 جريحاً", (20, 30, False)),
        ("بين عشرين وثلاثين جريحاً", (20, 30, False)),
        ("20-30 جريحاً", (20, 30, False)),
        ("من 20 إلى 30 جريحاً", (20, 30, False)),
        ("1,200 قذيفة", (1200, 1200, False)),
        ("1.200 قذيفة", (1200, 1200, False)),
        ("١٢٠٠ قذيفة", (1200, 1200, False)),
        ("١٬٢٠٠ قذيفة", (1200, 1200, False)),
        ("60 ألف نازح", (60_000, 60_000, False)),
        ("60 ألفاً", (60_000, 60_000, False)),
        ("3 آلاف و200 نازح", (3200, 3200, False)),
        ("أكثر من أربعة آلاف و300 مدني", (4301, None, False)),
        ("20 ألفاً و5 آليات", (20_000, 20_000, False)),
        ("ألفا قذيفة", (1000, 1000, False)),
        ("ألفي مقاتل", (2000, 2000, False)),
        ("مئتا مقاتل", (200, 200, False)),
        ("مئتي مقاتل", (200, 200, False)),
        ("مائتان وخمسون", (250, 250, False)),
        ("مليون ومئتا ألف نازح", (1_200_000, 1_200_000, False)),
        ("مليوني نازح", (2_000_000, 2_000_000, False)),
        ("1.6 مليون نازح", (1_600_000, 1_600_000, False)),
        ("2,8 مليون نازح", (2_800_000, 2_800_000, False)),
        ("نصف مليون نازح", (500_000, 500_000, False)),
        ("إحدى وعشرين امرأة", (21, 21, False)),
        ("الاثني عشر مقاتلاً", (12, 12, False)),
        ("الـ12", (12, 12, False)),
        ("مدنيين اثنين", None),
        ("اثنين من المدنيين", (2, 2, False)),
        ("لا يزيد على 20 مقاتلاً", (20, 20, True)),
        ("تجاوز 20 قتيلاً", (21, None, False)),
        ("3.5 كم", None),
        ("0.250 كم", None),
        ("12، 681 امرأة", (12, 12, False)),
        ("أحد أبنائها", None),
        ("ألف", None),
        ("نصف سكان المدينة", None),
        ("قتلى وجرحى", None),
    ],
)
def test_wordings_of_the_press(text: str, expected: tuple[int, int | None, bool] | None) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "at"),
    [("1.6 مليون نازح", 1), ("نصف مليون نازح", 1), ("مقتل 12", 0), ("الحادي عشر من أيلول", 1)],
)
def test_no_number_begins_there(text: str, at: int) -> None:
    assert reading(text, at) is None


def test_a_date_with_dashes_is_no_range() -> None:
    numbers = [reading("في 30-11-2022 قصف", at) for at in range(1, 6)]
    assert all(number is None or number.low == number.high for number in numbers)


def test_a_denied_bound_is_no_lower_bound() -> None:
    number = reading("عددهم لا يتجاوز 50 مقاتلاً", 2)
    assert number is not None and (number.low, number.high, number.approximate) == (50, 50, True)


def test_the_bound_after_a_counted_noun() -> None:
    words = fold("12 قتيلاً على الأقل").split()
    assert least_after(words, 2, len(words)) == "least"
    assert least_after(words, 1, len(words)) is None


def test_nothing_is_read_past_the_stop() -> None:
    words = fold("مئة وخمسة وعشرون قتيلاً").split()
    assert [number.low if (number := read(words, 0, stop)) else None for stop in range(4)] == [None, 100, 105, 125]
