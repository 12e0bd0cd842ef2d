"""Which files are brought into a corpus, and who reads each."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from analysis.errors import CorpusError
from analysis.ingest import markdown, metadata, objects, separated, text, webpages, word
from analysis.ingest.drafts import Reading
from analysis.ingest.folder import OTHER_FOLDERS
from analysis.ingest.problems import Problem

Reader = Callable[..., Reading]

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".html": webpages.read,
    ".htm": webpages.read,
    ".xhtml": webpages.read,
    ".docx": word.read,
    ".csv": separated.read,
    ".tsv": separated.read,
    ".json": objects.read,
    ".jsonl": objects.read,
}
EXPECTED = f"one of {', '.join(READERS)}"

_NEEDS = {".xlsx": "the sheet saved as .csv", ".xls": "the sheet saved as .csv", ".doc": "it saved as .docx"}


@dataclass
class Found:
    """The files of one source, each with its name in messages; ``metadata`` says more of its articles."""

    files: list[tuple[Path, str]] = field(default_factory=list)
    metadata: list[tuple[Path, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find(sources: Iterable[Path], *, outside: Path) -> list[Found]:
    """Return what there is to read in each source, in the order of names; a folder is walked.

    Hidden files, READMEs, the folders that browsers save beside a page and all that is in `outside` are
    passed over. Where a folder is a corpus, so are its ``gazetteer``, ``gold``, ``report`` and ``review``.

    Raises
    ------
    CorpusError
        Naming every source that is not there.
    """
    sources = list(sources)
    missing = [str(source) for source in sources if not source.exists()]
    if missing:
        raise CorpusError(f"{', '.join(missing)}: no such file or folder; expected articles to import")
    return [_find(source, outside=outside.resolve()) for source in sources]


def _find(source: Path, *, outside: Path) -> Found:
    found = Found()
    if source.is_file():
        _sort_in(source, found=found)
        return found
    for folder, folders, files in os.walk(source, onerror=lambda error: _closed(error, found=found)):
        pages = {Path(name).stem for name in files if READERS.get(Path(name).suffix.lower()) is webpages.read}
        aside = {f"{stem}{end}" for stem in pages for end in ("_files", ".files")}
        if metadata.NAME in files or "articles" in folders:
            aside |= OTHER_FOLDERS
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in aside and Path(folder, name).resolve() != outside
        )
        if Path(folder).resolve() == outside:
            folders[:] = []
            continue
        for name in sorted(files):
            if not name.startswith(".") and not name.lower().startswith("readme"):
                _sort_in(Path(folder, name), found=found)
    return found


def _sort_in(path: Path, *, found: Found) -> None:
    suffix = path.suffix.lower()
    if path.name == metadata.NAME:
        found.metadata.append((path, str(path)))
    elif not path.is_file():
        found.problems.append(Problem(str(path), None, "", "is no file, or a broken link", EXPECTED, True))
    elif suffix in READERS:
        found.files.append((path, str(path)))
    else:
        expected = _NEEDS.get(suffix, EXPECTED)
        found.problems.append(Problem(str(path), None, suffix, "the format is not read", expected, True))


def _closed(error: OSError, *, found: Found) -> None:
    what = f"the folder cannot be opened ({error.strerror})"
    found.problems.append(Problem(str(error.filename), None, "", what, "a folder to read", True))
