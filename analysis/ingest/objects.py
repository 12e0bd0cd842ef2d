"""JSON with articles as objects: one object a line, or a list of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.ingest import records
from analysis.ingest.drafts import Draft, Reading, read_text
from analysis.ingest.encodings import whole
from analysis.ingest.problems import Problem

_Item = tuple[int, Any]


def read(path: Path, *, file: str) -> Reading:
    """Read a ``.jsonl`` or ``.json`` file whose objects hold a text; see `records.named` for its names.

    In ``.json`` the objects stand in a list, which may be the only list of an outer object, or there is one
    object. A row is the line of a ``.jsonl``, and the number of the object in a ``.json``.
    """
    text, problems = read_text(path, file=file)
    if text is None:
        return Reading((), tuple(problems))
    items = _lines(text) if path.suffix.lower() == ".jsonl" else _list(text)
    drafts: list[Draft] = []
    said: set[str] = set()
    for row, item in items:
        if not isinstance(item, dict):
            shown, what = item if isinstance(item, tuple) else (item, f"is {type(item).__name__}, no object")
            value = whole(str(shown))[:200]
            problems.append(Problem(file, row, value, what, "a JSON object with a text", True))
            continue
        fields = records.named(item)
        draft, wrong = records.draft(item, file=file, row=row, stem=path.stem, fields=fields)
        drafts.append(draft)
        problems += wrong
        # Said once a file: the next hundred thousand objects have the same name.
        problems += [p for p in records.unused(item, file=file, row=row) if p.value not in said]
        said |= item.keys()
    return Reading(tuple(drafts), tuple(problems))


def _lines(text: str) -> Iterator[_Item]:
    # Not splitlines(): a JSON string may hold U+2028 and its like.
    for row, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield row, _loaded(line)


def _list(text: str) -> Iterator[_Item]:
    content = _loaded(text)
    if isinstance(content, dict) and records.TEXT not in records.named(content):
        lists = [value for value in content.values() if isinstance(value, list)]
        content = lists[0] if len(lists) == 1 else content
    yield from enumerate(content if isinstance(content, list) else [content], start=1)


def _loaded(text: str) -> Any:
    """Return what JSON says, or what was found and what is wrong with it, as a tuple."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return text[:200], f"is not JSON ({error.msg}, line {error.lineno}, column {error.colno})"
    except (ValueError, RecursionError):
        return text[:200], "is not JSON that can be read"
