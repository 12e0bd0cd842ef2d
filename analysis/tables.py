"""Tables that keep the contract: built from rows, checked, written as Parquet and read back."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.contract import TABLES as TABLES
from analysis.contract import Column
from analysis.errors import TableError

# One Arrow type per kind of column. Dates carry no time of day; milliseconds survive Parquet.
_ARROW: dict[str, pa.DataType] = {
    "text": pa.string(),
    "date": pa.timestamp("ms"),
    "count": pa.int64(),
    "share": pa.float64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "list": pa.list_(pa.string()),
}
_PANDAS = {
    "text": "str",
    "date": "datetime64[ms]",
    "count": "Int64",
    "share": "float64",
    "number": "float64",
    "flag": "bool",
    "list": "object",
}


def columns(name: str) -> tuple[str, ...]:
    """Return the column names of a table, in order."""
    return tuple(c.name for c in _columns(name))


def _columns(name: str) -> tuple[Column, ...]:
    if name not in TABLES:
        raise TableError(f"no table is named `{name}`; expected one of {', '.join(TABLES)}")
    return TABLES[name]


def schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    return pa.schema([(c.name, _ARROW[c.kind]) for c in _columns(name)])


def frame(name: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Build a table from rows; columns a row lacks are missing.

    Parameters
    ----------
    name
        A key of `TABLES`.
    rows
        Mappings from column name to value; keys outside the contract are refused.

    Returns
    -------
    DataFrame with exactly the columns of the contract, in order and typed.

    Raises
    ------
    TableError
        If a row has a key that the table has not.

    Examples
    --------
    >>> frame("sentences", [{"article_id": "a", "sentence_id": "a-0", "start": 0, "end": 4,
    ...                      "is_repeat": False}]).shape
    (1, 5)
    """
    rows = list(rows)
    wanted = _columns(name)
    extra = {key for row in rows for key in row} - {c.name for c in wanted}
    if extra:
        raise TableError(f"table `{name}` has no column {sorted(extra)}")
    data = {c.name: _series([row.get(c.name) for row in rows], c) for c in wanted}
    return pd.DataFrame(data)


def _series(values: Sequence[Any], column: Column) -> "pd.Series[Any]":
    if column.kind == "list":
        return pd.Series([list(v) if v is not None else [] for v in values], dtype="object")
    if column.kind == "flag":
        return pd.Series([bool(v) for v in values], dtype="bool")
    if column.kind == "date":
        return pd.Series(pd.to_datetime(pd.Series(list(values), dtype="object"))).astype("datetime64[ms]")
    return pd.Series(list(values), dtype=_PANDAS[column.kind])


def check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` unchanged if it keeps the contract; say all that is wrong otherwise.

    Raises
    ------
    TableError
        Naming every missing column, wrong type and value that is not allowed.
    """
    problems: list[str] = []
    for c in _columns(name):
        if c.name not in table:
            problems.append(f"column `{c.name}` is missing")
            continue
        found = str(table[c.name].dtype)
        if found != _PANDAS[c.kind]:
            problems.append(f"column `{c.name}` is {found}, expected {_PANDAS[c.kind]}")
        elif c.values:
            odd = sorted(set(table[c.name].dropna()) - set(c.values))
            if odd:
                problems.append(f"column `{c.name}` holds {odd}, expected one of {list(c.values)}")
    if problems:
        raise TableError(f"table `{name}`: " + "; ".join(problems))
    return table


def write(tables: Mapping[str, pd.DataFrame], folder: str | Path) -> list[Path]:
    """Check every table and write it to `folder` as ``NAME.parquet``; return the paths."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables.items():
        check(name, table)
        extra = [c for c in table.columns if c not in columns(name)]
        fields = list(schema(name)) + [pa.field(c, pa.array(table[c]).type) for c in extra]
        arrow = pa.Table.from_pandas(table, schema=pa.schema(fields), preserve_index=False)
        paths.append(folder / f"{name}.parquet")
        pq.write_table(arrow.replace_schema_metadata(None), paths[-1])
    return paths


def read(folder: str | Path, names: Sequence[str] = tuple(TABLES)) -> dict[str, pd.DataFrame]:
    """Read tables that `write` wrote, typed as the contract says.

    Raises
    ------
    TableError
        If a file is missing, or does not keep the contract.
    """
    missing = [n for n in names if not (Path(folder) / f"{n}.parquet").is_file()]
    if missing:
        raise TableError(f"{folder}: no {', '.join(f'{n}.parquet' for n in missing)}; run `code` first")
    return {name: check(name, _typed(name, pd.read_parquet(Path(folder) / f"{name}.parquet"))) for name in names}


def _typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    made = {c.name: _series(table[c.name].tolist(), c) for c in _columns(name) if c.name in table}
    return table.assign(**made)


def dictionary() -> str:
    """Return the data dictionary as Markdown, one table per table."""
    parts = []
    for name, cols in TABLES.items():
        lines = [f"**{name}**", "", "| column | type | meaning |", "| --- | --- | --- |"]
        for c in cols:
            unit = f" ({c.unit})" if c.unit else ""
            values = f": {', '.join(f'`{v}`' for v in c.values)}" if c.values and len(c.values) < 10 else ""
            lines.append(f"| `{c.name}` | {c.kind} | {c.meaning}{unit}{values} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


if __name__ == "__main__":
    print(dictionary())
