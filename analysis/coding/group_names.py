"""Armed groups that no lexicon holds: «لواء شهداء …», «كتائب "…"», each an actor of its own."""

from collections.abc import Iterator, Mapping
from functools import cache

from analysis.coding.document import CLOSING, OPENING, Document, Line
from analysis.coding.mention import Mention
from analysis.lexicon import actors, tabledata
from analysis.lexicon.words import Phrases, by_first_word, standing, word_class
from analysis.text.normalise import fold

UNLISTED = "unlisted:"
_NO_NAME = word_class("no-group-name")
_CALLED = word_class("group-called")
_BESIDE = word_class("opposition-beside")
_LONGEST = 5  # words of a quoted name
_REACH = 8  # tokens around a name that tell whose side it is on


@cache
def _heads() -> tuple[Phrases, frozenset[str]]:
    """Return the heads as phrases, and those that also lead to a name without quotation marks."""
    table = tabledata.load("group_heads.csv", required=("head", "bare"), check=_wrong)
    bare = table.loc[table["bare"] == "yes", "head"]
    return by_first_word(fold(h) for h in table["head"]), frozenset(fold(h) for h in bare)


def _wrong(row: dict[str, str]) -> str | None:
    return None if row["bare"] in ("yes", "no") else f"bare `{row['bare']}` is neither yes nor no"


def name_id(written: str) -> str:
    """Return the provisional id of a name as it is written.

    Examples
    --------
    >>> name_id("لواء شهداء بدر")
    'unlisted:لواء شهداء بدر'
    """
    return UNLISTED + fold(written)


def unlisted(doc: Document, names: Mapping[str, str]) -> Iterator[Mention]:
    """Yield groups that the lexicon does not hold, behind a head noun.

    Parameters
    ----------
    doc
        The article; names that are known are marked in it.
    names
        Actor ids that the researcher has given to names, by provisional id.
    """
    for line in doc.lines:
        at = line.first
        while at < line.last:
            found = _at(doc, line, at)
            if found is None:
                at += 1
                continue
            head, end, skip = found
            start, stop = doc.span(head, end, skip=skip)
            own = name_id(" ".join(doc.text[start:stop].translate(_MARKS).split()))
            actor = names.get(own) or _code_of(doc, line, head, end)
            yield Mention("actor", head, end, actors.code_of(actor), names.get(own, own), "group-head", skip)
            at = end


_MARKS = str.maketrans("", "", "«»“”\"'ـ")


def _at(doc: Document, line: Line, at: int) -> tuple[int, int, int] | None:
    words = doc.tokens.words
    phrases, bare = _heads()
    skip = 0 if words[at] in phrases else 1 if words[at][:1] in "ولبف" and words[at][1:] in phrases else -1
    if skip < 0 or doc.is_name_piece(at):
        return None
    ahead = [words[at][skip:], *words[at + 1 : min(line.last, at + 3)]]
    length = standing(ahead, 0, len(ahead), phrases)
    first = at + length
    if at > line.first and words[at - 1] == "تحت":  # «تحت لواء ...»: under the banner
        return None
    counted = at > line.first and words[at - 1][0].isdigit()  # «اندماج 50 لواءً»
    if counted or not length or first >= line.last or doc.is_name_piece(first) or _is_no_group(words[first]):
        return None
    end = _quoted_end(doc, line, at, first)
    if end is None and ahead[0] in bare and length == 1:
        end = _bare_end(doc, line, first)
    return (at, end, skip) if end is not None else None


def _is_no_group(word: str) -> bool:
    """«جماعة إرهابية تهين ...»: what a group is called is no name, in quotation marks or not."""
    return word in _CALLED or word.isdigit()


def _quoted_end(doc: Document, line: Line, head: int, first: int) -> int | None:
    """Return where a name in quotation marks ends, the head inside or outside of them."""
    start, _ = doc.span(first, first + 1)
    head_start, _ = doc.span(head, head + 1)
    if not (start > 0 and doc.text[start - 1] in OPENING) and not (
        head_start > 0 and doc.text[head_start - 1] in OPENING
    ):
        return None
    for last in range(first + 1, min(line.last, first + _LONGEST) + 1):
        _, end = doc.span(first, last)
        if any(doc.is_name_piece(t) for t in range(first, last)):
            return None
        if end < len(doc.text) and doc.text[end] in CLOSING:
            return last
    return None


def _bare_end(doc: Document, line: Line, first: int) -> int | None:
    """Return where a name without quotation marks ends: a noun, and the definite or «أبو» words behind it."""
    words = doc.tokens.words
    if not _can_name(doc, first):
        return None
    end = first + 1
    if words[first] in ("ابو", "ابي", "ام", "عبد", "ال", "ابن", "شهداء", "احرار", "انصار", "ثوار", "فرسان"):
        if end >= line.last or not _can_name(doc, end):
            return None
        end += 1
    while end < min(line.last, first + 3) and words[end].startswith("ال") and _can_name(doc, end):
        end += 1
    return end


def _can_name(doc: Document, at: int) -> bool:
    word = doc.tokens.words[at]
    if len(word) < 3 or not word.isalpha() or word in _NO_NAME or doc.is_name_piece(at) or doc.cue_at.get(at):
        return False
    if word[0] in "وبلف" and word[1:] in _NO_NAME:
        return False
    return not any(h.first == at for h in doc.hits.get("trigger", ()))


def _code_of(doc: Document, line: Line, first: int, last: int) -> str:
    """Return the codebook's id: a named opposition faction where the words beside it say so, else another group."""
    around = doc.tokens.words[max(line.first, first - _REACH) : min(line.last, last + _REACH)]
    said = any(w in _BESIDE or w[1:] in _BESIDE for w in around)
    return "opposition-faction" if said else "other-armed"
