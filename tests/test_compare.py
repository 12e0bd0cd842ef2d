"""Two codings of one corpus, row by row."""

import pandas as pd
import pytest

from analysis import code
from analysis.errors import TableError
from analysis.review.compare import compare


@pytest.fixture
def made(tmp_path) -> dict[str, pd.DataFrame]:
    (tmp_path / "a.txt").write_text("قصفت قوات النظام بلدة حاس، وقتل خمسة مدنيين. وهاجمت مورك.", encoding="utf-8")
    return code(tmp_path, processes=1, progress=False).tables()


def told(before, after) -> list[tuple[str, str, str]]:
    rows = compare(before, after).rows
    return list(zip(rows["table"], rows["how"], rows["what"], strict=True))


def test_the_same_coding_does_not_differ(made):
    assert told(made, made) == []
    assert str(compare(made, made)) == "no row differs"


def test_a_row_that_went_and_one_that_came(made):
    fewer = made | {"events": made["events"].iloc[1:]}
    assert told(made, fewer) == [("events", "gone", "")]
    assert told(fewer, made) == [("events", "new", "")]


def test_a_changed_value_is_shown_before_and_after(made):
    other = made | {"casualties": made["casualties"].assign(victim="isis")}
    assert told(made, other) == [("casualties", "changed", "victim: civilians → isis")]


def test_the_sentence_stands_beside_the_row(made):
    rows = compare(made, made | {"events": made["events"].iloc[1:]}).rows
    assert rows["sentence"].iloc[0].startswith("قصفت قوات النظام")


def test_differences_are_counted_by_rule(made):
    counts = compare(made, made | {"events": made["events"].iloc[:0]}).counts
    assert counts["rows"].sum() == len(made["events"])


def test_an_older_coding_without_a_column_can_be_compared(made):
    older = made | {"events": made["events"].drop(columns="is_background")}
    assert told(older, made) == []


def test_codings_of_other_articles_are_refused(made):
    other = made | {"articles": made["articles"].assign(article_id="b")}
    with pytest.raises(TableError, match="share no article"):
        compare(made, other)


def test_a_folder_without_tables_is_refused(made, tmp_path):
    with pytest.raises(TableError, match=r"no articles\.parquet"):
        compare(tmp_path, made)
