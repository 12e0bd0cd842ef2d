"""From what the readers found to rows of the table `articles`, each field checked."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from analysis.contract import PRECISIONS
from analysis.ingest import dates, metadata
from analysis.ingest.drafts import Draft, safe_id
from analysis.ingest.encodings import is_text
from analysis.ingest.problems import Problem

_BLANK = re.compile("[\\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*")


def with_metadata(drafts: Sequence[Draft], entries: Iterable[metadata.Entry]) -> tuple[list[Draft], list[Problem]]:
    """Return drafts with the fields that ``metadata.csv`` gives, and what is wrong with its rows.

    Where an article's own file gives a field too, that value is kept, and a difference is reported.
    """
    problems = []
    known: dict[str, metadata.Entry] = {}
    for entry in entries:
        if known.setdefault(metadata.key(entry.article_id), entry) is not entry:
            what = "the article has a row already; this one is not used"
            problems.append(Problem(entry.file, entry.row, entry.article_id, what, "one row an article"))
    filled = []
    for draft in drafts:
        given = known.get(metadata.key(draft.article_id))
        if given is None:
            filled.append(draft)
            continue
        own = {name: value for name, value in draft.fields.items() if value}
        for name in sorted(own.keys() & given.fields.keys()):
            if own[name] != given.fields[name]:
                what = f"{name} is not what {draft.file} says, which is used"
                problems.append(Problem(given.file, given.row, given.fields[name], what, own[name]))
        elsewhere = {name: (given.file, given.row) for name in given.fields.keys() - own.keys()}
        fields = given.fields | own
        filled.append(Draft(draft.article_id, draft.text, draft.file, draft.row, fields, elsewhere))
    there = {metadata.key(draft.article_id) for draft in drafts}
    for key, entry in known.items():
        if key not in there:
            expected = "the name of a file without its ending, or the article_id in one"
            problems.append(Problem(entry.file, entry.row, entry.article_id, "there is no such article", expected))
    return filled, problems


def rows(drafts: Iterable[Draft]) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return a row of `articles` for each draft that holds text, and what is wrong with the others.

    ``duplicate_of`` is left out: it needs all rows.
    """
    today = date.today()
    made: list[dict[str, Any]] = []
    problems: list[Problem] = []
    seen: dict[str, Draft] = {}
    for draft in drafts:
        text, article_id = draft.text, safe_id(draft.article_id)
        if text is None:  # the reader has said why
            continue
        if (unfit := _unfit(draft, text, taken_by=seen.get(article_id))) is not None:
            problems.append(unfit)
            continue
        seen[article_id] = draft
        if article_id != draft.article_id:
            what = f"the id cannot name a file; read as {article_id}"
            problems.append(
                Problem(draft.file, draft.row, draft.article_id, what, "no separators or invisible characters")
            )
        publication, wrong = _publication(draft, today=today)
        problems += wrong
        made.append(
            {
                "article_id": article_id,
                "text": text,
                "n_chars": len(text),
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "source_file": draft.file,
                **{name: draft.fields.get(name) or None for name in ("outlet", "title", "url")},
                **publication,
            }
        )
    return made, problems


def _unfit(draft: Draft, text: str, *, taken_by: Draft | None) -> Problem | None:
    """Return why an article is set aside, or None."""
    if _BLANK.fullmatch(text):
        what, expected = "there is no text", "an article"
    elif not is_text(text):
        what, expected = "is not text", "text without control characters"
    elif taken_by is not None:
        line = "" if taken_by.row is None else f", row {taken_by.row}"
        what, expected = f"the id is taken by {taken_by.file}{line}", "an id of its own"
    else:
        return None
    return Problem(draft.file, draft.row, draft.article_id, what, expected, True)


def _publication(draft: Draft, *, today: date) -> tuple[dict[str, Any], list[Problem]]:
    problems = []
    value, precision = draft.fields.get("published", ""), draft.fields.get("published_precision", "")
    found = dates.read(value, today=today) if value else dates.Published(None, "unknown")
    if found.problem:
        named = f"{draft.article_id}: {value}"
        what = f"{found.problem}; taken as undated"
        problems.append(Problem(*draft.where("published"), named, what, dates.EXPECTED))
    wrong = _misfit(precision, found)
    if wrong:
        named = f"{draft.article_id}: {precision}"
        what, expected = wrong
        problems.append(Problem(*draft.where("published_precision"), named, what, expected))
    elif precision and found.day:
        found = dates.Published(found.day, precision)
    basis = draft.fields.get("published_basis") or ("given" if found.day else "unknown")
    return {
        "published": found.day,
        "published_precision": found.precision,
        "published_basis": basis,
    }, problems


def _misfit(precision: str, found: dates.Published) -> tuple[str, str] | None:
    """Return what is wrong with a given precision, and what was expected; None when it fits the date."""
    if not precision:
        return None
    if precision not in PRECISIONS:
        return "unknown published_precision, not used", f"one of {', '.join(PRECISIONS)}"
    if PRECISIONS.index(precision) >= PRECISIONS.index(found.precision) or found.problem:
        return None
    if found.day is None:
        return "published_precision without a date, not used", "a date, or unknown"
    return "published_precision is finer than the date, not used", f"{found.precision} or coarser"
