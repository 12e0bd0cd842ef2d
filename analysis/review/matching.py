"""When a coded row and an annotated one say the same."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from analysis.review.gold import Row

Same = Callable[[Row, Row], bool]

_ORNAMENT = re.compile('[\u064b-\u065f\u0670\u0640«»"“”()]')
_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه"})
# Words that tell what kind of place it is; newspapers put and leave them out freely.
_KINDS = frozenset(
    (
        "مدينه",
        "بلده",
        "قريه",
        "حي",
        "محافظه",
        "منطقه",
        "ريف",
        "صحراء",
        "جبل",
        "تل",
        "مزار",
        "دوار",
        "معسكر",
        "مطار",
        "العسكري",
        "حقل",
        "حقول",
        "ابار",
        "النفطي",
        "الغازي",
        "للغاز",
    )
)
# Folded names of one place that share no spelling; the second is the one compared.
_OTHER_NAMES = {
    "كوباني": "عينعرب",
    "سريكانيه": "راسعين",
    "قامشلو": "قامشلي",
    "كريسبي": "ابيض",
    "ثوره": "طبقه",
    "شداده": "شدادي",
    "تيفور": "t4",
    "سوريه": "سوريا",
    "كيليس": "كلس",
    "سوروتش": "سروج",
    "انقره": "تركيا",
    "موسكو": "روسيا",
}
# Shorter names are within too many others («حلب» in «حلبجة»).
_LEAST_WITHIN = 4


def pairs(coded: Sequence[Row], gold: Sequence[Row], *, same: Same) -> list[tuple[int, int]]:
    """Pair coded with annotated rows whose spans overlap and that are the same; each is used once.

    Annotations that are required come first, then the longer overlap, then the order of the rows.

    Parameters
    ----------
    coded, gold
        Rows with ``start`` and ``end`` in characters, end exclusive; those of `gold` may be ``optional``.
    same
        Says of a coded and an annotated row whether they name the same.

    Returns
    -------
    Positions in `coded` and in `gold`.

    Examples
    --------
    >>> pairs([{"start": 0, "end": 5}], [{"start": 5, "end": 9}, {"start": 4, "end": 6}],
    ...       same=lambda c, g: True)
    [(0, 1)]
    """
    possible = []
    for i, one in enumerate(coded):
        for j, other in enumerate(gold):
            shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
            if shared > 0 and same(one, other):
                possible.append((bool(other.get("optional")), -shared, i, j))
    made: list[tuple[int, int]] = []
    coded_left, gold_left = set(range(len(coded))), set(range(len(gold)))
    for _, _, i, j in sorted(possible):
        if i in coded_left and j in gold_left:
            coded_left.remove(i)
            gold_left.remove(j)
            made.append((i, j))
    return made


def common(coded: Sequence[str], gold: Sequence[str], *, same: Callable[[str, str], bool]) -> int:
    """Return how many values of two lists are the same, each used once.

    Examples
    --------
    >>> common(["الرقة", "حلب"], ["مدينة الرقة"], same=same_place)
    1
    """
    left = list(gold)
    for value in coded:
        found = next((g for g in left if same(value, g)), None)
        if found is not None:
            left.remove(found)
    return len(gold) - len(left)


def same_place(one: str | None, other: str | None) -> bool:
    """Say whether two Arabic names are of one place, whatever the spelling and the words of kind.

    A name within the other is enough; a missing name is the same as none.

    Examples
    --------
    >>> same_place("مدينة الحسكة", "حسكه"), same_place("كوباني", "عين العرب"), same_place(None, "حلب")
    (True, True, False)
    """
    a, b = _folded(one), _folded(other)
    if not a or not b:
        return False
    return a == b or (min(len(a), len(b)) >= _LEAST_WITHIN and (a in b or b in a))


def same_actor(coded: Row, gold: Row) -> bool:
    """Say whether a mention is of the annotated actor."""
    return bool(coded["entity_id"] == gold["actor"])


def same_event(coded: Row, gold: Row) -> bool:
    """Say whether an event is of the annotated type."""
    return bool(coded["event_type"] == gold["type"])


def same_control(coded: Row, gold: Row) -> bool:
    """Say whether a claim is of the annotated place, taker and status; a loser only one of them names agrees."""
    lost = value(coded["lost_by"])
    return (
        same_place(value(coded["place_name"]), gold["place"])
        and bool(value(coded["gained_by"]) == gold["gained_by"])
        and (gold["lost_by"] is None or lost is None or bool(lost == gold["lost_by"]))
        and bool(coded["status"] == gold["status"])
    )


def same_casualties(coded: Row, gold: Row) -> bool:
    """Say whether a count is of the annotated victims, outcome and lower bound."""
    return bool(
        value(coded["victim"]) == gold["group"]
        and coded["outcome"] == gold["outcome"]
        and value(coded["low"]) == gold["low"]
    )


def value(cell: Any) -> Any:
    """Return a cell of a table, None when it is missing or empty."""
    return None if cell == "" or pd.isna(cell) else cell


def _folded(name: str | None) -> str:
    letters = _ORNAMENT.sub("", unicodedata.normalize("NFKD", name or "")).translate(_LETTERS)
    every = letters.split()
    # A name made of such words alone («المنطقة») keeps them.
    words = "".join([w for w in every if w not in _KINDS] or every)
    bare = words.replace("ال", "") or words
    return _OTHER_NAMES.get(bare, bare)
