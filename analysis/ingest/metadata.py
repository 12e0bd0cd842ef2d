"""The table beside the articles: what the corpus knows of each, by article id."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.ingest.drafts import FIELDS, read_text, unknown_field
from analysis.ingest.problems import Problem

NAME = "metadata.csv"
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Entry:
    """One row of ``metadata.csv``; empty cells are left out of ``fields``."""

    article_id: str
    file: str
    row: int
    fields: dict[str, str]


def key(article_id: str) -> str:
    """Return the form in which ids are compared.

    Some file systems decompose letters, so that «أ» of a file name is two characters.
    """
    return unicodedata.normalize("NFC", article_id.strip())


def read(path: Path, *, file: str) -> tuple[list[Entry], list[Problem]]:
    """Read a ``metadata.csv``; separators may be commas, semicolons or tabs.

    Only the column ``article_id`` is needed. An unknown column is reported and the rest is used.
    """
    text, problems = read_text(path, file=file)
    if text is None:
        # The articles themselves are all there; only what is known of them is lost.
        return [], [Problem(p.file, p.row, p.value, p.problem, p.expected) for p in problems]
    rows = _rows(text, file=file, problems=problems)
    header_row, header = next(rows, (1, []))
    names = [name.strip().lower() for name in header]
    if "article_id" not in names:
        problems.append(Problem(file, header_row, ",".join(names), "no column article_id; not used", "one"))
        return [], problems
    problems += [unknown_field(file, header_row, n) for n in dict.fromkeys(names) if n not in FIELDS]
    for name in {n for n in names if names.count(n) > 1}:
        problems.append(Problem(file, header_row, name, "the column is there twice; the first is used", "one"))
    entries = []
    for row, cells in rows:
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if any(cells[len(names) :]):
            what = f"{len(cells)} cells; the last are not used"
            problems.append(Problem(file, row, cells[0], what, f"{len(names)}, as in the header"))
        # Reversed, so that of two equal columns the first one counts.
        filled = dict(reversed([(n, c) for n, c in zip(names, cells, strict=False) if n in FIELDS and c]))
        article_id = filled.pop("article_id", "")
        if article_id:
            entries.append(Entry(article_id, file, row, filled))
        else:
            problems.append(Problem(file, row, ",".join(cells), "no article_id; the row is not used", "an id"))
    return entries, problems


def _rows(text: str, *, file: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    header = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    # Lines keep their ends, for a quoted cell may run over several; strict, or a quote that is never closed
    # takes every row after it without a word.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        row = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(Problem(file, row, "", f"cannot be read as CSV ({error})", "a row of cells"))
            continue
        yield row, cells
