"""The small tables that a researcher keeps beside the articles: read as text, or refused with every fault."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from rapidfuzz import process

from analysis.errors import CorpusError
from analysis.lexicon import tabledata
from analysis.lexicon.tabledata import RowCheck

_ALIKE = 75  # of 100, how alike an id is spelled to be offered


def folder_of(corpus: Path) -> Path:
    """Return the folder in which the articles lie; `corpus` may be one file of it."""
    return corpus if corpus.is_dir() else corpus.parent


def unknown(column: str, value: str, known: Iterable[str], said: str) -> str | None:
    """Return what is wrong with an id that is not known, with the known ones spelled most alike, or None."""
    ids = list(known)
    if value in ids:
        return None
    alike = [match for match, score, _ in process.extract(value, ids, limit=3) if score >= _ALIKE]
    hint = f"; did you mean {' or '.join(f'`{a}`' for a in alike)}?" if alike else ""
    return f"{column} `{value}` {said}{hint}"


def read(path: Path, *, required: tuple[str, ...], check: RowCheck) -> pd.DataFrame | None:
    """Return a CSV file as text columns, blanks cut off, or None when it is not there.

    Parameters
    ----------
    path
        File in UTF-8, comma-separated, with a header.
    required
        Columns that must be there and be filled in every row.
    check
        Returns what else is wrong with a row, or None.

    Raises
    ------
    CorpusError
        Naming file, line, value and what was expected, for every row that is wrong.
    """
    if not path.is_file():
        return None
    table = tabledata.parsed(path.read_bytes(), path.name, error=CorpusError)

    def filled(row: dict[str, str]) -> str | None:
        return check(row) if all(row[c] for c in required) else None  # an empty cell is told once

    return tabledata.checked(table, path.name, required=required, check=filled, error=CorpusError)
