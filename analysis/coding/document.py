"""One article, read once: plain text, tokens, sentences, and every word the lexicon knows."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any

from analysis.lexicon import vocabulary
from analysis.lexicon.additions import NONE, Additions
from analysis.lexicon.vocabulary import Hit
from analysis.text import residue
from analysis.text.normalise import Normal, normalise
from analysis.text.sentences import Sentence, split
from analysis.text.tokens import MARKS, Tokens, tokenise

OPENING, CLOSING = "«“\"'", "»”\"'"  # quotation marks
_NOT_ITS_OWN = ("residue", "comments", "aside")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as tokens ``[first, last)``; ``coded`` is false for repeats and page residue."""

    index: int
    first: int
    last: int
    coded: bool


@dataclass
class Document:
    """An article with everything that later steps look at."""

    article_id: str
    outlet: str
    title: str
    published: date | None
    precision: str
    text: str
    normal: Normal
    tokens: Tokens
    sentences: list[Sentence]
    lines: list[Line]
    additions: Additions = NONE
    hits: dict[str, list[Hit]] = field(default_factory=dict)
    cue_at: dict[int, dict[str, int]] = field(default_factory=dict)

    @property
    def day(self) -> str:
        """ISO day of publication, empty when undated."""
        return self.published.isoformat() if self.published else ""

    def line_at(self, token: int) -> Line:
        """Return the line that holds a token."""
        return self.lines[bisect_right(self.lines, token, key=lambda line: line.first) - 1]

    def sentence_id(self, line: Line) -> str:
        """Return the id of the sentence that `line` is."""
        return f"{self.article_id}-s{line.index}"

    def span(self, first: int, last: int, *, skip: int = 0) -> tuple[int, int]:
        """Return original offsets of tokens ``[first, last)``, without `skip` letters of a clitic."""
        return self.normal.span(self.tokens.starts[first] + skip, self.tokens.ends[last - 1])

    def is_quoted(self, first: int, last: int, *, skip: int = 0) -> bool:
        """Say whether tokens ``[first, last)``, without `skip` letters of a clitic, stand in quotation marks."""
        start, end = self.span(first, last, skip=skip)
        if start == 0 or end == len(self.text):
            return False
        return self.text[start - 1] in OPENING and self.text[end] in CLOSING

    def has(self, token: int, kind: str) -> bool:
        """Say whether a cue of this kind begins at `token`."""
        return kind in self.cue_at.get(token, ())

    def first_of(self, words: frozenset[str], first: int, stop: int) -> str:
        """Return the first of these words among the tokens ``[first, stop)`` before a mark, empty when none is."""
        near = takewhile(lambda word: word not in MARKS, self.tokens.words[first:stop])
        return next((word for word in near if word in words), "")

    def is_name_piece(self, token: int) -> bool:
        """Say whether `token` lies inside a name."""
        return token in self._named

    def is_trigger(self, token: int) -> bool:
        """Say whether a word that can report an event begins at `token`."""
        return token in self._triggers

    def __post_init__(self) -> None:
        self._named: set[int] = set()
        self._triggers = {h.first for h in self.hits.get("trigger", ())}

    def mark_named(self, first: int, last: int) -> None:
        """Remember that tokens ``[first, last)`` are a name."""
        self._named.update(range(first, last))


def read(article: Mapping[str, Any], additions: Additions = NONE) -> Document:
    """Read one row of the table ``articles``.

    Parameters
    ----------
    article
        A row with ``article_id``, ``text``, and when known ``outlet``, ``title``, ``published``.
    additions
        What the researcher added to the lexicons.

    Returns
    -------
    The article with sentences, tokens and lexicon hits.
    """
    text = article["text"]
    normal = normalise(text)
    tokens = tokenise(normal.text)
    sentences = split(text, normal)
    published = article.get("published")
    day = None if published is None or published != published else published.date()  # NaT differs from itself
    hits: dict[str, list[Hit]] = {}
    for hit in vocabulary.find(normal.text, tokens, additions):
        hits.setdefault(hit.kind, []).append(hit)
    doc = Document(
        article_id=str(article["article_id"]),
        outlet=_known(article.get("outlet")),
        title=_known(article.get("title")),
        published=day,
        precision=_known(article.get("published_precision")) or "unknown",
        text=text,
        normal=normal,
        tokens=tokens,
        sentences=sentences,
        lines=[],
        additions=additions,
        hits=hits,
    )
    for hit in hits.get("cue", ()):
        doc.cue_at.setdefault(hit.first, {})[hit.value] = hit.last
    doc.lines = _lines(doc)
    tokens.close(len(normal.text))
    return doc


def _known(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _is_label(doc: Document, at: int) -> bool:
    """«اقرأ المزيد» at the head of a line, not «المجموعة التي نشرت في ...» inside of one."""
    return residue.opens(doc.text, doc.span(at, at + 1)[0])


def _lines(doc: Document) -> list[Line]:
    """Place sentences on tokens; headlines of other articles, and what hangs below a page, are not coded."""
    tokens = doc.tokens
    total = len(tokens)
    marks = [(h.first, h.value) for h in doc.hits.get("cue", ()) if h.value in _NOT_ITS_OWN]
    ends = [first for first, kind in marks if kind == "comments" or (first > total // 4 and _is_label(doc, first))]
    ends = [doc.span(first, first + 1)[0] for first in ends if (first, "aside") not in marks]
    cut = min([residue.tail(doc.text), *ends])
    asides = [doc.span(first, first + 1)[0] for first, kind in marks if kind == "aside" and _is_label(doc, first)]
    skipped = [(start, residue.aside(doc.text[:cut], start)) for start in asides if start < cut]
    lines, at = [], 0
    for index, sentence in enumerate(doc.sentences):
        first = at
        while at < total and doc.normal.origin(tokens.starts[at]) < sentence.end:
            at += 1
        begins = doc.normal.origin(tokens.starts[first]) if first < total else len(doc.text)
        own = begins < cut and not any(start <= begins < end for start, end in skipped)
        lines.append(Line(index, first, at, not sentence.is_repeat and own))
    return lines
