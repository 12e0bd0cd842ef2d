"""Who held a place when, from hand-made claims."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.contract import STATUSES
from analysis.errors import LexiconError
from analysis.ledger import changes, sensitivity, spells
from analysis.ledger.rules import SETS, load

NOT_HAPPENED = [s for s in STATUSES if s != "happened"]


def claim(day: str | None, taker: str | None = None, loser: str | None = None, **more) -> dict:
    """Return a change of control of الباب; `day` may be a range ``first..last``."""
    first, _, last = (day or "").partition("..")
    return {
        "claim_id": f"c-{day}-{taker}-{loser}",
        "kind": "change",
        "place_name": "الباب",
        "place_id": "al-bab",
        "gained_by": taker,
        "lost_by": loser,
        "status": "happened",
        "date_start": pd.Timestamp(first) if first else None,
        "date_end": pd.Timestamp(last or first) if first else None,
        "date_precision": "day" if first and not last else "unknown",
    } | more


def state(day: str, holder: str, **more) -> dict:
    return claim(day, holder, claim_id=f"s-{day}-{holder}", kind="state", **more)


def history(*claims: dict) -> list[tuple[str, str | None, str, str | None]]:
    """Return ``state, actor, start, end`` of the spells of a place."""
    made = spells(tables.frame("control", claims))
    tables.check("spells", made)
    return [
        (r["state"], r["actor"] if isinstance(r["actor"], str) else None, day(r["start"]), day(r["end"]))
        for r in made.to_dict("records")
    ]


def day(value: pd.Timestamp) -> str | None:
    return None if pd.isna(value) else f"{value:%Y-%m-%d}"


def test_no_claims_make_no_spells():
    assert history() == []


def test_a_gain_holds_until_the_next():
    assert history(claim("2014-01-13", "isis"), claim("2017-02-23", "sna", "isis")) == [
        ("held", "isis", "2014-01-13", "2017-02-23"),
        ("held", "sna", "2017-02-23", None),
    ]


def test_a_loss_without_a_taker_ends_in_the_unknown():
    assert history(claim("2014-01-13", "isis"), claim("2017-02-23", None, "isis")) == [
        ("held", "isis", "2014-01-13", "2017-02-23"),
        ("unknown", None, "2017-02-23", None),
    ]


def test_a_loss_goes_with_the_gain_of_the_same_days():
    claims = [claim("2014-01-13", "isis"), claim("2017-02-22", None, "isis"), claim("2017-02-23", "sna")]
    assert history(*claims)[-1] == ("held", "sna", "2017-02-23", None)
    assert len(history(*claims)) == 2


def test_reports_of_one_change_on_neighbouring_days_are_one_change():
    claims = [claim("2017-02-23", "sna", claim_id=f"c{k}") for k in range(3)]
    claims += [claim("2017-02-24", "sna", claim_id="late")]
    assert history(*claims) == [("held", "sna", "2017-02-23", None)]
    assert list(spells(tables.frame("control", claims))["claim_ids"].iloc[0]) == ["c0", "c1", "c2", "late"]


def test_an_exact_claim_dates_the_change_that_another_knows_only_by_the_week():
    assert history(claim("2017-02-20..2017-02-26", "sna"), claim("2017-02-23", "sna")) == [
        ("held", "sna", "2017-02-23", None)
    ]


def test_the_days_between_the_bounds_of_an_imprecise_change_are_unknown():
    assert history(claim("2014-01-13", "isis"), claim("2017-02-20..2017-02-26", "sna", "isis")) == [
        ("held", "isis", "2014-01-13", "2017-02-20"),
        ("unknown", None, "2017-02-20", "2017-02-26"),
        ("held", "sna", "2017-02-26", None),
    ]


def test_two_takers_on_the_same_days_leave_the_place_contested():
    made = history(claim("2017-02-23", "sna"), claim("2017-02-23", "sdf"))
    assert made[0] == ("contested", None, "2017-02-23", "2017-02-24")


def test_a_change_taken_back_within_a_day_is_an_exchange_and_the_holder_stays():
    made = history(claim("2014-01-13", "isis"), claim("2017-02-23", "sna", "isis"), claim("2017-02-24", "isis", "sna"))
    assert made == [
        ("held", "isis", "2014-01-13", "2017-02-23"),
        ("contested", None, "2017-02-23", "2017-02-25"),
        ("held", "isis", "2017-02-25", None),
    ]


def test_after_contested_days_nobody_can_be_said_to_hold_the_place():
    made = history(claim("2017-02-23", "sna"), claim("2017-02-23", "sdf"))
    assert made[1] == ("unknown", None, "2017-02-24", None)


def ruling(*claims: dict, **rules: bool) -> dict[str, str]:
    """Return the ruling on every change by its taker."""
    made = changes(tables.frame("control", claims), rules=load().switch(**rules))
    tables.check("changes", made)
    return dict(zip(made["gained_by"], made["ruling"], strict=True))


def test_what_a_party_says_of_its_own_loss_outweighs_the_gain_of_another():
    own = claim("2017-02-23", "sna", "isis", attribution="isis")
    other = claim("2017-02-23", "sdf", attribution="sdf")
    assert ruling(own, other) == {"sna": "counts", "sdf": "own-loss"}
    assert ruling(own, other, own_loss=False) == {"sna": "contested", "sdf": "contested"}


def test_independent_origins_outweigh_repetition():
    two = [claim("2017-02-23", "sna", claim_id=f"n{k}", origin=o) for k, o in enumerate(("sohr", "sana"))]
    repeated = [claim("2017-02-23", "sdf", claim_id=f"r{k}", origin="sohr") for k in range(5)]
    assert ruling(*two, *repeated) == {"sna": "counts", "sdf": "origins"}


def reported(day: str, **more) -> dict:
    return {"reported": pd.Timestamp(day)} | more


def test_a_later_denial_takes_a_change_back_and_a_later_confirmation_keeps_it():
    first = claim("2017-02-23", "sna", **reported("2017-02-23"))
    denial = claim(None, "sna", status="denied", claim_id="d", **reported("2017-02-25"))
    again = claim("2017-02-23", "sna", claim_id="again", **reported("2017-02-27"))
    assert ruling(first, denial) == {"sna": "later-word"}
    assert ruling(first, denial, again) == {"sna": "counts"}
    assert history(first, denial) == []


def test_a_loser_who_denies_does_not_take_the_change_back():
    first = claim("2017-02-23", "sna", "isis", **reported("2017-02-23"))
    denial = claim(None, "sna", "isis", status="denied", claim_id="d", attribution="isis", **reported("2017-02-25"))
    assert ruling(first, denial) == {"sna": "contested"}


def test_a_state_said_on_the_day_of_a_change_tells_what_was_before():
    made = history(claim("2014-03-16", "syrian-army"), state("2014-03-16", "fsa"))
    assert made == [("held", "syrian-army", "2014-03-16", None)]


def test_days_on_which_origins_tie_are_an_interval_and_a_majority_decides():
    tie = [claim("2017-02-22", "sna", origin="a"), claim("2017-02-23", "sna", origin="b")]
    assert changes(tables.frame("control", tie))["dated_by"].tolist() == ["interval"]
    more = changes(tables.frame("control", [*tie, claim("2017-02-23", "sna", claim_id="c", origin="c")]))
    assert more["dated_by"].tolist() == ["majority-day"]
    assert more["date_start"].tolist() == more["date_end"].tolist() == [pd.Timestamp("2017-02-23")]


def test_two_origins_are_needed_where_the_rules_ask_for_them():
    alone = tables.frame("control", [claim("2014-01-13", "isis", origin="sohr")])
    assert spells(alone, rules="two_origins").empty
    both = tables.frame("control", [claim("2014-01-13", t, claim_id=t + o, origin=o) for t in ["isis"] for o in "ab"])
    assert spells(both, rules="two_origins")["actor"].tolist() == ["isis"]


def test_a_rule_that_does_not_exist_is_named():
    with pytest.raises(LexiconError, match="no rule `gravity`"):
        load().switch(gravity=True)


def besieged(*days: str, by: str = "syrian-army", text: str = "حصار") -> pd.DataFrame:
    rows = [
        {
            "event_id": f"e{k}{text}", "event_type": "siege", "status": "happened", "is_background": False,
            "text": text,
            "source_actors": [by], "place_ids": ["al-bab"], "place_names": ["الباب"],
            "date_start": pd.Timestamp(d), "date_end": pd.Timestamp(d),
        }
        for k, d in enumerate(days)
    ]  # fmt: skip
    return tables.frame("events", rows)


def line(control: list[dict], events: pd.DataFrame) -> list[tuple[str, str, str | None]]:
    made = spells(tables.frame("control", control), events)
    tables.check("spells", made)
    return [(r.state, day(r.start), day(r.end)) for r in made.itertuples()]


def test_a_siege_stands_beside_the_holder_until_the_place_falls():
    fall = claim("2014-03-16", "syrian-army", "fsa")
    assert line([claim("2013-05-01", "fsa"), fall], besieged("2014-01-10", "2014-02-20")) == [
        ("held", "2013-05-01", "2014-01-10"),
        ("besieged", "2014-01-10", "2014-03-16"),
        ("held", "2014-03-16", None),
    ]


def test_a_siege_that_is_broken_ends_on_that_day():
    events = pd.concat([besieged("2014-01-10", "2014-02-20"), besieged("2014-02-01", by="fsa", text="فك الحصار")])
    assert line([claim("2013-05-01", "fsa")], events)[1] == ("besieged", "2014-01-10", "2014-02-02")


def test_nobody_besieges_a_place_of_its_own():
    assert line([claim("2013-05-01", "syrian-army")], besieged("2014-01-10")) == [("held", "2013-05-01", None)]


def test_where_the_loser_is_not_the_holder_the_time_between_is_unknown():
    assert history(claim("2013-05-01", "fsa"), claim("2017-02-23", "sna", "isis")) == [
        ("held", "fsa", "2013-05-01", "2013-05-02"),
        ("unknown", None, "2013-05-02", "2017-02-23"),
        ("held", "sna", "2017-02-23", None),
    ]


def test_a_standing_state_confirms_the_holder_until_its_day():
    assert history(claim("2013-05-01", "fsa"), state("2013-09-01", "fsa"), claim("2017-02-23", "sna", "isis"))[0] == (
        "held",
        "fsa",
        "2013-05-01",
        "2013-09-02",
    )


def test_a_standing_state_of_another_holder_shows_that_something_was_not_reported():
    assert history(claim("2013-05-01", "fsa"), state("2015-01-10", "isis")) == [
        ("held", "fsa", "2013-05-01", "2013-05-02"),
        ("unknown", None, "2013-05-02", "2015-01-10"),
        ("held", "isis", "2015-01-10", None),
    ]


@pytest.mark.parametrize("status", NOT_HAPPENED)
def test_only_what_happened_moves_the_map(status):
    taken = claim("2014-01-13", "isis")
    assert history(taken, claim("2015-01-01", "sdf", "isis", status=status)) == history(taken)


def test_an_undated_claim_moves_nothing():
    taken = claim("2014-01-13", "isis")
    assert history(taken, claim(None, "sdf", "isis")) == history(taken)


def test_a_place_that_is_not_listed_is_kept_apart_by_its_name():
    made = spells(
        tables.frame(
            "control",
            [
                claim("2014-01-13", "isis", place_id=None, place_name="الغرة"),
                claim("2014-01-13", "sdf", place_id=None, place_name="السنديانة"),
            ],
        )
    )
    assert dict(zip(made["place_name"], made["actor"], strict=True)) == {"الغرة": "isis", "السنديانة": "sdf"}


# -- what holds of any claims ---------------------------------------------------------------

_PLACES = ("al-bab", "manbij", "raqqa")
_ACTORS = ("isis", "sdf", "fsa", "syrian-army")


@st.composite
def _claims(draw, places=_PLACES, statuses=("happened",)) -> dict:
    start = pd.Timestamp("2015-01-01") + pd.Timedelta(days=draw(st.integers(0, 60)))
    kind = draw(st.sampled_from(["change", "change", "state"]))
    taker = draw(st.sampled_from(_ACTORS if kind == "state" else (*_ACTORS, None)))
    loser = draw(st.sampled_from((None, *(a for a in _ACTORS if a != taker)))) if kind == "change" else None
    place = draw(st.sampled_from(places))
    return {
        "kind": kind,
        "place_id": place,
        "place_name": place,
        "gained_by": taker,
        "lost_by": loser,
        "status": draw(st.sampled_from(statuses)),
        "date_start": start,
        "date_end": start + pd.Timedelta(days=draw(st.sampled_from([0, 0, 0, 6, 30]))),
    }


def _numbered(rows: list[dict], prefix: str = "c") -> list[dict]:
    return [row | {"claim_id": f"{prefix}{k:03}"} for k, row in enumerate(rows)]


def _made(rows: list[dict]) -> list[dict]:
    table = spells(tables.frame("control", rows))
    return table.astype({"start": "str", "end": "str"}).fillna("").to_dict("records")


_MANY = st.lists(_claims(), max_size=12).map(_numbered)


@settings(deadline=None, max_examples=40)
@given(rows=_MANY, data=st.data())
def test_the_order_of_rows_never_changes_the_result(rows, data):
    assert _made(data.draw(st.permutations(rows))) == _made(rows)


@settings(deadline=None, max_examples=40)
@given(rows=_MANY, added=st.lists(_claims(places=("elsewhere",)), min_size=1, max_size=4))
def test_a_claim_about_one_place_never_changes_another(rows, added):
    more = _made(rows + _numbered(added, "x"))
    assert [r for r in more if r["place_id"] != "elsewhere"] == _made(rows)


@settings(deadline=None, max_examples=40)
@given(rows=_MANY, added=st.lists(_claims(statuses=tuple(NOT_HAPPENED)), min_size=1, max_size=4))
def test_rumours_plans_attempts_and_undated_denials_move_nothing(rows, added):
    assert _made(rows + _numbered(added, "x")) == _made(rows)


@settings(deadline=None, max_examples=40)
@given(rows=_MANY)
def test_spells_of_a_place_meet_and_never_overlap(rows):
    made = spells(tables.frame("control", rows))
    known = {r["claim_id"] for r in rows}
    for _, line in made.groupby("place_id"):
        assert (line["start"].iloc[1:].to_numpy() == line["end"].iloc[:-1].to_numpy()).all()
        assert (line["start"] < line["end"].fillna(pd.Timestamp("2100-01-01"))).all()
        assert pd.isna(line["end"].iloc[-1])
    assert {c for ids in made["claim_ids"] for c in ids} <= known
    assert (made["actor"].notna() == made["state"].isin(["held", "besieged"])).all()


@settings(deadline=None, max_examples=40)
@given(rows=_MANY)
def test_every_held_spell_rests_on_a_claim_of_its_holder(rows):
    takers = {r["claim_id"]: (r["gained_by"], r["place_id"]) for r in rows}
    for spell in spells(tables.frame("control", rows)).to_dict("records"):
        if spell["state"] == "held":
            assert (spell["actor"], spell["place_id"]) in {takers[c] for c in spell["claim_ids"]}


@settings(deadline=None, max_examples=40)
@given(rows=_MANY, data=st.data())
def test_the_order_of_rows_never_changes_the_changes(rows, data):
    def made(of: list[dict]) -> list[dict]:
        table = changes(tables.frame("control", of))
        return table.astype({"date_start": "str", "date_end": "str"}).fillna("").to_dict("records")

    assert made(data.draw(st.permutations(rows))) == made(rows)


@settings(deadline=None, max_examples=20)
@given(rows=_MANY)
def test_every_rule_set_makes_spells_that_meet(rows):
    made = sensitivity(tables.frame("control", rows))
    assert set(made["rules"]) <= set(SETS)
    for _, own in made.groupby(["rules", "place_id"]):
        assert (own["start"].iloc[1:].to_numpy() == own["end"].iloc[:-1].to_numpy()).all()
