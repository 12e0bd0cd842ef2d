"""How tables show in a notebook: Arabic from the right in every cell, trusted or not, and nothing that runs."""

import sys
from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from analysis.text.turns import is_arabic, plain

_MOST_LETTERS = 220
_ROW = "text-align:start;vertical-align:top"


def cell(value: Any) -> str:
    """Return a value as the inside of a table's cell: escaped, Arabic in an element that runs from the right.

    A style sheet would be stripped from a notebook that is not trusted; an attribute stays.

    Examples
    --------
    >>> cell("حلب (2015)")
    '<div dir="rtl" lang="ar">حلب (2015)</div>'
    >>> cell(pd.Timestamp("2015-06-01")), cell(None), cell(["a", "b"])
    ('2015-06-01', '', 'a, b')
    """
    if isinstance(value, str):
        shown = plain(value)
    elif isinstance(value, pd.Timestamp):
        shown = f"{value:%Y-%m-%d}" if value == value.normalize() else str(value)
    elif isinstance(value, float):
        shown = "" if pd.isna(value) else f"{value:,.10g}" if value.is_integer() else f"{value:.3g}"
    elif isinstance(value, Iterable):
        parts = [plain(v) for v in value if not pd.isna(v)]
        shown = ("، " if any(map(is_arabic, parts)) else ", ").join(parts)
    else:
        shown = "" if pd.isna(value) else str(value)
    shown = shown if len(shown) <= _MOST_LETTERS else shown[: _MOST_LETTERS - 1].rstrip() + "…"
    return f'<div dir="rtl" lang="ar">{escape(shown)}</div>' if is_arabic(shown) else escape(shown)


def to_html(frame: pd.DataFrame) -> str:
    """Return a table as HTML, as many rows of it as pandas would show.

    Parameters
    ----------
    frame
        Any table; of a long one the first and last rows are shown, as ``pandas.options.display.max_rows`` says.

    Returns
    -------
    HTML without style sheets or scripts.
    """
    most = pd.get_option("display.max_rows") or len(frame)
    around = (pd.get_option("display.min_rows") or 10) // 2
    parts = [frame] if len(frame) <= most else [frame.head(around), frame.tail(around)]
    heads = "".join(f'<th scope="col" style="{_ROW}">{cell(c)}</th>' for c in frame.columns)
    gap = f'<tr><td colspan="{len(frame.columns) + 1}">…</td></tr>'
    body = gap.join("".join(_row(index, values) for index, values in _rows(part)) for part in parts)
    rows = f"{len(frame):,} row{'' if len(frame) == 1 else 's'}"
    return (
        f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{body}</tbody></table>"
        f"<p>{rows} × {len(frame.columns)} columns</p>"
    )


def _rows(frame: pd.DataFrame) -> Iterable[tuple[Any, tuple[Any, ...]]]:
    return zip(frame.index, frame.itertuples(index=False, name=None), strict=True)


def _row(index: Any, values: tuple[Any, ...]) -> str:
    cells = "".join(f'<td style="{_ROW}">{cell(value)}</td>' for value in values)
    return f'<tr><th scope="row" style="{_ROW}">{cell(index)}</th>{cells}</tr>'


def register() -> bool:
    """Have the running notebook show tables so; return False where there is none."""
    interactive = sys.modules.get("IPython")
    shell = interactive.get_ipython() if interactive is not None else None
    if shell is None:
        return False
    shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, to_html)
    return True
