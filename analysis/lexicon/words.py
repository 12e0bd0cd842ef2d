"""Small classes of words that the grammar looks at, kept as data with a comment each."""

from collections.abc import Iterable, Mapping, Sequence
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


Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


def by_first_word(phrases: Iterable[str]) -> Phrases:
    """Return phrases as tuples of words, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(p.split()) for p in phrases), key=lambda p: (-len(p), p)):
        found.setdefault(words[0], []).append(words)
    return {first: tuple(known) for first, known in found.items()}


def standing(words: Sequence[str], at: int, stop: int, phrases: Phrases) -> int:
    """Return how many words the longest phrase has that stands at a token, 0 when none does.

    Examples
    --------
    >>> standing(["تحت", "سيطره", "تنظيم"], 0, 3, by_first_word(["تحت سيطره"]))
    2
    """
    known = phrases.get(words[at]) if at < stop else None
    if not known:
        return 0
    return next((len(p) for p in known if at + len(p) <= stop and tuple(words[at : at + len(p)]) == p), 0)
