"""Places that the text only gives by another: «7 كلم شرق الآبار», «ريف حماة الشمالي», «بين شاعر والفرقلس»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.geometry import Point, distance_km, midpoint, moved
from analysis.lexicon import places, tabledata
from analysis.lexicon.words import word_class
from analysis.text import numbers

_UNITS = word_class("kilometre")
_METRES = word_class("metre")
_FILLERS = word_class("distance-filler")
_OF = word_class("direction-of")
_COUNTRYSIDE = word_class("countryside")
_BETWEEN = word_class("between")
_LEAST, _SHARE = 2.0, 0.25  # km, and share of the distance: how far off the point may be
_HALF_TURN = 45.0  # degrees to each side of a direction
# How many km a direction without a distance may mean, from what it is told.
_REACH_OF_GOVERNORATE, _REACH_OF_TOWN, _REACH_OF_VILLAGE = 60.0, 25.0, 10.0
_BETWEEN_MOST = 120.0  # km; «بين دمشق وحلب» further apart says nothing of where
_CLOSE = 25.0  # km around a known point, UCDP's second level
_DISTRICT = 60.0
_NO_ANCHORS = frozenset(("country", "sea", "river", "road"))


@dataclass(frozen=True, slots=True)
class Relative:
    """A place given by others: tokens ``[first, last)``, its anchors, and what the words allow of where it lies.

    ``bearing`` is in degrees, None where no direction is said; ``point`` and ``radius_km`` hold the area in
    which it lies, None where an anchor has no point; ``sector`` is the pair of bearings that bound it where no
    distance is said.
    """

    rule: str
    first: int
    last: int
    anchors: tuple[Mention, ...]
    bearing: float | None
    distance_km: float | None
    point: Point | None
    radius_km: float | None
    sector: tuple[float, float] | None
    where_prec: int


def find(doc: Document, mentions: Sequence[Mention]) -> list[Relative]:
    """Return the relative expressions of an article, in order; `mentions` are all of its mentions.

    Examples
    --------
    >>> from analysis.coding import document, mentions
    >>> doc = document.read({"article_id": "x", "text": "انفجار على بعد 12 كلم شرق مدينة تدمر."})
    >>> [(r.bearing, r.distance_km, r.radius_km, r.where_prec) for r in find(doc, mentions.find(doc))]
    [(90.0, 12.0, 3.0, 2)]
    """
    found = []
    spots = [m for m in mentions if m.kind == "place" and (m.place is None or m.place.kind not in _NO_ANCHORS)]
    for k, m in enumerate(spots):
        following = spots[k + 1] if k + 1 < len(spots) else None
        made = _between(doc, m, following) or _countryside(doc, m) or _offset(doc, m)
        if made is not None:
            found.append(made)
    return found


@cache
def _bearings() -> dict[str, float]:
    table = tabledata.load("directions.csv", required=("word", "bearing"))
    return {row["word"]: float(row["bearing"]) for row in table.to_dict("records")}


def direction(word: str) -> float | None:
    """Return the bearing of «شمال», «الشمالي», «بالشمال», «شمالاً», or None."""
    known = _bearings()
    for cut in (0, 1):
        bare = word[cut:].removeprefix("ال").removeprefix("ل")
        for end in ("", "ي", "يه", "ا", "يين"):
            if end and not bare.endswith(end):
                continue
            stem = bare[: len(bare) - len(end)] if end else bare
            if stem in known:
                return known[stem]
    return None


def _turned(first: float, second: float) -> float:
    """Return the direction between two: «شمال شرق», «الجنوبي الغربي»."""
    if abs(first - second) == 180:
        return first
    if abs(first - second) > 180:
        first, second = (first + 360, second) if first < second else (first, second + 360)
    return (first + second) / 2 % 360


def _directions(doc: Document, at: int, step: int, low: int, high: int) -> tuple[float | None, int]:
    """Read one direction or two from token `at` on, forwards or backwards; return it and the token after."""
    words = doc.tokens.words
    read: list[float] = []
    while low <= at < high and len(read) < 2 and (bearing := direction(words[at])) is not None:
        read.append(bearing)
        at += step
    if not read:
        return None, at
    return (read[0] if len(read) == 1 else _turned(*read)), at


def _distance(doc: Document, at: int, low: int, high: int) -> tuple[float | None, int, int]:
    """Return the km stated around token `at`, which holds the unit, with its first token and the one after."""
    words = doc.tokens.words
    if not low <= at < high:
        return None, at, at
    scale = 1.0 if words[at] in _UNITS else (0.001 if words[at] in _METRES else 0.0)
    if not scale:
        return None, at, at
    if words[at].endswith("ين"):  # «كيلومترين»
        return 2 * scale, at, at + 1
    for first in range(max(low, at - 4), at):
        number = numbers.read(words, first, at)
        if number is not None and number.end == at and number.low > 0:
            # «7 الى 9 كلم»: the middle
            return (number.low + (number.high or number.low)) / 2 * scale, first, at + 1
    return (scale, at, at + 1) if words[at] in ("كيلومتر", "الكيلومتر") else (None, at, at)


def _heads_before(doc: Document, at: int, low: int) -> int:
    """Return the first token of the head nouns that stand right before `at`."""
    words = doc.tokens.words
    while at - 1 >= low and words[at - 1] not in _COUNTRYSIDE and places.is_head(words[at - 1]):
        if direction(words[at - 1]) is not None:
            break
        at -= 1
    return at


def _offset(doc: Document, m: Mention) -> Relative | None:
    """«7 كلم شرق الآبار», «غربي قرية …», «شرق المدينة … بنحو 7 كلم», «على بعد 7 كلم من …»."""
    words = doc.tokens.words
    line = doc.line_at(m.first)
    low, high = line.first, line.last
    first = _heads_before(doc, m.first, low)
    at = first - 1
    if at >= low and words[at] in _OF:
        at -= 1
    bearing, before = _directions(doc, at, -1, low, high)
    if bearing is not None:
        first = before + 1
        at = before
    while at >= low and words[at] in _FILLERS:
        at -= 1
    km, begins, _ = _distance(doc, at, low, high)
    last = m.last
    if km is not None:
        first = begins
    elif bearing is not None:
        after = m.last
        while after < high and words[after] in _FILLERS:
            after += 1
        unit = next((t for t in range(after, min(after + 4, high)) if words[t] in _UNITS or words[t] in _METRES), None)
        if unit is not None:
            km, begins, ends = _distance(doc, unit, after, high)
            last = ends if km is not None and begins == after else last
            km = km if begins == after else None
    if bearing is None and km is None:
        return None
    return _placed("offset" if km is not None else "direction", doc, first, last, m, bearing, km)


def _countryside(doc: Document, m: Mention) -> Relative | None:
    """«ريف حماة الشمالي», «ريف دمشق الغربي»: a sector around the town or in the governorate."""
    words = doc.tokens.words
    high = doc.line_at(m.first).last
    before = words[m.first - 1] if m.first else ""
    own = words[m.first][m.skip :]
    if before not in _COUNTRYSIDE and before[1:] not in _COUNTRYSIDE and own not in _COUNTRYSIDE:
        return None
    bearing, after = _directions(doc, m.last, 1, 0, high)
    if bearing is None or not words[m.last].startswith("ال"):
        return None
    first = m.first if own in _COUNTRYSIDE else m.first - 1
    return _placed("countryside", doc, first, after, m, bearing, None)


def _between(doc: Document, m: Mention, following: Mention | None) -> Relative | None:
    """«بين شاعر والفرقلس»: halfway, with half the distance as the radius."""
    words = doc.tokens.words
    low = doc.line_at(m.first).first
    first = _heads_before(doc, m.first, low)
    if following is None or first - 1 < low or words[first - 1] not in _BETWEEN:
        return None
    between = words[m.last : following.first]
    heads = places.heads()
    joined = following.skip > 0 or bool(between and between[0].startswith("و"))
    if not joined or any(w not in ("و",) and w.removeprefix("و") not in heads for w in between):
        return None
    one, other = _point(m), _point(following)
    if one is None or other is None:
        return None
    apart = distance_km(one, other)
    if apart > _BETWEEN_MOST or apart == 0:
        return None
    radius = max(_LEAST, apart / 2)
    prec = 2 if radius <= _CLOSE else 5
    middle = midpoint(one, other)
    return Relative("between", first - 1, following.last, (m, following), None, None, middle, radius, None, prec)


def _point(m: Mention) -> Point | None:
    place = m.place
    return None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)


def _placed(
    rule: str, doc: Document, first: int, last: int, m: Mention, bearing: float | None, km: float | None
) -> Relative:
    """Return the location that direction and distance give, as exact as they are and no more."""
    anchor = _point(m)
    kind = m.place.kind if m.place is not None else "village"
    sector = None if bearing is None or km is not None else ((bearing - _HALF_TURN) % 360, (bearing + _HALF_TURN) % 360)
    if km is not None:
        # Without a direction it lies anywhere on the circle around the anchor.
        radius = max(_LEAST, km * _SHARE) if bearing is not None else km
        point = anchor if anchor is None or bearing is None else moved(anchor, bearing, km)
        prec = 2 if km <= _CLOSE else (3 if km <= _DISTRICT else 4)
        return Relative(rule, first, last, (m,), bearing, km, point, radius, None, prec)
    town = _REACH_OF_TOWN if kind == "settlement" and rule == "countryside" else _REACH_OF_VILLAGE
    wide = kind in ("governorate", "region") or (not _is_town(doc, m) and _names_governorate(m))
    reach = _REACH_OF_GOVERNORATE if wide else town
    point = None if anchor is None or bearing is None else moved(anchor, bearing, reach / 2)
    return Relative(rule, first, last, (m,), bearing, None, point, reach / 2, sector, 4 if wide else 2)


def _is_town(doc: Document, m: Mention) -> bool:
    """Say whether «مدينة» or the like stands before a name."""
    head = places.heads().get(doc.tokens.words[m.first - 1].removeprefix("ب").removeprefix("ل")) if m.first else None
    return head is not None and head.kind in ("settlement", "village", "quarter")


def _names_governorate(m: Mention) -> bool:
    """«ريف حماة», «شمال حلب»: the governorate that bears the town's name, unless «مدينة» stands before it."""
    return m.place is not None and m.place.name == m.place.governorate


def anchors(found: Sequence[Relative]) -> Iterator[int]:
    """Yield the first token of every mention that only helps to place something else."""
    for relative in found:
        for m in relative.anchors:
            yield m.first
