"""Articles that come as named values: which value is the text, the headline, the date, under any usual name."""

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from analysis.ingest.drafts import FIELDS, Draft, unknown_field
from analysis.ingest.encodings import whole
from analysis.ingest.problems import Problem

TEXT = "text"


@cache
def _synonyms() -> dict[str, tuple[int, str]]:
    """Return by name the field it stands for and how early it is taken for it."""
    source = files("analysis.ingest") / "data" / "field_names.csv"
    with source.open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    return {_folded(row["name"]): (rank, row["field"]) for rank, row in enumerate(rows)}


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("_", " ").replace("-", " ").split())


def named(names: Iterable[str]) -> dict[str, str]:
    """Return which of some names holds which field of an article; the usual names of a field are known.

    Returns
    -------
    Name by field: `text` and the columns of ``metadata.csv``. Of several names for one field, the one that
    stands first in ``field_names.csv`` is taken.

    Examples
    --------
    >>> named(["ID", "العنوان", "Body", "views"])
    {'text': 'Body', 'article_id': 'ID', 'title': 'العنوان'}
    """
    known = [(_synonyms()[_folded(name)], name) for name in names if _folded(name) in _synonyms()]
    fields: dict[str, str] = {}
    for (_, field), name in sorted(known, key=lambda pair: pair[0][0]):
        fields.setdefault(field, name)
    return fields


def unused(names: Iterable[str], *, file: str, row: int) -> list[Problem]:
    """Return a problem for each name of a record that holds no field of an article."""
    given = [name for name in names if name.strip()]
    taken = set(named(given).values())
    return [unknown_field(file, row, name) for name in dict.fromkeys(given) if name not in taken]


def expected_text() -> str:
    """Return the names under which a text is found, for a message."""
    names = [name for name, (_, field) in _synonyms().items() if field == TEXT]
    return f"a text, named {', '.join(names[:3])}, {names[-2]} or the like"


def draft(
    record: Mapping[str, Any], *, file: str, row: int, stem: str, fields: Mapping[str, str]
) -> tuple[Draft, list[Problem]]:
    """Return the article that a record holds, its text unchanged, and what is wrong with its values.

    Parameters
    ----------
    record
        Values by name.
    file, row
        Where the record stands.
    stem
        Begins the id of an article that has none.
    fields
        Name by field, from `named`.
    """
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for field in FIELDS:
        value = record.get(fields.get(field, field))
        if isinstance(value, str):
            found[field] = whole(value).strip()
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found[field] = str(value)
        elif value is not None:
            shown = f"{fields[field]}: {value}"[:200]
            problems.append(Problem(file, row, shown, "the value is not used", "text"))
    article_id = found.pop("article_id", "") or f"{stem}-{row}"
    text = record.get(fields.get(TEXT, TEXT))
    if not isinstance(text, str):
        what = "there is no text" if text is None else f"the text is {type(text).__name__}"
        problems.append(Problem(file, row, article_id, what, expected_text(), True))
        return Draft(article_id, None, file, row, found), problems
    if whole(text) != text:
        problems.append(Problem(file, row, article_id, "lone surrogates, read as U+FFFD", "whole characters"))
    return Draft(article_id, whole(text), file, row, found), problems
