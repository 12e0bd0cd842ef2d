"""Adding lists of places to a corpus, and telling places of one name apart."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.coded import code
from analysis.coding.coder import code_article
from analysis.commands import main
from analysis.errors import CorpusError
from analysis.ingest import additions, gazetteer, placelists
from analysis.lexicon.additions import NONE, Additions

OCHA = (
    "adm1_en,adm1_ar,adm1_pcode,adm2_ar,name_en,name_ar,pcode,lon,lat\n"
    "Idleb,إدلب,SY07,أريحا,Nahr Khayal,نهر خيال,C9001,36.61,35.80\n"
    "Homs,حمص,SY04,تدمر,Sahwa,صحوات,C9002,38.20,34.60\n"
    "Aleppo,حلب,SY02,اعزاز,Sahwa,صحوات,C9003,37.05,36.60\n"
    "Homs,حمص,SY04,تدمر,Tadmor,تدمر,C2889,38.28,34.55\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("قصفت قوات النظام قرية صحوات بريف حمص.", encoding="utf-8")
    return folder


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def place_rows(text: str, added: Additions) -> list[tuple]:
    rows = code_article({"article_id": "x", "text": text}, added)["mentions"]
    return [(r["text"], r["entity_id"], tuple(r["candidates"])) for r in rows if r["kind"] == "place"]


def test_a_list_is_previewed_added_read_and_taken_back(corpus, tmp_path):
    source = put(tmp_path, "ocha.csv", OCHA)
    preview = gazetteer.add(source, corpus, preview=True)
    assert preview.file is None and not list(corpus.glob("gazetteer/*"))
    plan = gazetteer.add(source, corpus)
    assert plan.rows["outcome"].value_counts().to_dict() == {"new": 3, "there": 1}
    assert plan.collisions[["name", "n"]].to_numpy().tolist() == [["صحوات", 2]]
    assert gazetteer.listing(corpus).to_numpy().tolist() == [["001-ocha.csv", 3, 0]]
    assert code(corpus, processes=1, progress=False).events["place_ids"].iloc[0] == ["pcode-c9002"]
    gazetteer.undo(corpus)
    assert gazetteer.listing(corpus).empty
    assert code(corpus, processes=1, progress=False).events["place_ids"].iloc[0] == [""]


def test_adding_a_list_again_adds_nothing(corpus, tmp_path):
    source = put(tmp_path, "ocha.csv", OCHA)
    gazetteer.add(source, corpus)
    again = gazetteer.add(source, corpus)
    assert set(again.rows["outcome"]) == {"there"} and again.file is None


def test_undo_with_nothing_added_says_so(corpus):
    with pytest.raises(CorpusError, match="nothing to undo"):
        gazetteer.undo(corpus)


def test_another_spelling_nearby_becomes_a_spelling_of_the_listed_place(corpus, tmp_path):
    source = put(tmp_path, "own.csv", "name,lat,lon\nتدمور,34.56,38.27\n")
    plan = gazetteer.add(source, corpus)
    assert plan.rows[["place_id", "outcome"]].to_numpy().tolist() == [["tadmor", "spelling"]]
    ((_, entity, _),) = place_rows("انفجار في مدينة تدمور.", additions.read(corpus))
    assert entity == "tadmor"


def test_geonames_dumps_and_admin_tables_are_read(tmp_path):
    row = ["1", "Sahwat", "Sahwat", "Sahwa,صحوات", "34.6", "38.2", "P", "PPL", "SY", "", "11", "", "", "", "0"]
    dump = "\t".join([*row, "", "400", "Asia/Damascus", "2020-01-01"]) + "\n"
    rows, faults = placelists.read(put(tmp_path, "SY.txt", dump))
    assert rows[["name", "name_en", "kind", "geonames_id"]].to_numpy().tolist() == [
        ["صحوات", "Sahwat", "settlement", "1"]
    ]
    assert faults == []
    table = "ADM1_EN,ADM1_AR,ADM1_PCODE,ADM3_EN,ADM3_AR,ADM3_PCODE\nHoms,حمص,SY04,Sahwa,ناحية صحوات,SY040299\n"
    rows, _ = placelists.read(put(tmp_path, "adm3.csv", table))
    found = rows[["name", "kind", "governorate", "pcode"]].to_numpy().tolist()
    assert found == [["ناحية صحوات", "region", "حمص", "SY040299"]]


def test_a_workbook_is_read_sheet_by_sheet(tmp_path):
    with pd.ExcelWriter(tmp_path / "places.xlsx") as book:
        pd.DataFrame({"note": ["x"]}).to_excel(book, sheet_name="readme", index=False)
        pd.DataFrame({"name_ar": ["صحوات"], "lat": [34.6], "lon": [38.2]}).to_excel(book, sheet_name="p", index=False)
    rows, _ = placelists.read(tmp_path / "places.xlsx")
    assert rows["name"].tolist() == ["صحوات"]


def test_every_wrong_row_is_told_and_the_others_kept(tmp_path):
    text = "name_ar,lat,lon\nصحوات,34.6,38.2\nSahwa,34.6,38.2\nرسم خيال,abc,38.2\nتل خيال,,\n"
    rows, faults = placelists.read(put(tmp_path, "own.csv", text))
    assert rows["name"].tolist() == ["صحوات"]
    assert [f.split(":")[1] for f in faults] == ["3", "4", "5"]


def test_a_file_without_names_is_refused_in_one_line(corpus, tmp_path, capsys):
    source = put(tmp_path, "own.csv", "a,b\n1,2\n")
    assert main(["gazetteer", "add", str(source), "--to", str(corpus)]) == 2
    assert capsys.readouterr().err.startswith("rasd: own.csv: no column with Arabic names")


def test_the_command_adds_lists_and_takes_back(corpus, tmp_path, capsys):
    source = put(tmp_path, "ocha.csv", OCHA)
    assert main(["gazetteer", "add", str(source), "--to", str(corpus), "--preview"]) == 0
    assert "nothing was written" in capsys.readouterr().out
    assert main(["gazetteer", "add", str(source), "--to", str(corpus)]) == 0
    assert main(["gazetteer", "list", "--to", str(corpus)]) == 0
    assert "001-ocha.csv" in capsys.readouterr().out
    assert main(["gazetteer", "undo", "--to", str(corpus)]) == 0


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("قصف على قرية صحوات بريف حلب.", "pcode-c9003"),
        ("قصف على قرية صحوات قرب تدمر.", "pcode-c9002"),
        ("اشتباكات في بلدة مارع. وقصف على قرية صحوات.", "pcode-c9003"),
    ],
)
def test_a_shared_name_is_settled_by_what_the_article_says(corpus, tmp_path, text, entity):
    gazetteer.add(put(tmp_path, "ocha.csv", OCHA), corpus)
    found = place_rows(text, additions.read(corpus))
    assert next(e for t, e, _ in found if t.endswith("صحوات")) == entity


def test_a_shared_name_that_nothing_settles_keeps_its_candidates(corpus, tmp_path):
    gazetteer.add(put(tmp_path, "ocha.csv", OCHA), corpus)
    assert place_rows("قصف على قرية صحوات.", additions.read(corpus)) == [
        ("صحوات", None, ("pcode-c9002", "pcode-c9003"))
    ]


def test_the_only_place_of_a_common_name_is_doubted_far_from_all_that_is_named():
    far = place_rows("قصفت قوات النظام مدينة جاسم وبلدة نوى. وانفجر لغم في حي الأربعين.", NONE)
    assert ("الأربعين", None, ("arbaeen",)) in [(t.removeprefix("حي "), e, c) for t, e, c in far]
    near = place_rows("قصفت قوات النظام مدينة حماة وبلدة نوى ومدينة جاسم. وانفجر لغم في حي الأربعين.", NONE)
    assert "arbaeen" in [e for _, e, _ in near]


def test_an_ambiguous_name_is_gathered_and_can_be_placed(corpus, tmp_path):
    (corpus / "a.txt").write_text("قصفت قوات النظام قرية صحوات.", encoding="utf-8")
    gazetteer.add(put(tmp_path, "ocha.csv", OCHA), corpus)
    unlisted = code(corpus, processes=1, progress=False).unlisted
    assert list(unlisted["candidates"].iloc[0]) == ["pcode-c9002", "pcode-c9003"]
    put(corpus, "place_names.csv", "name,place_id\nرسم الخيال,tadmor\n")
    ((_, entity, _),) = place_rows("قصف على رسم الخيال.", additions.read(corpus))
    assert entity == "tadmor"


def test_an_added_name_that_is_a_common_word_needs_its_head(corpus, tmp_path):
    put(tmp_path, "own.csv", "name,lat,lon\nسوسن,34.6,38.2\n")
    gazetteer.add(tmp_path / "own.csv", corpus)
    added = additions.read(corpus)
    assert place_rows("زرع سوسن في الحديقة.", added) == []
    assert [e for _, e, _ in place_rows("قصف على قرية سوسن.", added)] == ["own-سوسن"]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("قصف على قرية مشيرفة.", "mushayrifah"),
        ("قصف على بلدة كفر نبودة.", "kafr-nabutha"),
        ("سيطر الجيش على مناطق جديدة.", None),
    ],
)
def test_a_name_behind_its_head_may_differ_by_article_or_blank(text, entity):
    found = [e for _, e, _ in place_rows(text, Additions())]
    assert (entity in found) if entity else not found


def test_every_fault_of_the_files_beside_a_corpus_is_told_at_once(corpus):
    put(corpus, "actor_names.csv", "name,actor_id\nلواء,no-such\n")
    put(corpus, "place_names.csv", "name,place_id\nرسم,nowhere\n")
    (corpus / "gazetteer").mkdir()
    put(corpus / "gazetteer", "001-own.csv", "place_id,name,kind\nx,رسم,planet\n")
    with pytest.raises(CorpusError) as told:
        additions.read(corpus)
    message = str(told.value)
    assert "actor_names.csv:2" in message and "place_names.csv:2" in message and "001-own.csv:2" in message


@pytest.mark.parametrize(
    ("row", "told"),
    [("صحوات,38.2,34.6", "look exchanged"), ("منطقة,34.6,38.2", "common word"), ("صحوات,34;6,38.2", "no number")],
)
def test_an_unlikely_row_is_left_out_and_told(tmp_path, row, told):
    rows, faults = placelists.read(put(tmp_path, "own.csv", f"name,lat,lon\n{row}\nرسم خيال,34.6,38.2\n"))
    assert rows["name"].tolist() == ["رسم خيال"] and told in faults[0]


def test_a_place_beyond_syria_is_not_taken_for_syrian(tmp_path):
    rows, _ = placelists.read(put(tmp_path, "own.csv", "name,lat,lon\nخيالة,33.1,44.5\n"))
    assert rows["country"].tolist() == ["XX"]


def test_the_check_reads_the_files_beside_the_articles(corpus, capsys):
    put(corpus, "place_names.csv", "name,place_id\nرسم,nowhere\n")
    put(corpus, "source_reliability.csv", "source,reliability\nsohr,G\n")
    assert main(["check", str(corpus)]) == 1
    said = capsys.readouterr().out
    assert "place_names.csv:2" in said and "source_reliability.csv:2" in said and "nothing wrong" not in said


def test_a_grade_for_nobody_is_told(corpus):
    put(corpus, "source_reliability.csv", "source,reliability\nno-such-outlet,B\n")
    with pytest.warns(UserWarning, match="no-such-outlet"):
        code(corpus, processes=1, progress=False)
