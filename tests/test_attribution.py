"""Who says so."""

import pytest
import reading


@pytest.mark.parametrize(("text", "readings"), reading.cases("attribution.csv"))
def test_attribution(text, readings):
    reading.matches(reading.speakers(text), readings)


def test_a_speaker_neither_does_nor_suffers():
    (row,) = reading.code("قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت بلدة حاس.")["events"]
    assert (row["source_actors"], row["target_actors"]) == (["syrian-army"], [])
