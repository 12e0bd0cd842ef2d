"""The dead who are only listed: «أسماء الشهداء: 1- ... 2- ...» counts three or more."""

from analysis.coding.document import Document, Line
from analysis.coding.tolls import Toll
from analysis.lexicon.words import word_class

_HEADINGS = word_class("list-of-dead")
_FEWEST = 2
_GAP = 25  # tokens from one number of the list to the next
_HEADING = 4  # tokens of a heading
_SOME = 3  # what an uncounted plural allows


def of_dead(doc: Document) -> tuple[Line, Toll] | None:
    """Return the count that a heading for the dead over a numbered list makes, None without one.

    For articles that count nobody otherwise. The plural of the heading counts three or more: posts cut their
    lists short, and the names do not add to what introduces them.

    Parameters
    ----------
    doc
        The article.
    """
    words = doc.tokens.words
    for line in doc.lines:
        if not line.coded:
            continue
        for at in range(line.first, line.last):
            heads = words[at] in _HEADINGS and not doc.is_name_piece(at)
            if heads and _numbered(words, at + 1) >= _FEWEST:
                end = min(line.last, at + _HEADING)
                return line, Toll(at, end, "killed", _SOME, None, False, False, "civilians", "listed", _SOME)
    return None


def _numbered(words: list[str], start: int) -> int:
    """Return how far the numbers 1, 2, 3 … go on from a token."""
    count, at, last = 0, start, start
    while at < min(len(words), last + _GAP):
        if words[at] == str(count + 1) and at + 1 < len(words):
            count, last = count + 1, at + 1
        at += 1
    return count
