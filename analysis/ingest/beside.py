"""The small tables that a researcher keeps beside the articles: read as text, or refused with every fault."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from analysis.errors import CorpusError

RowCheck = Callable[[Mapping[str, str]], "list[str]"]


def folder_of(corpus: Path) -> Path:
    """Return the folder in which the articles lie; `corpus` may be one file of it."""
    return corpus if corpus.is_dir() else corpus.parent


def read(path: Path, *, required: tuple[str, ...], check: RowCheck) -> pd.DataFrame | None:
    """Return a CSV file as text columns, blanks cut off, or None when it is not there.

    Parameters
    ----------
    path
        File in UTF-8, comma-separated, with a header.
    required
        Columns that must be there and be filled in every row.
    check
        Returns what else is wrong with a row, each fault as one sentence.

    Raises
    ------
    CorpusError
        Naming file, line, value and what was expected, for every row that is wrong.
    """
    if not path.is_file():
        return None
    wanted = ",".join(required)
    try:
        table = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CorpusError(f"{path.name}: is no table in UTF-8 with the columns {wanted} ({error})") from None
    lacking = [c for c in required if c not in table]
    if lacking:
        raise CorpusError(f"{path.name}: column {', '.join(lacking)} is missing; expected {wanted}")
    table = pd.DataFrame({str(column): table[column].str.strip() for column in table})
    wrong: list[str] = []
    for line, row in enumerate(table.to_dict("records"), start=2):
        record = {str(k): str(v) for k, v in row.items()}
        empty = [f"`{c}` is empty" for c in required if not record[c]]
        wrong += [f"{path.name}:{line}: {what}" for what in empty or check(record)]
    if wrong:
        raise CorpusError("\n".join(wrong))
    return table
