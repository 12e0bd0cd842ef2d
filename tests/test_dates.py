"""Date expressions of the press, resolved against the day of publication."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.text.dates import When, find
from analysis.text.normalise import fold

# The first example of a run also compiles patterns; on a busy machine that is no fault.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

WEDNESDAY = date(2015, 7, 22)
days = st.dates(date(2011, 1, 1), date(2026, 12, 31))
PAST_WORDINGS = [
    "اليوم", "أمس", "أول من أمس", "أمس الأول", "الليلة الماضية", "الليلة قبل الماضية", "يوم الجمعة", "الأحد الماضي",
    "قبل يومين", "قبل أيام", "قبل نحو أسبوع", "منذ شهر", "قبل عام", "منذ 48 ساعة", "قبل ساعات", "منذ أربع سنوات",
    "خلال الأيام الثلاثة الماضية", "خلال الساعات الـ24 الماضية", "في الأسابيع الأخيرة", "الأسبوع الماضي",
    "هذا الأسبوع", "مطلع الأسبوع", "الشهر الماضي", "أواخر الشهر الماضي", "العام الماضي", "العام الجاري",
    "في 20 حزيران", "في العاشر من آب", "25 رمضان", "20 من الشهر الماضي",
]  # fmt: skip
ABSOLUTE = ["12 تموز 2015", "2015-07-12", "12/7/2015", "منتصف حزيران 2014", "عام 2013", "25 شوال 1436هـ"]
pieces = st.sampled_from([*PAST_WORDINGS, *ABSOLUTE, "قصف", "قتل", "من", "و", "،", "(", ")", "31", "مقبل", "المقبل"])


def whens(text: str, published: date | None = WEDNESDAY, *, exact: bool = True) -> list[When]:
    plain = fold(text)
    return find(plain, 0, len(plain), published, exact=exact)


def days_of(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    return [(str(w.start), str(w.end), w.precision) for w in whens(text, published)]


@given(st.lists(pieces, max_size=12), st.one_of(st.none(), days))
def test_expressions_are_ordered_disjoint_and_well_formed(words: list[str], published: date | None) -> None:
    plain = fold(" ".join(words))
    at = 0
    for when in find(plain, 0, len(plain), published):
        assert at <= when.first < when.last <= len(plain)
        assert when.start is not None and when.end is not None and when.start <= when.end
        assert when.precision in ("day", "week", "month", "year")
        at = when.last


@given(st.sampled_from(PAST_WORDINGS), days)
@example("في 20 حزيران", date(2016, 2, 29))
@example("الشهر الماضي", date(2016, 3, 31))
def test_the_past_never_lies_after_publication(wording: str, published: date) -> None:
    for when in whens(f"وقع الهجوم {wording}.", published):
        assert when.start is not None and when.end is not None
        assert when.start <= when.end <= published


@given(st.sampled_from(PAST_WORDINGS))
def test_without_a_day_of_publication_what_is_relative_is_left_out(wording: str) -> None:
    assert whens(f"وقع الهجوم {wording}.", None) == []


@given(st.sampled_from(ABSOLUTE), st.one_of(st.none(), days))
def test_a_full_date_needs_no_publication(wording: str, published: date | None) -> None:
    assert days_of(wording, published) == days_of(wording, None) != []


NAMES = {2: "يومين", 3: "ثلاثة أيام", 5: "خمسة أيام", 10: "عشرة أيام", 11: "أحد عشر يوماً", 25: "خمسة وعشرين يوماً"}


@given(st.sampled_from(sorted(NAMES)), days)
def test_days_ago_in_words(n: int, published: date) -> None:
    day = str(published - timedelta(n))
    assert days_of(f"قبل {NAMES[n]}", published) == [(day, day, "day")]


@given(st.integers(1, 400), st.sampled_from(["قبل", "منذ"]), days)
def test_days_ago_in_digits(n: int, how: str, published: date) -> None:
    day = str(published - timedelta(n))
    assert days_of(f"{how} {n} {'أيام' if 3 <= n <= 10 else 'يوماً'}", published) == [(day, day, "day")]


@given(st.integers(0, 10**12), st.sampled_from(["ساعة", "يوماً", "أسبوعاً", "شهراً", "عاماً"]), days)
def test_no_distance_is_too_far_to_read(n: int, unit: str, published: date) -> None:
    for text in (f"قبل {n} {unit}", f"خلال {n} {unit} الماضية"):
        assert all(w.start and w.start <= published for w in whens(text, published))


@given(days, st.integers(0, 6))
def test_a_weekday_is_the_last_one(published: date, weekday: int) -> None:
    name = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")[weekday]
    (bare,), (past,), (coming,) = whens(f"يوم {name}", published), whens(f"{name} الماضي", published), whens(
        f"{name} المقبل", published
    )  # fmt: skip
    assert bare.start and past.start and coming.start
    assert bare.start.weekday() == past.start.weekday() == coming.start.weekday() == weekday
    assert 0 <= (published - bare.start).days <= 6
    assert 1 <= (published - past.start).days <= 7
    assert 1 <= (coming.start - published).days <= 7


MONTHS = [
    "كانون الثاني/يناير/جانفي", "شباط/فبراير/فيفري", "آذار/مارس", "نيسان/أبريل/أفريل", "أيار/مايو/ماي",
    "حزيران/يونيو/جوان", "تموز/يوليو/جويلية", "آب/أغسطس/أوت", "أيلول/سبتمبر", "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
]  # fmt: skip


@pytest.mark.parametrize("number", range(1, 13))
def test_months_of_three_traditions_and_two_at_once(number: int) -> None:
    names = MONTHS[number - 1].split("/")
    expected = [(f"2014-{number:02}-05", f"2014-{number:02}-05", "day")]
    levant, egypt = names[:2]
    for name in (*names, f"{egypt} ({levant})", f"{levant}/{egypt}", f"{levant} / {egypt}", f"{egypt} {levant}"):
        assert days_of(f"في 5 {name} 2014") == expected, name
        assert days_of(f"يوم 5 من {name} عام 2014") == expected, name


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("صباح اليوم", "2015-07-22", "2015-07-22", "day"),
        ("قبل قليل", "2015-07-22", "2015-07-22", "day"),
        ("صباح الغد", "2015-07-23", "2015-07-23", "day"),
        ("الصيف الماضي", "2014-06-01", "2014-08-31", "month"),
        ("شتاء 2013", "2013-12-01", "2014-02-28", "month"),
        ("منذ مطلع العام الجاري", "2015-01-01", "2015-07-22", "year"),
        ("منذ بداية الشهر", "2015-07-01", "2015-07-22", "month"),
        ("على مدار أربعة أيام", "2015-07-18", "2015-07-22", "week"),
        ("مساء أمس", "2015-07-21", "2015-07-21", "day"),
        ("أول من أمس", "2015-07-20", "2015-07-20", "day"),
        ("أمس الأول", "2015-07-20", "2015-07-20", "day"),
        ("فجر أمس الأول", "2015-07-20", "2015-07-20", "day"),
        ("الليلة قبل الماضية", "2015-07-20", "2015-07-20", "day"),
        ("اليوم (الاثنين)", "2015-07-20", "2015-07-20", "day"),
        ("أمس الثلاثاء", "2015-07-21", "2015-07-21", "day"),
        ("يوم الجمعة 26 يونيو (حزيران) الفائت", "2015-06-26", "2015-06-26", "day"),
        ("الأحد، 5 تموز 2015", "2015-07-05", "2015-07-05", "day"),
        ("12 يوليو (تموز) الماضي", "2015-07-12", "2015-07-12", "day"),
        ("7 يوليو(تموز)الماضي", "2015-07-07", "2015-07-07", "day"),
        ("20أيار", "2015-05-20", "2015-05-20", "day"),
        ("26 حزيران 2014م", "2014-06-26", "2014-06-26", "day"),
        ("العاشر من حزيران", "2015-06-10", "2015-06-10", "day"),
        ("الحادي والعشرين من أيار/مايو", "2015-05-21", "2015-05-21", "day"),
        ("الخامس من الشهر الجاري", "2015-07-05", "2015-07-05", "day"),
        ("26 من الشهر الماضي", "2015-06-26", "2015-06-26", "day"),
        ("10 حزيران من العام الماضي", "2014-06-10", "2014-06-10", "day"),
        ("31 كانون الأول", "2014-12-31", "2014-12-31", "day"),
        ("14 من مايو/أيار المقبل", "2016-05-14", "2016-05-14", "day"),
        ("السبت المقبل", "2015-07-25", "2015-07-25", "day"),
        ("2015/07/12", "2015-07-12", "2015-07-12", "day"),
        ("12 / 7 / 2015", "2015-07-12", "2015-07-12", "day"),
        ("12.07.2015", "2015-07-12", "2015-07-12", "day"),
        ("١٢ تموز ٢٠١٥", "2015-07-12", "2015-07-12", "day"),
        ("يوليو 12, 2015", "2015-07-12", "2015-07-12", "day"),
        ("بين 3 و7 تموز", "2015-07-03", "2015-07-07", "week"),
        ("9-10 يونيو 2015", "2015-06-09", "2015-06-10", "week"),
        ("من 1 إلى 20 يونيو", "2015-06-01", "2015-06-20", "month"),
        ("7 صفر 1430هـ", "2009-02-02", "2009-02-02", "day"),
        ("13 من ذي القعدة 1430 هـ", "2009-11-01", "2009-11-01", "day"),
        ("25 رمضان", "2015-07-12", "2015-07-12", "day"),
        ("حزيران", "2015-06-01", "2015-06-30", "month"),
        ("شهر آذار الماضي", "2015-03-01", "2015-03-31", "month"),
        ("مطلع حزيران", "2015-06-01", "2015-06-10", "month"),
        ("منتصف شباط 2014", "2014-02-10", "2014-02-20", "month"),
        ("أواخر شباط 2012", "2012-02-20", "2012-02-29", "month"),
        ("سبتمبر (أيلول) المقبل", "2015-09-01", "2015-09-30", "month"),
        ("أيلول من العام الماضي", "2014-09-01", "2014-09-30", "month"),
        ("في آب 2013", "2013-08-01", "2013-08-31", "month"),
        ("الشهر الماضي", "2015-06-01", "2015-06-30", "month"),
        ("أواخر الشهر الماضي", "2015-06-20", "2015-06-30", "month"),
        ("الشهر الجاري", "2015-07-01", "2015-07-22", "month"),
        ("الأسبوع الماضي", "2015-07-13", "2015-07-19", "week"),
        ("مطلع الأسبوع الماضي", "2015-07-13", "2015-07-19", "week"),
        ("هذا الأسبوع", "2015-07-20", "2015-07-22", "week"),
        ("مطلع الأسبوع المقبل", "2015-07-27", "2015-08-02", "week"),
        ("في العام الماضي", "2014-01-01", "2014-12-31", "year"),
        ("العام الجاري", "2015-01-01", "2015-07-22", "year"),
        ("منذ عام 2012", "2012-01-01", "2012-12-31", "year"),
        ("لعام 1961", "1961-01-01", "1961-12-31", "year"),
        ("في عملية عسكرية في 2014", "2014-01-01", "2014-12-31", "year"),
        ("مطلع 2013", "2013-01-01", "2013-12-31", "year"),
        ("في 20 يناير:كانون الثاني من عام 2018", "2018-01-20", "2018-01-20", "day"),
        ("خلال الأيام الثلاثة الماضية", "2015-07-19", "2015-07-22", "week"),
        ("خلال اليومين الماضيين", "2015-07-20", "2015-07-22", "week"),
        ("خلال الـ48 ساعة الماضية", "2015-07-20", "2015-07-22", "week"),
        ("خلال الساعات الـ24 الأخيرة", "2015-07-21", "2015-07-22", "day"),
        ("خلال آخر 24 ساعة", "2015-07-21", "2015-07-22", "day"),
        ("خلال الأشهر التسعة الماضية", "2014-10-25", "2015-07-22", "year"),
        ("منذ 48 ساعة", "2015-07-20", "2015-07-22", "week"),
        ("قبل يوم", "2015-07-21", "2015-07-21", "day"),
        ("قبل خمسة عشر يوماً", "2015-07-07", "2015-07-07", "day"),
        ("قبل نحو عشرة أيام", "2015-07-09", "2015-07-15", "week"),
        ("قبل أيام", "2015-07-12", "2015-07-20", "week"),
        ("قبل نحو أسبوعين", "2015-07-05", "2015-07-11", "week"),
        ("قبل نحو أربعة أشهر", "2015-03-09", "2015-04-08", "month"),
        ("قبل عام من الآن", "2014-01-21", "2015-01-20", "year"),
    ],
)
def test_wordings_of_the_press(text: str, start: str, end: str, precision: str) -> None:
    assert days_of(f"ووقع الهجوم {text}، بحسب شهود.") == [(start, end, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "في اليوم نفسه", "في ذلك اليوم", "نفس اليوم", "اليوم الثالث للهجوم", "90 ليرة في اليوم", "في اليوم الأخير",
        "قبل أيام من مقتله", "قبل يوم واحد من العيد", "قبل ساعتين من الهجوم", "قبل 5000 عام", "مشفى باب الهوى",
        "في باب الهوى", "مارس الضغط عليهم", "أب لطفلين", "سد تشرين", "45/13/2015", "الأسبوع",
        "الشهر", "نهاية الأسبوع", "في الماضي", "القرن الماضي", "12 شخصاً", "في 1950 منزلاً", "في 2000 منزل", "",
    ],
)  # fmt: skip
def test_what_is_no_date_of_the_article(text: str) -> None:
    assert whens(text) == []


def test_of_an_impossible_day_the_month_remains() -> None:
    assert days_of("31 حزيران 2014") == [("2014-06-01", "2014-06-30", "month")]


def test_two_days_stay_two() -> None:
    assert [d[0] for d in days_of("أمس واليوم")] == ["2015-07-21", "2015-07-22"]
    assert [d[0] for d in days_of("السبت والأحد الماضيين")] == ["2015-07-18", "2015-07-19"]


def test_an_unsure_day_of_publication_makes_a_week() -> None:
    (when,) = whens("أمس", exact=False)
    assert (str(when.start), str(when.end), when.precision) == ("2015-07-15", "2015-07-21", "week")
    (sure,) = whens("12 تموز 2015", exact=False)
    assert sure.precision == "day"


def test_only_the_given_stretch_is_read() -> None:
    plain = fold("أمس قصف الجيش الحي. واليوم هدأ.")
    cut = plain.index(".")
    assert [w.rule for w in find(plain, 0, cut, WEDNESDAY)] == ["yesterday"]
    assert [plain[w.first : w.last] for w in find(plain, cut, len(plain), WEDNESDAY)] == ["واليوم"]


def test_the_offsets_are_those_of_the_plain_text() -> None:
    plain = fold("هاجموا البلدة، يوم الجمعة 26 حزيران الماضي، من الشرق")
    (when,) = find(plain, 0, len(plain), WEDNESDAY)
    assert plain[when.first : when.last] == "يوم الجمعه 26 حزيران الماضي"
    assert when.rule == "day-month"
