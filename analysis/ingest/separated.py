"""Tables of articles as text: comma-, semicolon- or tab-separated, one article a row."""

import csv
import io
from pathlib import Path
from typing import Literal

from analysis.ingest import records
from analysis.ingest.drafts import Draft, Reading, read_text
from analysis.ingest.problems import Problem

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 2**31 - 1

_Rows = list[tuple[int, list[str]]]


def read(path: Path, *, file: str) -> Reading:
    """Read a ``.csv`` or ``.tsv`` file with a column of texts; see `records.named` for the names it may have.

    A text is the cell, unchanged. A row that cannot be read is reported, the others are kept.
    """
    text, problems = read_text(path, file=file)
    if text is None:
        return Reading((), tuple(problems))
    rows, wrong = _rows(text)
    header_row, names = rows[0] if rows else (1, [])
    fields = records.named(names)
    if records.TEXT not in fields:
        what = "no column is known to hold the text"
        problems.append(Problem(file, header_row, ",".join(names)[:200], what, records.expected_text(), True))
        return Reading((), tuple(problems))
    problems += [Problem(file, row, "", what, "a row of cells", True) for row, what in wrong]
    problems += records.unused(names, file=file, row=header_row)
    drafts: list[Draft] = []
    for row, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if any(cells[len(names) :]):
            what = f"{len(cells)} cells; the row is not used"
            expected = f"{len(names)}, as in the header"
            problems.append(Problem(file, row, cells[0][:200], what, expected, True))
            continue
        # Reversed, so that of two equal columns the first one counts.
        record = dict(reversed(list(zip(names, cells, strict=False))))
        draft, bad = records.draft(record, file=file, row=row, stem=path.stem, fields=fields)
        drafts.append(draft)
        problems += bad
    return Reading(tuple(drafts), tuple(problems))


def _rows(text: str) -> tuple[_Rows, list[tuple[int, str]]]:
    header = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows, wrong = _parsed(text, delimiter=delimiter)
    if wrong and delimiter == "\t":
        # Databases write tabs without quotes; then a quotation mark is a part of the text.
        bare, _ = _parsed(text, delimiter=delimiter, quoted=False)
        if len({len(cells) for _, cells in bare if cells}) == 1:
            return bare, []
    return rows, wrong


def _parsed(text: str, *, delimiter: str, quoted: bool = True) -> tuple[_Rows, list[tuple[int, str]]]:
    # Lines keep their ends, for a quoted cell may run over several; strict, or a quote that is never closed
    # takes every row after it without a word.
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    rows: _Rows = []
    wrong: list[tuple[int, str]] = []
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        while True:
            row = reader.line_num + 1
            try:
                rows.append((row, next(reader)))
            except StopIteration:
                return rows, wrong
            except csv.Error as error:
                wrong.append((row, f"cannot be read as CSV ({error})"))
    finally:
        csv.field_size_limit(before)
