"""The workbook: every table, nothing that runs, Arabic from the right."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis import workbook
from analysis.coded import code
from analysis.errors import TableError


def written(table: pd.DataFrame, folder: Path) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(workbook.write({"rows": table}, folder / "book.xlsx"))["rows"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_no_text_becomes_a_formula(text: str, tmp_path: Path) -> None:
    cell = written(pd.DataFrame({"text": [text]}), tmp_path)["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_values_keep_their_kind(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {
            "day": [pd.Timestamp("2015-06-01"), None],
            "count": pd.array([3, None], dtype="Int64"),
            "flag": [True, False],
            "ids": [["a", "b"], []],
        }
    )
    sheet = written(table, tmp_path)
    assert [c.value for c in sheet[2]] == [pd.Timestamp("2015-06-01").to_pydatetime(), 3, True, "a; b"]
    assert [c.value for c in sheet[3]] == [None, None, False, None]


def test_arabic_sheets_read_from_the_right_and_headers_stay(tmp_path: Path) -> None:
    sheet = written(pd.DataFrame({"text": ["نص"], "n": [1]}), tmp_path)
    assert sheet.sheet_view.rightToLeft and sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:B2"


def test_what_no_cell_holds_is_cut_and_control_characters_go(tmp_path: Path) -> None:
    cell = written(pd.DataFrame({"text": ["\x00" + "ن" * 40_000]}), tmp_path)["A2"]
    assert len(cell.value) == 32_767 and cell.value.endswith("…") and "\x00" not in cell.value


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="xlsx"):
        workbook.write({}, tmp_path / "book.csv")


def test_a_coded_corpus_becomes_a_workbook_of_all_tables(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قصفت قوات النظام بلدة ترمانين.", encoding="utf-8")
    coded = code(tmp_path, processes=1, progress=False)
    book = openpyxl.load_workbook(coded.to_excel(tmp_path / "out" / "coded.xlsx"))
    assert book.sheetnames == list(coded.tables())
    assert book["events"].max_row == 2
