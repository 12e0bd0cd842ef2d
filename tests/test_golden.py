"""The golden tables themselves: well formed, each case said once."""

import csv

import pytest
import reading

FILES = sorted(p.name for p in reading.GOLDEN.glob("*.csv"))


@pytest.mark.parametrize("name", FILES)
def test_a_golden_table_is_well_formed(name):
    with (reading.GOLDEN / name).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert rows
    for column in ("case", "text"):
        values = [row[column] for row in rows]
        assert len(values) == len(set(values)), f"{column} stands twice"
    assert all(row["case"] and row["text"] and row["expected"] and None not in row for row in rows)
