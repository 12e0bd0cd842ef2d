"""The lexicon's data files: whole, commented, and every broken row named."""

import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

from analysis.contract import EVENT_TYPES
from analysis.errors import LexiconError
from analysis.lexicon import actors, cues, places, tabledata, toll, triggers, words
from analysis.text.normalise import fold

ROOT = Path(__file__).parent.parent
DATA = files("analysis.lexicon") / "data"
FILES = sorted(f.name for f in DATA.iterdir() if f.name.endswith(".csv"))
CODEBOOK = (
    "syrian-army", "ndf", "pro-government-militias", "qalamoun-shield", "hezbollah", "iranian-forces",
    "iranian-militias", "russian-forces", "russian-mod", "fsa", "opposition-fighters", "ahrar-al-sham",
    "jaysh-al-islam", "jaysh-al-fatah", "sna", "white-helmets", "opposition-faction", "isis", "al-nusra", "hts",
    "al-qaeda", "ypg", "ypj", "sdf", "asayish", "natoreh", "manbij-council", "autonomous-administration", "pkk",
    "us-coalition", "turkish-forces", "israeli-forces", "iraqi-forces", "pmf", "peshmerga", "jordanian-forces",
    "un", "syrian-government-2024", "civilians", "protesters", "unidentified-gunmen", "tribal-fighters",
    "druze-factions", "other-armed", "sohr", "amaq", "sana", "field-source", "local-source", "opposition-source",
    "official-source", "correspondent", "media-report", "other-source",
)  # fmt: skip
LOADERS = (
    actors.catalogue, actors.aliases, actors.short_forms, actors.nationalities, actors.force_heads,
    actors.country_actors, places.gazetteer, places.spellings, places.heads, toll.vocabulary, triggers.rules,
    triggers.weapons, triggers.actor_weapons, triggers.bars,
)  # fmt: skip


@pytest.mark.parametrize("load", LOADERS, ids=lambda f: f"{f.__module__.rpartition('.')[2]}.{f.__name__}")
def test_every_file_loads(load):
    assert len(load())


def test_every_kind_of_cue_has_cues():
    assert all(cues.words(kind) for kind in cues.KINDS if kind not in ("owner", "recall"))


def test_an_unknown_class_of_words_is_named_with_those_there_are():
    with pytest.raises(LexiconError, match=r"`colours`.*container"):
        words.word_class("colours")


def test_no_class_of_words_holds_a_word_twice():
    table = pd.read_csv(DATA / "words.csv", dtype="str", keep_default_na=False).set_index("class")["words"]
    spelled = table.str.split("|").explode().map(fold)
    assert not spelled.groupby(level=0).apply(lambda s: s[s.duplicated()].tolist()).explode().dropna().to_dict()


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_a_comment_column_and_no_blank_line(name):
    table = pd.read_csv(DATA / name, dtype="str", keep_default_na=False)
    assert "comment" in table.columns
    assert not table.drop(columns="comment").eq("").all(axis=1).any()


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_plain_utf8_with_unix_line_ends(name):
    data = (DATA / name).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    data.decode("utf-8")


@pytest.mark.parametrize("actor", CODEBOOK)
def test_every_actor_of_the_codebook_is_there(actor):
    row = actors.catalogue().loc[actor]
    assert row["codes_as"] == ""
    assert row["name_ar"]
    assert row["name_en"]


def test_actors_that_the_codebook_lacks_are_coded_as_one_it_has():
    table = actors.catalogue()
    assert len(table) >= 60
    further = table[~table.index.isin(CODEBOOK)]
    assert set(further["codes_as"]) <= set(CODEBOOK)


def test_names_of_actors_are_told_apart():
    own = actors.catalogue()
    assert own["name_ar"].is_unique
    assert own["name_en"].is_unique


def test_the_gazetteer_holds_syria_with_coordinates_and_governorates():
    table = places.gazetteer()
    table = table[table["country"].eq("SY")]
    syrian = table[table["lat"].notna() & table["lon"].notna() & table["governorate"].ne("")]
    assert len(syrian) >= 500
    assert syrian["governorate"].nunique() == 14
    assert syrian["lat"].between(32.2, 37.4).all()
    assert syrian["lon"].between(35.5, 42.5).all()


def test_every_place_has_its_source():
    assert places.gazetteer()["source"].ne("").all()


def test_every_type_of_the_codebook_has_a_trigger():
    weapons = {kind for (kind, _), _ in triggers.weapons()}
    assert {rule.event_type for rule in triggers.rules()} | weapons == set(EVENT_TYPES)


def test_a_rule_has_one_name():
    names = [rule.rule for rule in triggers.rules()]
    assert len(names) == len(set(names))


# -- broken files ---------------------------------------------------------------------------


@pytest.fixture
def broken(monkeypatch):
    """Return a function that puts a table in the place of a file while a loader runs."""

    def run(name: str, table: pd.DataFrame, load) -> str:
        whole = tabledata._raw
        monkeypatch.setattr(tabledata, "_raw", lambda asked: table if asked == name else whole(asked))
        with pytest.raises(LexiconError) as error:
            load.__wrapped__()
        return str(error.value)

    return run


def rows(name: str) -> pd.DataFrame:
    return tabledata._raw(name).copy()


def test_every_row_with_a_comma_too_many_is_named_by_line():
    file = "class,words,comment\na,ب,one, two\nc,ت,fine\nd,ث\n".encode()
    with pytest.raises(LexiconError) as error:
        tabledata.parsed(file, "words.csv")
    first, second = str(error.value).splitlines()
    assert first.startswith("words.csv:2: 4 cells, expected 3") and "quotation marks" in first
    assert second == "words.csv:4: 2 cells, expected 3"


def test_a_file_that_a_spreadsheet_saved_in_another_encoding_is_named():
    with pytest.raises(LexiconError, match=r"words\.csv:2: not UTF-8; save the file as CSV in UTF-8"):
        tabledata.parsed("class,words\na,قرب\n".encode("cp1256"), "words.csv")


def test_a_quotation_mark_that_is_left_open_is_named():
    with pytest.raises(LexiconError, match=r"words\.csv:3: a quotation mark"):
        tabledata.parsed('class,words\na,"قرب\nb,عند\n'.encode(), "words.csv")


def test_semicolons_and_tabs_of_a_spreadsheet_are_read_too():
    for mark in (";", "\t"):
        assert tabledata.parsed(f"name{mark}actor_id\na{mark}fsa\n".encode(), "x.csv").to_dict("list") == {
            "name": ["a"],
            "actor_id": ["fsa"],
        }


def test_the_mark_of_utf_8_is_no_part_of_the_first_column():
    assert list(tabledata.parsed(b"\xef\xbb\xbfclass,words\na,b\n", "words.csv")) == ["class", "words"]


def test_a_command_tells_of_a_broken_lexicon_in_one_line(tmp_path):
    package = tmp_path / "analysis"
    shutil.copytree(ROOT / "analysis", package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / "lexicon" / "data" / "words.csv").open("a", encoding="utf-8") as handle:
        handle.write("a,b\n")
    command = [sys.executable, "-m", "analysis", "check", str(ROOT / "corpus")]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 2
    (line,) = ended.stderr.splitlines()
    assert line.startswith("rasd: words.csv:") and line.endswith(": 2 cells, expected 3")


def test_all_broken_actors_are_reported_with_file_and_line(broken):
    table = rows("actors.csv")
    table.loc[0, "side"], table.loc[3, "kind"], table.loc[5, "name_ar"] = "north", "ghost", "  "
    message = broken("actors.csv", table, actors._catalogue)
    for part in ("actors.csv:2: side `north`", "actors.csv:5: kind `ghost`", "actors.csv:7: `name_ar` is empty"):
        assert part in message


def test_an_actor_that_stands_twice_is_named(broken):
    table = pd.concat([rows("actors.csv"), rows("actors.csv").head(1)], ignore_index=True)
    assert "`actor_id` stands twice: syrian-army" in broken("actors.csv", table, actors._catalogue)


def test_a_name_of_an_unknown_actor_is_reported(broken):
    table = rows("actor_aliases.csv")
    table.loc[1, "actor_id"] = "nobody"
    assert "actor_aliases.csv:3: actor nobody" in broken("actor_aliases.csv", table, actors.aliases)


def test_all_broken_places_are_reported_with_file_and_line(broken):
    table = rows("places.csv")
    table.loc[0, "kind"], table.loc[1, "lat"], table.loc[2, "lon"] = "planet", "north", "181"
    message = broken("places.csv", table, places._table)
    for part in ("places.csv:2: kind `planet`", "places.csv:3: lat `north`", "places.csv:4: lon `181`"):
        assert part in message


def test_all_broken_triggers_are_reported_with_file_and_line(broken):
    table = rows("triggers.csv")
    verb = int(table.index[table["pos"].eq("verb")][0])
    table.loc[0, "event_type"] = "battle"
    table.loc[verb, "forms"] = "ضرب"
    message = broken("triggers.csv", table, triggers._rows)
    assert "triggers.csv:2: event_type `battle`" in message
    assert f"triggers.csv:{verb + 2}: forms `ضرب`" in message


def test_a_missing_column_is_named(broken):
    table = rows("triggers.csv").drop(columns="frame")
    assert "column frame is missing" in broken("triggers.csv", table, triggers._rows)
