"""An article as a reader hands it over: before its fields are read and its place in the corpus is known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.ingest.encodings import EXPECTED, decode, whole
from analysis.ingest.problems import Problem

FIELDS = (
    "article_id",
    "outlet",
    "title",
    "author",
    "url",
    "published",
    "published_precision",
    "published_basis",
)

# Identifiers name files and stand in links: no separators, no controls, no invisible characters.
_UNSAFE = re.compile(
    "^\\.|[/\\\\\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Draft:
    """One article: its id, its text (None when it cannot be read) and the fields given with it.

    ``elsewhere`` names file and row of the fields that come from another file than the text.
    """

    article_id: str
    text: str | None
    file: str
    row: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def where(self, name: str) -> tuple[str, int | None]:
        """Return file and row of a field."""
        return self.elsewhere.get(name, (self.file, self.row))


@dataclass(frozen=True)
class Reading:
    """What one file gave: its articles, and what is wrong with it."""

    drafts: tuple[Draft, ...] = ()
    problems: tuple[Problem, ...] = ()


def safe_id(article_id: str) -> str:
    """Return an id with every character that cannot stand in a file name replaced by ``_``.

    Examples
    --------
    >>> safe_id("../news/7")
    '_._news_7'
    """
    return _UNSAFE.sub("_", article_id.strip())


def read_text(path: Path, *, file: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None, and what is wrong with its bytes."""
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"cannot be opened ({error.strerror})"
        return None, [Problem(file, None, "", what, "a file that you may read", True)]
    decoded = decode(data)
    if decoded is None:
        return None, [Problem(file, None, "", "is not text", EXPECTED, True)]
    if decoded.remark:
        return decoded.text, [Problem(file, None, "", decoded.remark, "UTF-8")]
    return decoded.text, []


def unknown_field(file: str, row: int | None, name: str) -> Problem:
    """Return the problem of a field that the corpus has no use for; the rest is used."""
    return Problem(file, row, whole(name), "unknown field, not used", f"one of {', '.join(FIELDS)}")
