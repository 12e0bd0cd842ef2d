"""When: date expressions in plain Arabic, resolved against the day of publication.

Every expression becomes an interval with a precision. What is relative («أمس») needs a day of
publication and stays unresolved without one; what is relative to another event («قبل أيام من
مقتله») stays unresolved too. A past expression never lies after publication.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hijridate import Hijri

from analysis.text import numbers
from analysis.text.date_patterns import (
    DUALS,
    HIJRI_MONTHS,
    MONTHS,
    NEXT,
    ORDINALS,
    PARTS,
    PAST,
    PLURALS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    rules,
)

_MONTH_NAME = re.compile("|".join(sorted(MONTHS, key=len, reverse=True)))
# «مارس» is also a verb, «آب» and «ماي» also other words: alone they are no month.
_AMBIGUOUS = frozenset(("اب", "ماي", "اوت", "مارس"))
_LEADS_MONTH = re.compile(r"(?<![ء-ي])(?:في|منذ|خلال|حتي|بين)\s+$")
_FROM_EVENT = re.compile(r"\s+(?:واحد\s+|فقط\s+)?من\s+(?!الان|اليوم|قبل)")
_DAYS_BACK = {"today": 0, "yesterday": 1, "before-yesterday": 2, "tomorrow": -1}
_LONGEST_DAYS = 365 * 200  # what lies further back dates no report
_VAGUE = {"today", "yesterday", "before-yesterday", "weekday"}
_SURE = {"weekday", "iso-date", "numeric-date", "day-month", "day-of-month", "hijri"}
_BETWEEN = re.compile(r"[ ،()\-]*(?:الموافق (?:ل)?)?[ ،(]*")


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends inclusive; both are None when the text does not allow more."""

    start: date | None
    end: date | None
    precision: str
    first: int
    last: int
    rule: str
    is_span: bool = False


def find(plain: str, start: int, end: int, published: date | None, *, exact: bool = True) -> list[When]:
    """Return the date expressions of a stretch of plain text, none overlapping.

    Parameters
    ----------
    plain
        Text in plain spelling.
    start, end
        Stretch to read; offsets of the result are into `plain`.
    published
        Day of publication, or None; then what is relative is left out.
    exact
        Whether the day of publication is sure to the day; otherwise «أمس» is precise to a week.

    Examples
    --------
    >>> text = "مساء امس الاول"
    >>> [str(w.start) for w in find(text, 0, len(text), date(2015, 7, 3))]
    ['2015-07-01']
    """
    found: list[When] = []
    taken: list[tuple[int, int]] = []
    stretch = plain[start:end]
    for name, words, pattern in rules():
        if not any(w in stretch for w in words):
            continue
        for match in pattern.finditer(plain, start, end):
            a, b = match.span()
            if any(a < y and x < b for x, y in taken):
                continue
            when = _resolve(name, match, published, exact)
            if when:
                taken.append((a, b))
                found.append(when)
    return _united(plain, sorted(found, key=lambda w: w.first))


def _united(plain: str, found: list[When]) -> list[When]:
    """Make one of «اليوم (الاثنين)» and «الجمعة 26 حزيران»: the surer wording gives the day."""
    kept: list[When] = []
    for when in found:
        before = kept[-1] if kept else None
        if (
            before
            and before.rule in _VAGUE
            and when.rule in _SURE
            and before.rule != when.rule
            and plain[when.first] not in "وفبل"
            and _BETWEEN.fullmatch(plain, before.last, when.first)
        ):
            kept[-1] = replace(when, first=before.first)
        else:
            kept.append(when)
    return kept


def _resolve(name: str, m: re.Match[str], published: date | None, exact: bool) -> When | None:
    got = m.groupdict()
    if name in ("iso-date", "numeric-date"):
        return _day(m, name, int(got["y"]), int(got["m"]), int(got["d"]))
    if name in ("day-month", "day-range", "month-day"):
        return _day_month(name, m, published)
    if name == "hijri":
        return _hijri(m, published)
    if name == "month":
        return _month(m, published)
    if name in ("year", "bare-year"):
        year = int(got["y"])
        return When(date(year, 1, 1), date(year, 12, 31), "year", *m.span(), name)
    if published is None:
        return None
    when = _relative(name, m, published)
    if when and not exact and when.precision == "day" and when.start and when.end:
        return replace(when, start=when.start - timedelta(6), precision="week")
    return when


def _day(m: re.Match[str], name: str, year: int, month: int, day: int) -> When | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return When(found, found, "day", *m.span(), name)


def _day_number(m: re.Match[str]) -> int:
    got = m.groupdict()
    return int(got["d"]) if got.get("d") else ORDINALS[" ".join(got["o"].split())]


def _month_number(written: str) -> int:
    name = _MONTH_NAME.search(" ".join(written.split()))
    assert name is not None  # the pattern that found it holds one
    return MONTHS[name.group()]


def _year_of(m: re.Match[str], month: int, day: int, published: date | None) -> int | None:
    """Return the year of a month: the written one, or the latest in which the day is not after publication."""
    got = m.groupdict()
    if got.get("y"):
        return int(got["y"])
    if published is None:
        return None
    if got.get("of"):
        return published.year + (-1 if got["of"] in PAST else 1 if got["of"] in NEXT else 0)
    which, today = got.get("which"), (published.month, published.day)
    if which in NEXT:
        return published.year + ((month, day) <= today)
    if got.get("this") or (which and which not in PAST and month == published.month):
        return published.year
    return published.year - ((month, day) > today)


def _day_month(name: str, m: re.Match[str], published: date | None) -> When | None:
    month, day = _month_number(m["month"]), _day_number(m)
    year = _year_of(m, month, day, published)
    if year is None:
        return None
    first = _day(m, "day-month" if name == "month-day" else name, year, month, day)
    if first is None or name != "day-range":
        return first
    last = _day(m, name, year, month, int(m["d2"]))
    if last is None or last.end is None or first.start is None or last.end < first.start:
        return first
    days = (last.end - first.start).days
    precision = "day" if days == 0 else "week" if days <= 10 else "month"
    return When(first.start, last.end, precision, *m.span(), name, is_span=True)


def _hijri(m: re.Match[str], published: date | None) -> When | None:
    month, day = HIJRI_MONTHS[" ".join(m["h"].split())], _day_number(m)
    years = [int(m["y"])] if m["y"] else ([] if published is None else _hijri_years(published))
    for year in years:
        try:
            civil = Hijri(year, month, day).to_gregorian()
        except (ValueError, OverflowError):
            continue
        found = date(civil.year, civil.month, civil.day)
        if published is None or m["y"] or found <= published:
            return When(found, found, "day", *m.span(), "hijri")
    return None


def _hijri_years(published: date) -> list[int]:
    newest = int((published.year - 622) * 33 / 32) + 1
    return [newest + 1, newest, newest - 1]


def _month(m: re.Match[str], published: date | None) -> When | None:
    got = m.groupdict()
    sure = any(got.get(k) for k in ("y", "which", "of", "this", "part", "word"))
    if got["month"] in _AMBIGUOUS:
        led = m.start() == m.start("month") and _LEADS_MONTH.search(m.string, max(0, m.start() - 8), m.start())
        if not (sure or led) or m.string[m.start()] == "ب":  # «باب الهوى»
            return None
    month = _month_number(got["month"])
    year = _year_of(m, month, 1, published)
    if year is None:
        return None
    if got.get("which") in PAST and published and (year, month) == (published.year, published.month):
        year -= 1
    if got.get("which") in NEXT and published and (year, month) == (published.year, published.month):
        year += 1
    start, end = _part(date(year, month, 1), got.get("part"))
    return When(start, end, "month", *m.span(), "month")


def _part(first: date, part: str | None) -> tuple[date, date]:
    """Return the days of a month, or of its beginning, middle or end."""
    begin, end = PARTS.get(part or "", (1, 0))
    return first.replace(day=begin), first.replace(day=end or calendar.monthrange(first.year, first.month)[1])


def _relative(name: str, m: re.Match[str], published: date) -> When | None:
    got, span = m.groupdict(), m.span()
    if name in _DAYS_BACK:
        day = published - timedelta(_DAYS_BACK[name])
        return When(day, day, "day", *span, name)
    if name == "season":
        return _season(m, published)
    if name == "since-start":
        start = published.replace(day=1) if got["what"] == "الشهر" else date(published.year, 1, 1)
        precision = "month" if got["what"] == "الشهر" else "year"
        return When(start, published, precision, *span, name, is_span=True)
    if name == "over":
        return _over(m, published)
    if name == "units-ago":
        return _ago(m, published)
    if name == "within":
        return _within(m, published)
    which = got.get("which")
    step = -1 if which in PAST else 1 if which in NEXT else 0
    if name == "weekday":
        back = (published.weekday() - WEEKDAYS[got["w"]]) % 7
        if step > 0:
            back -= 7
        elif back == 0 and step < 0:
            back = 7
        day = published - timedelta(back)
        return When(day, day, "day", *span, name)
    if name == "day-of-month":
        first = _shifted(published, step)
        return _day(m, name, first.year, first.month, _day_number(m))
    if name in ("week", "month-of") and not (which or got.get("this") or got.get("part") in ("مطلع", "بدايه", "اوايل")):
        return None
    if name == "week":
        start = published - timedelta(published.weekday()) + timedelta(7 * step)
        end, precision = start + timedelta(6), "week"
    elif name == "month-of":
        (start, end), precision = _part(_shifted(published, step), got.get("part")), "month"
    else:
        start, end, precision = date(published.year + step, 1, 1), date(published.year + step, 12, 31), "year"
    if start <= published < end:
        end = published
    return When(start, end, precision, *span, name)


def _shifted(day: date, months: int) -> date:
    """Return the first of the month that lies `months` (-1, 0 or 1) away."""
    first = day.replace(day=1)
    return (first + timedelta({-1: -1, 0: 0, 1: 31}[months])).replace(day=1)


def _count(written: str | None) -> int | None:
    if not written:
        return None
    words = written.split()
    read = numbers.read(words, 0, len(words))
    return read.low if read and read.end == len(words) else None


def _ago(m: re.Match[str], published: date) -> When | None:
    unit, span, since = m["u"], m.span(), m["how"] == "منذ"
    size = UNITS[unit]
    count = 2 if unit in DUALS else _count(m["n"])
    if (m["n"] and count is None) or (not since and _FROM_EVENT.match(m.string, m.end())):
        return None
    if count is None and unit not in PLURALS:
        count = 1
    if count is not None and count * (size or 1) > _LONGEST_DAYS:
        return None
    if size is None:  # hours; «قبل ساعات» may reach into the day before
        back = 1 if count is None else max(0, round(count / 24))
        precision = "day" if back <= 1 else "week"
        return When(published - timedelta(back), published, precision, *span, "units-ago", is_span=since)
    if count is None:  # «قبل أيام»: between two and ten of them
        if size == 365:
            return None
        precision = {1: "week", 7: "month", 30: "year"}[size]
        return When(published - timedelta(10 * size), published - timedelta(2 * size), precision, *span, "units-ago")
    day = published - timedelta(count * size)
    precision = {1: "week" if m["about"] else "day", 7: "week", 30: "month", 365: "year"}[size]
    slack = timedelta({"day": 0, "week": 3, "month": 15, "year": 182}[precision])
    return When(day - slack, min(published, day + slack), precision, *span, "units-ago", is_span=since)


def _season(m: re.Match[str], published: date) -> When | None:
    """«الصيف الماضي»: the last one that had ended; «صيف 2014» the one of that year."""
    first = SEASONS[m["s"]]
    year = int(m["y"]) if m["y"] else published.year
    start, end = _three_months(year, first)
    if not m["y"] and m["which"] in PAST and end >= published:
        start, end = _three_months(year - 1, first)
    return When(start, end, "month", *m.span(), "season")


def _three_months(year: int, first: int) -> tuple[date, date]:
    last = date(year + (first + 2 > 12), (first + 1) % 12 + 1, 1)
    return date(year, first, 1), last.replace(day=calendar.monthrange(last.year, last.month)[1])


def _over(m: re.Match[str], published: date) -> When | None:
    """«على مدار أربعة أيام»: the days up to publication."""
    size = UNITS[m["u"]]
    count = 2 if m["u"] in DUALS else (_count(m["n"]) if m["n"] else 1)
    if count is None or size is None or count * size > _LONGEST_DAYS:
        return None
    days = count * size
    precision = "week" if days <= 10 else "month" if days <= 45 else "year"
    return When(published - timedelta(days), published, precision, *m.span(), "over", is_span=True)


def _within(m: re.Match[str], published: date) -> When | None:
    unit = m["u"] or m["u3"]
    size = UNITS[unit]
    count = 2 if unit in DUALS else (_count(m["n"]) or _count(m["n2"]) or _count(m["n3"]))
    if count is None and size is not None and unit not in PLURALS and (size == 1 or m["past"] in PAST):
        return None  # «في العام الماضي» is the calendar year before
    count = count or (5 if unit in PLURALS else 1)
    days = max(1, round(count / 24)) if size is None else size * count
    if days > _LONGEST_DAYS:
        return None
    precision = "day" if days <= 1 else "week" if days <= 10 else "month" if days <= 45 else "year"
    return When(published - timedelta(days), published, precision, *m.span(), "within", is_span=True)
