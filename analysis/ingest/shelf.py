"""The corpus folder that articles are brought into: what is there stays, and a break leaves it whole."""

import csv
import hashlib
import io
import os
import re
from collections.abc import Mapping
from pathlib import Path

from analysis.corpus import open_corpus
from analysis.errors import CorpusError
from analysis.ingest import folder, metadata
from analysis.ingest.drafts import FIELDS, safe_id

_BOM = "\ufeff"
# Names that Windows refuses, or that a corpus passes over.
_UNFIT = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|readme", re.IGNORECASE)
_LONGEST = 180  # bytes; file systems take 255, with the ending and the number of a second text
_DELIMITERS = ",;\t"


def file_id(article_id: str) -> str:
    """Return an id that can name a file on any system; the same id always gives the same.

    Examples
    --------
    >>> file_id("https://example.org/a?b=1"), file_id("readme")
    ('https___example.org_a_b=1', '_readme')
    """
    safe = _UNFIT.sub("_", safe_id(article_id)).rstrip(". ") or "_"
    if _RESERVED.match(safe):
        safe = f"_{safe}"
    if len(safe.encode()) <= _LONGEST:
        return safe
    mark = hashlib.sha256(safe.encode()).hexdigest()[:8]
    return f"{safe.encode()[: _LONGEST - 9].decode(errors='ignore')}-{mark}"


class Shelf:
    """A corpus folder, open for more articles.

    Parameters
    ----------
    path
        The folder; it is made when the first article comes.

    Raises
    ------
    CorpusError
        If `path` is a file, or its ``metadata.csv`` cannot be added to.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        if path.exists() and not path.is_dir():
            raise CorpusError(f"{path}: is a file; expected a folder for the corpus")
        # Hash of the text by id, None where it is not known; and the ids of articles that say more themselves.
        self._texts: dict[str, str | None] = {}
        self._telling: set[str] = set()
        self._folder = path / "articles"
        if path.is_dir():
            self._take_stock()
        self._table = _Table(path / metadata.NAME)

    def _take_stock(self) -> None:
        found = folder.find(self._path).articles
        if not self._folder.is_dir() and found:
            self._folder = self._path  # a corpus with its articles on top
        # A file that cannot be read keeps its name all the same.
        self._texts = {_key(Path(name).stem): None for _, name in found}
        try:
            articles = open_corpus(self._path).articles
        except CorpusError:
            return
        for row in articles[["article_id", "sha256", "source_file"]].to_dict("records"):
            self._texts[_key(row["article_id"])] = row["sha256"]
            if not row["source_file"].lower().endswith(".txt"):
                self._telling.add(_key(row["article_id"]))

    def place(self, text: str, *, article_id: str) -> tuple[str, bool]:
        """Write an article under its id, or under the next free one; return that id, and whether it is new.

        An id that is taken by the same text is not written again.

        Raises
        ------
        CorpusError
            If the file cannot be written.
        """
        hash_ = hashlib.sha256(text.encode()).hexdigest()
        name, number = article_id, 1
        while (taken := self._texts.get(_key(name), "")) != "":
            if taken == hash_:
                return name, False
            number += 1
            name = f"{article_id}-{number}"
        # Readers take one byte-order mark away; a text that begins with one keeps it.
        data = (_BOM + text if text.startswith(_BOM) else text).encode()
        _write(self._folder / f"{name}.txt", data)
        self._texts[_key(name)] = hash_
        return name, True

    def describe(self, article_id: str, fields: Mapping[str, str]) -> bool:
        """Keep the metadata of an article for `save`; return False where the corpus has some of it already."""
        return _key(article_id) not in self._telling and self._table.add(article_id, fields)

    def save(self) -> None:
        """Write ``metadata.csv`` with the rows that were added to it.

        Raises
        ------
        CorpusError
            If the file cannot be written.
        """
        self._table.save()


class _Table:
    """A ``metadata.csv``: rows that are there stay as they are, rows and columns are added."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._header: list[str] = []
        self._rows: list[list[str]] = []
        self._added: dict[str, dict[str, str]] = {}
        self._delimiter = ","
        self._mark = ""
        if path.exists():
            self._read()
        self._names = [name.strip().lower() for name in self._header]
        if self._header and "article_id" not in self._names:
            raise CorpusError(f"{path}: no column article_id; expected one to add articles to")
        column = self._names.index("article_id") if self._header else 0
        self._known = {_key(cells[column]) for cells in self._rows if len(cells) > column}

    def _read(self) -> None:
        try:
            text = self._path.read_bytes().decode("utf-8")
            self._mark = _BOM if text.startswith(_BOM) else ""
            text = text.removeprefix(_BOM)
            self._delimiter = max(_DELIMITERS, key=text.split("\n", 1)[0].count)
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter, strict=True)
            rows = [cells for cells in reader if any(cell.strip() for cell in cells)]
        except (OSError, UnicodeError, csv.Error) as error:
            raise CorpusError(f"{self._path}: cannot be added to ({error}); expected a CSV file in UTF-8") from error
        self._header, self._rows = (rows[0], rows[1:]) if rows else ([], [])
        too_long = next((k for k, cells in enumerate(self._rows) if len(cells) > len(self._header)), None)
        if too_long is not None:
            first = self._rows[too_long][0]
            raise CorpusError(
                f"{self._path}: the row of `{first}` has {len(self._rows[too_long])} cells; "
                f"expected {len(self._header)}, as in the header"
            )

    def add(self, article_id: str, fields: Mapping[str, str]) -> bool:
        if _key(article_id) in self._known:
            return False
        self._known.add(_key(article_id))
        self._added[article_id] = {"article_id": article_id, **{n: v for n, v in fields.items() if v}}
        return True

    def save(self) -> None:
        if not self._added:
            return
        used = {name for row in self._added.values() for name in row}
        more = [name for name in FIELDS if name in used and name not in self._names]
        self._header, self._names = self._header + more, self._names + more
        # Of two equal columns the first one is read.
        first = [self._names.index(name) == k for k, name in enumerate(self._names)]
        for row in self._added.values():
            self._rows.append([row.get(n, "") if f else "" for n, f in zip(self._names, first, strict=True)])
        self._added = {}
        out = io.StringIO(newline="")
        plain = csv.writer(out, delimiter=self._delimiter, lineterminator="\n")
        # A lone carriage return would be written bare, and end the row when it is read.
        quoting = csv.writer(out, delimiter=self._delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for cells in [self._header, *self._rows]:
            (quoting if any("\r" in cell for cell in cells) else plain).writerow(cells)
        _write(self._path, (self._mark + out.getvalue()).encode())


def _key(article_id: str) -> str:
    # Some file systems take «A» and «a» for one name.
    return metadata.key(article_id).casefold()


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    # Hidden, so that what a break leaves behind is no article.
    half = path.with_name(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise CorpusError(f"{path}: cannot be written ({error.strerror})") from error
