"""Bringing other formats into a corpus."""

import csv
import json
from pathlib import Path

import docx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import Corpus, open_corpus
from analysis.errors import CorpusError
from analysis.ingest import shelf
from analysis.ingest.imports import Imported, import_sources

CALM = "هدأت الجبهة شرق البلدة بعد يومين من القصف، وعاد عدد من السكان إلى منازلهم في الحي القديم."
FIRE = "اندلع حريق في مستودع للحبوب على طرف القرية، ولم يعرف سببه حتى المساء، وقال شاهد إن الريح نشرت النار."
PAGE = f"""<!DOCTYPE html>
<html lang="ar"><head><meta charset="utf-8"><title>حريق في مستودع</title>
<meta property="og:title" content="حريق في مستودع"><meta property="og:site_name" content="دفتر القرية">
<meta property="article:published_time" content="2016-03-04T08:00:00+02:00">
<link rel="canonical" href="https://example.org/fire">
<style>p {{ color: black }}</style><script>var a = "<p>إعلان</p>";</script></head>
<body><nav><a href="/">الرئيسية</a> <a href="/all">كل الأخبار</a></nav>
<article><h1>حريق في مستودع</h1><p>{FIRE}</p><p>{CALM}</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


@pytest.fixture
def bring(tmp_path):
    """Return a function that writes source files and imports their folder."""

    def files(**contents: str | bytes) -> Imported:
        for name, content in contents.items():
            put(tmp_path / "in", name, content)
        return import_sources(tmp_path / "in", tmp_path / "out", progress=False)

    return files


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def row(imported: Imported, article_id: str) -> pd.Series:
    return opened(imported).articles.set_index("article_id").loc[article_id]


def opened(imported: Imported) -> Corpus:
    return open_corpus(imported.path)


def said(imported: Imported) -> list[tuple[str, int | None, str]]:
    table = imported.problems
    rows = [None if pd.isna(r) else int(r) for r in table["row"]]
    return list(zip([Path(f).name for f in table["file"]], rows, table["problem"], strict=True))


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# Formats


def test_a_web_page_gives_its_article_and_what_it_says_of_itself(bring):
    imported = bring(**{"fire.html": PAGE})
    found = row(imported, "fire")
    assert found["text"].split("\n")[-2:] == [FIRE, CALM]
    assert "الرئيسية" not in found["text"] and "إعلان" not in found["text"]
    assert found["outlet"] == "دفتر القرية"
    assert found["title"] == "حريق في مستودع"
    assert found["url"] == "https://example.org/fire"
    assert f"{found['published']:%Y-%m-%d}" == "2016-03-04"
    assert found["published_basis"] == "web page"
    assert said(imported) == []


@pytest.mark.parametrize("declared", ["windows-1256", "no-such-charset", None])
def test_an_old_web_page_is_read_in_its_code_page(bring, declared):
    page = PAGE.replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    assert FIRE in row(bring(**{"fire.htm": page.encode("cp1256")}), "fire")["text"]


@pytest.mark.parametrize(
    ("words", "day", "basis"),
    [
        ('<meta name="dc.date" content="2016-03-04">', "2016-03-04", "web page"),
        ('<script type="application/ld+json">{"datePublished": "2016-03-04"}</script>', "2016-03-04", "web page"),
        ('<article><time datetime="2016-03-04T10:00Z">أمس</time></article>', "2016-03-04", "web page"),
        ('<time pubdate datetime="2016-03-04">', "2016-03-04", "web page"),
        ('<link rel="canonical" href="https://example.org/2016/3/4/fire">', "2016-03-04", "web address"),
        ("", None, "unknown"),
        ('<time datetime="2016-03-04">', None, "unknown"),
        ('<meta property="article:modified_time" content="2016-03-04">', None, "unknown"),
        ("<p>2016-03-04, 4 March 2016</p>", None, "unknown"),
    ],
)
def test_a_day_is_taken_only_where_a_page_gives_it_as_its_own(bring, words, day, basis):
    imported = bring(**{"fire.html": f"<html>{words}<p>{FIRE}</p><p>{CALM}</p></html>"})
    found = row(imported, "fire")
    assert (None if pd.isna(found["published"]) else f"{found['published']:%Y-%m-%d}") == day
    assert found["published_basis"] == basis


def test_an_xhtml_page_with_its_declaration_is_read(bring):
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE
    assert FIRE in row(bring(**{"fire.xhtml": page}), "fire")["text"]


def test_a_page_without_an_article_is_set_aside(bring):
    imported = bring(**{"a.txt": CALM, "empty.html": "<html><body></body></html>"})
    assert said(imported) == [("empty.html", None, "no article was found in the page")]
    assert imported.n_set_aside == 1


def test_what_a_browser_saves_beside_a_page_is_passed_over(bring):
    imported = bring(**{"fire.html": PAGE, "fire_files/ad.html": PAGE, "fire_files/x.js": "1"})
    assert imported.articles["article_id"].tolist() == ["fire"]
    assert said(imported) == []


@pytest.mark.parametrize(
    ("name", "delimiter", "header"),
    [
        ("site.csv", ",", ["article_id", "outlet", "title", "published", "url", "text"]),
        ("site.csv", ";", ["ID", "Source", "Headline", "Publish-Date", "LINK", "Body"]),
        ("site.tsv", "\t", ["المعرف", "المصدر", "العنوان", "تاريخ النشر", "الرابط", "نص"]),
        ("site.csv", ",", ["id", "site_name", "subject", "date", "permalink", "content"]),
    ],
)
def test_a_table_is_read_under_the_usual_names(tmp_path, name, delimiter, header):
    path = tmp_path / name
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, delimiter=delimiter)
        writer.writerows(
            [header, ["7", "دفتر القرية", "هدوء", "2015-07-01", "https://example.org/7", CALM + "\r\n" + FIRE]]
        )
    found = row(import_sources([path], tmp_path / "out", progress=False), "7")
    assert found["text"] == CALM + "\r\n" + FIRE
    assert found[["outlet", "title", "url"]].tolist() == ["دفتر القرية", "هدوء", "https://example.org/7"]
    assert f"{found['published']:%Y-%m-%d}" == "2015-07-01"


def test_a_table_in_an_arabic_code_page_is_read(bring):
    imported = bring(**{"site.csv": f"id,text\n7,{CALM.replace('،', '')}\n".encode("cp1256")})
    assert row(imported, "7")["text"] == CALM.replace("،", "")
    assert said(imported) == [("site.csv", None, "not UTF-8; read as cp1256")]


def test_rows_without_an_id_are_named_by_file_and_line(bring):
    imported = bring(**{"site.csv": f"text\n{FIRE}\n\n{CALM}\n"})
    assert imported.articles["article_id"].tolist() == ["site-2", "site-4"]


def test_broken_rows_are_reported_by_line_and_the_others_kept(bring):
    lines = ["id,text,date,views", f"a,{CALM},2015-07-01,3", f"b,{FIRE},2015-13-01,3", "c,,2015-07-01,3"]
    lines += [f"d,{CALM}, {FIRE},2015-07-01,3", f'e,"{FIRE}"x,2015-07-01,3', f"f,{FIRE},2014,1"]
    imported = bring(**{"site.csv": "\n".join(lines)})
    assert imported.articles["article_id"].tolist() == ["a", "b", "f"]
    assert sorted(said(imported), key=lambda problem: problem[1]) == [
        ("site.csv", 1, "unknown field, not used"),
        ("site.csv", 3, "there is no such day; taken as undated"),
        ("site.csv", 4, "there is no text"),
        ("site.csv", 5, "5 cells; the row is not used"),
        ("site.csv", 6, "cannot be read as CSV (',' expected after '\"')"),
    ]
    assert imported.n_set_aside == 3


def test_a_date_that_cannot_be_read_stays_in_the_metadata_to_be_put_right(bring):
    imported = bring(**{"site.csv": f"id,text,date\na,{CALM},5/7/2015\n"})
    assert "5/7/2015" in (imported.path / "metadata.csv").read_text(encoding="utf-8")
    assert pd.isna(row(imported, "a")["published"])


def test_quotation_marks_of_a_table_without_quoting_stay(bring):
    quoted = f'"هدوء" {CALM}'
    assert row(bring(**{"site.tsv": f"id\ttext\na\t{quoted}\n"}), "a")["text"] == quoted


def test_a_table_without_texts_is_set_aside(bring):
    imported = bring(**{"a.txt": CALM, "places.csv": "name,lat\nx,1\n"})
    assert said(imported) == [("places.csv", 1, "no column is known to hold the text")]


def test_a_very_long_cell_is_read(bring):
    long = (CALM + "\n") * 2000
    assert row(bring(**{"site.csv": f'id,text\na,"{long}"\n'}), "a")["text"] == long


@pytest.mark.parametrize("wrap", [lambda records: records, lambda records: {"count": 2, "items": records}])
def test_a_json_list_is_read(bring, wrap):
    records = [{"id": 1, "body": CALM, "date": "2015-07-01T10:00:00Z"}, {"id": 2, "body": FIRE, "date": None}]
    imported = bring(**{"site.json": json.dumps(wrap(records))})
    assert row(imported, "1")["text"] == CALM
    assert f"{row(imported, '1')['published']:%Y-%m-%d}" == "2015-07-01"
    assert pd.isna(row(imported, "2")["published"])


def test_broken_objects_are_reported_and_the_others_kept(bring):
    lines = [json.dumps({"content": CALM}), "{", "[1]", json.dumps({"content": 5}), "", json.dumps({"text": FIRE})]
    imported = bring(**{"site.jsonl": "\n".join(lines)})
    assert imported.articles["article_id"].tolist() == ["site-1", "site-6"]
    assert [(r, p.split(" (")[0]) for _, r, p in said(imported)] == [
        (2, "is not JSON"),
        (3, "is list, no object"),
        (4, "the text is int"),
    ]


def test_a_word_document_is_read_in_order(tmp_path):
    document = docx.Document()
    document.core_properties.title = "دفتر"
    document.add_paragraph(CALM)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "قتلى", "لا أحد"
    document.add_paragraph(FIRE)
    (tmp_path / "in").mkdir()
    document.save(str(tmp_path / "in" / "note.docx"))
    put(tmp_path / "in", "broken.docx", b"PK no")
    imported = import_sources(tmp_path / "in", tmp_path / "out", progress=False)
    assert row(imported, "note")["text"] == f"{CALM}\nقتلى\tلا أحد\n{FIRE}"
    assert row(imported, "note")["title"] == "دفتر"
    assert [file for file, _, _ in said(imported)] == ["broken.docx"]


def test_a_corpus_is_merged_with_its_metadata(bring):
    imported = bring(
        **{
            "articles/a.txt": CALM,
            "articles/b.md": f"---\ntitle: حريق\n---\n{FIRE}",
            "metadata.csv": "article_id,outlet\na,دفتر القرية\nz,أحد\n",
            "gold/a.json": "{}",
        }
    )
    assert row(imported, "a")["outlet"] == "دفتر القرية"
    assert row(imported, "b")[["text", "title"]].tolist() == [FIRE, "حريق"]
    assert said(imported) == [("metadata.csv", 3, "there is no such article")]


def test_other_formats_are_named_with_a_way_out(bring):
    imported = bring(**{"a.txt": CALM, "b.xlsx": b"PK", "c.png": b"\x89PNG", "README.md": "x", ".hidden": "x"})
    assert dict(zip(imported.problems["value"], imported.problems["expected"], strict=True)) == {
        ".xlsx": "the sheet saved as .csv",
        ".png": "one of .txt, .md, .html, .htm, .xhtml, .docx, .csv, .tsv, .json, .jsonl",
    }


# What is there stays


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_a_text_comes_back_unchanged(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    whole = [text + CALM, f"{CALM}\r\n{text}\r{FIRE}\n"]
    put(folder, "in.json", json.dumps([{"id": str(k), "text": t} for k, t in enumerate(whole)]))
    imported = import_sources(folder / "in.json", folder / "out", progress=False)
    assert [row(imported, "0")["text"], row(imported, "1")["text"]] == whole


@pytest.mark.parametrize("title", ["حريق  في\u00a0مستودع", "سطر\nآخر", "سطر\rآخر", 'قال "نعم"; لا, بل', "'=1+1"])
def test_a_headline_comes_back_unchanged(bring, title):
    imported = bring(**{"site.json": json.dumps([{"id": "a", "text": CALM, "title": title}])})
    assert row(imported, "a")["title"] == title


def test_a_second_import_changes_nothing(bring):
    files = {"site.csv": f"id,text,date\na,{CALM},2015-07-01\nb,{FIRE},2015\n", "a.txt": FIRE}
    first = bring(**files)
    before = snapshot(first.path)
    second = bring()
    assert (first.n_new, first.n_there, second.n_new, second.n_there) == (3, 0, 0, 3)
    assert second.articles["article_id"].tolist() == first.articles["article_id"].tolist() == ["a", "a-2", "b"]
    assert snapshot(first.path) == before


def test_another_text_never_takes_an_id(tmp_path):
    put(tmp_path, "out/articles/A.txt", CALM)
    put(tmp_path, "in/a.txt", FIRE)
    imported = import_sources(tmp_path / "in", tmp_path / "out", progress=False)
    assert imported.articles["outcome"].tolist() == ["renamed"]
    assert (tmp_path / "out/articles/A.txt").read_text(encoding="utf-8") == CALM
    assert row(imported, "a-2")["text"] == FIRE
    assert said(imported) == [("a.txt", None, "another text has this id; written as a-2")]
    assert str(imported).startswith(f"{tmp_path / 'out'}: 1 new article (1 renamed), 0 there already, 0 set aside\n")


def test_a_file_that_cannot_be_read_keeps_its_name(tmp_path):
    put(tmp_path, "out/articles/a.txt", b"\x00\x01")
    put(tmp_path, "in/a.txt", FIRE)
    import_sources(tmp_path / "in", tmp_path / "out", progress=False)
    assert (tmp_path / "out/articles/a.txt").read_bytes() == b"\x00\x01"
    assert (tmp_path / "out/articles/a-2.txt").read_text(encoding="utf-8") == FIRE


def test_rows_and_columns_are_added_to_the_metadata_that_is_there(tmp_path):
    put(tmp_path, "out/articles/x.txt", CALM)
    there = '\ufeffarticle_id;note;outlet\nx;"a;b";قديم\n'
    put(tmp_path, "out/metadata.csv", there)
    put(tmp_path, "in.jsonl", json.dumps({"id": "y", "text": FIRE, "title": "حريق", "source": "جديد"}))
    import_sources(tmp_path / "in.jsonl", tmp_path / "out", progress=False)
    found = (tmp_path / "out/metadata.csv").read_text(encoding="utf-8")
    assert found.startswith("\ufeffarticle_id;note;outlet;title\n")
    assert found.splitlines()[1] == 'x;"a;b";قديم'
    assert open_corpus(tmp_path / "out").articles["outlet"].tolist() == ["قديم", "جديد"]


def test_a_row_without_an_article_is_kept_and_said(tmp_path):
    put(tmp_path, "out/metadata.csv", "article_id,outlet\na,قديم\n")
    put(tmp_path, "in.csv", f"id,outlet,text\na,جديد,{CALM}\n")
    imported = import_sources(tmp_path / "in.csv", tmp_path / "out", progress=False)
    assert row(imported, "a")["outlet"] == "قديم"
    assert said(imported) == [("in.csv", 2, "metadata.csv had a row of this id, which is kept")]


def test_articles_on_top_of_a_corpus_stay_in_it(tmp_path):
    put(tmp_path, "out/x.txt", CALM)
    put(tmp_path, "in.csv", f"id,text\ny,{FIRE}\n")
    imported = import_sources(tmp_path / "in.csv", tmp_path / "out", progress=False)
    assert opened(imported).articles["article_id"].tolist() == ["x", "y"]


def test_a_break_leaves_a_whole_corpus_that_a_second_run_completes(tmp_path, monkeypatch):
    records = [{"id": f"n{k}", "text": f"{CALM} {k}", "date": "2015-07-01"} for k in range(6)]
    put(tmp_path, "in.json", json.dumps(records))
    replaced = Path.replace
    calls = []

    def breaking(self, target):
        calls.append(target)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", breaking)
    with pytest.raises(KeyboardInterrupt):
        import_sources(tmp_path / "in.json", tmp_path / "out", progress=False)
    monkeypatch.undo()
    broken = open_corpus(tmp_path / "out")
    assert len(broken) == 3 and broken.problems.empty and broken.articles["published"].notna().all()
    imported = import_sources(tmp_path / "in.json", tmp_path / "out", progress=False)
    assert (imported.n_new, imported.n_there) == (3, 3)
    assert opened(imported).articles["published"].notna().all()


def test_metadata_lost_in_a_break_is_written_by_the_next_run(bring):
    imported = bring(**{"site.csv": f"id,text,date\na,{CALM},2015-07-01\n"})
    (imported.path / "metadata.csv").unlink()
    assert row(bring(), "a")["published_precision"] == "day"


# Names


@pytest.mark.parametrize(
    ("article_id", "name"),
    [
        ("../../etc/x", "_._.._etc_x"),
        ("https://example.org/a?b=1", "https___example.org_a_b=1"),
        ("README", "_README"),
        ("con", "_con"),
        ("a\u200fb", "a_b"),
        ("خبر ١", "خبر ١"),
        ("end. ", "end"),
    ],
)
def test_an_id_becomes_a_name_that_any_system_takes(article_id, name):
    assert shelf.file_id(article_id) == name
    assert shelf.file_id(name) == name


def test_long_ids_are_cut_and_stay_apart():
    names = {shelf.file_id("خبر" * 90 + end) for end in "ab"}
    assert len(names) == 2
    assert all(len(name.encode()) <= 180 for name in names)


def test_an_unsafe_id_is_reported_and_the_article_readable(bring):
    imported = bring(**{"site.csv": f"id,text\n../x,{CALM}\nreadme,{FIRE}\n"})
    assert opened(imported).articles["article_id"].tolist() == ["_._x", "_readme"]
    assert [(r, p) for _, r, p in said(imported)] == [
        (2, "the id cannot name a file; read as _._x"),
        (3, "the id cannot name a file; written as _readme"),
    ]


# What cannot be done


def test_a_source_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CorpusError, match=r"none-1.*none-2.*no such file"):
        import_sources([tmp_path / "none-1", tmp_path / "none-2"], tmp_path / "out", progress=False)


def test_without_any_article_nothing_is_made(bring, tmp_path):
    with pytest.raises(CorpusError, match=r"no article could be read(.|\n)*b\.png"):
        bring(**{"b.png": b"\x89PNG"})
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("outlet\nx\n", "no column article_id"),
        ('article_id\n"x\n', "cannot be added to"),
        ("article_id\nx,y\n", "2 cells"),
    ],
)
def test_metadata_that_cannot_be_added_to_stops_before_anything_is_written(tmp_path, content, what):
    put(tmp_path, "out/metadata.csv", content)
    put(tmp_path, "in.txt", CALM)
    before = snapshot(tmp_path)
    with pytest.raises(CorpusError, match=what):
        import_sources(tmp_path / "in.txt", tmp_path / "out", progress=False)
    assert snapshot(tmp_path) == before


def test_a_corpus_is_not_imported_into_itself(bring, tmp_path):
    imported = bring(**{"a.txt": CALM})
    again = import_sources([tmp_path], imported.path, progress=False)
    assert (again.n_new, again.n_there) == (0, 1)
