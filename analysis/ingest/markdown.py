"""Markdown files: an optional block of fields between two ``---`` lines, then the article."""

import re
from pathlib import Path

from analysis.ingest.drafts import FIELDS, Draft, Reading, read_text, unknown_field
from analysis.ingest.problems import Problem

_BLOCK = re.compile(r"---[ \t]*\r?\n(?P<fields>(?:.*\n)*?)---[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"(?P<key>[\w-]+)[ \t]*:(?P<value>.*)")


def read(path: Path, *, file: str) -> Reading:
    """Read a ``.md`` article; its text is everything after the block of fields, unchanged."""
    text, problems = read_text(path, file=file)
    if text is None:
        return Reading((Draft(path.stem, None, file),), tuple(problems))
    block = _BLOCK.match(text)
    if block is None:
        if re.match(r"---[ \t]*\r?\n", text):
            expected = "a line `---` after the fields"
            problems.append(Problem(file, 1, "---", "the block of fields is not closed", expected))
        return Reading((Draft(path.stem, text, file),), tuple(problems))
    fields, wrong = _fields(block["fields"], file=file)
    draft = Draft(fields.pop("article_id", "") or path.stem, text[block.end() :], file, None, fields)
    return Reading((draft,), (*problems, *wrong))


def _fields(block: str, *, file: str) -> tuple[dict[str, str], list[Problem]]:
    fields: dict[str, str] = {}
    problems = []
    for row, line in enumerate(block.split("\n"), start=2):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = _FIELD.fullmatch(line)
        if match is None:
            problems.append(Problem(file, row, line, "cannot be read as a field", "`key: value`"))
        elif match["key"] not in FIELDS:
            problems.append(unknown_field(file, row, match["key"]))
        elif match["key"] in fields:
            problems.append(Problem(file, row, line, "the field is given twice; the first is used", "one"))
        else:
            fields[match["key"]] = _unquoted(match["value"].strip())
    return fields, problems


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
