"""The summary says what the tables hold, in either language, and nothing that they do not."""

from pathlib import Path

import pytest

from analysis import code, summary, tables
from analysis.coded import Coded
from analysis.errors import ChartError


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Coded:
    folder: Path = tmp_path_factory.mktemp("summed")
    (folder / "a.txt").write_text("سيطرت قوات النظام على مورك، وقتل خمسة مدنيين في قصف على حاس.", encoding="utf-8")
    (folder / "b.txt").write_text("ما بين 3 و5 قتلى في غارة روسية على سرمين.", encoding="utf-8")
    (folder / "metadata.csv").write_text("article_id,outlet,published\na,منبر,2016-05-01\nb,منبر,", encoding="utf-8")
    return code(folder, processes=1, progress=False)


def test_articles_the_dead_and_control_are_counted(coded: Coded) -> None:
    said = " ".join(summary.sentences(coded, set_aside=1, lang="en"))
    assert "2 articles from 1 outlet, 2016-05-01; 1 has no date" in said
    low = int(coded.incidents["killed_low"].sum())
    assert f"{low}" in said and "running totals are not added" in said
    assert "1 change of control of 1 place" in said
    assert "1 article could not be read and was set aside" in said


def test_both_languages_tell_the_same_numbers(coded: Coded) -> None:
    arabic, english = (summary.sentences(coded, lang=lang) for lang in ("ar", "en"))
    assert len(arabic) == len(english)
    assert all(sentence.endswith(".") for sentence in [*arabic, *english])


def test_what_is_not_there_is_not_said() -> None:
    empty = Coded(**{name: tables.frame(name) for name in tables.TABLES})
    assert len(summary.sentences(empty, lang="en")) == 1


def test_an_unknown_language_is_named() -> None:
    empty = Coded(**{name: tables.frame(name) for name in tables.TABLES})
    with pytest.raises(ChartError, match="`lang`"):
        summary.sentences(empty, lang="fr")
