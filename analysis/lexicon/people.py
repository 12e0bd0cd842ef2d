"""The words for people who are counted: their kind, how many the form says, their age and sex."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.lexicon import tabledata
from analysis.lexicon.words import word_class
from analysis.text.normalise import fold
from analysis.text.tokens import MARKS

KINDS = ("civilians", "fighters", "unknown")
NUMBERS = {"one": 1, "two": 2, "many": 3}
_PAIR = word_class("pair")
_BOTH = word_class("both-of-them")
WHO = ("", "man", "woman", "child", "regular", "irregular")


@dataclass(frozen=True, slots=True)
class Person:
    """What a word for people says: ``least`` is the fewest its form allows, 3 for a plural.

    ``actor`` is the party that the word itself names («داعشي»), empty for most.
    """

    kind: str
    number: str
    who: str
    actor: str = ""

    @property
    def least(self) -> int:
        """Return the fewest people that the form allows."""
        return NUMBERS[self.number]


def _wrong(row: dict[str, str]) -> str | None:
    for column, allowed in (("kind", KINDS), ("number", tuple(NUMBERS)), ("who", WHO)):
        if row[column] not in allowed:
            return f"{column} `{row[column]}` is none of {', '.join(allowed)}"
    return None


@cache
def words() -> dict[str, Person]:
    """Return every word or phrase for people in plain letters.

    Examples
    --------
    >>> words()["طفلين"].least
    2
    """
    table = tabledata.load("people.csv", required=("kind", "number", "words"), check=_wrong)
    return {
        fold(word): Person(row["kind"], row["number"], row["who"], row["actor"])
        for row in table.to_dict("records")
        for word in row["words"].split("|")
    }


def lookup(text: Sequence[str], at: int, stop: int, *, cut: int = 0) -> tuple[Person, int] | None:
    """Return the word or phrase for people at a token of plain text, `cut` letters of a clitic aside, and its end.

    Examples
    --------
    >>> person, end = lookup(["مدنيين", "اثنين"], 0, 2)
    >>> person.least, end
    (2, 2)
    """
    word, known = text[at][cut:], words()
    if at + 1 < stop and (pair := known.get(f"{word} {text[at + 1]}")):
        return pair, at + 2
    found = known.get(word)
    if found is None and word[:1] in ("ب", "ل") and not cut:
        found = known.get(word[1:])
    if found is None and word.endswith("ي") and (whole := known.get(word + "ن")) and whole.number == "many":
        found = whole  # «تسعة من سائقي الشاحنات»
    if found is None:
        return None
    if found.number == "many" and at + 1 < stop and text[at + 1] in _PAIR:
        return Person(found.kind, "two", found.who), at + 2
    if found.number == "many" and text[at].endswith("ين") and _are_two(text, at + 1, stop):
        return Person(found.kind, "two", found.who), at + 1
    return found, at + 1


def _are_two(text: Sequence[str], at: int, stop: int) -> bool:
    """«استشهاد مدنيين، وهما ...»: a pronoun of two, with at most a mark before it."""
    at += at < stop and text[at] in MARKS
    return at < stop and text[at].removeprefix("و") in _BOTH
