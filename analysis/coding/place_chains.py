"""Places named one behind another: which are listed together, and which only tell where another lies."""

from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.coding.relative import direction
from analysis.lexicon.words import word_class

_CONTAINERS = word_class("container")
_MEASURES = word_class("measure")
_NEAR = word_class("close-to")
_NEAR_REACH = 3
_COUNTRYSIDE = frozenset(("الريف", "بالريف"))
_TOWN_OF = frozenset(("مدينه", "بمدينه", "لمدينه"))
_AREAS = word_class("rural-area")
_AREA_HEADS = word_class("area-before-village")
_LEADS_TO_AREA = frozenset(("في", "منطقه", "بمنطقه", "ناحيه", "بناحيه"))
_RURAL = frozenset(("قريه", "بلده", "قري", "بلدات"))
_VILLAGES = _RURAL | {"حي", "مخيم"}
_LYING = word_class("lying")
_WAYS = word_class("way")
_WIDE = frozenset(("region", "governorate", "mountain", "river", "sea", "road"))
_CONTAINER_REACH = 4
_LIST_REACH = 4  # a comma, a head and a name: «، وبلدة كفرنوران»


def joined(doc: Document, first: Mention, second: Mention) -> bool:
    """Say whether two names are joined by «و» or a comma with at most one head between."""
    words = doc.tokens.words[first.last : second.first + 1]
    if not words or len(words) > 4:
        return False
    return (
        words[0] == "و"
        or (words[0].startswith("و") and not doc.has(first.last, "clause"))
        or (words[0] == "،" and len(words) <= 2)
    )


def contains(doc: Document, first: Mention, second: Mention) -> bool:
    """Say whether `second` only tells where `first` lies: «الجلاء بريف البوكمال»."""
    between = doc.tokens.words[first.last : second.first]
    if joined(doc, first, second):
        return False
    if second.is_country and len(between) < 8:
        return True
    if len(between) > 7:
        return False
    if _is_wide(second) and not _is_wide(first):
        return True
    quarter = first.place is not None and first.place.kind == "quarter"
    if quarter and not _TOWN_OF.isdisjoint(between):  # «حي النشوة بجنوب مدينة الحسكة»: in the town
        return False
    if not _COUNTRYSIDE.isdisjoint(between):  # «بالريف الغربي لبلدة ...»
        return between[-1].startswith("ل") or doc.tokens.words[second.first].startswith("ل")
    village = first.first > 0 and doc.tokens.words[first.first - 1] in _RURAL
    if village and between and between[-1] in _LEADS_TO_AREA and len(between) <= 2:
        return True  # «قرية ثلجة بمنطقة جرابلس», «بلدة البلدق في جرابلس»
    return any(w in _CONTAINERS for w in between[-_CONTAINER_REACH:])


def innermost(doc: Document, spots: list[Mention]) -> list[Mention]:
    """Drop the places that only tell where the one before lies or how far off; countries only stand alone."""
    kept: list[Mention] = []
    edge: Mention | None = None  # what the place before lies in
    end: Mention | None = None  # of the road that the place before lies on
    for m in spots:
        if edge is not None and _begins_anew(doc, edge, m):
            edge = end = None
            kept.append(m)
            continue
        if kept and _lies_inside(doc, kept[-1], m):
            kept[-1] = m
            continue
        if end is not None and _leads_on(doc, end, m):
            end = m
            continue
        end = None
        if kept and _is_near(doc, kept[-1], m) and _is_land(kept[-1]) and not _is_land(m):
            kept[-1] = m  # «في سوريا قرب بلدة أطمة»: near it is where in all that land
            continue
        if kept and (contains(doc, kept[-1], m) or _is_measured(doc, kept[-1], m)):
            end = m if _lies_on_the_way(doc, kept[-1], m) else None
            edge = m
            continue
        edge = None
        kept.append(m)
    local = [m for m in kept if not m.is_country] or kept
    inner = [m for k, m in enumerate(local) if not _is_area(doc, m) or _is_listed(doc, local, k)]
    return inner or local


def _begins_anew(doc: Document, edge: Mention, place: Mention) -> bool:
    """«سان جنوبي إدلب، وكفرنوران غربي حلب»: behind what the first lies in, the list goes on."""
    start = edge.last
    while start < place.first and doc.tokens.words[start].startswith("ال"):  # «بريف إدلب الغربي، و...»
        start += 1
    words = doc.tokens.words[start : place.first + 1]
    goes_on = words[:1] == ["،"] and len(words) <= _LIST_REACH and words[1].startswith("و")
    return goes_on and not _is_wide(place) and not any(doc.has(t, "clause") for t in range(start, place.first))


def listed_with(doc: Document, spots: list[Mention]) -> list[Mention]:
    """Return the first place and those listed with it: «تعرضت قريتا … و… بريف … لقصف»."""
    k = 1
    while k < len(spots) and joined(doc, spots[k - 1], spots[k]):
        k += 1
    return spots[:k]


def chain(doc: Document, spots: list[Mention]) -> list[Mention]:
    """Return the last place and those listed with it."""
    k = len(spots) - 1
    while k > 0 and joined(doc, spots[k - 1], spots[k]):
        k -= 1
    return spots[max(k, 0) :]


def _lies_inside(doc: Document, first: Mention, second: Mention) -> bool:
    """«في منطقة الشدادي قرية كذا»: a village right behind the area that it lies in, with nothing between."""
    words = doc.tokens.words
    between = words[first.last : second.first]
    area = first.first > 0 and words[first.first - 1] in _AREA_HEADS
    return area and len(between) == 1 and between[0] in _VILLAGES


def _lies_on_the_way(doc: Document, first: Mention, second: Mention) -> bool:
    """«الواقع بين مدينة أريحا وبلدة المسطومة», «الواقع على طريق حمص - سلمية»: two names tell where one place lies."""
    between = doc.tokens.words[first.last : second.first]
    return any(w in _LYING for w in between) and any(w in _WAYS for w in between)


def _leads_on(doc: Document, first: Mention, second: Mention) -> bool:
    return joined(doc, first, second) or doc.tokens.words[first.last : second.first] == ["-"]


def _is_near(doc: Document, first: Mention, second: Mention) -> bool:
    between = doc.tokens.words[first.last : second.first]
    return between[:1] != [] and between[0] in _NEAR and len(between) <= _NEAR_REACH


def _is_land(mention: Mention) -> bool:
    return mention.place is not None and mention.place.kind in ("country", "governorate", "region")


def _is_listed(doc: Document, spots: list[Mention], k: int) -> bool:
    """«ريفي إدلب وحماة», «شرق إدلب وغرب حلب»: one of two areas that are named together."""
    first = k + 1 < len(spots) and joined(doc, spots[k], spots[k + 1])
    return first or (k > 0 and _is_area(doc, spots[k - 1]) and joined(doc, spots[k - 1], spots[k]))


def _is_measured(doc: Document, first: Mention, second: Mention) -> bool:
    """«التي تبعد 60 كلم عن الرقة»: the second place only measures the first."""
    between = doc.tokens.words[first.last : second.first]
    return len(between) < 12 and any(w in _MEASURES for w in between)


def _is_area(doc: Document, mention: Mention) -> bool:
    """Say whether only the land around a place is named: «ريف حماة», «غربي حماة»."""
    head = doc.tokens.words[mention.first - 1] if mention.first else ""
    return head in _AREAS or direction(head) is not None


def _is_wide(mention: Mention) -> bool:
    return mention.place is not None and mention.place.kind in _WIDE
