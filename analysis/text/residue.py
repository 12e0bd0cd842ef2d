"""Where a page ends and what hangs below it begins: other headlines, tags, readers' comments."""

import re

_CLOSED = re.compile(r"(?<![.…])[.؟!:؛][»”\"')]*\s*$")
_LISTED = re.compile(r"^\s*(?:[-–—•*●▪#@🔴]|\d|\(|[أ-ي]\s*[-)])")
_BEFORE_LABEL = re.compile(r"(?:\n|[.؟!»”\")\]|:…،-])\s*$")
_NOTICE = re.compile(r"^\s*(?:عذر[اً]*،?\s*)?التعليقات مغلقة\.?\s*$")
_LABEL_REACH = 8
_PAIR, _TEASERS, _MOSTLY = 2, 30, 0.6  # lines of a teaser; the fewest lines told twice; their share of the rest
_BODY, _HEADLINE, _FEWEST = 120, 130, 2
_PAGER = re.compile(r"^[ \t]*السابق[ \t]*$(?=(?:\n.*){1,3}\n[ \t]*التالي[ \t]*$|\n+[ \t]*التالي[ \t]*$)", re.MULTILINE)


def tail(text: str) -> int:
    """Return the offset from which a page holds no text of its own, its length when it ends with its text.

    Three signs are read: the pager «السابق / التالي»; a last run of short lines without a closing
    mark that follows a closed paragraph: headlines of other articles; and a feed of teasers, each
    headline and its text told twice in a row. Lists are the article's own.

    Examples
    --------
    >>> body = "قصفت قوات النظام " + "بلدة كبيرة " * 12 + "اليوم."
    >>> page = body + "\\nحريق في سوق قديم\\nافتتاح معرض للكتاب"
    >>> page[tail(page):].strip().splitlines()[0]
    'حريق في سوق قديم'
    """
    pager = _PAGER.search(text)
    end = pager.start() if pager else len(text)
    end = min(end, _feed(text[:end]))
    return min(end, _headlines(text[:end]))


def opens(text: str, at: int) -> bool:
    """Say whether a label can stand at an offset: at the beginning of a line, or behind what ends a sentence.

    Examples
    --------
    >>> opens("انتهى القتال. مقالات ذات صلة", 14), opens("المجموعة التي نشرت في حلب", 13)
    (True, False)
    """
    return _BEFORE_LABEL.search(text[max(0, at - _LABEL_REACH) : at]) is not None or not text[:at].strip()


def aside(text: str, at: int) -> int:
    """Return where a text goes on behind a label that brings headlines of other articles («اقرأ أيضاً»).

    It goes on with the first paragraph: a long line with a closing mark. Without one it does not.

    Examples
    --------
    >>> page = "قصفت قوات بلدة.\\nاقرأ أيضاً: حريق في سوق\\nافتتاح معرض\\n" + "وقالت مصادر محلية " * 8 + "ذلك."
    >>> page[aside(page, 16):][:11]
    'وقالت مصادر'
    """
    behind = text.find("\n", at)
    while 0 <= behind < len(text):
        end = text.find("\n", behind + 1)
        line = text[behind : end if end >= 0 else len(text)]
        if len(line.strip()) > _BODY and _CLOSED.search(line):
            return behind + 1
        behind = end
    return len(text)


def _filled(text: str) -> list[tuple[int, str]]:
    at, lines = 0, []
    for line in text.split("\n"):
        if line.strip():
            lines.append((at, line))
        at += len(line) + 1
    return lines


def _feed(text: str) -> int:
    """Return where headline and teaser of other articles begin, each pair pasted twice: a post pasted twice is none."""
    filled = _filled(text)
    told = [k for k in range(len(filled) - _PAIR) if filled[k][1] == filled[k + _PAIR][1]]
    told = [k for k in told if len(filled[k][1]) > _LABEL_REACH]
    if len(told) < _TEASERS:
        return len(text)
    first = told[0]
    return filled[first][0] if len(told) * _PAIR > _MOSTLY * (len(filled) - first) else len(text)


def _headlines(text: str) -> int:
    filled = _filled(text)
    run = len(filled)
    while run > 0 and _NOTICE.search(filled[run - 1][1]):
        run -= 1
    filled = filled[:run]
    while run > 0 and _is_headline(filled[run - 1][1]):
        run -= 1
    if len(filled) - run < _FEWEST or run == 0:
        return len(text)
    above = filled[run - 1][1].strip()
    return filled[run][0] if len(above) > _BODY and _CLOSED.search(above) else len(text)


def _is_headline(line: str) -> bool:
    return len(line.strip()) < _HEADLINE and not _CLOSED.search(line) and not _LISTED.match(line)
