"""The ledger: what every place's claims amount to, as tables of changes and of spells."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis import tables
from analysis.ledger import siege
from analysis.ledger.chaining import chain
from analysis.ledger.claims import by_place
from analysis.ledger.deciding import decide
from analysis.ledger.fusing import Turn, turns
from analysis.ledger.rules import SETS, RuleSet, load


def _decided(control: pd.DataFrame, rules: RuleSet) -> Iterator[tuple[dict[str, Any], list[Turn]]]:
    for place, claims, denials in by_place(control, rules):
        yield place, decide(turns(claims, rules), denials, rules)


def changes(control: pd.DataFrame, *, rules: RuleSet | str = "default") -> pd.DataFrame:
    """Return every fused change, those that count and those that a rule took out.

    Parameters
    ----------
    control
        Table ``control``; the order of its rows does not matter.
    rules
        A rule set, or the name of one.

    Returns
    -------
    Table ``changes``, by place and day. ``ruling`` is ``counts``, ``contested``, or the rule that
    decided against the change.

    Examples
    --------
    >>> day = pd.Timestamp("2015-06-23")
    >>> claim = {"claim_id": "c", "kind": "change", "place_name": "عين عيسى", "gained_by": "ypg",
    ...          "status": "happened", "date_start": day, "date_end": day}
    >>> changes(tables.frame("control", [claim]))["ruling"].tolist()
    ['counts']
    """
    chosen = load(rules) if isinstance(rules, str) else rules
    rows = []
    for place, made in _decided(control, chosen):
        for turn in made:
            if turn.kind != "change":
                continue
            rows.append(
                place
                | {
                    "change_id": f"ch-{turn.ids[0]}",
                    "gained_by": turn.taker,
                    "lost_by": sorted(turn.losers)[0] if len(turn.losers) == 1 else None,
                    "date_start": turn.start,
                    "date_end": turn.end,
                    "dated_by": turn.dated_by,
                    "ruling": turn.ruling or "counts",
                    "n_claims": len(turn.claims),
                    "n_origins": len(turn.origins),
                    "origins": sorted(turn.origins),
                    "claim_ids": list(turn.ids),
                }
            )
    return tables.frame("changes", rows)


def spells(
    control: pd.DataFrame, events: pd.DataFrame | None = None, *, rules: RuleSet | str = "default"
) -> pd.DataFrame:
    """Return the spells of every place that dated claims speak of.

    Parameters
    ----------
    control
        Table ``control``; the order of its rows does not matter.
    events
        Table ``events``, for the sieges it reports; without it no place is besieged.
    rules
        A rule set, or the name of one: ``default``, ``any``, ``two_origins``.

    Returns
    -------
    Table ``spells``, by place and start; ``end`` is missing while a spell lasts.

    Examples
    --------
    >>> day = pd.Timestamp("2015-06-23")
    >>> claim = {"claim_id": "c", "kind": "change", "place_name": "عين عيسى", "gained_by": "ypg",
    ...          "status": "happened", "date_start": day, "date_end": day}
    >>> spells(tables.frame("control", [claim]))[["state", "actor"]].values.tolist()
    [['held', 'ypg']]
    """
    chosen = load(rules) if isinstance(rules, str) else rules
    sieges = siege.by_place(events) if events is not None and "siege" in chosen else {}
    rows = []
    for place, made in _decided(control, chosen):
        besieged = sieges.get(place["place_id"] or place["place_name"], [])
        for spell in siege.mark(list(chain(made, chosen)), besieged):
            rows.append(
                place
                | {
                    "state": spell.state,
                    "actor": spell.actor,
                    "besieged_by": spell.besieged_by,
                    "start": spell.start,
                    "end": spell.end,
                    "confirmed": spell.confirmed,
                    "heard": [f"{day:%Y-%m-%d}" for day in spell.heard],
                    "claim_ids": list(spell.claims),
                }
            )
    return tables.frame("spells", rows)


def sensitivity(control: pd.DataFrame, events: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the spells under every declared rule set, with a column ``rules`` that names it.

    Examples
    --------
    >>> sensitivity(tables.frame("control"))["rules"].tolist()
    []
    """
    made = [spells(control, events, rules=name).assign(rules=name) for name in SETS]
    return pd.concat(made, ignore_index=True)
