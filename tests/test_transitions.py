"""Gains and losses, who loses to whom, and one disputed change by source."""

import pandas as pd
import pytest
import samples

from analysis import charts, ledger, tables
from analysis.errors import ChartError

ARTICLES = samples.articles(["يومية", "موقع"], days=["2015-06-16", "2015-06-17"])
CONTROL = tables.frame(
    "control",
    [
        samples.claim("1", "تدمر", "isis", "syrian-army", "2015-05-20"),
        samples.claim("2", "تدمر", "isis", "syrian-army", "2015-05-21") | {"article_id": "a2"},
        samples.claim("3", "تل أبيض", "ypg", "isis", "2015-06-15"),
        samples.claim("4", "الرقة", "isis", None, "2014-01-14"),
    ],
)
CONTROL["reported"] = pd.Timestamp("2015-06-16").as_unit("ms")
CONTROL["origin"] = CONTROL["article_id"]
CHANGES = ledger.changes(CONTROL)


def test_gains_and_losses_are_counted_by_month_and_actor() -> None:
    made = charts.gains_and_losses(CHANGES, ARTICLES)
    rows = {(a, f"{p:%Y-%m}"): (g, x) for a, p, g, x in made.data.itertuples(index=False)}
    assert rows["isis", "2015-05"] == (1, 0) and rows["isis", "2015-06"] == (0, 1) and rows["ypg", "2015-06"] == (1, 0)


def test_a_change_that_a_rule_took_out_is_not_counted() -> None:
    none = CHANGES.assign(ruling="exchange")
    assert charts.gains_and_losses(none, ARTICLES).data.empty
    assert charts.transfers(none, ARTICLES).data.empty


def test_transfers_keep_losers_that_are_not_said() -> None:
    pairs = {(a, b): n for a, b, n in charts.transfers(CHANGES, ARTICLES).data.itertuples(index=False)}
    assert pairs == {("syrian-army", "isis"): 1, ("isis", "ypg"): 1, ("not_said", "isis"): 1}


def test_a_disputed_change_has_a_whisker_per_claim() -> None:
    made = charts.claim_dates(CONTROL, CHANGES, ARTICLES, place="تدمر", lang="en")
    assert made.data["claim_id"].tolist() == ["1", "2"]
    assert made.data["source"].tolist() == ["يومية", "موقع"]
    assert made.title.startswith("Tadmor") or made.title.startswith("تدمر")


def test_another_change_than_those_of_the_place_is_refused() -> None:
    with pytest.raises(ChartError, match="ch-1"):
        charts.claim_dates(CONTROL, CHANGES, ARTICLES, place="تدمر", change="ch-9")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_figures_name_the_rules_that_made_them(lang: str) -> None:
    rules = {"ar": "قواعد السجل", "en": "ledger rules"}[lang]
    spells = ledger.spells(CONTROL)
    for made in (
        charts.gains_and_losses(CHANGES, ARTICLES, lang=lang),
        charts.transfers(CHANGES, ARTICLES, lang=lang),
        charts.claim_dates(CONTROL, CHANGES, ARTICLES, place="تدمر", lang=lang),
        charts.control_by_place(spells, CONTROL, ARTICLES, lang=lang),
        charts.places_per_actor(spells, ARTICLES, lang=lang),
    ):
        assert rules in made.note


def test_the_band_holds_the_line_between_the_rule_sets() -> None:
    made = charts.places_per_actor(ledger.spells(CONTROL), ARTICLES, sensitivity=ledger.sensitivity(CONTROL))
    data = made.data.dropna(subset=["low"])
    assert (data["low"] <= data["places"]).all() and (data["places"] <= data["high"]).all()
    assert (data.loc[data["actor"] == "isis", "low"] < data.loc[data["actor"] == "isis", "high"]).any()
