"""Marks that turn the direction of text: what shows text sets directions itself, and drops those it is given."""

import re

import pandas as pd

_TURNS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


def plain(text: object) -> str:
    """Return untrusted text without the marks that turn text round, what is missing as no text; all else is kept.

    Examples
    --------
    >>> plain("a\\u202eb"), plain(None)
    ('ab', '')
    """
    missing = text is None or (not isinstance(text, str) and pd.isna(text))  # type: ignore[call-overload]
    return "" if missing else _TURNS.sub("", str(text))


def is_arabic(text: str) -> bool:
    """Say whether text has an Arabic letter.

    Examples
    --------
    >>> is_arabic("T4 مطار"), is_arabic("T4")
    (True, False)
    """
    return bool(_ARABIC.search(text))
