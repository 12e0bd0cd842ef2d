"""How late outlets report, and whose claims others made too."""

import pandas as pd
import samples

from analysis import ledger, tables
from analysis.review import reporters

ARTICLES = samples.articles(["يومية", "موقع"])


def control() -> pd.DataFrame:
    rows = [
        samples.claim("1", "تدمر", "isis", None, "2015-05-20"),
        samples.claim("2", "تدمر", "isis", None, "2015-05-20") | {"article_id": "a2"},
        samples.claim("3", "مارع", "fsa", None, "2015-05-22"),
    ]
    table = tables.frame("control", rows)
    table["reported"] = pd.Timestamp("2015-05-23").as_unit("ms")
    table["origin"] = table["article_id"]
    return table


def test_the_lag_is_counted_in_days_by_outlet() -> None:
    found = reporters.lag(control(), ARTICLES)
    assert found.to_numpy().tolist() == [["يومية", 2, 2.0, 3], ["موقع", 1, 3.0, 3]]


def test_a_claim_that_another_origin_makes_is_shared() -> None:
    claims = control()
    found = reporters.confirmed(claims, ledger.changes(claims)).set_index("origin")
    assert found["claims"].to_dict() == {"a1": 2, "a2": 1}
    assert found["shared"].to_dict() == {"a1": 1, "a2": 1}
