"""How dates are written in plain Arabic: names of months and days, and one pattern for each wording.

Levantine («حزيران»), Gregorian («يونيو») and Maghreb («جوان») months stand side by side, also both
at once: «يونيو (حزيران)».
"""

import re
from collections.abc import Iterable
from functools import cache

_MONTHS = {
    1: "كانون الثاني|يناير|جانفي",
    2: "شباط|فبراير|فيفري",
    3: "اذار|مارس",
    4: "نيسان|ابريل|افريل",
    5: "ايار|مايو|ماي",
    6: "حزيران|يونيو|جوان",
    7: "تموز|يوليو|جويليه|يوليه",
    8: "اب|اغسطس|اوت",
    9: "ايلول|سبتمبر",
    10: "تشرين الاول|اكتوبر",
    11: "تشرين الثاني|نوفمبر",
    12: "كانون الاول|ديسمبر",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split("|")}
HIJRI_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "محرم", "صفر", "ربيع الاول", "ربيع الثاني|ربيع الاخر", "جمادي الاولي|جمادي الاول",
            "جمادي الاخره|جمادي الثانيه", "رجب", "شعبان", "رمضان", "شوال", "ذي القعده|ذو القعده", "ذي الحجه|ذو الحجه",
        ),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip
WEEKDAYS = {
    "الاثنين": 0, "الثلاثاء": 1, "الثلاثا": 1, "الاربعاء": 2, "الاربعا": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5,
    "الاحد": 6,
}  # fmt: skip
# Unit -> days in one; None is an hour.
UNITS = {
    "ساعه": None, "ساعات": None, "ساعتين": None,
    "يوم": 1, "يوما": 1, "ايام": 1, "يومين": 1,
    "اسبوع": 7, "اسبوعا": 7, "اسابيع": 7, "اسبوعين": 7,
    "شهر": 30, "شهرا": 30, "اشهر": 30, "شهور": 30, "شهرين": 30,
    "عام": 365, "عاما": 365, "سنه": 365, "سنوات": 365, "اعوام": 365, "عامين": 365, "سنتين": 365,
}  # fmt: skip
DUALS = frozenset(("ساعتين", "يومين", "اسبوعين", "شهرين", "عامين", "سنتين"))
PLURALS = frozenset(("ساعات", "ايام", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام"))
_SECOND_TO_NINTH = ("الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")
ORDINALS = {"الاول": 1, "العاشر": 10, "الحادي عشر": 11, "العشرين": 20, "الحادي والعشرين": 21, "الثلاثين": 30}
ORDINALS |= {"الحادي والثلاثين": 31} | {word: 2 + k for k, word in enumerate(_SECOND_TO_NINTH)}
ORDINALS |= {f"{word} عشر": 12 + k for k, word in enumerate(_SECOND_TO_NINTH)}
ORDINALS |= {f"{word} والعشرين": 22 + k for k, word in enumerate(_SECOND_TO_NINTH)}
PAST = frozenset(("الماضي", "الماضيه", "الماضيين", "الفايت", "الفايته", "المنصرم", "المنصرمه"))
NEXT = frozenset(("المقبل", "المقبله", "القادم", "القادمه"))
# Part of a month -> first and last day; 0 is the month's last.
PARTS = {
    "مطلع": (1, 10), "اوايل": (1, 10), "بدايه": (1, 10), "منتصف": (10, 20), "اواسط": (10, 20),
    "اواخر": (20, 0), "نهايه": (20, 0), "اخر": (20, 0),
}  # fmt: skip


# First month of each season; each lasts three months, winter into the next year.
SEASONS = {"ربيع": 3, "الربيع": 3, "صيف": 6, "الصيف": 6, "خريف": 9, "الخريف": 9, "شتاء": 12, "الشتاء": 12}


_NOW = ("الجاري", "الجاريه", "الحالي", "الحاليه")
_BEGIN, _END = r"(?<![ء-ي\d])[وفبل]{0,2}", r"(?![ء-ي\d])"
_COUNTED = r"(?:\d+|[ء-ي]+(?:\s+(?:عشره?|و[ء-ي]+))?)"
_YEAR = r"(?P<y>(?:19|20)\d\d)م?"


def _any(words: Iterable[str]) -> str:
    return "|".join(w.replace(" ", r"\s+") for w in sorted(words, key=len, reverse=True))


_NAME = _any(MONTHS)
_MONTH = rf"(?P<month>(?:{_NAME})(?:(?:\s*[/(:\-]\s*|\s+)(?:{_NAME})\s*\)?)?)"
_WHICH = rf"(?P<which>{_any((*PAST, *NEXT, *_NOW))})"
_OF_YEAR = (
    rf"(?:\s*،?\s*(?:من\s+)?(?:ال)?(?:عام|سنه)?\s*{_YEAR}"
    rf"|\s+(?:من\s+)?ال(?:عام|سنه)\s+(?P<of>{_any((*PAST, *NEXT, *_NOW))})"
    rf"|\s+(?:من\s+)?(?P<this>هذا\s+العام|هذه\s+السنه)|\s*{_WHICH})?"
)
_DAY = rf"(?:(?P<d>\d{{1,2}})\s*(?:من\s+)?|(?P<o>{_any(ORDINALS)})\s+من\s+)"
_HOUR = r"(?:(?:يوم|ليله|فجر|صباح|ظهر|عصر|مساء)\s+)?"
_ABOUT = r"(?:(?P<about>نحو|حوالي|قرابه|ما\s+يقارب|اكثر\s+من|ما\s+يزيد\s+علي|ما\s+يزيد\s+عن)\s+)?"
_UNIT = rf"(?P<u>{_any(UNITS)})"
_PART = rf"(?:(?P<part>{_any(PARTS)})\s+)?"
_OTHER_DAY = rf"نفسه|ذاته|الواحد|الاخير|السابق|التالي|الذي|{_any((*PAST, *ORDINALS))}"


@cache
def rules() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """Return ``(name, words, pattern)`` in order of preference; one of the words must stand in the text."""
    return tuple(
        (name, words, re.compile(pattern))
        for name, words, pattern in (
            ("iso-date", ("20", "19"), rf"(?<![\d/.-]){_YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)"),
            (
                "numeric-date",
                ("20", "19"),
                rf"(?<![\d/.-])(?P<d>\d{{1,2}})\s?[-/.]\s?(?P<m>\d{{1,2}})\s?[-/.]\s?{_YEAR}(?!\d)",
            ),
            (
                "day-range",
                tuple(MONTHS),
                rf"{_BEGIN}(?P<d>\d{{1,2}})\s*(?:و|-|الي)\s*(?P<d2>\d{{1,2}})\s*(?:من\s+)?(?:شهر\s+)?{_MONTH}{_OF_YEAR}{_END}",
            ),
            ("day-month", tuple(MONTHS), rf"{_BEGIN}{_DAY}(?:شهر\s+)?{_MONTH}{_OF_YEAR}{_END}"),
            ("month-day", ("20", "19"), rf"{_MONTH}\s+(?P<d>\d{{1,2}})\s*،\s*{_YEAR}{_END}"),
            (
                "day-of-month",
                ("الشهر",),
                rf"{_BEGIN}{_DAY}(?:(?P<this>هذا\s+الشهر)|الشهر\s+{_WHICH}){_END}",
            ),
            (
                "hijri",
                tuple(HIJRI_MONTHS),
                rf"{_BEGIN}{_DAY}(?:شهر\s+)?(?P<h>{_any(HIJRI_MONTHS)})"
                rf"(?:\s+(?:من\s+)?(?:ال)?(?:عام|سنه)?\s*(?P<y>1[34]\d\d)\s*(?:ه{_END})?)?{_END}",
            ),
            (
                "before-yesterday",
                ("اول", "امس", "الليله"),
                rf"{_BEGIN}{_HOUR}(?:(?:ال)?اول\s+(?:من\s+)?امس|امس\s+الاول|قبل\s+امس|اول\s+البارحه|الليله\s+قبل\s+الماضيه){_END}",
            ),
            (
                "yesterday",
                ("امس", "البارحه", "الليله"),
                rf"{_BEGIN}{_HOUR}(?:امس|البارحه|الليله\s+الماضيه){_END}(?!\s+الاول{_END})",
            ),
            (
                "today",
                ("اليوم", "الليله", "الصباح", "قبل "),
                rf"{_BEGIN}(?:{_HOUR}(?:هذا\s+)?(?<!نفس )(?<!ذلك )(?<!ذات )(?<!في )اليوم{_END}"
                rf"(?!\s+(?:{_OTHER_DAY}){_END})"
                rf"|قبل\s+(?:قليل|لحظات|دقايق){_END}"
                rf"|(?:هذه\s+)?(?<!تلك )الليله{_END}(?!\s+(?:الماضيه|قبل|التي|نفسها|ذاتها))|هذا\s+الصباح{_END})",
            ),
            ("tomorrow", ("غدا", "الغد"), rf"{_BEGIN}(?:{_HOUR}الغد|{_HOUR}غدا|غد){_END}(?!\s+من{_END})"),
            (
                "season",
                tuple(SEASONS),
                rf"{_BEGIN}(?P<s>{_any(SEASONS)})(?:\s+(?:عام\s+)?{_YEAR}|\s+{_WHICH}){_END}",
            ),
            (
                "since-start",
                ("منذ",),
                rf"{_BEGIN}منذ\s+(?:مطلع|بدايه|اوايل)\s+(?:هذا\s+)?(?P<what>العام|السنه|الشهر)"
                rf"(?:\s+(?:{_any(_NOW)}))?{_END}",
            ),
            ("weekday", tuple(WEEKDAYS), rf"{_BEGIN}{_HOUR}(?P<w>{_any(WEEKDAYS)})(?:\s+{_WHICH})?{_END}"),
            (
                "units-ago",
                ("قبل", "منذ"),
                rf"{_BEGIN}(?P<how>قبل|منذ)\s+{_ABOUT}(?:(?P<n>{_COUNTED})\s+)?{_UNIT}{_END}"
                rf"(?!\s+(?:\d|امس|{_any((*WEEKDAYS, *MONTHS, *HIJRI_MONTHS))}))",
            ),
            (
                "within",
                ("الماض", "الفايت", "الاخير", "المنصرم", "السابقه", "اخر"),
                rf"{_BEGIN}(?:خلال|في|علي\s+مدار|علي\s+مدي|طوال|طيله)\s+(?:(?:ال\s*)?(?:(?P<n>{_COUNTED})\s+)?{_UNIT}\s+"
                rf"(?:ال\s*(?P<n2>{_COUNTED})\s+)?(?:القليله\s+)?(?P<past>(?:الماض|الفايت|الاخير|المنصرم)(?:يه|ه|يين|ين|ي)?|السابقه)"
                rf"|اخر\s+(?P<n3>{_COUNTED})\s+(?P<u3>{_any(UNITS)})){_END}(?!\s+من\s+(?:شهر|عام|سنه))",
            ),
            (
                "over",
                ("مدار", "مدي"),
                rf"{_BEGIN}علي\s+(?:مدار|مدي)\s+(?:(?P<n>{_COUNTED})\s+)?{_UNIT}{_END}",
            ),
            ("week", ("الاسبوع",), rf"{_BEGIN}{_PART}(?P<this>هذا\s+)?الاسبوع(?:\s+{_WHICH})?{_END}"),
            ("month-of", ("الشهر",), rf"{_BEGIN}{_PART}(?P<this>هذا\s+)?الشهر(?:\s+{_WHICH})?{_END}"),
            ("month", tuple(MONTHS), rf"{_BEGIN}{_PART}(?P<word>شهر\s+)?{_MONTH}{_OF_YEAR}{_END}"),
            (
                "year-of",
                ("العام", "السنه"),
                rf"{_BEGIN}(?:(?P<this>هذا\s+العام|هذه\s+السنه)|(?:العام|السنه)\s+{_WHICH}){_END}",
            ),
            ("year", ("عام", "سنه"), rf"{_BEGIN}(?:ال)?(?:عام|سنه)\s*{_YEAR}{_END}"),
            # «في 2018», «مطلع 2014»; «في 2000 منزل», «في 1950 منزلا» count houses
            (
                "bare-year",
                ("20", "19"),
                rf"{_BEGIN}(?:في|{_any(PARTS)})\s+(?!2000){_YEAR}{_END}(?!\s+[ء-ي]+ا(?![ء-ي]))",
            ),
        )
    )
