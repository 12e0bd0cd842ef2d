"""Whether it happened: attempts, plans, rumours, conditions and denials."""

import pytest
import reading

from analysis.contract import STATUSES


@pytest.mark.parametrize(("text", "readings"), reading.cases("status.csv"))
def test_status(text, readings):
    reading.matches(reading.statuses(text), readings)


def test_the_golden_table_has_every_status():
    expected = " ".join(row for p in reading.cases("status.csv") for r in p.values[1] for row in r)
    assert set(STATUSES) <= set(expected.split())
