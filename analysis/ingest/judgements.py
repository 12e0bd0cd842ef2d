"""What the researcher thinks of sources and claims: two files beside the articles, both optional."""

from pathlib import Path

import pandas as pd

from analysis.errors import CorpusError

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
    path = (corpus if corpus.is_dir() else corpus.parent) / name
    if not path.is_file():
        return {}
    try:
        table = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CorpusError(f"{name}: cannot be read as a table in UTF-8 ({error})") from None
    lacking = [c for c in (key, grade) if c not in table]
    if lacking:
        raise CorpusError(f"{name}: column {', '.join(lacking)} is missing; expected {key},{grade}")
    wrong = []
    for line, row in enumerate(table.to_dict("records"), start=2):
        if not row[key].strip():
            wrong.append(f"{name}:{line}: `{key}` is empty")
        if row[grade].strip().upper() not in set(allowed):
            wrong.append(f"{name}:{line}: {grade} `{row[grade]}` is none of {', '.join(allowed)}")
    if wrong:
        raise CorpusError("\n".join(wrong))
    return {r[key].strip(): r[grade].strip().upper() for r in table.to_dict("records")}
