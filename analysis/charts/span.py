"""What charts of spells share: the axis of time, its last day, and short names of holders."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from analysis.charts import labels, theme
from analysis.lexicon.actors import last_days


def place_key(table: pd.DataFrame) -> "pd.Series[str]":
    """Return what tells places apart: two of one name have different ids; one without id has its name."""
    return table["place_id"].fillna(table["place_name"]).astype("str")


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
    cut = ends.notna() & (ends < last) & (spells["start"] < ends) & (spells["end"].isna() | (spells["end"] > ends))
    rest = spells[cut].assign(start=ends[cut], state="unknown", actor=pd.Series(dtype="str"))
    kept = spells.assign(end=spells["end"].mask(cut, ends))
    return pd.concat([kept, rest]).sort_index(kind="stable").reset_index(drop=True)


def day_number(day: Any) -> Any:
    """Return matplotlib's number of a day, or of each day of a column."""
    return date2num(day)  # type: ignore[no-untyped-call]


def short_name(actor: object, lang: str) -> str:
    """Return an actor's name without what stands in brackets behind it."""
    return theme.name_of(str(actor), lang=lang).split(" (")[0]


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
