"""A folder of articles, read: what it holds, and all that is wrong with it."""

import html
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import frames, tables
from analysis.errors import CorpusError
from analysis.ingest import articles as ingested
from analysis.ingest import copies, folder, jsonl, markdown, metadata, problems, text
from analysis.ingest.drafts import Draft

_READERS = {".txt": text.read, ".md": markdown.read, ".jsonl": jsonl.read}
_PREVIEW = ["article_id", "outlet", "title", "published", "n_chars"]


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Articles and the problems met while reading them.

    ``articles`` is the table `articles` of the contract, one row an article, in the order of file names.
    ``problems`` has a row for each thing to put right: ``file``, ``row``, ``value``, ``problem``,
    ``expected``, and ``set_aside`` where an article was left out because of it.
    """

    articles: pd.DataFrame
    problems: pd.DataFrame
    path: Path

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self.articles)

    def __repr__(self) -> str:
        """Return the size of the corpus, its days and outlets, on one line."""
        published = self.articles["published"].dropna()
        parts = [problems.counted(len(self), "article")]
        if len(published):
            parts.append(f"{published.min():%Y-%m-%d}..{published.max():%Y-%m-%d}")
        if outlets := self.articles["outlet"].nunique():
            parts.append(problems.counted(outlets, "outlet"))
        if undated := len(self) - len(published):
            parts.append(f"{undated:,} undated")
        if len(self.problems):
            parts.append(f"{problems.counted(len(self.problems), 'problem')}: see `.report()`")
        return f"Corpus({', '.join(parts)})"

    def _repr_html_(self) -> str:
        left = int(self.problems["set_aside"].sum())
        aside = f"{problems.counted(left, 'article')} set aside; see `problems`" if left else "nothing was set aside"
        said = self.report().splitlines()[0]
        return "\n".join(
            [
                f"<p><strong>{html.escape(repr(self))}</strong></p>",
                f"<p>{html.escape(aside)} · {html.escape(said)}</p>",
                frames.to_html(self.articles[_PREVIEW].head()),
            ]
        )

    def report(self) -> str:
        """Return every problem as text to read, grouped by file with counts."""
        return problems.describe(self.problems)


def open_corpus(path: str | Path) -> Corpus:
    """Read a folder of articles, or one file of them.

    A folder may mix ``.txt`` (the file is the article), ``.md`` (fields between two ``---`` lines, then the
    article) and ``.jsonl`` (one object a line), with a ``metadata.csv`` that says more by article id. A text
    is kept unchanged, but for a byte-order mark. An article that cannot be read is set aside and named in
    ``problems``; it never stops the others.

    Parameters
    ----------
    path
        The folder, or a single ``.txt``, ``.md`` or ``.jsonl`` file.

    Returns
    -------
    Corpus, with at least one article.

    Raises
    ------
    CorpusError
        If there is nothing at `path`, or no article in it can be read; the message lists why.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as path:
    ...     _ = Path(path, "a1.txt").write_text("هدأت الجبهة شرق البلدة.", encoding="utf-8")
    ...     open_corpus(path)
    Corpus(1 article, 1 undated)
    """
    path = Path(path)
    if not path.exists():
        raise CorpusError(f"{path}: no such file or folder; expected {folder.EXPECTED}")
    found = folder.find(path)
    wrong = list(found.problems)
    drafts: list[Draft] = []
    for source, name in found.articles:
        reading = _READERS[source.suffix.lower()](source, file=name)
        drafts += reading.drafts
        wrong += reading.problems
    entries: list[metadata.Entry] = []
    for source, name in found.metadata:
        more, bad = metadata.read(source, file=name)
        entries += more
        wrong += bad
    filled, bad = ingested.with_metadata(drafts, entries)
    wrong += bad
    rows, bad = ingested.rows(filled)
    wrong += bad
    articles = tables.frame("articles", rows)
    report = problems.frame(wrong)
    if articles.empty:
        raise CorpusError(f"{path}: no article could be read; expected {folder.EXPECTED}\n{problems.describe(report)}")
    return Corpus(copies.mark(articles), report, path)
