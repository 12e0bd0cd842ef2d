"""Claims as the ledger sees them: who says it, on whose word, when, against or for their own side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.ledger.rules import RuleSet
from analysis.lexicon.actors import camp_of
from analysis.text.normalise import fold

_DONE = ("happened", "attempted")


@dataclass(frozen=True, slots=True)
class Claim:
    """One dated claim about one place.

    ``weight`` is 2 for a party that reports its own loss, 0 for one that reports its own gain, 1 for
    everybody else; ``origin`` is whose word it is, which repetition does not multiply.
    """

    claim_id: str
    kind: str
    taker: str | None
    loser: str | None
    start: pd.Timestamp
    end: pd.Timestamp
    status: str
    origin: str
    weight: int
    reported: pd.Timestamp | None

    @property
    def is_exact(self) -> bool:
        """Say whether it gives one day."""
        return self.start == self.end


def key_of(control: pd.DataFrame) -> "pd.Series[str]":
    """Return what tells places apart: the gazetteer's id, or the plain spelling of a name that is not listed."""
    return control["place_id"].fillna(control["place_name"].map(fold, na_action="ignore"))


def by_place(control: pd.DataFrame, rules: RuleSet) -> Iterator[tuple[dict[str, Any], list[Claim], list[Claim]]]:
    """Yield each place with the claims that count by `rules`, and with the denials, both in order of time."""
    done = control["status"].isin(_DONE[:1] if "asserted" in rules else _DONE)
    usable = control[(done & control["date_start"].notna()) | control["status"].eq("denied")]
    for _, rows in usable.groupby(key_of(usable), sort=True):
        records = [{str(k): v for k, v in r.items()} for r in rows.to_dict("records")]
        ordered = sorted(records, key=_order)
        first = min(records, key=lambda r: str(r["claim_id"]))
        place = {"place_id": _text(first["place_id"]), "place_name": first["place_name"]}
        claims = [_claim(r) for r in ordered if r["status"] != "denied"]
        denials = [_claim(r) for r in ordered if r["status"] == "denied"]
        if claims:
            yield place, claims, denials


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    start, end = row["date_start"], row["date_end"]
    return (pd.isna(start), "" if pd.isna(start) else start, "" if pd.isna(end) else end, str(row["claim_id"]))


def _claim(row: dict[str, Any]) -> Claim:
    taker, loser, speaker = _text(row["gained_by"]), _text(row["lost_by"]), _text(row["attribution"])
    weight = 1
    if speaker and camp_of(speaker) == camp_of(loser):
        weight = 2
    elif speaker and camp_of(speaker) == camp_of(taker):
        weight = 0
    reported = row.get("reported")
    return Claim(
        str(row["claim_id"]),
        str(row["kind"]),
        taker,
        loser,
        row["date_start"],
        row["date_end"],
        str(row["status"]),
        _text(row.get("origin")) or speaker or str(row["claim_id"]),
        weight,
        None if reported is None or pd.isna(reported) else reported,
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
