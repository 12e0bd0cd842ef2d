"""How spells agree with somebody else's chronology; what the researcher thinks of sources and claims."""

from pathlib import Path

import pandas as pd
import pytest
import samples

from analysis import tables
from analysis.coded import code
from analysis.errors import CorpusError, TableError
from analysis.ingest import judgements
from analysis.review.agreement import agreement

SHARED = Path(__file__).parents[2] / "shared" / "data"
PARTIES = {"government": ["syrian-army"], "ISIS": ["isis"]}
UNTIL = pd.Timestamp("2016-01-01").as_unit("ms")
REFERENCE = pd.DataFrame(
    {"place": ["تدمر"] * 2, "date": pd.to_datetime(["2015-01-01", "2015-05-21"]), "party": ["government", "ISIS"]}
)


def compared(*spells: dict) -> tuple[float, list]:
    found = agreement(tables.frame("spells", list(spells)), REFERENCE, PARTIES, UNTIL)
    return found.share, found.lags["lag"].tolist()


def test_every_day_with_the_same_holder_agrees() -> None:
    share, lags = compared(
        samples.spell("تدمر", "held", "syrian-army", "2015-01-01", "2015-05-21"),
        samples.spell("تدمر", "held", "isis", "2015-05-21", None),
    )
    assert share == 1 and lags == [0, 0]


def test_a_change_that_comes_too_late_costs_its_days() -> None:
    share, lags = compared(
        samples.spell("تدمر", "held", "syrian-army", "2015-01-01", "2015-05-31"),
        samples.spell("تدمر", "held", "isis", "2015-05-31", None),
    )
    assert share == pytest.approx(1 - 10 / 365) and lags == [0, 10]


def test_days_that_nobody_is_said_to_hold_are_not_counted_as_wrong() -> None:
    share, _ = compared(samples.spell("تدمر", "held", "isis", "2015-06-01", None))
    assert share == 1


def test_a_chronology_without_its_columns_is_refused() -> None:
    with pytest.raises(TableError, match="party"):
        agreement(tables.frame("spells"), REFERENCE.drop(columns="party"), PARTIES, UNTIL)


def _corpus(folder: Path) -> Path:
    (folder / "a.txt").write_text("سيطر تنظيم داعش على مدينة تدمر بحسب المرصد السوري.", encoding="utf-8")
    return folder


def test_judgements_stand_beside_the_claims(tmp_path: Path) -> None:
    _corpus(tmp_path)
    (tmp_path / judgements.SOURCES).write_text("source,reliability\nsohr,b\n", encoding="utf-8")
    (tmp_path / judgements.CLAIMS).write_text("claim_id,credibility\na-k0,2\n", encoding="utf-8")
    claim = code(tmp_path, processes=1, progress=False).control.iloc[0]
    assert (claim["attribution"], claim["reliability"], claim["credibility"]) == ("sohr", "B", "2")


def test_every_wrong_grade_is_told(tmp_path: Path) -> None:
    (tmp_path / judgements.SOURCES).write_text("source,reliability\nsohr,G\n,A\n", encoding="utf-8")
    with pytest.raises(CorpusError) as told:
        judgements.read(tmp_path, judgements.SOURCES)
    assert "source_reliability.csv:2: reliability `G`" in str(told.value)
    assert "source_reliability.csv:3: `source` is empty" in str(told.value)


OPPOSITION = [
    "fsa", "opposition-fighters", "opposition-faction", "hts", "jaysh-al-fatah", "ahrar-al-sham", "al-nusra",
    "jaysh-al-islam", "sna", "turkish-forces", "syrian-government-2024", "other-armed", "druze-factions",
]  # fmt: skip
WAR = {
    "government": ["syrian-army", "pro-government-militias", "hezbollah", "russian-forces", "ndf"],
    "SDF/YPG": ["ypg", "sdf", "manbij-council"],
    "Turkey/SNA": ["turkish-forces", "sna", "opposition-fighters", "fsa", "opposition-faction"],
    "ISIS": ["isis"],
    "al-Nusra": ["al-nusra", "opposition-fighters", "jaysh-al-fatah"],
}


@pytest.mark.skipif(not (SHARED / "control_reference.csv").is_file(), reason="the chronology is not here")
def test_the_sample_corpus_agrees_with_the_chronology() -> None:
    rows = []
    for row in pd.read_csv(SHARED / "control_reference.csv").to_dict("records"):
        if row["precision"] == "day":
            rows.append(row)
            continue
        month = pd.Timestamp(f"{row['date']}-01")  # the month of the change counts for nobody
        rows += [row | {"date": month, "gained_by": "?"}, row | {"date": month + pd.offsets.MonthBegin(1)}]
    reference = pd.DataFrame(rows)
    reference["place"] = reference["place_ar"].str.replace(")", "").str.replace(r"\s*\(", "|", regex=True)
    reference["date"] = pd.to_datetime(reference["date"]).astype("datetime64[ms]")
    parties = WAR | {p: OPPOSITION for p in set(reference["gained_by"]) - set(WAR) - {"?"} if "besieged" not in p}
    spells = code("corpus", processes=1, progress=False).spells
    found = agreement(spells, reference.rename(columns={"gained_by": "party"}), parties, pd.Timestamp("2024-12-31"))
    assert found.share >= 0.95
    assert abs(found.lags["lag"].median()) <= 1
