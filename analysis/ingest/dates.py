"""The day an article was published, from the forms that can mean one thing only."""

import re
from dataclasses import dataclass
from datetime import date

from analysis.text.date_patterns import MONTHS, WEEKDAYS
from analysis.text.normalise import fold

EXPECTED = "2015-07-01, 2015-07, 2015 or 1 تموز 2015"

_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:(?P<sep>[-/.])(?P<month>\d{1,2})"
    r"(?:(?P=sep)(?P<day>\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?)?)?"
)
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4})")
_EARLIEST = 1900
_ENGLISH = (
    "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
    "september|sept|sep", "october|oct", "november|nov", "december|dec",
)  # fmt: skip
_NAMES = MONTHS | {name: k for k, names in enumerate(_ENGLISH, start=1) for name in names.split("|")}
_MONTH = re.compile("|".join(rf"(?<!\w){name}(?!\w)" for name in sorted(_NAMES, key=len, reverse=True)))
_HOUR = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?.*")
_YEAR, _DAY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# What may stand beside day, month and year.
_BESIDE = {"يوم", "في", "م", "at", "on", "of", "st", "nd", "rd", "th"} | WEEKDAYS.keys()
_BESIDE |= {day[:k] for day in _ENGLISH_DAYS for k in (3, len(day))}


@dataclass(frozen=True)
class Published:
    """A date and how exact it is; ``problem`` says why there is none."""

    day: date | None
    precision: str
    problem: str = ""


def read(value: str, *, today: date) -> Published:
    """Return what a date says: the first day of a month or a year when it names no more.

    Day and month first are read only when no other reading is possible; a day after `today` is none.

    Examples
    --------
    >>> read("2015-07", today=date(2026, 1, 1))
    Published(day=datetime.date(2015, 7, 1), precision='month', problem='')
    >>> read("25/7/2015", today=date(2026, 1, 1)).day
    datetime.date(2015, 7, 25)
    >>> read("5/7/2015", today=date(2026, 1, 1)).problem
    'the date may be the 5th of month 7 or the 7th of month 5'
    >>> read("الاثنين 13 تموز/يوليو 2015", today=date(2026, 1, 1)).day
    datetime.date(2015, 7, 13)
    """
    value = value.strip()
    if match := _YEAR_FIRST.fullmatch(value):
        year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
        precision = "day" if match["day"] else "month" if match["month"] else "year"
        month, day = (month if match["month"] else 1), (day if match["day"] else 1)
    elif match := _YEAR_LAST.fullmatch(value):
        year, precision = int(match["year"]), "day"
        day, month = int(match["one"]), int(match["two"])
        if day != month and day <= 12 and month <= 12:
            return _none(f"the date may be the {day}th of month {month} or the {month}th of month {day}")
        if month > 12:
            day, month = month, day
    elif named := _named(value):
        year, month, day = named
        precision, day = ("day", day) if day else ("month", 1)
    else:
        return _none("cannot be read as a date")
    try:
        found = date(year, month, day)
    except ValueError:
        return _none("there is no such day")
    if found > today:
        return _none(f"the date is after today ({today})")
    if year < _EARLIEST:
        return _none(f"the date is before {_EARLIEST}")
    return Published(found, precision)


def _named(value: str) -> tuple[int, int, int] | None:
    """Return year, month and day (0 where none is told) of a date that names its month, None for anything else.

    Of two names for one month («يوليو/تموز») both must mean it.
    """
    plain = _HOUR.sub("", fold(value))
    months = {_NAMES[name] for name in _MONTH.findall(plain)}
    rest = _MONTH.sub(" ", plain)
    years = _YEAR.findall(rest)
    days = _DAY.findall(_YEAR.sub(" ", rest))
    words = re.findall(r"[^\W\d_]+", rest)
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or not _BESIDE.issuperset(words):
        return None
    return int(years[0]), months.pop(), int(days[0]) if days else 0


def _none(problem: str) -> Published:
    return Published(None, "unknown", problem)
