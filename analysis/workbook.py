"""A workbook of the tables for readers without Python: a sheet a table, no cell that runs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from analysis.errors import TableError

_MOST_ROWS = 1_048_575  # of a sheet, its header aside
_MOST_LETTERS = 32_767  # of a cell
_WIDEST, _SAMPLE = 60, 200
_READS_FROM_RIGHT = ("name", "text", "place_name", "place_names", "title", "sentence")


def write(tables: Mapping[str, pd.DataFrame], path: str | Path) -> Path:
    """Write tables as an Excel workbook: a sheet each, header frozen and filtered, Arabic from the right.

    Text that a spreadsheet would run as a formula stays text; lists are joined by «; »; what does not fit a
    cell is cut off with «…».

    Parameters
    ----------
    tables
        Tables by name.
    path
        File that ends in ``.xlsx``.

    Raises
    ------
    TableError
        If a table has more rows than a sheet holds, or the file has another ending.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise TableError(f"{path}: expected a file that ends in .xlsx")
    long = [f"{name} ({len(table):,})" for name, table in tables.items() if len(table) > _MOST_ROWS]
    if long:
        raise TableError(f"more rows than a sheet holds ({_MOST_ROWS:,}): {', '.join(long)}; use the Parquet files")
    book = Workbook(write_only=True)
    for name, table in tables.items():
        _sheet(book, name, table)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    book.save(unfinished)
    unfinished.replace(target)
    return target


def _sheet(book: Workbook, name: str, table: pd.DataFrame) -> None:
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = any(column in _READS_FROM_RIGHT for column in table.columns)
    for k, column in enumerate(table.columns, start=1):
        shown = [len(str(_value(v))) for v in table[column].head(_SAMPLE)]
        width = min(_WIDEST, max([len(str(column)), *shown]) + 2)
        sheet.column_dimensions[get_column_letter(k)].width = width
    if len(table.columns):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"
    sheet.append([_cell(sheet, str(column), bold=True) for column in table.columns])
    for row in table.itertuples(index=False, name=None):
        sheet.append([_cell(sheet, _value(value)) for value in row])


def _value(value: Any) -> Any:
    """Return a value that a cell can hold; missing ones are empty."""
    if isinstance(value, (list, tuple)):
        return _text("; ".join(map(str, value)))
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, str):
        return _text(value)
    return value.item() if hasattr(value, "item") else value


def _text(text: str) -> str:
    kept = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    return kept if len(kept) <= _MOST_LETTERS else kept[: _MOST_LETTERS - 1] + "…"


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever an article begins with
        cell.alignment = Alignment(vertical="top")
    elif hasattr(value, "year"):
        cell.number_format = "yyyy-mm-dd"
    if bold:
        cell.font = Font(bold=True)
    return cell
