"""Words, numbers and marks of a text in plain spelling, with their offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass

# Marks that end a phrase.
MARKS = frozenset((".", "؛", "،", ":", "؟", "!"))
_AHEAD = 2  # how many words behind its own a rule may look at
# «#عاجل» is often glued to the first word of a post: «#عاجلقصفت».
_TOKEN = re.compile(r"عاجل(?=[ء-ي]{4})|[ء-ي]+|\d+(?:[.،]\d+)*|[a-z]+\d*|[^\s]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of one text; ``starts`` and ``ends`` are offsets into the plain text."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, position: int) -> int:
        """Return the index of the token that holds `position`, or of the one before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Return the indices ``(first, past the last)`` of the tokens inside a plain span."""
        first = self.at(start)
        if self.ends[first] <= start if self.words else True:
            first += 1
        return first, self.at(end - 1) + 1 if end > start else first

    def close(self, end: int) -> None:
        """Put marks of no width behind the last word, so that rules may look ahead in a text that breaks off."""
        self.words.extend("." * _AHEAD)
        self.starts.extend([end] * _AHEAD)
        self.ends.extend([end] * _AHEAD)


def unjoined(word: str) -> str:
    """Return a word without «و» and «ب» before it.

    Examples
    --------
    >>> unjoined("وبالغارات")
    'الغارات'
    """
    return word.removeprefix("و").removeprefix("ب")


def without_dative(word: str) -> str:
    """Return a definite word without «ل» before it, and any other as it is.

    Examples
    --------
    >>> without_dative("للمصادر")
    'المصادر'
    """
    return "ال" + word[2:] if word.startswith("لل") else word


def tokenise(plain: str) -> Tokens:
    """Return the tokens of a text that `normalise` made plain.

    Examples
    --------
    >>> tokenise("مقتل 3.5 و12، امس").words
    ['مقتل', '3.5', 'و', '12', '،', 'امس']
    >>> tokenise("عاجلقصفت المدفعيه عاجلا").words
    ['عاجل', 'قصفت', 'المدفعيه', 'عاجلا']
    """
    words, starts, ends = [], [], []
    for found in _TOKEN.finditer(plain):
        words.append(found.group())
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(words, starts, ends)
