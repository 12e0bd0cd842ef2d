"""Read and check the lexicon's data files; every broken row is named at once."""

import csv
import io
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import pandas as pd

from analysis.errors import LexiconError, RasdError

RowCheck = Callable[[dict[str, str]], str | None]


@cache
def _raw(name: str) -> pd.DataFrame:
    return parsed((files("analysis.lexicon") / "data" / name).read_bytes(), name)


def parsed(content: bytes, name: str, *, error: type[RasdError] = LexiconError) -> pd.DataFrame:
    r"""Return the rows of a CSV file as text, and name every row that has not the cells of the header.

    Parameters
    ----------
    content
        The file, in UTF-8 with or without a mark of it.
    name
        What messages call the file.
    error
        The error to raise.

    Raises
    ------
    LexiconError
        Or `error`, naming the encoding, or file and line of every row with too many or too few cells.

    Examples
    --------
    >>> parsed("class,words\nnear,قرب|عند\n".encode(), "words.csv")["words"][0]
    'قرب|عند'
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise error(f"{name}:{line}: not UTF-8; save the file as CSV in UTF-8") from None
    # A spreadsheet writes semicolons where the comma is the decimal mark.
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    problems: list[str] = []
    try:
        for cells in reader:
            if rows and cells and len(cells) != len(rows[0]):
                hint = (
                    "; a comma inside a cell needs quotation marks around the cell" if len(cells) > len(rows[0]) else ""
                )
                problems.append(f"{name}:{reader.line_num}: {len(cells)} cells, expected {len(rows[0])}{hint}")
            elif cells:
                rows.append(cells)
    except csv.Error as wrong:
        problems.append(f"{name}:{reader.line_num}: a quotation mark is not closed or not doubled ({wrong})")
    if problems or not rows:
        raise error("\n".join(problems) or f"{name}: the file is empty")
    return pd.DataFrame(rows[1:], columns=rows[0], dtype="str")


def load(name: str, *, required: tuple[str, ...], check: RowCheck | None = None) -> pd.DataFrame:
    """Return a lexicon file as text columns, surrounding blanks cut off.

    Parameters
    ----------
    name
        File in ``analysis/lexicon/data``, such as ``actors.csv``.
    required
        Columns that must be there and filled in every row.
    check
        Returns what is wrong with a row, or None.

    Raises
    ------
    LexiconError
        Naming file, line and value of every row that is wrong.

    Examples
    --------
    >>> load("actors.csv", required=("actor_id",)).columns[0]
    'actor_id'
    """
    return checked(_raw(name), name, required=required, check=check, error=LexiconError)


def checked(
    raw: pd.DataFrame, name: str, *, required: tuple[str, ...], check: RowCheck | None, error: type[RasdError]
) -> pd.DataFrame:
    """Return a table of text with surrounding blanks cut off, or tell everything that is wrong with it at once.

    Parameters
    ----------
    raw
        Its rows; the first stands in line 2 of the file.
    name
        What messages call the file.
    required, check
        As for `load`.
    error
        The error to raise.
    """
    lacking = [c for c in required if c not in raw]
    if lacking:
        raise error(f"{name}: column {', '.join(lacking)} is missing; expected {','.join(required)}")
    table = pd.DataFrame({str(column): raw[column].str.strip() for column in raw})
    problems = []
    for line, row in enumerate(table.to_dict("records"), start=2):
        record = {str(k): str(v) for k, v in row.items()}
        problems += [f"{name}:{line}: `{c}` is empty" for c in required if not record[c]]
        wrong = check(record) if check else None
        if wrong:
            problems.append(f"{name}:{line}: {wrong}")
    if problems:
        raise error("\n".join(problems))
    return table


def indexed(table: pd.DataFrame, column: str, name: str) -> pd.DataFrame:
    """Return `table` indexed by a column that must not repeat.

    Raises
    ------
    LexiconError
        Naming every value that stands twice.
    """
    twice = sorted(set(table.loc[table[column].duplicated(), column]))
    if twice:
        raise LexiconError(f"{name}: `{column}` stands twice: {', '.join(twice)}")
    return table.set_index(column)
