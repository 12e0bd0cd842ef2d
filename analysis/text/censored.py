"""Words that writers of posts split with dots so that a platform does not read them: «ق.صف», «استشها.د»."""

import re

# In plain spelling; what may stand before and behind them is a clitic or an ending.
_WORDS = (
    "احتلال", "ارهاب", "استشهاد", "استشهد", "استهداف", "استهدف", "اسراييليه", "اسراييلي", "اسراييل", "اعتقال",
    "اعدام", "اغتيال", "انزال", "انفجار", "تفجير", "جثث", "جثه", "جراء", "جرح", "جيش", "حربيه", "حزب", "داعش",
    "دماء", "دوله", "سلاح", "شهداء", "شهيد", "صاروخ", "صواريخ", "ضحايا", "طيران", "عبوه", "عدوان", "غارات",
    "غاره", "غزه", "قتل", "قتيل", "قذايف", "قذيفه", "قصف", "قنبله", "مجزره", "مدفع", "مسلح", "مسيره", "مقتل",
    "هجوم",
)  # fmt: skip
_ENDING = 5  # letters: «إسرائيلية»
_REACH = 24
_PLAIN = str.maketrans("أإآىئؤة", "اااييوه")
_BEFORE = re.compile("[\u0621-\u063a\u0641-\u064a.]*$")
_BEHIND = re.compile("[\u0621-\u063a\u0641-\u064a.]*")
_SPLIT = re.compile(rf"(?:[وف]?(?:ب?ال|لل|[بلك])?|)(?P<word>{'|'.join(_WORDS)})[\u0621-\u064a]{{0,{_ENDING}}}")


def is_inside(text: str, dot: int) -> bool:
    """Say whether a dot stands inside a word that dots are used to hide, rather than between two sentences.

    Examples
    --------
    >>> is_inside("ق.صف", 1), is_inside("القصف.وأضاف", 5), is_inside("د.محمد", 1)
    (True, False, False)
    """
    before = _BEFORE.search(text[max(0, dot - _REACH) : dot])
    behind = _BEHIND.match(text[dot + 1 : dot + 1 + _REACH])
    if before is None or behind is None:
        return False
    first = before.group().replace(".", "")
    found = _SPLIT.fullmatch((first + behind.group().replace(".", "")).translate(_PLAIN))
    return found is not None and found.start("word") < len(first) < found.end("word")
