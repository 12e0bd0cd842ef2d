"""Small classes of words that the grammar looks at, kept as data with a comment each."""

from functools import cache

from analysis.errors import LexiconError
from analysis.lexicon import tabledata
from analysis.text.normalise import fold


@cache
def _classes() -> dict[str, frozenset[str]]:
    table = tabledata.load("words.csv", required=("class", "words", "comment"))
    return {
        r["class"]: frozenset(fold(w) for w in r["words"].split("|") if w.strip()) for r in table.to_dict("records")
    }


def word_class(name: str) -> frozenset[str]:
    """Return the words of a class in plain letters; a word may hold blanks.

    Raises
    ------
    LexiconError
        If ``words.csv`` has no such class.

    Examples
    --------
    >>> "ريف" in word_class("container")
    True
    """
    if name not in _classes():
        raise LexiconError(f"words.csv: no class `{name}`; expected one of {', '.join(sorted(_classes()))}")
    return _classes()[name]
