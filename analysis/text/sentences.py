"""Where sentences begin and end, and which of them only repeat the body."""

import re
from dataclasses import dataclass

from analysis.text.normalise import Normal

# A stop ends a sentence when a letter follows it at once («والغاز.تبدو») or after a blank, but not
# within a number, after a lone letter («د.», «أ.»), or beside a tatweel («قصـ.ـف»). The Latin words
# of a web page stand close to the last stop of the text above them, and the head of a post («Shared with
# Public», «@name») to its first word.
_STOP = re.compile(
    r"[.!؟]+[\s\"'»”)\]]*(?=\s|[ء-ي]|[\[(«“\"]|$)|(?<=[ء-ي])[.!؟](?=[a-z])|\n+|[|•●▪]|(?=all reactions\b)"
    r"|(?<=shared with public)\s*(?=\S)|@[a-z0-9]{3,}(?=[ء-ي])"
)
_SITE = re.compile(r"(?:نت|كوم|أورغ|اورغ)(?![ء-ي])")  # «السورية.نت» is one name
_CUT_SHORT = re.compile(r"(?:\.{3,}|…)\s*(?:$|[-–|#])")
_LONE_LETTER = re.compile(r"(?:^|(?<!\d)[\s(])و?[ء-ي]$")
_WORDS = re.compile(r"[^ء-يa-z0-9]+")
_LINE_MIN, _LINE_MAX = 45, 110
_REPEAT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: original offsets, end exclusive, and whether it repeats the body."""

    start: int
    end: int
    is_repeat: bool = False


def split(text: str, normal: Normal) -> list[Sentence]:
    """Return the sentences of an article in order.

    A line break ends a sentence unless the whole article is wrapped at a fixed width.

    Parameters
    ----------
    text
        The article, unchanged.
    normal
        The same text in plain spelling; only it tells where a word was split by dots.

    Examples
    --------
    >>> from analysis.text.normalise import normalise
    >>> text = "دخلوا القرية. وقال د. سالم إن 3.5 كم تفصلهم."
    >>> [text[s.start:s.end] for s in split(text, normalise(text))]
    ['دخلوا القرية.', 'وقال د. سالم إن 3.5 كم تفصلهم.']
    """
    plain = normal.text
    wrapped = _is_wrapped(plain)
    spans: list[tuple[int, int]] = []
    at = 0
    for stop in _STOP.finditer(plain):
        mark = stop.group()
        if mark == "\n" and wrapped:
            continue
        if mark.startswith(".") and (
            _LONE_LETTER.search(plain[max(at, stop.start() - 4) : stop.start()])
            or (mark.startswith("..") and "\n" not in mark)
            or (mark == "." and _SITE.match(plain, stop.end()))
        ):
            continue
        spans.append((at, stop.end()))
        at = stop.end()
    spans.append((at, len(plain)))
    trimmed = [_trim(plain, a, b) for a, b in spans]
    kept = [(a, b) for a, b in trimmed if b > a and any(c.isalnum() for c in plain[a:b])]
    repeats = _repeats(plain, kept)
    return [
        Sentence(*_closed(text, *normal.span(a, b)), is_repeat=again)
        for (a, b), again in zip(kept, repeats, strict=True)
    ]


def _trim(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return start, end


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the quotation marks around it, which the plain text does not hold, into the sentence."""
    while start > 0 and text[start - 1] in "«“":
        start -= 1
    while end < len(text) and text[end] in "»”\"'\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652":
        end += 1
    return start, end


def _is_wrapped(plain: str) -> bool:
    lines = [line for line in plain.split("\n") if line.strip()]
    if len(lines) < 6:
        return False
    inner = [line for line in lines[:-1] if _LINE_MIN <= len(line) <= _LINE_MAX]
    open_ended = [line for line in inner if line.rstrip()[-1] not in ".!؟:؛"]
    return len(open_ended) > 0.7 * len(lines)


def _repeats(plain: str, spans: list[tuple[int, int]]) -> list[bool]:
    """Say of each sentence whether its words stand again in a longer or later place.

    Lines of one block (no blank line between) are also tried together, for a pull quote is
    broken into short lines. Of equal copies the last one counts, for a headline or preview
    stands before the body.
    """
    folded = [_WORDS.sub(" ", plain[a:b]).strip() for a, b in spans]
    whole = " " + " ".join(folded) + " "
    flags = [False] * len(spans)
    at = 1
    for i, words in enumerate(folded):
        begin, at = at, at + len(words) + 1
        if words.count(" ") + 1 >= _REPEAT_WORDS:
            needle = f" {words} "
            again = whole.find(needle, begin + 1) >= 0
            flags[i] = again or _inside_longer(words, folded, i)
        head = _cut_head(plain[slice(*spans[i])])
        if head.count(" ") + 1 >= _REPEAT_WORDS and f"{head} " in whole[begin + len(words) :]:  # «Publicقصفت»
            flags[i] = True
    for block in _blocks(plain, spans):
        words = " ".join(folded[i] for i in block)
        if len(block) > 1 and words.count(" ") + 1 >= _REPEAT_WORDS:
            later = " " + " ".join(folded[block.stop :]) + " "
            if f" {words} " in later or any(f" {words} " in f" {f} " for f in folded[: block.start]):
                for i in block:
                    flags[i] = True
    return flags


def _cut_head(sentence: str) -> str:
    """«الصفحة - قصفت قوات النظام بلدة... - الصفحة»: return what a title that was cut short says, else nothing."""
    if not _CUT_SHORT.search(sentence):
        return ""
    pieces = (_WORDS.sub(" ", piece).strip() for piece in _CUT_SHORT.split(sentence, maxsplit=1)[0].split(" - "))
    return max(pieces, key=len)


def _inside_longer(words: str, folded: list[str], own: int) -> bool:
    return any(i != own and len(other) > len(words) and f" {words} " in f" {other} " for i, other in enumerate(folded))


def _blocks(plain: str, spans: list[tuple[int, int]]) -> list[range]:
    """Group consecutive lines that are short and not closed by a stop."""
    blocks, first = [], 0
    for i in range(1, len(spans) + 1):
        joined = (
            i < len(spans)
            and plain[spans[i - 1][1] : spans[i][0]].count("\n") == 1
            and spans[i - 1][1] - spans[i - 1][0] < _LINE_MIN
        )
        if not joined:
            blocks.append(range(first, i))
            first = i
    return blocks
