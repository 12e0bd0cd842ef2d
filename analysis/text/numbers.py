"""How many: numbers in digits and words, duals, bounds and «dozens», read from tokens.

The least number the words allow is ``low``; ``high`` is missing when nothing bounds it from
above. The table of wordings is the codebook's: «أكثر من 12» is 13 and open, «عشرات» 20 and open.
"""

import re
from dataclasses import dataclass, replace

_UNITS = {
    "واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "ثلاثه": 3, "ثلاث": 3, "اربعه": 4,
    "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7, "ثمانيه": 8, "ثماني": 8, "ثمان": 8,
    "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10,
}  # fmt: skip
_TEENS = {
    "احد": 11, "احدي": 11, "اثنا": 12, "اثني": 12, "اثنتا": 12, "اثنتي": 12, "ثلاثه": 13, "ثلاث": 13, "اربعه": 14,
    "اربع": 14, "خمسه": 15, "خمس": 15, "سته": 16, "ست": 16, "سبعه": 17, "سبع": 17, "ثمانيه": 18, "ثماني": 18,
    "ثمان": 18, "تسعه": 19, "تسع": 19,
}  # fmt: skip
_TENS = {
    stem + ending: value
    for stem, value in {
        "عشر": 20, "ثلاث": 30, "اربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90,
    }.items()
    for ending in ("ون", "ين")
}  # fmt: skip
_HUNDRED = ("ميه", "مايه", "مييه")
_HUNDREDS = {h: 100 for h in _HUNDRED} | {
    w: 200 for w in ("ميتان", "ميتين", "ميتا", "ميتي", "مايتان", "مايتين", "مايتا", "مايتي")
}
_HUNDREDS |= {u + h: 100 * n for u, n in _UNITS.items() if 3 <= n <= 9 for h in _HUNDRED}
_ONES = _UNITS | {"احد": 1, "احدي": 1}  # with tens: «إحدى وعشرين»
_SCALES = {"الف": 1000, "الفا": 1000, "الاف": 1000, "مليون": 10**6, "مليونا": 10**6, "ملايين": 10**6}
# A scale that is a number of its own: (value, scale).
_ALONE = {
    "الف": (1000, 1000), "الفا": (1000, 1000), "الفان": (2000, 1000), "الفين": (2000, 1000), "الفي": (2000, 1000),
    "مليون": (10**6, 10**6), "مليونا": (10**6, 10**6),
    "مليونان": (2 * 10**6, 10**6), "مليونين": (2 * 10**6, 10**6), "مليوني": (2 * 10**6, 10**6),
}  # fmt: skip
_VAGUE = {
    "عشرات": 20, "العشرات": 20, "ميات": 200, "الميات": 200, "مءات": 200, "الاف": 2000, "الالاف": 2000,
    "بضعه": 3, "بضع": 3,
}  # fmt: skip
_DIGITS = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:[.،]\d{3})+)$")
_DECIMAL = re.compile(r"(\d+)[.،](\d{1,2})$")
_PARTS = {"نصف": 0.5, "ربع": 0.25}
# Words before a number, longest first: what they do to its bounds.
_BEFORE = (
    (("ما", "لا", "يقل", "عن"), "least"), (("بما", "لا", "يقل", "عن"), "least"), (("لا", "يقل", "عن"), "least"),
    (("لا", "تقل", "عن"), "least"), (("علي", "الاقل"), "least"),
    (("ما", "يزيد", "عن"), "over"), (("ما", "يزيد", "علي"), "over"), (("يزيد", "عن"), "over"),
    (("يزيد", "علي"), "over"),
    (("تزيد", "عن"), "over"), (("تزيد", "علي"), "over"), (("اكثر", "من"), "over"), (("اكثر",), "over"),
    (("ازيد", "من"), "over"),
    (("ما", "يفوق"), "over"), (("يفوق",), "over"), (("فاق",), "over"), (("تجاوز",), "over"), (("يتجاوز",), "over"),
    (("تجاوزت",), "over"), (("ما", "يقارب"), "about"), (("ما", "يقرب", "من"), "about"), (("ما", "يقدر", "ب"), "about"),
    (("لا", "يزيد", "عن"), "under"), (("لا", "يزيد", "علي"), "under"), (("لا", "تزيد", "عن"), "under"),
    (("لا", "تزيد", "علي"), "under"), (("لا", "يتجاوز"), "under"), (("لا", "تتجاوز"), "under"), (("تتجاوز",), "over"),
    (("يقارب",), "about"), (("قرابه",), "about"), (("نحو",), "about"), (("حوالي",), "about"), (("زهاء",), "about"),
    (("بحدود",), "about"), (("تقريبا",), "about"), (("اقل", "من"), "under"), (("حتي",), "under"),
)  # fmt: skip
_BOUNDS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _phrase, _effect in _BEFORE:
    _BOUNDS.setdefault(_phrase[0], []).append((_phrase, _effect))
_ORDINALS = frozenset(["الحادي", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"])
_LONGEST = 16  # tokens; «ثلاثة ملايين وأربعمئة وخمسة وعشرون ألفاً ومئة وأحد عشر» has ten
_AFTER = (
    (("علي", "الاقل"), "least"),
    (("كحد", "ادني"), "least"),
    (("علي", "اقل", "تقدير"), "least"),
    (("تقريبا",), "about"),
)
_MANY = (
    ("عدد", "كبير", "من"), ("اعداد", "كبيره", "من"), ("عدد", "من"), ("العديد", "من"), ("كثير", "من"), ("الكثير", "من"),
    ("مجموعه", "من"), ("عدد", "اخر", "من"), ("عدد", "غير", "معروف", "من"), ("عدد", "غير", "محدد", "من"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A count: its bounds and the tokens ``[start, end)`` that state it."""

    low: int
    high: int | None
    approximate: bool
    start: int
    end: int


def read(words: list[str], start: int, stop: int) -> Number | None:
    """Read the number phrase that begins at token `start`, bounds included.

    Parameters
    ----------
    words
        Tokens in plain spelling.
    start, stop
        Where it must begin; where the sentence ends.

    Returns
    -------
    The number, or None when no number begins there.

    Examples
    --------
    >>> read("ما لا يقل عن اثني عشر قتيلا".split(), 0, 7)
    Number(low=12, high=None, approximate=False, start=0, end=6)
    >>> read("خمسه وعشرين جريحا".split(), 0, 3).low
    25
    """
    if start < stop and words[start] not in _STARTS and not words[start][0].isdigit():
        return None
    if words[start : start + 1] == ["("] and words[start + 2 : start + 3] == [")"] and start + 2 < stop:
        inside = _plain(words, start + 1, start + 2)  # «(7) مطلوبين»
        return replace(inside, start=start, end=start + 3) if inside else None
    bound, at = _bound(words, start, stop)
    number = _between(words, at, stop) or _plain(words, at, stop)
    if number is None and bound is None:
        number = next(
            (Number(3, None, False, start, start + len(p)) for p in _MANY if _stands(words, start, p, stop)), None
        )
    if number is None:
        return None
    after = next(((effect, len(p)) for p, effect in _AFTER if _stands(words, number.end, p, stop)), None)
    if bound is None and after:
        bound = after[0]
        number = replace(number, end=number.end + after[1])
    return replace(_bounded(number, bound), start=start)


def least_after(words: list[str], at: int, stop: int) -> str | None:
    """Return the bound («على الأقل») that begins at token `at`, or None."""
    return next((effect for p, effect in _AFTER if _stands(words, at, p, stop)), None)


def _stands(words: list[str], at: int, phrase: tuple[str, ...], stop: int) -> bool:
    return at + len(phrase) <= stop and all(words[at + k] == w for k, w in enumerate(phrase))


def _bound(words: list[str], at: int, stop: int) -> tuple[str | None, int]:
    for phrase, effect in _BOUNDS.get(words[at], ()) if at < stop else ():
        if _stands(words, at, phrase, stop):
            is_denied = effect == "over" and at > 0 and words[at - 1] == "لا"
            return "under" if is_denied else effect, at + len(phrase)
    return None, at


def _bounded(number: Number, bound: str | None) -> Number:
    if bound == "least":
        return replace(number, high=None)
    if bound == "over":
        return replace(number, low=number.low + 1 if number.high is not None else number.low, high=None)
    if bound in ("about", "under"):
        return replace(number, approximate=True)
    return number


def _between(words: list[str], at: int, stop: int) -> Number | None:
    """Read «بين 20 و30», «20-30», «من 20 الى 30»."""
    opens = at < stop and words[at] in ("بين", "من", "مابين")
    first = _plain(words, at + 1 if opens else at, stop)
    if first is None or first.high is None or first.end >= stop:
        return None
    joint = words[first.end]
    if joint in ("-", "الي") or (opens and words[at] != "من" and joint == "و"):
        second = _plain(words, first.end + 1, stop)
    elif opens and words[at] != "من" and joint.startswith("و"):
        second = _plain([*words[: first.end], joint[1:], *words[first.end + 1 : stop]], first.end, stop)
    else:
        return None
    if second is None or second.high is None or second.low <= first.low:
        return None
    if joint == "-" and (words[at - 1 : at] == ["-"] or words[second.end : second.end + 1] == ["-"]):
        return None  # a date: «30-11-2022»
    return Number(first.low, second.high, False, at, second.end)


def _plain(words: list[str], at: int, stop: int) -> Number | None:
    if at >= stop:
        return None
    word = words[at]
    if word in ("ال", "و") and at + 1 < stop and words[at + 1].isdigit():  # «الـ12»
        return _plain(words, at + 1, stop)
    if word in _VAGUE:
        return _vague(words, at, stop)
    if word not in _OPENERS and not word[0].isdigit():
        return None
    return _exact(words, at, stop)


def _vague(words: list[str], at: int, stop: int) -> Number:
    if words[at] in ("بضع", "بضعه") and at + 1 < stop and words[at + 1] in _VAGUE:  # «بضع مئات»
        return replace(_vague(words, at + 1, stop), start=at)
    low, end = _VAGUE[words[at]], at + 1
    while end < stop and words[end] in ("الالاف", "الاف", "الملايين", "ملايين") and low in (20, 200):
        low *= 1000 if "لاف" in words[end] else 10**6
        end += 1
    return Number(low, None, False, at, end)


def _exact(words: list[str], at: int, stop: int) -> Number | None:
    """Read groups from the greatest scale down: «ثلاثة آلاف ومئتان وخمسة», «3 آلاف و200»."""
    if words[at] in _ALONE and at > 0 and (words[at - 1][0].isdigit() or words[at - 1] in _PARTS):
        return None  # the second half of «1.6 مليون»
    if words[at] in ("عشر", "عشره") and at > 0 and words[at - 1].removesuffix("ه") in _ORDINALS:
        return None  # the second half of «الحادي عشر»
    near = words[at : min(stop, at + _LONGEST)]
    total = end = 0
    scale = 10**9
    while end < len(near):
        rest, skipped = (near, 0) if end == 0 else _after_and(near, end)
        value, smaller, after = _group(rest, end + skipped) if rest else (None, 0, 0)
        if value is None or smaller >= scale or value >= scale:
            break
        if skipped and smaller == 1 and value < 100:  # «20 ألفاً و5 آليات» are two numbers
            break
        total, scale, end = total + value, smaller, after
        if scale == 1:
            break
    return Number(total, total, False, at, at + end) if end else None


def _after_and(words: list[str], at: int) -> tuple[list[str], int]:
    """Return the words with «و» cut off at `at`, and how many tokens it took; none without «و»."""
    if words[at] == "و":
        return (words, 1) if at + 1 < len(words) and words[at + 1].isdigit() else ([], 0)
    if len(words[at]) > 2 and words[at][0] == "و":
        return [*words[:at], words[at][1:], *words[at + 1 :]], 0
    return [], 0


def _group(words: list[str], at: int) -> tuple[int | None, int, int]:
    """Read one value below a thousand with its scale: ``(value, scale, end)``."""
    if at + 1 < len(words) and words[at + 1] in _SCALES and (part := _fraction(words[at])):
        return round(part * _SCALES[words[at + 1]]), _SCALES[words[at + 1]], at + 2
    if words[at][0].isdigit():
        value = int(re.sub(r"\D", "", words[at])) if _DIGITS.match(words[at]) else None
        end = at + 1
    else:
        value, end = _below_thousand(words, at)
    if value is None:
        known = _ALONE.get(words[at])
        if known and (words[at] != "الف" or at + 1 < len(words)):
            return *known, at + 1
        return None, 0, at
    if end < len(words) and words[end] in _SCALES:
        return value * _SCALES[words[end]], _SCALES[words[end]], end + 1
    return value, 1, end


def _fraction(word: str) -> float | None:
    """Read the «1.6» of «1.6 مليون» and the «نصف» of «نصف مليون»."""
    decimal = _DECIMAL.match(word)
    return float(f"{decimal[1]}.{decimal[2]}") if decimal else _PARTS.get(word)


def _below_thousand(words: list[str], at: int) -> tuple[int | None, int]:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in _HUNDREDS or (3 <= _UNITS.get(word, 0) <= 9 and following in _HUNDRED):
        value = _HUNDREDS.get(word) or _UNITS[word] * 100
        end = at + (1 if word in _HUNDREDS else 2)
        rest, after = _joined(words, end)
        return (value + rest, after) if rest is not None and rest < 100 else (value, end)
    if following in ("عشر", "عشره") and word.removeprefix("ال") in _TEENS:  # «الاثني عشر» too
        return _TEENS[word.removeprefix("ال")], at + 2
    if word in _ONES:
        rest, after = _joined(words, at + 1)
        if rest is not None and rest in _TENS.values():
            return _ONES[word] + rest, after
        return (_UNITS[word], at + 1) if word in _UNITS else (None, at)
    if word in _TENS:
        return _TENS[word], at + 1
    return None, at


def _joined(words: list[str], at: int) -> tuple[int | None, int]:
    """Read what «و» adds to a number: «(مئة) وخمسة وعشرين»."""
    rest, skipped = _after_and(words, at) if at < len(words) else ([], 0)
    return _below_thousand(rest, at) if rest and not skipped else (None, at)


_OPENERS = (
    frozenset(_ONES)
    | _TENS.keys()
    | _TEENS.keys()
    | _HUNDREDS.keys()
    | _ALONE.keys()
    | _PARTS.keys()
    | {"ال" + w for w in _TEENS}
)
# Every word that a number phrase can begin with; most words of a text begin none.
_STARTS = (
    _OPENERS
    | _BOUNDS.keys()
    | _VAGUE.keys()
    | _SCALES.keys()
    | {phrase[0] for phrase in _MANY}
    | {"بين", "مابين", "ما", "من", "ال", "و", "("}
)
