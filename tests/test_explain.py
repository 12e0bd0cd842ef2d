"""Why a row exists, told from its own article."""

import pandas as pd
import pytest

from analysis import code
from analysis.coding import confidence
from analysis.errors import TableError
from analysis.review.explain import explain

TEXT = (
    "قصفت قوات النظام بلدة حاس صباح الاثنين. وقصفت بلدة كفرنبل، وأحبطت محاولة تسلل لجبهة النصرة. "
    "وتوغلت القوات في الملف السياسي."
)


@pytest.fixture
def coded(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return code(tmp_path, processes=1, progress=False)


def facts(coded, event_id: str) -> dict[str, str]:
    return dict(coded.explain(event_id).facts)


def marked(coded, event_id: str, role: str) -> list[str]:
    return [p.text for parts in coded.explain(event_id).sentences for p in parts if p.role == role]


def test_trigger_doer_and_place_are_marked_in_the_sentence(coded):
    assert marked(coded, "a-e0", "trigger") == ["قصفت"]
    assert marked(coded, "a-e0", "doer") == ["قوات النظام"]
    assert marked(coded, "a-e0", "place") == ["حاس"]


def test_the_sentences_are_the_article_s_own_words(coded):
    for event_id in coded.events["event_id"]:
        for parts in coded.explain(event_id).sentences:
            assert "".join(p.text for p in parts) in TEXT


def test_it_says_what_was_carried_over(coded):
    assert facts(coded, "a-e1")["who does it"] == "syrian-army, carried over from before"


def test_the_cue_of_a_status_is_named_and_marked(coded):
    attempt = coded.events.loc[coded.events["status"] == "attempted", "event_id"].iloc[0]
    assert facts(coded, attempt)["status"] == "attempted, by «واحبطت»"
    assert marked(coded, attempt, "cue") == ["وأحبطت"]


def test_the_rule_comes_with_its_comment(coded):
    assert facts(coded, "a-e0")["rule"].startswith("shell-verb")


def test_an_event_that_is_too_unsure_is_told_among_the_rejected(tmp_path, monkeypatch):
    (tmp_path / "b.txt").write_text("قصفت قوات النظام بلدة حاس، وهاجم المسلحون.", encoding="utf-8")
    monkeypatch.setattr(confidence, "LEAST", 0.0)
    every = code(tmp_path, processes=1, progress=False).events
    monkeypatch.setattr(confidence, "LEAST", every["confidence"].min() + 0.001)
    kept = code(tmp_path, processes=1, progress=False)
    assert (len(every), len(kept.events)) == (2, 1)
    reasons = [reason for _, _, reason in kept.explain("b-e0").rejected]
    assert reasons == [f"too unsure: {every['confidence'].min()}"]


def test_what_was_rejected_is_told_with_the_reason(tmp_path):
    (tmp_path / "b.txt").write_text("قصفت قوات النظام بلدة حاس لوقف تقدم الفصائل.", encoding="utf-8")
    told = code(tmp_path, processes=1, progress=False).explain("b-e0")
    assert [(words, reason) for words, _, reason in told.rejected] == [
        ("تقدم", "what somebody acts against, calls for or condemns")
    ]
    assert "considered and rejected" in str(told)


def test_a_notebook_shows_it_with_the_article_s_text_escaped(tmp_path):
    (tmp_path / "c.txt").write_text("<script>x</script> قصفت قوات النظام بلدة حاس.", encoding="utf-8")
    page = code(tmp_path, processes=1, progress=False).explain("c-e0")._repr_html_()
    assert "<script>" not in page and 'dir="rtl"' in page and '<mark title="trigger"' in page


@pytest.mark.parametrize("event_id", ["a-e99", "no-such-e0", "a", ""])
def test_an_unknown_event_is_told_so(coded, event_id):
    with pytest.raises(TableError, match="no event"):
        coded.explain(event_id)
    with pytest.raises(TableError, match="no event"):
        explain(event_id, coded.articles)


def test_every_event_of_the_sample_can_be_explained():
    sample = code("corpus", processes=1, progress=False)
    for event_id, kind in sample.events[["event_id", "event_type"]].sample(40, random_state=1).to_numpy():
        told = sample.explain(event_id)
        assert dict(told.facts)["type"].startswith(kind)


def test_ids_of_articles_may_look_like_ids_of_events():
    row = {"article_id": "x-e5", "text": "قصفت قوات النظام بلدة حاس.", "published": pd.NaT}
    assert explain("x-e5-e0", pd.DataFrame([row])).event_id == "x-e5-e0"
