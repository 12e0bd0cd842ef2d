"""Annotations made by hand: what a careful reader codes from an article, one file an article."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import RasdError

Row = dict[str, Any]


class GoldError(RasdError):
    """Annotations cannot be used; the message lists every file and row that is wrong."""


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_text_or_null(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_count_or_null(value: Any) -> bool:
    return value is None or _is_offset(value)


# What each part of a file must hold. Annotators write more (a place's name, an upper bound) than is measured.
_Check = tuple[Callable[[Any], bool], str]
_TEXT: _Check = (_is_text, "text")
_NULLABLE: _Check = (_is_text_or_null, "text or null")
_LIST: _Check = (_is_list, "a list of text")
_OFFSET: _Check = (_is_offset, "a number of characters")
_COUNT: _Check = (_is_count_or_null, "a number or null")
_SPAN = {"start": _OFFSET, "end": _OFFSET}
_PARTS: dict[str, dict[str, _Check]] = {
    "actors": {"text": _TEXT, "actor": _TEXT, **_SPAN},
    "places": {"text": _TEXT, **_SPAN},
    "events": {
        "quote": _TEXT,
        "type": _TEXT,
        "status": _TEXT,
        "source": _LIST,
        "target": _LIST,
        "places": _LIST,
        "attribution": _NULLABLE,
        **_SPAN,
    },
    "control": {
        "quote": _TEXT,
        "place": _NULLABLE,
        "gained_by": _NULLABLE,
        "lost_by": _NULLABLE,
        "status": _TEXT,
        **_SPAN,
    },
    "casualties": {"quote": _TEXT, "group": _NULLABLE, "outcome": _TEXT, "low": _COUNT, **_SPAN},
}


@dataclass(frozen=True)
class Annotated:
    """The annotations of one article, by part; offsets are into the text of the article as coded."""

    article_id: str
    parts: Mapping[str, list[Row]]


def read(folder: str | Path, *, articles: pd.DataFrame) -> list[Annotated]:
    """Read every annotation of a folder and find it in the articles.

    A file belongs to the article whose id is its stem, or to the only one whose id begins with it. A quote
    that is not at its offsets is taken where it first stands in the text.

    Parameters
    ----------
    folder
        Holds one ``.json`` an article, with the lists `actors`, `places`, `events`, `control`, `casualties`.
    articles
        The table `articles`.

    Raises
    ------
    GoldError
        If there is no annotation, or naming everything wrong with them: not to be read, not about these
        articles, quotes that are not in the text.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise GoldError(f"{folder}: no such folder; expected one with annotations as .json")
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(f"{folder}: no annotations; expected one .json an article")
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    made: list[Annotated] = []
    problems: list[str] = []
    for path in paths:
        record = _load(path)
        article_id = _article(path.stem, texts)
        if isinstance(record, str):
            problems.append(f"{path.name}: {record}")
        elif article_id is None:
            n = sum(i.startswith(path.stem) for i in texts)
            problems.append(f"{path.name}: {n or 'no'} articles of the tables have this id; expected one")
        else:
            parts, wrong = _parts(record, text=texts[article_id])
            problems += [f"{path.name}: {what}" for what in wrong]
            made.append(Annotated(article_id, parts))
    if problems:
        lines = "\n".join(f"  {p}" for p in problems)
        raise GoldError(f"{folder}: {len(problems):,} problems with the annotations\n{lines}")
    return made


def _load(path: Path) -> dict[str, Any] | str:
    try:
        record = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        return f"cannot be read as JSON ({error})"
    if not isinstance(record, dict) or not all(isinstance(record.get(part), list) for part in _PARTS):
        return f"expected an object with the lists {', '.join(_PARTS)}"
    return record


def _article(stem: str, texts: Mapping[str, str]) -> str | None:
    if stem in texts:
        return stem
    named = [i for i in texts if i.startswith(stem)]
    return named[0] if len(named) == 1 else None


def _parts(record: Mapping[str, Any], *, text: str) -> tuple[dict[str, list[Row]], list[str]]:
    parts: dict[str, list[Row]] = {}
    problems: list[str] = []
    for part, checks in _PARTS.items():
        parts[part] = []
        for number, row in enumerate(record[part], start=1):
            where = f"{part}, row {number}"
            wrong = _misfits(row, checks)
            if wrong:
                problems.append(f"{where}: {'; '.join(wrong)}")
                continue
            placed = _placed(row, text=text)
            if isinstance(placed, str):
                problems.append(f"{where}: {placed}")
            else:
                parts[part].append(placed)
    return parts, problems


def _misfits(row: Any, checks: Mapping[str, _Check]) -> list[str]:
    if not isinstance(row, dict):
        return ["is no object"]
    return [
        f"`{name}` is {row.get(name)!r}, expected {expected}"
        for name, (fits, expected) in checks.items()
        if name not in row or not fits(row[name])
    ]


def _placed(row: Row, *, text: str) -> Row | str:
    words = str(row["quote"] if "quote" in row else row["text"])
    found = {**row, "optional": bool(row.get("optional"))}
    if text[row["start"] : row["end"]] == words:
        return found
    if "quote" not in row:  # a name stands too often to be looked for
        return f"«{words}» is not at characters {row['start']} to {row['end']}"
    start = text.find(words)
    if not words or start < 0:
        return f"«{words}» is not in the text of the article"
    return {**found, "start": start, "end": start + len(words)}
