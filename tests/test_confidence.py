"""How sure an event is, and whether that can be trusted."""

import numpy as np
import pandas as pd
import pytest
import reading

from analysis.coding import confidence
from analysis.coding.coder import code_article
from analysis.corpus import open_corpus
from analysis.review import calibration


def sure(text: str) -> float:
    return reading.code(text)["events"][0]["confidence"]


def test_a_confidence_is_a_probability():
    for parameter in reading.cases("event_roles.csv"):
        for row in reading.code(parameter.values[0])["events"]:
            assert 0 < row["confidence"] < 1


def test_an_event_that_says_who_and_where_is_surer_than_one_that_does_not():
    assert sure("قصفت قوات النظام مواقع الفصائل في بلدة حاس.") > sure("وقع قصف في إدلب.")


def test_the_weights_name_only_features_that_exist():
    article = {"article_id": "x", "text": "قصفت قوات النظام بلدة حاس."}
    assert code_article(article)["events"]
    rules = {name.removeprefix("rule ") for name in confidence.weights() if name.startswith("rule ")}
    from analysis.lexicon import triggers

    assert rules <= {t.rule for t in triggers.rules()}


def test_the_fit_finds_what_was_put_in():
    rng = np.random.default_rng(0)
    matrix = np.column_stack([np.ones(4000), rng.integers(0, 2, 4000)])
    truth = 1 / (1 + np.exp(-(matrix @ np.array([0.5, -1.5]))))
    found = calibration._logistic(matrix, (rng.random(4000) < truth).astype(float))
    assert found == pytest.approx([0.5, -1.5], abs=0.2)


def test_the_reliability_curve_counts_every_event_once():
    rng = np.random.default_rng(1)
    given = rng.random(500)
    table = calibration.reliability(given, (rng.random(500) < given).astype(float))
    assert table["events"].sum() == 500
    assert (table["mean"] - table["right"]).abs().max() < 0.15


def test_certainty_itself_is_in_the_last_bin():
    assert calibration.reliability([1.0, 0.0], [1, 0])["events"].tolist() == [1, 1]


def test_weights_can_be_fitted_on_the_sample():
    weights, curve = calibration.fit(open_corpus("corpus").articles, "corpus/gold")
    assert weights["feature"].iloc[0] == confidence.BASE
    assert isinstance(curve, pd.DataFrame) and curve["events"].sum() > 20
