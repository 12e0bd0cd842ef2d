"""What an article only recalls: earlier years, running totals, habits, what somebody condemns."""

from datetime import timedelta
from functools import cache

from analysis.coding.document import Document
from analysis.coding.event import Event
from analysis.lexicon import tabledata
from analysis.lexicon.words import Phrases, by_first_word, standing
from analysis.text.normalise import fold

_NEWS = timedelta(31)  # what is dated further back than this is no news of the day
_WHERE = ("sentence", "near", "before")
_NEAR, _BEFORE = 5, 4


def _wrong(row: dict[str, str]) -> str | None:
    return None if row["where"] in _WHERE else f"where `{row['where']}` is none of {', '.join(_WHERE)}"


@cache
def _rules() -> tuple[tuple[str, str, Phrases], ...]:
    table = tabledata.load("background.csv", required=("rule", "where", "words", "comment"), check=_wrong)
    return tuple(
        (r["rule"], r["where"], by_first_word(fold(w) for w in r["words"].split("|"))) for r in table.to_dict("records")
    )


def read(doc: Document, event: Event) -> str:
    """Return the rule by which an event is background, empty when it is news.

    The rules are rows of ``background.csv``: words in the sentence before the event, near it, or right
    before it; and ``dated-earlier`` for what is dated more than a month before publication.
    """
    when = event.when
    if when is not None and when.end is not None and doc.published is not None and when.end < doc.published - _NEWS:
        return "dated-earlier"
    words = doc.tokens.words
    for rule, where, phrases in _rules():
        if where == "sentence":
            low, high = event.line.first, event.line.last
        else:
            reach = _NEAR if where == "near" else _BEFORE
            low = max(event.line.first, event.found.first - reach)
            high = event.found.first if where == "before" else min(event.line.last, event.found.last + reach)
        if any(standing(words, t, high, phrases) or _behind_and(words, t, high, phrases) for t in range(low, high)):
            return rule
    return ""


def _behind_and(words: list[str], at: int, stop: int, phrases: Phrases) -> bool:
    word = words[at]
    if not word.startswith("و") or word[1:] not in phrases:
        return False
    ahead = [word[1:], *words[at + 1 : min(stop, at + 6)]]
    return standing(ahead, 0, len(ahead), phrases) > 0
