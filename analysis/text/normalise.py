"""One plain spelling of Arabic text, with an exact way back to the characters it came from.

Everything is matched in this spelling; everything is reported in the article's own
characters. Three kinds of change are made, each kept track of:

- one character for one (hamza, alef, ya, ta marbuta, Persian letters, digits, case);
- characters that carry no letter are dropped (harakat, tatweel, bidi and zero-width
  controls, quotation marks, second blanks, dots that split a word against censorship);
- several characters for one (presentation forms such as ``ﷲ`` and ``ﻻ``, and ``…``).
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from analysis.text import censored

_FOLDED = {
    "أإآٱٲٳ": "ا",
    "ىیېۍئ": "ي",
    "ؤۆۇۈۋ": "و",
    "ةۀہەھۃ": "ه",
    "کڪګ": "ك",
    "گ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ڤ": "ف",
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t#_\ufffc": " ",
    "٫": ".",
    "٬,": "،",
    "–—―−‐‑‒": "-",
    ";": "؛",
    "?": "؟",
    "\r\v\f\u0085\u2028\u2029": "\n",
}
_TABLE: dict[int, str] = {ord(c): to for group, to in _FOLDED.items() for c in group}
_TABLE |= {ord(c): str(i) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, c in enumerate(digits)}
_TABLE |= {c: chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}

_BLANK = " \u00a0\u2000-\u200a\u202f\u3000\t#_\ufffc"
_QUOTES = "\"'«»“”„‟‘’‚‛‹›″′`´❝❞"
_SILENT = (
    "\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f"  # harakat as presentation forms
)
_LETTER = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3"
# A word split against censorship has a tatweel beside the marks that split it: «قصـ.ـف», «اعتقـ*ال».
# The «هـ» of a Hijri year is no such word: «1445هـ الموافق».
_SPLIT = (
    f"(?<=[{_LETTER}])(?<!\\dه)(?<!\\d ه)[\u064b-\u0652]*\u0640+[.\u060c*\\-/\\\\|~ ]{{1,3}}"
    f"\u0640*[\u064b-\u0652]*(?=[{_LETTER}])"
    f"|(?<=[{_LETTER}])[.*/|]\u0640+(?=[{_LETTER}])"
)
# «ة», «ى» and «اً» end a word, and «أصيب», «إصابة», «قصف مدفعي», «مدينة» begin one: where the line breaks of a post were
# lost, they tell that two are glued.
_GLUED = (
    "(?<=[\u0621-\u064a][ةى])(?=[\u0621-\u064a]{2})"
    "|(?<=[\u0621-\u064a]{2}(?:ا\u064b|\u064bا))(?=[\u0621-\u064a]{2})"
    "|(?<=[\u0621-\u064a]{3})(?<!ال)(?<!لل)(?=إ(?:صاب|ستشه|ستهد|عتقال|نفجار|نزال)|أ(?:صيب|علن|فاد)"
    "|ألق[ىت]|استهدفت|استشهد|اعتقلت|داهمت|نفذت|قصفت|عاودت|جددت|استهداف|انفجار|بالإضافة"
    "|(?:قصف|غارات|غارة)(?= (?:ال)?(?:صاروخي|مدفعي|جوي|تركي|روسي|بري))"
    "|(?:مقتل|مدينة|بلدة|قرية|ميليشيا|مليشيا|التحالف)(?= ))"
    "|(?:(?<=الشرقي|الغربي|الدولي|الروسي|التركي)|(?<=الشمالي|الجنوبي))"
    "(?!ين|ون|[ةه]|ات|تين|ان|ب[ةه]|ي)(?=[\u0621-\u064a]{4})"
)
_DASH = "(?<=[^\u0640] )\u0640{1,3}(?= )"  # «طريق القامشلي ـ القحطانية»: a tatweel for a dash
# «د!!عـ ـش», «د ا عـ ـش», «د١عش»: letters of one name that are parted or changed.
_ALEF = "[اأ1١!|]"
_DAESH = f"(?<![{_LETTER}])(?!داعش)د[ .\u0640]?{_ALEF}{{1,3}}[ .\u0640]?ع[ .\u0640]{{0,3}}ش(?![{_LETTER}])"
_MILITIA = "(?<![ميل])م(?:ليش|يلش)(?=يا)"  # «مليشيا», «ميلشيات»: one word, three spellings
_CHANGE = re.compile(
    f"(?P<daesh>{_DAESH})|(?P<split>{_SPLIT})"
    f"|(?P<dot>(?<=[{_LETTER}])\\.(?=[{_LETTER}]))|(?P<dash>{_DASH})|(?P<militia>{_MILITIA})"
    f"|(?P<blank>(?<=[{_BLANK}])[{_SILENT}{_QUOTES}]*[{_BLANK}]+)"
    f"|(?P<silent>[{_SILENT}]+|\\r(?=\\n))|(?P<glued>{_GLUED})|(?P<quote>[{_QUOTES}]+)"
    "|(?P<form>[\ufb50-\ufdff\ufe70-\ufefc\u2026\u2460-\u2473\uff10-\uff19])"
)
_CLITICS = frozenset(["و", "ف", "ب", "ل", "ك", "ال", "لل", "بال", "وال", "فال", "كال", "ولل", "وب", "ول"])
_SIGN = re.compile(f"[{_SILENT}]")
_BEFORE = re.compile(f"[{_LETTER}]+$")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in plain spelling.

    ``text`` is what to match in; ``span`` leads back to the original.
    """

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    length: int

    def origin(self, position: int) -> int:
        """Return the original offset of the character at `position` of the plain text."""
        if position >= len(self.text):
            return self.length
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original ``(start, end)`` of a plain span, end exclusive.

        Examples
        --------
        >>> word = normalise("قـَصف")
        >>> word.text, word.span(0, 3)
        ('قصف', (0, 5))
        """
        if end <= start:
            return self.origin(start), self.origin(start)
        return self.origin(start), self.origin(end - 1) + 1


def normalise(text: str) -> Normal:
    """Return `text` in plain spelling with the map back.

    Examples
    --------
    >>> normalise("«داعـش» في الرقّة").text
    'داعش في الرقه'
    >>> normalise("شمال الرقةاعتقلت").text, normalise("سورياإصابة طفل").text
    ('شمال الرقه اعتقلت', 'سوريا اصابه طفل')
    """
    pieces: list[str] = []
    starts, shifts = [0], [0]
    at = made = 0
    for change in _CHANGE.finditer(text):
        begin, end = change.span()
        new = _replacement(change, text)
        pieces.append(text[at:begin])
        made += begin - at
        if new:
            pieces.append(new)
            for k in range(len(new)):  # the first stands for the first, the last for the last
                starts.append(made + k)
                shifts.append(begin + k * (end - 1 - begin) // max(1, len(new) - 1) - made - k)
            made += len(new)
        starts.append(made)
        shifts.append(end - made)
        at = end
    pieces.append(text[at:])
    return Normal("".join(pieces).translate(_TABLE), tuple(starts), tuple(shifts), len(text))


def _replacement(change: re.Match[str], text: str) -> str:
    if change.lastgroup == "form":
        return "".join(c for c in unicodedata.normalize("NFKC", change.group()) if not unicodedata.combining(c))
    if change.lastgroup == "dot":
        return "" if censored.is_inside(text, change.start()) else "."
    if change.lastgroup == "dash":
        return "-"
    if change.lastgroup == "daesh":
        return "داعش"
    if change.lastgroup == "militia":
        return "ميليش"
    if change.lastgroup == "glued":
        return " "
    if change.lastgroup != "quote":
        return ""
    # A quotation mark glued to words on both sides separates them, unless a clitic stands before it.
    begin, end = change.span()
    if begin == 0 or end == len(text) or text[begin - 1] == "\u0640":
        return ""
    if not (text[begin - 1].isalnum() and text[end].isalnum()) or _SIGN.match(text, end):
        return ""
    before = _BEFORE.search(text[max(0, begin - 8) : begin])
    return "" if before and before.group() in _CLITICS else " "


def fold(text: str) -> str:
    """Return only the plain spelling of `text`, for names and lexicon entries.

    Examples
    --------
    >>> fold("إدلب"), fold("ديرالزّور")
    ('ادلب', 'ديرالزور')
    """
    return " ".join(normalise(text).text.split())
