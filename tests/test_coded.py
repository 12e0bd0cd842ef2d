"""A whole corpus coded: the tables agree with each other, and with the articles."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import scale, tables
from analysis.coded import Coded, code, load
from analysis.coding import coder
from analysis.corpus import Corpus, open_corpus

CORPUS = Path(__file__).parents[1] / "corpus"
SPANNED = ("mentions", "events", "casualties", "control")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Return the sample corpus."""
    return open_corpus(CORPUS)


@pytest.fixture(scope="module")
def coded(corpus) -> Coded:
    """Return the tables of the sample corpus."""
    return code(corpus, processes=1, progress=False)


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes articles and opens the folder."""

    def write(**texts: str) -> Corpus:
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        return open_corpus(tmp_path)

    return write


def test_every_table_keeps_the_contract_and_none_is_empty(coded):
    for name, table in coded.tables().items():
        assert len(tables.check(name, table)), name


@pytest.mark.parametrize("name", SPANNED)
def test_every_span_is_the_letters_of_its_article(coded, name):
    texts = coded.articles.set_index("article_id")["text"]
    for row in getattr(coded, name).to_dict("records"):
        assert row["text"] == texts[row["article_id"]][row["start"] : row["end"]]
        assert row["text"] == row["text"].strip() != ""


@pytest.mark.parametrize("name", SPANNED)
def test_every_span_lies_in_its_sentence(coded, name):
    joined = getattr(coded, name).merge(
        coded.sentences, on=["article_id", "sentence_id"], suffixes=("", "_of"), validate="many_to_one"
    )
    assert len(joined) == len(getattr(coded, name))
    assert ((joined["start_of"] <= joined["start"]) & (joined["end"] <= joined["end_of"])).all()
    if name != "mentions":
        assert not joined["is_repeat"].any()


@pytest.mark.parametrize(("name", "column"), [("casualties", "event_id"), ("control", "event_id")])
def test_every_event_that_is_named_exists_in_the_same_article(coded, name, column):
    events = coded.events.set_index("event_id")["article_id"]
    table = getattr(coded, name).dropna(subset=column)
    assert (table[column].map(events) == table["article_id"]).all()


def test_every_incident_is_named_after_one_of_its_events(coded):
    assert set(coded.events["incident_id"]) <= set(coded.events["event_id"])


def test_every_claim_of_a_spell_exists_and_speaks_of_its_place(coded):
    claims = coded.control.set_index("claim_id")
    for spell in coded.spells.to_dict("records"):
        for claim_id in spell["claim_ids"]:
            claim = claims.loc[claim_id]
            assert claim["status"] == "happened"
            assert (claim["place_id"] == spell["place_id"]) or (claim["place_name"] == spell["place_name"])


@pytest.mark.parametrize(
    ("name", "column"),
    [("sentences", "sentence_id"), ("events", "event_id"), ("casualties", "casualty_id"), ("control", "claim_id")],
)
def test_ids_never_repeat(coded, name, column):
    assert getattr(coded, name)[column].is_unique


def test_nothing_that_happened_lies_after_publication(coded):
    dated = coded.events.merge(coded.articles[["article_id", "published"]], on="article_id")
    dated = dated[dated["status"].eq("happened") & dated["published"].notna()]
    assert not (dated["date_end"] > dated["published"]).any()


def test_a_date_that_is_known_to_the_day_is_one_day(coded):
    exact = coded.events[coded.events["date_precision"].eq("day")]
    assert (exact["date_start"] <= exact["date_end"]).all()
    assert coded.events["date_start"].isna().equals(coded.events["date_precision"].eq("unknown"))


def test_without_a_date_of_publication_no_article_gets_one(folder):
    made = code(
        folder(
            a="قصفت قوات النظام بلدة حاس أمس. وانسحبت من مورك الجمعة الماضي.",
            b="سيطر تنظيم داعش على السخنة قبل ثلاثة أيام، وجفت الآبار في الرقة الخاضعة لسيطرة تنظيم داعش.",
        ),
        progress=False,
    )
    assert len(made.events) >= 3
    assert made.articles["published"].isna().all()
    for table in (made.events, made.control):
        assert table["date_start"].isna().all()
        assert table["date_end"].isna().all()
    assert made.spells.empty


def test_a_copy_is_kept_as_an_article_and_coded_once(folder):
    text = "قصفت قوات النظام بلدة حاس بالمدفعية، وقتل خمسة مدنيين، وأغلقت المدارس أبوابها حتى نهاية الأسبوع."
    made = code(folder(a=text, b=text, c=text + " وعاد الهدوء إلى مورك."), progress=False)
    assert list(made.articles["article_id"]) == ["a", "b", "c"]
    for name in ("sentences", *SPANNED):
        assert "b" not in set(getattr(made, name)["article_id"]), name


def test_one_process_and_two_give_the_same_tables(corpus, coded, monkeypatch):
    monkeypatch.setattr(scale, "_WORTH_A_PROCESS", 2)
    first = corpus.articles[corpus.articles["duplicate_of"].isna()]
    made = coder.to_tables(scale.code_all(first, processes=2, progress=False))
    for name, table in made.items():
        expected = getattr(coded, name)
        later = {"events": ["incident_id"], "control": ["reported", "origin", "reliability"]}.get(name, [])
        table, expected = table.drop(columns=later), expected.drop(columns=later)
        pd.testing.assert_frame_equal(table, expected)


def test_what_is_saved_is_what_is_loaded(coded, tmp_path):
    paths = coded.save(tmp_path)
    assert {p.stem for p in paths} == set(tables.TABLES)
    for name, table in load(tmp_path).tables().items():
        pd.testing.assert_frame_equal(table, coded.tables()[name])


def test_saving_twice_writes_the_same_bytes(folder, tmp_path):
    made = code(folder(a="قصفت قوات النظام بلدة حاس."), progress=False)
    first = {p.name: p.read_bytes() for p in made.save(tmp_path / "1")}
    assert {p.name: p.read_bytes() for p in made.save(tmp_path / "2")} == first


def test_it_shows_its_size_and_that_rows_are_reports(coded):
    assert f"{len(coded.articles):,} articles" in repr(coded)
    assert "reports, not events" in coded._repr_html_()
    assert coded.summary().loc["events", "rows"] == len(coded.events)
