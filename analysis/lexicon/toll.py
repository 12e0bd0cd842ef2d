"""The words of casualty counts: outcomes, victims, and nouns that count by their form."""

from collections.abc import Sequence
from functools import cache

from analysis.lexicon import tabledata
from analysis.text.normalise import fold

ROLES = ("masdar", "suffers", "causes", "noun", "dual", "none", "losses", "self")


def _wrong(row: dict[str, str]) -> str | None:
    return None if row["role"] in ROLES else f"role `{row['role']}` is none of {', '.join(ROLES)}"


@cache
def vocabulary() -> dict[str, dict[str, str]]:
    """Return, by role, plain words with the outcome or kind that they name.

    Examples
    --------
    >>> vocabulary()["noun"]["جريحا"]
    'wounded'
    """
    table = tabledata.load("toll.csv", required=("role", "outcome", "words"), check=_wrong)
    found: dict[str, dict[str, str]] = {role: {} for role in ROLES}
    for row in table.to_dict("records"):
        for word in row["words"].split("|"):
            found[row["role"]][fold(word)] = row["outcome"]
    return found


def suffers(word: str) -> bool:
    """«أصيبوا»: the verb of those who are hurt."""
    return word in vocabulary()["suffers"]


def begins_outcome(words: Sequence[str], at: int) -> bool:
    """«مقتل رجل وإصابة زوجته»: another outcome begins another count."""
    known, word = vocabulary(), words[at]
    plain = word[1:] if word[0] in "ولب" else word
    return any(w in known[role] for role in ("masdar", "suffers", "causes") for w in (word, plain))
