"""Tables for spreadsheets: no cell of an article's text ever runs as a formula."""

from pathlib import Path
from typing import Any

import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cells(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` with text that a spreadsheet would run as a formula made harmless."""

    def safe(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            value = ";".join(map(str, value))
        return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value

    return pd.DataFrame({column: table[column].map(safe) for column in table.columns}, columns=table.columns)


def write(table: pd.DataFrame, path: str | Path) -> None:
    """Write a table as CSV that a spreadsheet opens as Arabic text."""
    safe_cells(table).to_csv(path, index=False, lineterminator="\n", encoding="utf-8-sig")
