"""What is wrong with a corpus: gathered while it is read, never raised for a single article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

_DTYPES = {
    "file": "str",
    "row": "Int64",
    "value": "str",
    "problem": "str",
    "expected": "str",
    "set_aside": "bool",
}
_SHOWN = 80


@dataclass(frozen=True)
class Problem:
    """One thing to put right.

    ``row`` is the line of ``file``, counted from 1, or None when the whole file is meant; ``value`` is
    what was found there; ``set_aside`` says that an article was left out because of it.
    """

    file: str
    row: int | None
    value: str
    problem: str
    expected: str
    set_aside: bool = False


def frame(problems: Iterable[Problem]) -> pd.DataFrame:
    """Return problems as a table, one row each, in the order given.

    Examples
    --------
    >>> table = frame([Problem("a.txt", None, "", "the file is empty", "an article's text", True)])
    >>> list(table.columns)
    ['file', 'row', 'value', 'problem', 'expected', 'set_aside']
    """
    rows = list(problems)
    data = {name: [_storable(getattr(p, name)) for p in rows] for name in _DTYPES}
    return pd.DataFrame({name: pd.Series(data[name], dtype=dtype) for name, dtype in _DTYPES.items()})


def describe(problems: pd.DataFrame) -> str:
    """Return problems as text to read, grouped by file with counts.

    Examples
    --------
    >>> print(describe(frame([Problem("m.csv", 3, "2015-13", "no such month", "as 2015-07")])))
    1 problem in 1 file, 0 set aside
    <BLANKLINE>
    m.csv (1)
      row 3: no such month: `2015-13`; expected as 2015-07
    """
    if problems.empty:
        return "no problems"
    n, files, aside = len(problems), problems["file"].nunique(), int(problems["set_aside"].sum())
    lines = [f"{counted(n, 'problem')} in {counted(files, 'file')}, {aside:,} set aside"]
    for file, group in problems.groupby("file", sort=False):
        lines += ["", f"{file} ({len(group):,})"]
        lines += [f"  {_line(row)}" for row in group.to_dict("records")]
    return "\n".join(lines)


def counted(n: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1907, "article"), counted(1, "outlet")
    ('1,907 articles', '1 outlet')
    """
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _storable(value: Any) -> Any:
    # A file name may hold bytes that are no text, which a table cannot.
    return value.encode("utf-8", errors="replace").decode() if isinstance(value, str) else value


def _line(row: Mapping[Any, Any]) -> str:
    where = "" if pd.isna(row["row"]) else f"row {row['row']}: "
    aside = "set aside: " if row["set_aside"] else ""
    # A stray control character or line break in a value must not disturb the list.
    value = "".join(c if c.isprintable() else "\ufffd" for c in str(row["value"]))
    found = f": `{value[:_SHOWN]}{'…' if len(value) > _SHOWN else ''}`" if value else ""
    return f"{where}{aside}{row['problem']}{found}; expected {row['expected']}"
