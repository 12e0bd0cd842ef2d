"""Every word that figures and reports write themselves, in Arabic and English."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import pandas as pd

from analysis.errors import ChartError

LANGS = ("ar", "en")


@cache
def _words() -> pd.DataFrame:
    with (files("analysis.charts") / "data" / "words.csv").open(encoding="utf-8") as handle:
        return pd.read_csv(handle, dtype="str", keep_default_na=False).set_index("key")


def word(key: str, *, lang: str) -> str:
    """Return the words of a key in a language.

    Raises
    ------
    ChartError
        If there is no such key, or `lang` is neither ``ar`` nor ``en``.

    Examples
    --------
    >>> word("air_strike", lang="en")
    'Air strike'
    """
    check_lang(lang)
    if key not in _words().index:
        raise ChartError(f"words.csv: no key `{key}`")
    return str(_words().loc[key, lang])


def known(key: str) -> bool:
    """Say whether there are words for a key."""
    return key in _words().index


def check_lang(lang: str) -> None:
    """Refuse a language that the figures do not speak."""
    check_option("lang", lang, LANGS)


def check_each(name: str, values: Sequence[object], allowed: tuple[object, ...]) -> None:
    """Refuse an option that holds a value that is none of those allowed."""
    for value in (values,) if isinstance(values, str) else values:
        check_option(name, value, allowed)


def check_least(name: str, value: int, least: int) -> None:
    """Refuse a number that is less than `least`."""
    if not isinstance(value, int) or value < least:
        raise ChartError(f"`{name}` is {value!r}; expected {least} or more")


def check_option(name: str, value: object, allowed: tuple[object, ...]) -> None:
    """Refuse an option that is none of those allowed, naming both."""
    if value not in allowed:
        raise ChartError(f"`{name}` is {value!r}; expected one of {', '.join(map(repr, allowed))}")
