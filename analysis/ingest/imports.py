"""Bringing articles of other formats into a corpus folder."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from analysis.errors import CorpusError
from analysis.ingest import articles, metadata, problems
from analysis.ingest.drafts import FIELDS, Draft
from analysis.ingest.problems import Problem
from analysis.ingest.shelf import Shelf, file_id
from analysis.ingest.sources import READERS, Found, find

NEW, RENAMED, THERE = "new", "renamed", "there"
_KEPT = {"article_id": "str", "outcome": "str", "file": "str", "row": "Int64"}
# Without one of these there is nothing to say of an article in metadata.csv.
_TELLING = {"outlet", "title", "author", "url", "published"}


@dataclass(frozen=True, eq=False, repr=False)
class Imported:
    """What an import brought in, and what is wrong with its sources.

    ``articles`` has a row an article: ``article_id`` in the corpus, ``outcome`` (`new`; `renamed`, when it is
    new and its id was taken by another text; `there`, when the corpus had it), ``file`` and ``row`` it came
    from. ``problems`` is as that of a `Corpus`.
    """

    articles: pd.DataFrame
    problems: pd.DataFrame
    path: Path

    @property
    def n_new(self) -> int:
        """How many articles were written, renamed ones included."""
        return int(self.articles["outcome"].isin([NEW, RENAMED]).sum())

    @property
    def n_renamed(self) -> int:
        """How many of them were written under another id than their own, which was taken."""
        return int((self.articles["outcome"] == RENAMED).sum())

    @property
    def n_there(self) -> int:
        """How many articles the corpus had already, with the same text."""
        return int((self.articles["outcome"] == THERE).sum())

    @property
    def n_set_aside(self) -> int:
        """How many problems left an article, or a whole file, out."""
        return int(self.problems["set_aside"].sum())

    def __repr__(self) -> str:
        """Return the counts on one line."""
        return f"Imported({self._counts()})"

    def __str__(self) -> str:
        """Return the counts and every problem as text to read, grouped by file."""
        return f"{self.path}: {self._counts()}\n{problems.describe(self.problems)}"

    def _counts(self) -> str:
        renamed = f" ({self.n_renamed:,} renamed)" if self.n_renamed else ""
        new = problems.counted(self.n_new, "new article")
        return f"{new}{renamed}, {self.n_there:,} there already, {self.n_set_aside:,} set aside"


def import_sources(sources: Iterable[str | Path] | str | Path, to: str | Path, *, progress: bool = True) -> Imported:
    """Bring articles into a corpus folder, as ``articles/ID.txt`` and rows of ``metadata.csv``.

    Web pages (``.html``), tables (``.csv``, ``.tsv``), ``.json`` and ``.jsonl``, Word documents (``.docx``),
    ``.txt`` and ``.md`` are read; folders are walked, and a ``metadata.csv`` in one says more of its articles.
    Texts are not changed. What the corpus holds is never overwritten: an article that is there already is
    passed over, and one whose id another text has gets a number after it. Each file is there whole or not at
    all, so an import that was broken off is simply run again.

    Parameters
    ----------
    sources
        Files and folders.
    to
        The corpus folder, made if need be.
    progress
        Whether to show a progress bar, in files.

    Returns
    -------
    Imported, with at least one article.

    Raises
    ------
    CorpusError
        If a source is not there, no article can be read from any, or the corpus cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as path:
    ...     table = Path(path, "site.csv")
    ...     _ = table.write_text("id,date,body\\n7,2015-07-01,هدأت الجبهة شرق البلدة.", encoding="utf-8")
    ...     import_sources([table], Path(path, "corpus"), progress=False)
    Imported(1 new article, 0 there already, 0 set aside)
    """
    to = Path(to)
    listed = [sources] if isinstance(sources, str | Path) else list(sources)
    found = find([Path(source) for source in listed], outside=to)
    work = _Import(Shelf(to))
    bar = tqdm(total=sum(len(f.files) for f in found), desc="import", unit=" files", disable=not progress)
    with bar:
        try:
            for source in found:
                work.take(source, bar=bar)
        finally:  # what was written before a break keeps its metadata
            work.shelf.save()
    made = pd.DataFrame(work.rows, columns=list(_KEPT)).astype(_KEPT)
    report = problems.frame(work.problems)
    if made.empty:
        raise CorpusError(
            f"{', '.join(map(str, listed))}: no article could be read; expected files that are "
            f"{', '.join(READERS)}\n{problems.describe(report)}"
        )
    return Imported(made, report, to)


class _Import:
    """An import under way: what was written and what was wrong so far."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.rows: list[tuple[str, str, str, int | None]] = []
        self.problems: list[Problem] = []

    def take(self, source: Found, *, bar: "tqdm[Any]") -> None:
        """Bring in all articles of one source."""
        self.problems += source.problems
        entries: dict[str, list[metadata.Entry]] = {}
        for path, name in source.metadata:
            read, wrong = metadata.read(path, file=name)
            self.problems += wrong
            for entry in read:
                entries.setdefault(metadata.key(entry.article_id), []).append(entry)
        for path, name in source.files:
            reading = READERS[path.suffix.lower()](path, file=name)
            self.problems += reading.problems
            for draft in reading.drafts:
                own = entries.pop(metadata.key(draft.article_id), [])
                filled, wrong = articles.with_metadata([draft], own)
                self.problems += wrong
                self._keep(filled[0])
            bar.update()
        _, orphans = articles.with_metadata([], [entry for left in entries.values() for entry in left])
        self.problems += orphans

    def _keep(self, draft: Draft) -> None:
        """Write one article, if it is one, and note its metadata."""
        checked, wrong = articles.rows([draft])
        self.problems += wrong
        if not checked or draft.text is None:
            return
        article_id = file_id(draft.article_id)
        if article_id != checked[0]["article_id"]:
            self._say(draft, f"the id cannot name a file; written as {article_id}", "a short, plain id")
        name, new = self.shelf.place(draft.text, article_id=article_id)
        if name != article_id and new:
            self._say(draft, f"another text has this id; written as {name}", "an id of its own")
        outcome = THERE if not new else NEW if name == article_id else RENAMED
        self.rows.append((name, outcome, draft.file, draft.row))
        fields = _fields(draft, checked[0])
        if fields.keys() & _TELLING and not self.shelf.describe(name, fields) and new:
            what = "metadata.csv had a row of this id, which is kept"
            self._say(draft, what, "no row before there is an article")

    def _say(self, draft: Draft, what: str, expected: str) -> None:
        self.problems.append(Problem(draft.file, draft.row, draft.article_id, what, expected))


def _fields(draft: Draft, row: dict[str, object]) -> dict[str, str]:
    """Return what metadata.csv shall say of an article; a date is written as a day, if it can be read."""
    fields = {name: value for name in FIELDS if (value := draft.fields.get(name))}
    if row["published"] is None:
        return fields
    dated = {name: str(row[name]) for name in ("published", "published_precision", "published_basis")}
    return fields | dated
