"""Bare text files: the whole file is the article, its name is the id."""

from pathlib import Path

from analysis.ingest.drafts import Draft, Reading, read_text


def read(path: Path, *, file: str) -> Reading:
    """Read a ``.txt`` article; `file` is its name in the corpus."""
    text, problems = read_text(path, file=file)
    return Reading((Draft(path.stem, text, file),), tuple(problems))
