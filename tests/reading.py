"""Reads golden tables, and writes what the coder makes of a sentence in their short notation.

A golden table has the columns ``case`` (what holds), ``text``, ``expected`` and ``xfail`` (why the coder
does not get there yet, mostly empty). ``expected`` lists rows joined by ``;``, ``-`` for none; other
readings that the codebook allows stand behind ``|``.
"""

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.coding.coder import Rows, code_article
from analysis.lexicon import places

GOLDEN = Path(__file__).parent / "golden"


def cases(name: str) -> list:
    """Return the rows of a golden table as parameters ``text, expected``."""
    with (GOLDEN / name).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return [
        pytest.param(
            row["text"],
            [_rows(reading) for reading in row["expected"].split("|")],
            id=row["case"],
            marks=[pytest.mark.xfail(strict=True, reason=row["xfail"])] if row["xfail"] else [],
        )
        for row in rows
    ]


def _rows(reading: str) -> list[str]:
    return sorted(part.strip() for part in reading.split(";") if part.strip() != "-")


def code(text: str, *, published: str | None = None, outlet: str | None = None) -> Rows:
    """Code one sentence or a few; the day of publication is exact where it is given."""
    article = {"article_id": "x", "text": text, "outlet": outlet}
    if published:
        article |= {"published": pd.Timestamp(published), "published_precision": "day"}
    return code_article(article)


def events(text: str) -> list[str]:
    """Write events as ``type source > target @ place``; the sides of a clash have no order."""
    return sorted(_event(row) for row in code(text)["events"])


def _event(row: dict) -> str:
    sides = ["+".join(sorted(row[side])) or "-" for side in ("source_actors", "target_actors")]
    if row["event_type"] == "clash":
        sides = sorted(sides, reverse=True)
    return f"{row['event_type']} {' > '.join(sides)} @ {'+'.join(sorted(row['place_names'])) or '-'}"


def statuses(text: str) -> list[str]:
    """Write events as ``type status``."""
    return sorted(f"{row['event_type']} {row['status']}" for row in code(text)["events"])


def speakers(text: str) -> list[str]:
    """Write events as ``type speaker``."""
    return sorted(f"{row['event_type']} {row['attribution'] or '-'}" for row in code(text)["events"])


def tolls(text: str) -> list[str]:
    """Write casualties as ``outcome low..high victim``, then ``~`` if approximate and ``tally`` if one."""
    return sorted(_toll(row) for row in code(text)["casualties"])


def _toll(row: dict) -> str:
    marks = (" ~" if row["approximate"] else "") + (" tally" if row["is_tally"] else "")
    high = "" if row["high"] is None else row["high"]
    return f"{row['outcome']} {row['low']}..{high} {row['victim'] or '-'}{marks}"


def claims(text: str) -> list[str]:
    """Write claims as ``place: loser > taker``, with ``state`` or a status other than happened behind."""
    return sorted(_claim(row) for row in code(text)["control"])


def _claim(row: dict) -> str:
    mark = " state" if row["kind"] == "state" else "" if row["status"] == "happened" else f" {row['status']}"
    return f"{row['place_name']}: {row['lost_by'] or '-'} > {row['gained_by'] or '-'}{mark}"


def mentions(text: str) -> list[str]:
    """Write mentions as ``text=actor`` and ``@text``, with ``=name`` where the place's own name differs."""
    return sorted(_mention(row) for row in code(text)["mentions"])


def _mention(row: dict) -> str:
    if row["kind"] == "actor":
        return f"{row['text']}={row['entity_id']}"
    name = _names().get(row["entity_id"], row["text"])
    return f"@{row['text']}" + (f"={name}" if name != row["text"] else "")


@cache
def _names() -> dict[str, str]:
    return {str(k): str(v) for k, v in places.gazetteer()["name"].items()}


def matches(found: list[str], readings: list[list[str]]) -> None:
    """Assert that what was found is one of the readings."""
    assert found in readings, f"found {'; '.join(found) or '-'}"
