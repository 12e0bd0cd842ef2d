"""Word documents: their paragraphs and tables in reading order."""

import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.text.paragraph import Paragraph

from analysis.ingest.drafts import Draft, Reading
from analysis.ingest.problems import Problem


def read(path: Path, *, file: str) -> Reading:
    """Read a ``.docx`` document; a line of its text is a paragraph, or a row of a table with tabs.

    Headers, footers, notes and text in boxes are no part of it. The headline is the document's title, if it
    has one; the days on which a document was written and changed are not days of publication.
    """
    try:
        document = docx.Document(str(path))
        text = "\n".join(_lines(document))
        title = (document.core_properties.title or "").strip()
    except OSError as error:
        what = f"cannot be opened ({error.strerror or error})"
        return Reading((), (Problem(file, None, "", what, "a file that you may read", True),))
    # Broken XML is a SyntaxError, a part that is not there a KeyError.
    except (OpcError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError, AttributeError) as error:
        what = f"cannot be read as a Word document ({error})"
        return Reading((), (Problem(file, None, "", what, "a whole .docx document", True),))
    return Reading((Draft(path.stem, text, file, None, {"title": title} if title else {}),))


def _lines(document: Document) -> list[str]:
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
    return lines
