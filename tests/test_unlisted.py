"""Armed groups and places that no lexicon holds."""

from pathlib import Path

import pandas as pd
import pytest
import reading

from analysis import code, tables
from analysis.coding.coder import code_article
from analysis.errors import CorpusError
from analysis.ingest import actor_names
from analysis.lexicon.additions import Additions

TEXT = "هاجم لواء صقور الوادي نقاط قوات النظام قرب قرية أم الزعرور في ريف حماة."


def groups(text: str) -> list[tuple[str, str]]:
    rows = reading.code(text)["mentions"]
    return [
        (r["text"], r["entity_id"]) for r in rows if str(r["name_id"]).startswith("unlisted:") and r["kind"] == "actor"
    ]


def test_a_brigade_nobody_listed_is_an_actor_of_its_own():
    row = next(r for r in reading.code(TEXT)["mentions"] if r["rule"] == "group-head")
    assert (row["text"], row["entity_id"], row["name_id"]) == (
        "لواء صقور الوادي", "other-armed", "unlisted:لواء صقور الوادي",
    )  # fmt: skip


def test_it_does_what_the_sentence_says():
    assert reading.events(TEXT) == ["ground_attack other-armed > syrian-army @ أم الزعرور"]


def test_the_words_beside_it_make_it_a_faction_of_the_opposition():
    assert groups("قال الثوار إن كتائب أسود الجبل سيطرت على التلة.") == [("كتائب أسود الجبل", "opposition-faction")]


@pytest.mark.parametrize(
    "text",
    [
        "قتل اللواء سالم الحامد في حلب.",
        "توقفت حركة السير في حي الميسر.",
        "وصلت كتيبة من الجيش إلى إدلب.",
        "اشتبكت جبهة النصرة مع قوات النظام في حاس.",
        "دخلت ميليشيات إيرانية بلدة خان شيخون.",
    ],
    ids=["a rank", "traffic", "a unit of an army", "a listed group", "an adjective"],
)
def test_what_is_no_name_of_a_group(text):
    assert groups(text) == []


def test_a_risky_head_leads_to_a_name_in_quotation_marks():
    assert groups("أعلنت حركة «فجر الوادي» انسحابها من حاس.") == [("حركة «فجر الوادي", "other-armed")]


def test_the_researcher_names_a_group_once():
    additions = Additions({"unlisted:لواء صقور الوادي": "sna"})
    rows = code_article({"article_id": "x", "text": TEXT}, additions)
    assert rows["events"][0]["source_actors"] == ["sna"]


def corpus(folder: Path, names: str | None = None) -> Path:
    for k, text in enumerate((TEXT, f"أعلن لواء صقور الوادي مسؤوليته. {TEXT}")):
        (folder / f"a{k}.txt").write_text(text, encoding="utf-8")
    if names is not None:
        (folder / "actor_names.csv").write_text(names, encoding="utf-8")
    return folder


def test_names_that_no_lexicon_holds_are_gathered(tmp_path):
    found = code(corpus(tmp_path), processes=1, progress=False).unlisted
    tables.check("unlisted", found)
    group = found[found["kind"] == "actor"].iloc[0]
    assert (group["name"], group["n_mentions"], group["n_articles"]) == ("لواء صقور الوادي", 3, 2)
    assert group["sentence"] in TEXT


def test_the_file_of_names_is_read_with_the_corpus(tmp_path):
    coded = code(corpus(tmp_path, "name,actor_id\nلواء صقور الوادي,sna\n"), processes=1, progress=False)
    assert coded.events["source_actors"].tolist() == [["sna"], ["sna"]]
    assert coded.unlisted.empty or "actor" not in set(coded.unlisted["kind"])


def test_every_wrong_row_of_names_is_told_at_once(tmp_path):
    with pytest.raises(CorpusError) as told:
        actor_names.read(corpus(tmp_path, "name,actor_id\n,sna\nلواء صقور الوادي,no-such\n"))
    assert "actor_names.csv:2: `name` is empty" in str(told.value) and ":3: actor_id `no-such`" in str(told.value)


def test_a_file_of_names_without_its_columns_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="column actor_id is missing"):
        actor_names.read(corpus(tmp_path, "name\nلواء\n"))


def test_no_names_no_table():
    empty = pd.DataFrame({"name_id": pd.Series(dtype="str")})
    from analysis.review import unlisted

    assert unlisted.table(empty, tables.frame("articles"), tables.frame("sentences")).empty


def test_a_name_that_the_researcher_gives_is_found_whatever_stands_before_it(tmp_path):
    (tmp_path / "a.txt").write_text("هاجم أبناء البوحميد وللواء صقور الغوطة بلدة داريا.", encoding="utf-8")
    names = "name,actor_id\nالبوحميد,tribal-fighters\nلواء صقور الغوطة,fsa\n"
    (tmp_path / "actor_names.csv").write_text(names, encoding="utf-8")
    rows = code(tmp_path, processes=1, progress=False).mentions
    found = dict(zip(rows["text"], rows["name_id"], strict=True))
    assert found["البوحميد"] == "tribal-fighters"
    assert found["لواء صقور الغوطة"] == "fsa"


def test_a_name_that_no_article_has_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("هدأت الجبهة في داريا.", encoding="utf-8")
    (tmp_path / "actor_names.csv").write_text("name,actor_id\nلواء بعيد,fsa\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="no article names `لواء بعيد`"):
        code(tmp_path, processes=1, progress=False)


def test_a_slip_in_an_id_is_told_with_the_id_most_alike(tmp_path):
    (tmp_path / "a.txt").write_text("هدأت الجبهة في داريا.", encoding="utf-8")
    (tmp_path / "actor_names.csv").write_text("name,actor_id\nلواء بعيد,us-coaliton\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="did you mean `us-coalition`"):
        code(tmp_path, processes=1, progress=False)
