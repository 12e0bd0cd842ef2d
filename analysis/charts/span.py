"""What charts of spells share: the axis of time, its last day, and short names of holders."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from analysis.charts import labels, theme
from analysis.lexicon.actors import last_days

_DAY = re.compile(r"(\d{4}-\d{2})-\d{2}")


def last_day(articles: pd.DataFrame, spells: pd.DataFrame, ticks: pd.DataFrame | None = None) -> pd.Timestamp:
    """Return the last day that articles, spells or, where given, claims speak of."""
    ends = [articles["published"].max(), spells["end"].max(), spells["start"].max()]
    ends += [] if ticks is None else [ticks["date_end"].max()]
    return max(pd.Timestamp(end) for end in ends if not pd.isna(end))


def until_ended(spells: pd.DataFrame, last: pd.Timestamp) -> pd.DataFrame:
    """Return `spells` with those of an actor that ended cut off at its last day, if the chart reaches it.

    Who holds the place from then on no claim has said: the rest is unknown.
    """
    ends = pd.to_datetime(spells["actor"].map(last_days())).astype(spells["start"].dtype)
    over = ends.notna() & (ends < last) & (spells["end"].isna() | (spells["end"] > ends))
    # A siege told later can part the spell of a holder that was no more by then: nothing of it is left.
    late = over & (spells["start"] >= ends)
    begins = ends.where(~late, spells["start"])
    rest = spells[over].assign(start=begins[over], state="unknown", actor=pd.Series(dtype="str"))
    kept = spells[~late].assign(end=spells["end"].mask(over, ends))
    return pd.concat([kept, rest]).sort_index(kind="stable").reset_index(drop=True)


def last_heard(heard: Sequence[str], day: pd.Timestamp) -> pd.Timestamp | None:
    """Return the last of the days in ISO form that does not lie after `day`, or None."""
    known = [d for d in heard if d <= f"{day:%Y-%m-%d}"]
    return pd.Timestamp(known[-1]) if known else None


def spans_heard(
    spell: Mapping[Any, Any], start: float, end: float, fade: timedelta | None
) -> Iterator[tuple[float, float, pd.Timestamp | None]]:
    """Yield the parts of a spell with the day since which nothing was heard, None where it was heard lately.

    Parameters
    ----------
    spell
        A row of the table ``spells``.
    start, end
        Its bounds as matplotlib's numbers of days.
    fade
        After how long silence shows; None for never.
    """
    days = [pd.Timestamp(day) for day in spell["heard"]] if spell["state"] in ("held", "besieged") else []
    if fade is None or not days:
        yield start, end, None
        return
    at = start
    for day, following in zip(days, [*days[1:], None], strict=True):
        silent = float(day_number(day + fade))
        until = end if following is None else min(end, float(day_number(following)))
        if silent < until and silent < end and until > at:
            if silent > at:
                yield at, silent, None
            yield max(at, silent), until, day
            at = until
    if at < end:
        yield at, end, None


def day_number(day: Any) -> Any:
    """Return matplotlib's number of a day, or of each day of a column."""
    return date2num(day)  # type: ignore[no-untyped-call]


def short_name(actor: object, lang: str) -> str:
    """Return an actor's name without what stands in brackets behind it."""
    return theme.name_of(str(actor), lang=lang).split(" (")[0]


def dated_name(actor: object, lang: str) -> str:
    """Return an actor's name with the month from or to which it is meant: two governments share a name.

    Examples
    --------
    >>> dated_name("syrian-government-2024", "en"), dated_name("isis", "en")
    ('Syrian government (from 2024-12)', 'Islamic State')
    """
    whole = theme.name_of(str(actor), lang=lang)
    return _DAY.sub(r"\1", whole) if _DAY.search(whole) else short_name(actor, lang)


def put_time_ticks(axes: Axes, span: tuple[pd.Timestamp, pd.Timestamp], lang: str) -> None:
    """Set ticks at years, months or days, as the span asks for."""
    days = (span[1] - span[0]).days
    if days > 3 * 365:
        marks, form = pd.date_range(span[0], span[1], freq="YS"), "%Y"
    elif days > 90:
        marks, form = pd.date_range(span[0], span[1], freq="MS"), "%Y-%m"
    else:
        marks, form = pd.date_range(span[0], span[1], freq="D"), "%Y-%m-%d"
    every = max(1, -(-len(marks) // 9))
    chosen = marks[::every]
    labels.put_times(axes, [float(day_number(m)) for m in chosen], [m.strftime(form) for m in chosen], lang=lang)
