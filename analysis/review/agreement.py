"""How the spells agree with a chronology that somebody else made: place-days, and lag in days."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.errors import TableError
from analysis.text.normalise import fold

_NEAR = pd.Timedelta(days=60)  # a spell that begins further off is no report of the change


@dataclass(frozen=True)
class Agreement:
    """What was compared.

    Attributes
    ----------
    days
        One row per interval of the chronology: place, holder, ``days`` it lasts, days ``held`` by
        somebody in the spells, and of these days that ``agree``.
    lags
        One row per change of the chronology: ``lag`` in days of the spell that begins with the same
        holder, negative when it begins too early, missing when none begins near.
    """

    days: pd.DataFrame
    lags: pd.DataFrame

    @property
    def share(self) -> float:
        """Return the share of place-days with a holder on which he is the chronology's."""
        return float(self.days["agree"].sum() / max(1, self.days["held"].sum()))

    @property
    def coverage(self) -> float:
        """Return the share of the chronology's place-days on which the spells name a holder."""
        return float(self.days["held"].sum() / max(1, self.days["days"].sum()))

    def __str__(self) -> str:
        lag = self.lags["lag"].dropna()
        middle = f"{lag.median():+.0f} (from {lag.min():+.0f} to {lag.max():+.0f})" if len(lag) else "none found"
        return (
            f"{self.share:.1%} of {self.days['held'].sum():,} place-days agree; a holder is named on "
            f"{self.coverage:.1%} of the chronology's; {len(lag)} of {len(self.lags)} changes found, "
            f"median lag in days {middle}"
        )


def agreement(
    spells: pd.DataFrame, reference: pd.DataFrame, parties: Mapping[str, Collection[str]], until: pd.Timestamp
) -> Agreement:
    """Compare spells with a chronology of changes.

    Parameters
    ----------
    spells
        Table ``spells``.
    reference
        With ``place`` (Arabic; other names behind ``|``), ``date`` and ``party``, who holds it from then on.
    parties
        Actor ids by party; a party that is not there is compared with nothing, but ends the one before.
    until
        Day on which the chronology ends.

    Raises
    ------
    TableError
        If a column of the chronology is missing.
    """
    lacking = [c for c in ("place", "date", "party") if c not in reference]
    if lacking:
        raise TableError(f"reference: column {', '.join(lacking)} is missing; expected place, date, party")
    days, lags = [], []
    named = spells.assign(plain=spells["place_name"].map(fold))
    for place, rows in reference.groupby("place", sort=True):
        wanted = {fold(name.strip()) for name in str(place).split("|")}
        own = named[named["plain"].isin(wanted) & named["state"].isin(["held", "besieged"])]
        own = own.assign(end=own["end"].fillna(until))
        ordered = rows.sort_values("date")
        ends = [*ordered["date"].iloc[1:], until]
        for (start, party), end in zip(ordered[["date", "party"]].itertuples(index=False), ends, strict=True):
            if party not in parties or own.empty:
                continue
            held = agree = 0
            for spell in own.itertuples():
                shared = (min(end, spell.end) - max(start, spell.start)).days
                held += max(0, shared)
                agree += max(0, shared) if spell.actor in parties[party] else 0
            days.append((place, party, start, end, (end - start).days, held, agree))
            begun = own[own["actor"].isin(list(parties[party]))]["start"] - start
            near = begun[begun.abs() <= _NEAR]
            lags.append((place, party, start, near.loc[near.abs().idxmin()].days if len(near) else None))
    return Agreement(
        pd.DataFrame(days, columns=["place", "party", "start", "end", "days", "held", "agree"]),
        pd.DataFrame(lags, columns=["place", "party", "start", "lag"]).astype({"lag": "Int64"}),
    )
