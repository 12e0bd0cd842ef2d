"""JSON lines: one article an object, one object a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.ingest.drafts import FIELDS, Draft, Reading, unknown_field
from analysis.ingest.encodings import EXPECTED, decode, whole
from analysis.ingest.problems import Problem

_EXPECTED = 'one JSON object with at least "text"'


def read(path: Path, *, file: str) -> Reading:
    """Read a ``.jsonl`` file; a line that cannot be read is reported, the others are kept."""
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"cannot be opened ({error.strerror})"
        return Reading((), (Problem(file, None, "", what, "a file that you may read", True),))
    drafts: list[Draft] = []
    problems: list[Problem] = []
    unknown: set[str] = set()
    for row, line in _lines(data):
        if line is None:
            problems.append(Problem(file, row, "", "is not text", EXPECTED, True))
            continue
        if not line.strip():
            continue
        record = _record(line)
        if isinstance(record, str):
            problems.append(Problem(file, row, whole(line[:200]), record, _EXPECTED, True))
            continue
        draft, wrong = _draft(record, file=file, row=row, stem=path.stem)
        drafts.append(draft)
        problems += wrong
        # Said once a file: the next hundred thousand lines have the same field.
        for name in sorted(record.keys() - {"text", *FIELDS} - unknown):
            problems.append(unknown_field(file, row, name))
            unknown.add(name)
    return Reading(tuple(drafts), tuple(problems))


def _lines(data: bytes) -> Iterator[tuple[int | None, str | None]]:
    """Yield lines with their numbers; a line that is no text is None, and so is a whole file."""
    decoded = decode(data)
    if decoded is not None and not decoded.damage:
        # Not splitlines(): a JSON string may hold U+2028 and its like.
        yield from enumerate(decoded.text.split("\n"), start=1)
        return
    lines = data.split(b"\n")
    sound = [(row, _utf8(line)) for row, line in enumerate(lines, start=1)]
    if any(line and not line.isascii() for _, line in sound):
        yield from sound
    else:
        yield None, None


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _record(line: str) -> dict[str, Any] | str:
    try:
        record = json.loads(line.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        return f"is not JSON ({error.msg}, column {error.colno})"
    except (ValueError, RecursionError):
        return "is not JSON that can be read"
    return record if isinstance(record, dict) else f"is JSON, but {type(record).__name__} and no object"


def _draft(record: dict[str, Any], *, file: str, row: int | None, stem: str) -> tuple[Draft, list[Problem]]:
    problems = []
    fields: dict[str, str] = {}
    for name in FIELDS:
        value = record.get(name)
        if isinstance(value, str):
            fields[name] = whole(value).strip()
        elif isinstance(value, int) and not isinstance(value, bool):
            fields[name] = str(value)
        elif value is not None:
            found = f"{name}: {value}"[:200]
            problems.append(Problem(file, row, found, "the value is not used", "text in quotes"))
    article_id = fields.pop("article_id", "") or f"{stem}-{row}"
    text = record.get("text")
    if not isinstance(text, str):
        what = 'no "text"' if text is None else f'"text" is {type(text).__name__}'
        problems.append(Problem(file, row, article_id, what, '"text" with the article in quotes', True))
        return Draft(article_id, None, file, row, fields), problems
    if whole(text) != text:
        problems.append(Problem(file, row, article_id, "lone surrogates, read as U+FFFD", "whole characters"))
    return Draft(article_id, whole(text), file, row, fields), problems
