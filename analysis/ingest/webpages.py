"""Saved web pages: the article without menus and adverts, and what the page says of itself."""

import logging
import re
from pathlib import Path

import trafilatura

from analysis.ingest import pagedates
from analysis.ingest.drafts import Draft, Reading
from analysis.ingest.encodings import EXPECTED, decode, is_text
from analysis.ingest.problems import Problem

_TAGS = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD = 4096
# The library takes days from the words of a page too; what comes of it is not used.
_DATES = {"extensive_search": False}

# Pages that cannot be read are reported as problems; the library's own lines would say it twice.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read(path: Path, *, file: str) -> Reading:
    """Read a ``.html`` or ``.htm`` page: its article, headline, author, address, site and date."""
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"cannot be opened ({error.strerror})"
        return Reading((), (Problem(file, None, "", what, "a file that you may read", True),))
    html = _decoded(data)
    if html is None:
        return Reading((), (Problem(file, None, "", "is not text", EXPECTED, True),))
    page = trafilatura.bare_extraction(
        _XML.sub("", html), include_comments=False, with_metadata=True, date_extraction_params=_DATES
    )
    if not isinstance(page, trafilatura.settings.Document) or not (page.text or "").strip():
        expected = "a page with an article of some length"
        return Reading((), (Problem(file, None, "", "no article was found in the page", expected, True),))
    day, basis = pagedates.published(html, url=page.url or "")
    given = {
        "title": page.title,
        "outlet": page.sitename,
        "author": page.author,
        "url": page.url,
        "published": day,
        "published_basis": basis,
    }
    fields = {name: " ".join(value.split()) for name, value in given.items() if value}
    return Reading((Draft(path.stem, page.text, file, None, fields),))


def _decoded(data: bytes) -> str | None:
    """Return a page as text: UTF-8, the encoding it declares, or what its words show without the tags."""
    plain = decode(data)
    if plain is not None and plain.encoding.startswith("utf"):
        return plain.text
    declared = _CHARSET.search(data[:_HEAD])
    encodings = [declared[1].decode("ascii")] if declared else []
    bare = decode(_TAGS.sub(b" ", data))
    encodings += [bare.encoding] if bare else []
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if is_text(text):
            return text
    return None
