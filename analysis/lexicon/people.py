"""The words for people who are counted: their kind, how many the form says, their age and sex."""

from dataclasses import dataclass
from functools import cache

from analysis.lexicon import tabledata
from analysis.text.normalise import fold

KINDS = ("civilians", "fighters", "unknown")
NUMBERS = {"one": 1, "two": 2, "many": 3}
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
