"""Which events a chart counts, and in which bins of time."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import labels, theme
from analysis.charts.words import check_each, check_option, word
from analysis.contract import EVENT_TYPES, STATUSES
from analysis.lexicon.actors import catalogue

FREQUENCIES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
_STARTS = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91}
_FINE = ("day", "week", "month", "year")
_MONTHS = {"month": 1, "quarter": 3}
MOST_BINS = 60
_MOST_TICKS = 9


def check(
    *, freq: str, count: str, include: Sequence[str], types: Sequence[str] | None, actors: Sequence[str] | None
) -> None:
    """Refuse what cannot be chosen, naming the option and what is allowed."""
    check_option("freq", freq, ("auto", *FREQUENCIES))
    check_option("count", count, ("incidents", "reports"))
    check_each("include", include, STATUSES)
    check_each("types", types or (), EVENT_TYPES)
    check_each("actors", actors or (), tuple(catalogue().index))


def commonest(counts: "pd.Series[int]", most: int | None = None) -> list[str]:
    """Return the keys of counts, the greatest first, equals by name, at most so many.

    Examples
    --------
    >>> commonest(pd.Series({"b": 2, "c": 5, "a": 2}), 2)
    ['c', 'a']
    """
    return sorted(map(str, counts.index), key=lambda key: (-counts[key], key))[:most]


def groups(counted: pd.DataFrame) -> list[str]:
    """Return the groups of a table with ``group`` and ``count``, the commonest first, the gathered rest last."""
    ordered = commonest(counted.groupby("group")["count"].sum())
    return [g for g in ordered if g != "other"] + [g for g in ordered if g == "other"]


def several(values: Sequence[str] | None) -> tuple[str, ...]:
    """Return options as a tuple; one by itself is a tuple of one, none is an empty one."""
    return (values,) if isinstance(values, str) else tuple(values or ())


def chosen(
    events: pd.DataFrame,
    *,
    types: Sequence[str] | None = None,
    actors: Sequence[str] | None = None,
    include: Sequence[str] = ("happened",),
    background: bool = False,
    count: str = "incidents",
) -> pd.DataFrame:
    """Return the events that are counted; of an incident the one that is dated most exactly.

    Parameters
    ----------
    events
        Table ``events``.
    types, actors
        Only these event types; only events that one of these actors does or suffers.
    include
        Statuses that count.
    background
        Whether what an article only recalls counts too.
    count
        ``incidents`` keeps one event of each, ``reports`` all.
    """
    kept = events[events["status"].isin(several(include))]
    if not background:
        kept = kept[~kept["is_background"]]
    if types is not None:
        kept = kept[kept["event_type"].isin(several(types))]
    if actors is not None:
        wanted = set(several(actors))
        both = [bool(wanted & {*s, *t}) for s, t in zip(kept["source_actors"], kept["target_actors"], strict=True)]
        kept = kept[pd.Series(both, index=kept.index, dtype="bool")]
    if count == "incidents":
        order = kept["date_precision"].map({p: i for i, p in enumerate(_FINE)}).fillna(len(_FINE))
        kept = kept.assign(_order=order).sort_values(["_order", "date_start", "event_id"], kind="stable")
        again = kept["incident_id"].notna() & kept.duplicated("incident_id")  # one not matched counts by itself
        kept = kept[~again].drop(columns="_order")
    return kept


def step(dates: "pd.Series[pd.Timestamp]", most: int = MOST_BINS) -> str:
    """Return the finest frequency that needs no more than `most` bins or so."""
    known = dates.dropna()
    days = (known.max() - known.min()).days if len(known) else 0
    # Two months a bin before quarters are taken, for months are what readers expect.
    return next((s for s, length in _DAYS.items() if days <= length * most * (2 if s == "month" else 1)), "year")


def in_bins(events: pd.DataFrame, freq: str) -> pd.DataFrame:
    """Return ``place`` (axis, imprecise or undated) and ``bin`` of every event; a bin only where the date fits one."""
    undated = events["date_start"].isna()
    first = events["date_start"].dt.to_period(FREQUENCIES[freq]).dt.start_time
    last = events["date_end"].fillna(events["date_start"]).dt.to_period(FREQUENCIES[freq]).dt.start_time
    coarse = ~undated & (first != last)
    place = pd.Series("axis", index=events.index).mask(coarse, "imprecise").mask(undated, "undated")
    return pd.DataFrame({"place": place, "bin": first.where(place == "axis")})


def every_bin(bins: "pd.Series[pd.Timestamp]", freq: str) -> pd.DatetimeIndex:
    """Return all bins from the first to the last, the empty ones between them too."""
    return pd.date_range(bins.min(), bins.max(), freq=_STARTS[freq])


def beside_axis(places: "pd.Series[str]", *, lang: str) -> list[str]:
    """Return what a note says of events without a bin: how many, and their share."""
    counts = places.value_counts()
    said = [(p, int(counts.get(p, 0))) for p in ("imprecise", "undated")]
    shares = {p: f" ({n / len(places):.0%})" if n * 100 >= len(places) else "" for p, n in said if n}
    return [f"{n:,} {word(p, lang=lang)}{shares[p]}" for p, n in said if n]


def group_name(group: str, lang: str) -> str:
    """Return what a group of events is called: an actor's name, or the words for a type."""
    return theme.name_of(group, lang=lang) if group in catalogue().index else word(group, lang=lang)


def put_bins(axes: Axes, bins: pd.DatetimeIndex, freq: str, *, lang: str, most: int = _MOST_TICKS) -> None:
    """Set ticks at bins that stand at 0, 1, 2 …, a few of them, at Januaries where there are months."""
    form = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "quarter": "%Y-%m", "year": "%Y"}[freq]
    every = max(1, -(-len(bins) // most))
    if freq == "month" and every > 1:
        every = next(n for n in (2, 3, 6, 12, 24, 36, 60, 120) if n >= every)
    if freq == "quarter" and every > 1:
        every = next(n for n in (2, 4, 8, 12, 20, 40) if n >= every)
    whole = freq in _MONTHS
    offset = next((k for k, day in enumerate(bins) if day.month == 1), 0) % every if whole else 0
    at = list(range(offset, len(bins), every))
    years = whole and every * _MONTHS[freq] % 12 == 0
    labels.put_times(axes, [float(k) for k in at], [bins[k].strftime("%Y" if years else form) for k in at], lang=lang)
