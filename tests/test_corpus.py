"""Reading a folder of articles, whole and broken."""

import csv
import hashlib
import json
import os
import time
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.corpus import Corpus, open_corpus
from analysis.errors import CorpusError
from analysis.ingest import dates
from analysis.ingest.encodings import decode

CALM = "هدأت الجبهة شرق البلدة بعد يومين من القصف، وعاد عدد من السكان إلى منازلهم في الحي القديم."
FIRE = "اندلع حريق في مستودع للحبوب على طرف القرية، ولم يعرف سببه حتى المساء."


@pytest.fixture
def write(tmp_path):
    """Return a function that writes files into a corpus and opens it."""

    def files(**contents: str | bytes) -> Corpus:
        for name, content in contents.items():
            put(tmp_path, name, content)
        return open_corpus(tmp_path)

    return files


def put(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def row(corpus: Corpus, article_id: str = "a") -> pd.Series:
    return corpus.articles.set_index("article_id").loc[article_id]


def said(corpus: Corpus) -> list[tuple[str, str]]:
    return list(corpus.problems[["file", "problem"]].itertuples(index=False, name=None))


# Texts


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_a_text_is_the_decoded_file_unchanged(tmp_path, text):
    text = CALM * 5 + text + "\r\n" + CALM
    put(tmp_path, "a.txt", text)
    put(tmp_path, "b.jsonl", json.dumps({"article_id": "b", "text": text}))
    put(tmp_path, "c.md", "---\noutlet: desk\n---\n" + text)
    articles = open_corpus(tmp_path).articles
    assert articles["text"].tolist() == [text] * 3
    assert articles["sha256"].tolist() == [hashlib.sha256(text.encode()).hexdigest()] * 3
    assert articles["n_chars"].tolist() == [len(text)] * 3


def test_line_ends_stay_and_only_a_byte_order_mark_goes(write):
    corpus = write(**{"a.txt": "\ufeff" + CALM + "\r\n\rنهاية\n", "b.txt": (CALM + "\r\n").encode("utf-16")})
    assert corpus.articles["text"].tolist() == [CALM + "\r\n\rنهاية\n", CALM + "\r\n"]
    assert corpus.problems.empty


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "cp720", "utf-16-le", "utf-16-be"])
def test_an_arabic_code_page_is_recognised(encoding):
    text = CALM.replace("،", " -")
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


def test_a_guessed_encoding_is_reported_and_the_article_kept(write):
    corpus = write(**{"a.txt": CALM.encode("cp1256")})
    assert row(corpus)["text"] == CALM
    assert said(corpus) == [("a.txt", "not UTF-8; read as cp1256")]
    assert not corpus.problems["set_aside"].any()


def test_a_metadata_file_of_a_few_arabic_words_is_read_as_the_code_page_of_spreadsheets(write):
    table = "article_id,outlet,published\na,دفتر الشمال,2015-07-13\n".encode("cp1256")
    corpus = write(**{"a.txt": CALM, "metadata.csv": table})
    assert row(corpus)["outlet"] == "دفتر الشمال"
    assert said(corpus) == [("metadata.csv", "not UTF-8; read as cp1256")]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1251"])
def test_a_few_words_of_another_alphabet_are_no_arabic(encoding):
    words = "déjà vu, été, naïf" if encoding == "latin-1" else "новости дня"
    assert decode(words.encode(encoding)) is None


def test_a_text_cut_in_the_middle_of_a_letter_is_kept_and_reported(write):
    corpus = write(**{"a.txt": CALM.encode()[:-2]})
    assert row(corpus)["text"] == CALM[:-2] + "\ufffd"
    assert "U+FFFD" in corpus.problems["problem"].item()


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02" * 50, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(128, 256)) * 4, b"abc\x00def"],
)
def test_bytes_that_are_no_text_are_set_aside(write, data):
    corpus = write(**{"a.txt": data, "b.txt": CALM})
    assert corpus.articles["article_id"].tolist() == ["b"]
    assert said(corpus) == [("a.txt", "is not text")]


# Formats and folders


def test_formats_may_be_mixed_and_subfolders_are_walked_in_order(write):
    corpus = write(
        **{
            "2015/b.txt": CALM,
            "a.md": f"---\narticle_id: m1\noutlet: 'برقية: الشرق'\npublished: 2015-07\n---\n\n{FIRE}",
            "c.jsonl": json.dumps({"text": CALM + FIRE}) + "\n" + json.dumps({"article_id": 7, "text": "سبعة"}),
            "README.md": "not an article",
            ".hidden.txt": "not an article",
            "gold/b.json": "{}",
            "review/notes.txt": "not an article",
            "report/old.txt": "not an article",
        }
    )
    assert corpus.articles["article_id"].tolist() == ["b", "m1", "c-1", "7"]
    assert corpus.articles["source_file"].tolist() == ["2015/b.txt", "a.md", "c.jsonl", "c.jsonl"]
    assert row(corpus, "m1")["text"] == "\n" + FIRE
    assert row(corpus, "m1")["outlet"] == "برقية: الشرق"
    assert row(corpus, "m1")["published_precision"] == "month"
    assert corpus.problems.empty
    tables.check("articles", corpus.articles)


def test_a_subfolder_articles_is_where_articles_are_read(write):
    corpus = write(
        **{
            "articles/a.txt": CALM,
            "metadata.csv": "article_id,outlet\na,يومية\n",
            "stray.txt": FIRE,
            "other/b.txt": FIRE,
        }
    )
    assert len(corpus) == 1
    assert row(corpus)["outlet"] == "يومية"
    assert said(corpus) == [("stray.txt", "is not in articles/, where the articles are read")]


def test_a_single_file_is_a_corpus(tmp_path):
    put(tmp_path, "dev.jsonl", json.dumps({"text": CALM}))
    assert row(open_corpus(tmp_path / "dev.jsonl"), "dev-1")["source_file"] == "dev.jsonl"


def test_other_formats_are_reported(write):
    corpus = write(**{"a.txt": CALM, "scan.pdf": b"%PDF"})
    assert said(corpus) == [("scan.pdf", "the format is not read")]


def test_front_matter_lines_that_are_no_fields_are_reported_by_row(write):
    corpus = write(**{"a.md": f"---\noutlet: desk\njust words\ntags: x\n---\n{CALM}", "b.md": f"---\n{FIRE}"})
    assert row(corpus)["outlet"] == "desk"
    assert row(corpus, "b")["text"] == f"---\n{FIRE}"
    found = corpus.problems[["file", "row", "value"]].itertuples(index=False, name=None)
    assert sorted(found) == [("a.md", 3, "just words"), ("a.md", 4, "tags"), ("b.md", 1, "---")]


# Metadata and dates


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_metadata_may_be_separated_and_marked_as_spreadsheets_do(write, separator, mark):
    lines = ["article_id,outlet,published,published_basis", 'a,"وكالة ""الشرق""",2015-07-01,publication']
    table = mark + "\r\n".join(lines).replace(",", separator)
    corpus = write(**{"a.txt": CALM, "metadata.csv": table})
    found = row(corpus)
    assert found["outlet"] == 'وكالة "الشرق"'
    assert found["published"] == pd.Timestamp(2015, 7, 1)
    assert (found["published_precision"], found["published_basis"]) == ("day", "publication")
    assert corpus.problems.empty


def test_metadata_problems_name_their_row(write):
    table = "article_id,outlet,mood\na,desk,grim\nghost,desk,\na,again,\n,desk,\nb,desk,,more\n"
    corpus = write(**{"a.txt": CALM, "b.txt": FIRE, "metadata.csv": table})
    rows = dict(corpus.problems[["row", "problem"]].itertuples(index=False, name=None))
    assert rows == {
        1: "unknown field, not used",
        3: "there is no such article",
        4: "the article has a row already; this one is not used",
        5: "no article_id; the row is not used",
        6: "4 cells; the last are not used",
    }
    assert corpus.articles["outlet"].tolist() == ["desk", "desk"]


def test_a_quote_that_is_never_closed_is_reported(write):
    corpus = write(**{"a.txt": CALM, "b.txt": FIRE, "metadata.csv": 'article_id,title\na,"open\nb,next\n'})
    assert corpus.problems["row"].tolist() == [2]
    assert "cannot be read as CSV" in corpus.problems["problem"].item()


def test_the_file_of_an_article_goes_before_metadata(write):
    corpus = write(
        **{
            "a.md": f"---\noutlet: own\n---\n{CALM}",
            "metadata.csv": "article_id,outlet,title\na,other,عنوان\n",
        }
    )
    assert (row(corpus)["outlet"], row(corpus)["title"]) == ("own", "عنوان")
    assert said(corpus) == [("metadata.csv", "outlet is not what a.md says, which is used")]


def test_ids_match_however_the_file_system_spells_them(tmp_path):
    put(tmp_path, "أخبار.txt", CALM)  # alef and hamza as two characters
    put(tmp_path, "metadata.csv", "article_id,outlet\nأخبار,desk\n")
    corpus = open_corpus(tmp_path)
    assert corpus.articles["outlet"].item() == "desk"
    assert corpus.problems.empty


@pytest.mark.parametrize(
    ("value", "day", "precision"),
    [
        ("2015-07-01", date(2015, 7, 1), "day"),
        ("2015/7/1", date(2015, 7, 1), "day"),
        ("٢٠١٥-٠٧-٠١", date(2015, 7, 1), "day"),
        ("2015-07-01T23:30:00+03:00", date(2015, 7, 1), "day"),
        ("25.07.2015", date(2015, 7, 25), "day"),
        ("7/25/2015", date(2015, 7, 25), "day"),
        ("07.07.2015", date(2015, 7, 7), "day"),
        ("2015-07", date(2015, 7, 1), "month"),
        ("2015", date(2015, 1, 1), "year"),
        ("12 تموز 2015", date(2015, 7, 12), "day"),
        ("الاثنين ١٣ يوليو/تموز ٢٠١٥ - 10:30", date(2015, 7, 13), "day"),
        ("تشرين الأول 2016", date(2016, 10, 1), "month"),
        ("Mon, 13 Jul 2015 10:00:00 +0300", date(2015, 7, 13), "day"),
        ("July 3rd, 2015", date(2015, 7, 3), "day"),
    ],
)
def test_a_date_is_read_with_the_precision_its_form_shows(value, day, precision):
    assert dates.read(value, today=date(2026, 1, 1)) == dates.Published(day, precision)


@pytest.mark.parametrize(
    "value",
    [
        "01.07.2015",
        "2015-02-30",
        "2015-13",
        "yesterday",
        "15-07-01",
        "2015-07/01",
        "0001",
        "1435708800",
        "13 تموز",
        "32 تموز 2015",
        "13 تموز - 14 تموز 2015",
        "13 حزيران/تموز 2015",
        "بداية تموز 2015",
        "may be 2015",
    ],
)
def test_a_date_that_can_mean_several_days_or_none_is_refused(value):
    found = dates.read(value, today=date(2026, 1, 1))
    assert found.day is None
    assert found.problem


def test_a_wrong_or_future_date_leaves_the_article_undated_and_is_reported(write):
    tomorrow = date.today() + timedelta(days=1)
    table = f"article_id,published,published_precision\na,{tomorrow},\nb,soon,day\n"
    corpus = write(**{"a.txt": CALM, "b.txt": FIRE, "metadata.csv": table})
    assert corpus.articles["published"].isna().all()
    assert corpus.articles["published_precision"].tolist() == ["unknown", "unknown"]
    found = corpus.problems[["file", "row", "value"]].itertuples(index=False, name=None)
    assert list(found) == [("metadata.csv", 2, f"a: {tomorrow}"), ("metadata.csv", 3, "b: soon")]
    assert not corpus.problems["set_aside"].any()


@pytest.mark.parametrize(
    ("published", "given", "kept", "n_problems"),
    [
        ("2015-07-01", "week", "week", 0),
        ("2015-07-01", "unknown", "unknown", 0),
        ("2015-07", "day", "month", 1),
        ("2015-07-01", "exact", "day", 1),
        ("", "unknown", "unknown", 0),
        ("", "day", "unknown", 1),
    ],
)
def test_a_given_precision_is_kept_unless_finer_than_the_date(write, published, given, kept, n_problems):
    table = f"article_id,published,published_precision\na,{published},{given}\n"
    corpus = write(**{"a.txt": CALM, "metadata.csv": table})
    assert row(corpus)["published_precision"] == kept
    assert len(corpus.problems) == n_problems


def test_an_article_without_a_date_is_a_full_citizen(write):
    corpus = write(**{"a.txt": CALM})
    found = row(corpus)
    assert found["published"] is pd.NaT
    assert (found["published_precision"], found["published_basis"]) == ("unknown", "unknown")
    assert corpus.problems.empty
    tables.check("articles", corpus.articles)


# Ids and copies


def test_an_unsafe_id_is_made_safe_and_reported(write):
    lines = [{"article_id": "../../etc/x\u202e", "text": CALM}, {"article_id": "ok", "text": FIRE}]
    corpus = write(**{"a.jsonl": "\n".join(map(json.dumps, lines))})
    assert corpus.articles["article_id"].tolist() == ["_._.._etc_x_", "ok"]
    assert corpus.problems["row"].tolist() == [1]


def test_a_file_name_that_is_no_text_is_read(tmp_path):
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        put(tmp_path, name, CALM)
    except OSError:
        pytest.skip("this file system takes no such names")
    corpus = open_corpus(tmp_path)
    assert corpus.articles["article_id"].tolist() == ["caf_"]
    assert corpus.articles["source_file"].tolist() == ["caf\ufffd.txt"]


def test_the_first_of_two_articles_with_one_id_is_kept(write):
    corpus = write(**{"a.txt": CALM, "b/a.txt": FIRE})
    assert row(corpus)["text"] == CALM
    assert said(corpus) == [("b/a.txt", "the id is taken by a.txt")]


def test_a_copy_names_the_earliest_article_with_its_letters(write):
    table = "article_id,published\nb,2015-07-02\nc,2015-07-01\n"
    corpus = write(
        **{
            "a.txt": CALM,
            "b.txt": CALM.replace("،", " "),
            "c.txt": "«" + CALM.replace(" ", "\n") + "»",
            "d.txt": FIRE,
            "e.txt": "...",
            "f.txt": "!",
            "metadata.csv": table,
        }
    )
    copies = corpus.articles.set_index("article_id")["duplicate_of"].dropna().to_dict()
    assert copies == {"a": "c", "b": "c"}


# What is said of it


def test_ten_kinds_of_broken_input_are_all_reported_and_the_rest_is_read(tmp_path):
    put(tmp_path, "good.txt", CALM)
    put(tmp_path, "empty.txt", "")
    put(tmp_path, "blank.txt", " \r\n\u200f\t")
    put(tmp_path, "binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    put(tmp_path, "photo.jpg", b"\xff\xd8\xff")
    put(tmp_path, "twice/good.txt", FIRE)
    lines = [
        json.dumps({"article_id": "j1", "text": FIRE}),
        '{"article_id": "j2", "text": "cut',
        json.dumps({"article_id": "j3", "title": "no text"}),
        json.dumps(["a", "list"]),
        json.dumps({"article_id": "j5", "text": 5}),
        '{"article_id": "j6", "text": "x\\u0000y"}',
        "[" * 100_000,
        "",
        json.dumps({"article_id": "j9", "text": "\ud83d تسعة", "outlet": ["x"]}),
    ]
    put(tmp_path, "lines.jsonl", "\n".join(lines))
    put(
        tmp_path,
        "broken-bytes.jsonl",
        json.dumps({"text": CALM}, ensure_ascii=False).encode() + b"\n\xff\xfe{}\n",
    )
    os.symlink(tmp_path / "nowhere.txt", tmp_path / "link.txt")
    put(tmp_path, "metadata.csv", "article_id,outlet,published\nempty,x,\nnobody,x,\ngood,x,31/31/2015\n")

    corpus = open_corpus(tmp_path)

    assert corpus.articles["article_id"].tolist() == ["broken-bytes-1", "good", "j1", "j9"]
    table = corpus.problems
    assert table.loc[table["set_aside"] & table["row"].isna(), "file"].tolist() == [
        "link.txt",
        "photo.jpg",
        "binary.txt",
        "blank.txt",
        "empty.txt",
        "twice/good.txt",
    ]
    aside = table[table["set_aside"] & table["row"].notna()]
    assert sorted(aside[["file", "row"]].itertuples(index=False, name=None)) == [
        ("broken-bytes.jsonl", 2),
        *(("lines.jsonl", n) for n in (2, 3, 4, 5, 6, 7)),
    ]
    kept = table.loc[~table["set_aside"], ["file", "row"]]
    assert sorted(kept.itertuples(index=False, name=None)) == [
        ("lines.jsonl", 9),
        ("lines.jsonl", 9),
        ("metadata.csv", 3),
        ("metadata.csv", 4),
    ]
    assert (table["expected"].str.len() > 0).all()
    report = corpus.report()
    assert "lines.jsonl (8)" in report
    assert all(problem in report for problem in table["problem"])


def test_a_missing_path_and_a_folder_without_articles_are_errors(tmp_path):
    with pytest.raises(CorpusError, match="no such file or folder"):
        open_corpus(tmp_path / "nowhere")
    put(tmp_path, "empty.txt", "")
    with pytest.raises(CorpusError, match=r"no article could be read(.|\n)*empty\.txt"):
        open_corpus(tmp_path)


def test_a_corpus_shows_its_size_days_and_outlets(write):
    assert repr(write(**{"a.txt": CALM})) == "Corpus(1 article, 1 undated)"
    table = "article_id,outlet,published\na,x,2014-01-11\nb,y,2026-03-20\n"
    corpus = write(**{"b.txt": FIRE, "c.txt": "ثالث", "metadata.csv": table})
    assert repr(corpus) == "Corpus(3 articles, 2014-01-11..2026-03-20, 2 outlets, 1 undated)"
    assert len(corpus) == 3


def test_html_is_escaped_and_arabic_runs_from_the_right(write):
    corpus = write(**{"a.md": f"---\ntitle: <script>x</script>\noutlet: برقية & الشرق\n---\n{CALM}"})
    shown = corpus._repr_html_()
    assert "<script>" not in shown
    assert '<div dir="rtl" lang="ar">برقية &amp; الشرق</div>' in shown


def test_values_in_the_report_cannot_disturb_it(write):
    corpus = write(**{"a.md": f"---\n\x1b[31mred{'x' * 200}\n---\n{CALM}"})
    assert "\x1b" not in corpus.report()
    assert max(map(len, corpus.report().splitlines())) < 200


# Real material


def test_real_articles_are_read_whole_and_quickly(SHARED):
    path = SHARED / "news" / "dev.jsonl"
    began = time.perf_counter()
    corpus = open_corpus(path)
    assert time.perf_counter() - began < 5  # a second on two cores; wide, for a busy machine
    assert len(corpus) == 1907
    assert corpus.problems.empty
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    assert corpus.articles["text"].tolist() == [line["text"] for line in lines]
    tables.check("articles", corpus.articles)


def test_a_users_folder_is_read_with_its_metadata(SHARED):
    corpus = open_corpus(SHARED / "articles")
    assert corpus.problems.empty
    with open(SHARED / "articles" / "metadata.csv", encoding="utf-8", newline="") as file:
        given = {line["article_id"]: line for line in csv.DictReader(file)}
    for article in corpus.articles.to_dict("records"):
        line = given[article["article_id"]]
        shown = "" if pd.isna(article["published"]) else f"{article['published']:%Y-%m-%d}"
        assert (shown, article["published_precision"]) == (line["published"], line["published_precision"])
