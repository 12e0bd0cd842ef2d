"""The contract of the tables."""

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis import tables
from analysis.errors import TableError


def filled(name: str) -> pd.DataFrame:
    """Return a table of two rows: one with every column filled, one with as little as may be."""
    values: dict = {
        "text": "نص",
        "date": pd.Timestamp("2016-05-10"),
        "count": 7,
        "share": 0.5,
        "number": 1.5,
        "flag": True,
    }
    values |= {"list": ["حاس", "حلب"]}
    row = {c.name: c.values[0] if c.values else values[c.kind] for c in tables.TABLES[name]}
    return tables.frame(name, [row, {}])


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_table_comes_back_as_it_was_written(name, tmp_path):
    made = filled(name)
    assert [p.name for p in tables.write({name: made}, tmp_path)] == [f"{name}.parquet"]
    pd.testing.assert_frame_equal(tables.read(tmp_path, [name])[name], made)


@pytest.mark.parametrize("name", tables.TABLES)
def test_an_empty_table_keeps_its_types(name, tmp_path):
    made = tables.frame(name)
    tables.write({name: made}, tmp_path)
    back = tables.read(tmp_path, [name])[name]
    assert list(back.columns) == list(tables.columns(name))
    assert back.dtypes.to_dict() == made.dtypes.to_dict()


@pytest.mark.parametrize("name", tables.TABLES)
def test_the_file_has_the_types_of_the_contract(name, tmp_path):
    (path,) = tables.write({name: filled(name)}, tmp_path)
    assert pq.read_schema(path).equals(tables.schema(name))


def test_further_columns_are_welcome_and_kept(tmp_path):
    tables.write({"sentences": filled("sentences").assign(note=["x", "y"])}, tmp_path)
    assert tables.read(tmp_path, ["sentences"])["sentences"]["note"].tolist() == ["x", "y"]


def test_check_reports_everything_at_once():
    bad = filled("events").drop(columns="rule").assign(start="x", event_type="battle", status="maybe")
    with pytest.raises(TableError) as error:
        tables.check("events", bad)
    for part in ("`events`", "`rule` is missing", "`start` is", "battle", "maybe"):
        assert part in str(error.value)


def test_a_broken_table_is_not_written(tmp_path):
    with pytest.raises(TableError, match="`text` is missing"):
        tables.write({"mentions": filled("mentions").drop(columns="text")}, tmp_path)
    assert not list(tmp_path.glob("*.parquet"))


def test_a_column_outside_the_contract_is_refused_in_rows():
    with pytest.raises(TableError, match="colour"):
        tables.frame("events", [{"colour": "red"}])


def test_an_unknown_table_is_named_with_those_there_are():
    with pytest.raises(TableError, match=r"`evnts`.*events"):
        tables.frame("evnts")


def test_missing_files_are_named_together(tmp_path):
    tables.write({"events": filled("events")}, tmp_path)
    with pytest.raises(TableError, match=r"control\.parquet, spells\.parquet"):
        tables.read(tmp_path, ["events", "control", "spells"])


def test_the_dictionary_has_every_column_of_every_table():
    blocks = dict(zip(tables.TABLES, tables.dictionary().split("\n\n**"), strict=True))
    for name, block in blocks.items():
        assert name in block
        for column in tables.TABLES[name]:
            assert f"| `{column.name}` | {column.kind} | {column.meaning}" in block


def test_every_column_says_what_it_means():
    assert all(c.meaning for columns in tables.TABLES.values() for c in columns)
    assert all(c.unit for columns in tables.TABLES.values() for c in columns if c.kind == "count")
