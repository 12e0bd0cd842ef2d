"""Read and check the lexicon's data files; every broken row is named at once."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import pandas as pd

from analysis.errors import LexiconError, RasdError

RowCheck = Callable[[dict[str, str]], str | None]


@cache
def _raw(name: str) -> pd.DataFrame:
    with (files("analysis.lexicon") / "data" / name).open(encoding="utf-8") as handle:
        return pd.read_csv(handle, dtype="str", keep_default_na=False)


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
