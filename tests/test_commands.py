"""The commands as a user types them: exit status, one clear line for a mistake, never a traceback."""

import json
from pathlib import Path

import pytest

from analysis import load, report
from analysis.commands import main

GOOD = "سيطرت قوات النظام على مورك في 3 أيار 2016، وقتل خمسة مدنيين في قصف على حاس."


@pytest.fixture
def corpus(tmp_path) -> Path:
    """Return a folder of two good articles."""
    return put(tmp_path / "corpus", {"a.txt": GOOD, "b.txt": "انفجرت سيارة مفخخة في أعزاز."})


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def run(capsys):
    """Return a function that runs a command and gives its status, output and errors."""

    def command(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(a) for a in arguments])
        except SystemExit as stopped:  # argparse's own way out
            status = int(stopped.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return status, out, err

    return command


def broken(folder: Path) -> Path:
    """Write two good articles and ten kinds of broken input."""
    lines = [
        json.dumps({"article_id": "j1", "text": "شنت الطائرات الروسية غارات على سرمين."}, ensure_ascii=False),
        '{"article_id": "j2", "text": ',
        json.dumps({"article_id": "j3"}),
        json.dumps({"article_id": "j4", "text": 5}),
        json.dumps(["no", "object"]),
    ]
    metadata = (
        "article_id,outlet,published\n"
        "good,دفتر الشمال,2016-05-04\n"
        "ghost,دفتر الشمال,2016-05-04\n"
        "late,دفتر الشمال,2016-13-45\n"
        "good,بريد الجنوب,2016-05-09\n"
    )
    files: dict[str, str | bytes] = {
        "good.txt": GOOD,
        "late.txt": "انسحب تنظيم داعش من عين عيسى.",
        "empty.txt": "",
        "blank.txt": " \n\t\n",
        "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        "lines.jsonl": "\n".join(lines),
        "front.md": "---\noutlet\n---\nأغلقت هيئة تحرير الشام المعبر.",
        "sheet.xlsx": b"PK\x03\x04",
        "metadata.csv": metadata,
    }
    return put(folder, files)


# -- code -----------------------------------------------------------------------------------


def test_code_writes_the_tables_and_ends_with_a_summary(run, corpus, tmp_path):
    status, out, _ = run("code", corpus, "--out", tmp_path / "out", "--processes", 1)
    assert status == 0
    assert "2 articles" in out
    assert "every row is a report, not an event" in out
    assert len(load(tmp_path / "out").articles) == 2


def test_ten_kinds_of_broken_input_end_in_one_report_with_the_good_articles_coded(run, tmp_path):
    status, out, err = run("code", broken(tmp_path / "bad"), "--out", tmp_path / "out", "--processes", 1)
    assert status == 1
    for said in ("empty.txt", "blank.txt", "picture.txt", "lines.jsonl", "front.md", "sheet.xlsx", "metadata.csv"):
        assert f"\n{said}" in err, said
    for row in ("row 2", "row 3", "row 4", "row 5"):
        assert row in err
    made = load(tmp_path / "out")
    assert {"good", "late", "j1"} <= set(made.articles["article_id"])
    assert {"good", "late", "j1"} <= set(made.events["article_id"])
    assert "articles" in out


# -- check ----------------------------------------------------------------------------------


def test_check_of_a_whole_corpus_finds_nothing(run, corpus):
    status, out, _ = run("check", corpus)
    assert status == 0
    assert "nothing wrong was found" in out


def test_check_reports_everything_and_changes_nothing(run, tmp_path):
    folder = broken(tmp_path / "bad")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    status, out, _ = run("check", folder)
    assert status == 1
    assert "picture.txt" in out
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


# -- import ---------------------------------------------------------------------------------


def test_import_brings_articles_in(run, tmp_path):
    put(tmp_path / "in", {"new.txt": GOOD})
    status, _, _ = run("import", tmp_path / "in", "--to", tmp_path / "made")
    assert status == 0
    assert run("check", tmp_path / "made")[0] == 0


def test_import_names_what_it_cannot_read(run, tmp_path):
    put(tmp_path / "in", {"new.txt": GOOD, "sound.mp3": b"ID3"})
    status, out, _ = run("import", tmp_path / "in", "--to", tmp_path / "made")
    assert status == 1
    assert "sound.mp3" in out


# -- score ----------------------------------------------------------------------------------


def test_score_measures_tables_against_annotations(run, corpus, tmp_path):
    run("code", corpus, "--out", tmp_path / "out", "--processes", 1)
    start = GOOD.index("سيطرت")
    event = {"quote": GOOD[start : start + 30], "start": start, "end": start + 30, "type": "territory_gain",
             "source": ["syrian-army"], "target": [], "places": ["مورك"], "status": "happened", "attribution": None,
             "optional": False}  # fmt: skip
    gold = {"article_id": "a", "actors": [], "places": [], "events": [event], "control": [], "casualties": []}
    put(tmp_path / "gold", {"a.json": json.dumps(gold, ensure_ascii=False)})
    status, out, _ = run("score", tmp_path / "out", tmp_path / "gold")
    assert status == 0
    assert "precision" in out
    status, listed, _ = run("score", tmp_path / "out", tmp_path / "gold", "--errors")
    assert status == 0
    assert len(listed) > len(out)


# -- report ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_report_writes_one_page(run, corpus, tmp_path, monkeypatch, lang, direction):
    monkeypatch.setattr(report, "execute", lambda corpus, out: [])  # the notebooks have their own test
    status, out, _ = run("report", corpus, "--out", tmp_path / "out", "--lang", lang, "--processes", 1)
    assert status == 0
    page = tmp_path / "out" / "report.html"
    assert str(page) in out
    assert f'dir="{direction}"' in page.read_text(encoding="utf-8")


# -- a user's mistakes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("code", "nowhere", "--out", "out"),
        ("check", "nowhere"),
        ("report", "nowhere", "--out", "out"),
        ("import", "nowhere", "--to", "made"),
        ("score", "nowhere", "gold"),
        ("check", "empty"),
        ("code", "empty", "--out", "out"),
        ("score", "empty", "empty"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_named_on_one_line(run, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    status, out, err = run(*arguments)
    assert status == 2
    assert out == ""
    assert err.startswith("rasd: ")
    assert arguments[1] in err
    assert "empty" in arguments or err.count("\n") == 1
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("colour", "corpus"),
        ("code", "corpus"),
        ("code", "corpus", "--out", "out", "--processes", "0"),
        ("code", "corpus", "--out", "out", "--processes", "many"),
        ("report", "corpus", "--out", "out", "--lang", "fr"),
        ("import", "in"),
    ],
    ids=" ".join,
)
def test_a_wrong_option_ends_with_its_name_and_status_two(run, arguments):
    status, out, err = run(*arguments)
    assert status == 2
    assert out == ""
    assert "error:" in err


def test_an_output_folder_that_cannot_be_made_is_named(run, corpus, tmp_path):
    (tmp_path / "taken").write_text("a file")
    status, _, err = run("code", corpus, "--out", tmp_path / "taken", "--processes", 1)
    assert status == 2
    assert "taken" in err


def test_help_names_every_command(run):
    status, out, _ = run("--help")
    assert status == 0
    for command in ("code", "report", "check", "import", "score"):
        assert command in out
