"""What the researcher thinks of sources and claims: two files beside the articles, both optional."""

import warnings
from collections.abc import Mapping, Set
from pathlib import Path

from analysis.ingest import beside

SOURCES, CLAIMS = "source_reliability.csv", "claim_credibility.csv"
_GRADES = {SOURCES: ("source", "reliability", "ABCDEF"), CLAIMS: ("claim_id", "credibility", "123456")}


def read(corpus: Path, name: str) -> dict[str, str]:
    """Return the grades of one of the two files, empty when it is not there.

    ``source_reliability.csv`` has the columns ``source`` (the id of a speaker, or an outlet as the corpus
    names it) and ``reliability`` (A reliable to E unreliable, F cannot be judged); ``claim_credibility.csv``
    has ``claim_id`` and ``credibility`` (1 confirmed to 5 improbable, 6 cannot be judged).

    Raises
    ------
    CorpusError
        Naming every row without a key or with another grade.
    """
    key, grade, allowed = _GRADES[name]
    expected = f"expected one of {', '.join(allowed)}"
    table = beside.read(
        beside.folder_of(corpus) / name,
        required=(key, grade),
        check=lambda row: None if row[grade].upper() in set(allowed) else f"{grade} `{row[grade]}`; {expected}",
    )
    return {} if table is None else dict(zip(table[key], table[grade].str.upper(), strict=True))


def say_unused(name: str, grades: Mapping[str, str], known: Set[str]) -> None:
    """Warn of every key that no source or claim of the corpus has: a slip of the pen grades nothing."""
    for key in grades:
        if key not in known:
            what = "no outlet of this corpus and no speaker's id" if name == SOURCES else "no claim of this corpus"
            warnings.warn(f"{name}: `{key}` is {what}; it grades nothing", stacklevel=3)
