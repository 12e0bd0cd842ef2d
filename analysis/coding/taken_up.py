"""The place that a bare definite head takes up: «طوقت القرية», «تعرض المدينة لغارات»."""

from collections.abc import Sequence

from analysis.coding.document import Document
from analysis.coding.event import Event
from analysis.coding.mention import Mention
from analysis.lexicon import places
from analysis.lexicon.words import word_class
from analysis.text.tokens import without_dative

_HEADS = word_class("definite-head") - word_class("wide-head")
_KEEPS = word_class("same-place")
_LINES = 8  # sentences back in which the place was named


def place(doc: Document, event: Event, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the place last named with the head that stands bare in the clause; none where no such head stands there.

    «قرية صلهام … شبكة الخابور … طوقت القرية»: the village, and not whatever was named in between.

    Parameters
    ----------
    doc, event
        The article, and the event whose clause names no place of its own.
    mentions
        Mentions of the article in order.
    """
    words = doc.tokens.words
    for at in range(event.clause.first, event.clause.last):
        head = _bare_head(words, at, event.clause.last)
        if head:
            start = doc.lines[max(0, event.line.index - _LINES)].first
            named = [m for m in mentions if m.kind == "place" and start <= m.first and m.last <= at]
            return [m for m in named if _is_headed(words, m, head)][-1:]
    return []


def _bare_head(words: Sequence[str], at: int, stop: int) -> str:
    """Return «قريه» for «القرية», «بالقرية»; nothing where an adjective makes it another: «القرية المجاورة»."""
    word = words[at].removeprefix("و")
    word = word[1:] if word.startswith("بال") else without_dative(word)
    behind = words[at + 1] if at + 1 < stop else ""
    described = behind.startswith("ال") and behind not in _KEEPS
    return word.removeprefix("ال") if word in _HEADS and not described else ""


def _is_headed(words: Sequence[str], mention: Mention, head: str) -> bool:
    first = words[mention.first][mention.skip :]
    if mention.headed and places.is_head(first):
        return first == head
    before = words[mention.first - 1] if mention.first else ""
    return before in (head, "و" + head, "ب" + head, "ل" + head)
