"""Which files of a folder are the corpus."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from analysis.ingest import actor_names, additions, judgements, metadata
from analysis.ingest.problems import Problem

FORMATS = (".txt", ".md", ".jsonl")
EXPECTED = "articles as .txt, .md or .jsonl, and metadata.csv"

_ARTICLES = "articles"
_OTHER_FILES = {actor_names.FILE, additions.PLACED, judgements.SOURCES, judgements.CLAIMS}
OTHER_FOLDERS = {additions.GAZETTEER, "gold", "report", "review"}


@dataclass
class Found:
    """Files to read, each with its name in the corpus, and what is wrong with the folder."""

    articles: list[tuple[Path, str]] = field(default_factory=list)
    metadata: list[tuple[Path, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find(path: Path) -> Found:
    """Return the files of a corpus in the order of their names; `path` is a folder, or one file.

    With a subfolder ``articles`` the articles are those in it. Hidden files, READMEs and the folders
    ``gazetteer``, ``gold``, ``report`` and ``review`` are passed over; any other file is reported.
    """
    found = Found()
    if path.is_file():
        _sort_in(path, path.name, found=found)
        return found
    top = path / _ARTICLES if (path / _ARTICLES).is_dir() else path
    if top != path:
        _beside(path, found=found)
    for folder, folders, files in os.walk(top, onerror=lambda e: _closed(e, path, found=found)):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in OTHER_FOLDERS)
        for name in sorted(files):
            if not _passed_over(name):
                _sort_in(Path(folder, name), _name(Path(folder, name), path), found=found)
    found.articles.sort(key=lambda pair: pair[1])
    found.metadata.sort(key=lambda pair: pair[1])
    return found


def _beside(path: Path, *, found: Found) -> None:
    """Take ``metadata.csv`` beside ``articles``, and say which articles there will not be read."""
    try:
        others = sorted(path.iterdir())
    except OSError as error:
        return _closed(error, path, found=found)
    for other in others:
        if other.name == metadata.NAME:
            found.metadata.append((other, metadata.NAME))
        elif other.suffix.lower() in FORMATS and not _passed_over(other.name):
            what = f"is not in {_ARTICLES}/, where the articles are read"
            found.problems.append(Problem(_name(other, path), None, "", what, "it to be moved there", True))


def _sort_in(path: Path, name: str, *, found: Found) -> None:
    if not path.is_file():
        found.problems.append(Problem(name, None, "", "is no file, or a broken link", EXPECTED, True))
    elif path.name == metadata.NAME:
        found.metadata.append((path, name))
    elif path.suffix.lower() in FORMATS:
        found.articles.append((path, name))
    else:
        found.problems.append(Problem(name, None, path.suffix, "the format is not read", EXPECTED, True))


def _closed(error: OSError, root: Path, *, found: Found) -> None:
    what = f"the folder cannot be opened ({error.strerror})"
    found.problems.append(Problem(_name(Path(error.filename), root), None, "", what, "a folder to read", True))


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower().startswith("readme") or name in _OTHER_FILES


def _name(path: Path, root: Path) -> str:
    # A file name may hold bytes that are no text; a table cannot.
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", errors="replace")
