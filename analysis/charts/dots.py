"""What maps share: who holds each place on a day, dots and discs, their legend."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse

from analysis.charts import outlines, selection, theme
from analysis.charts.span import dated_name, last_day, last_heard, until_ended
from analysis.errors import ChartError
from analysis.ledger import rules as ledger_rules
from analysis.ledger.claims import key_of

# Places that are areas are drawn as wide as they may be, never as a point: km.
WIDE = {"governorate": 35.0, "region": 20.0, "mountain": 10.0}
_DEGREE = 111.0  # km
_LONG = pd.Timedelta(days=730)  # after so long a silence a dot is hollow: nobody has said for years who holds it


def nothing() -> pd.DataFrame:
    """Return the table of no place."""
    columns = [
        "date",
        "key",
        "place_id",
        "place_name",
        "kind",
        "lat",
        "lon",
        "state",
        "actor",
        "besieged_by",
        "faded",
        "long_silent",
    ]
    return pd.DataFrame(columns=columns)


def days(
    dates: Sequence[str | pd.Timestamp] | None, spells: pd.DataFrame, articles: pd.DataFrame, most: int
) -> list[pd.Timestamp]:
    """Return the days asked for, or days spread over the changes, at most so many, the last day among them."""
    if dates is not None:
        read = []
        for date in [dates] if isinstance(dates, str | pd.Timestamp) else dates:
            day = pd.to_datetime(date, errors="coerce")
            if pd.isna(day):
                raise ChartError(f"`dates`: `{date}` is no day; expected one such as 2015-06-30")
            read.append(day)
        return read
    starts = spells["start"].dropna().sort_values()
    if starts.empty:
        return []
    last = last_day(articles, spells)
    at = [starts.iloc[min(len(starts) - 1, len(starts) * k // most)] for k in range(1, most)]
    return list(dict.fromkeys([*(day.normalize() for day in at), last.normalize()]))


def at_day(
    spells: pd.DataFrame, places: pd.DataFrame, articles: pd.DataFrame, day: pd.Timestamp, used: ledger_rules.RuleSet
) -> pd.DataFrame:
    """Return who holds each place on a day, with where it lies and whether that is long unconfirmed."""
    if spells.empty:
        return nothing()
    cut = until_ended(spells, max(day, last_day(articles, spells)))
    here = cut[(cut["start"] <= day) & (cut["end"].isna() | (cut["end"] > day))]
    here = here.assign(key=key_of(here)).drop_duplicates("key", keep="last")
    known = places.set_index("place_id")[["kind", "lat", "lon"]]
    said = [last_heard(heard, day) for heard in here["heard"]]
    silent = [seen is not None and seen + used.span("fade") < day for seen in said]
    old = pd.Series(silent, index=here.index, dtype="bool")
    stands = here["state"].isin(["held", "besieged"]) & ("fade" in used)
    ages = [seen is not None and seen + _LONG < day for seen in said]
    older = pd.Series(ages, index=here.index, dtype="bool")
    made = here.join(known, on="place_id").assign(date=day, faded=old & stands, long_silent=older & stands)
    return made[nothing().columns].reset_index(drop=True)


def solid(marker: str) -> str:
    """Return a marker that has a face; strokes would not show their colour at this size."""
    return marker if marker in "os^Dv<>PXphd8H*" else "o"


def disc(axes: Axes, x: float, y: float, km: float, colour: str) -> None:
    """Draw an area as wide as it may be: nobody said which part of it is meant."""
    tall = 2 * km / _DEGREE
    # On these axes a degree of latitude is 1/aspect degrees of longitude long.
    aspect = axes.get_aspect()
    wide = tall * (aspect if isinstance(aspect, float) else 1.0)
    axes.add_patch(Ellipse((x, y), wide, tall, facecolor=colour, edgecolor="none", alpha=0.28, zorder=1))


def dot(colour: str, marker: str, edge: str = "white", size: float = 7) -> Line2D:
    """Return the key of a dot for a legend."""
    return Line2D(
        [], [], linestyle="none", marker=marker, markersize=size, markerfacecolor=colour, markeredgecolor=edge
    )


def holders(actors: "pd.Series[Any]", lang: str) -> list[tuple[object, str]]:
    """Return a legend's keys and names of actors, the commonest first."""
    most = actors.dropna().value_counts()
    order = selection.commonest(most)
    return [(dot(theme.look(a).colour, solid(theme.look(a).marker)), dated_name(a, lang)) for a in order]


def on_map(data: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose place has coordinates on the map."""
    known = data["lat"].notna()
    points = zip(known, data["lon"], data["lat"], strict=True)
    return data[[bool(ok) and outlines.inside(float(x), float(y)) for ok, x, y in points]]


def has_area(data: pd.DataFrame) -> bool:
    """Say whether a place among them is an area."""
    return bool(data["kind"].isin(list(WIDE)).any())
