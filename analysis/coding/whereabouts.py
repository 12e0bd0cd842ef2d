"""Where it happens: the places of a clause, without what merely contains them."""

from functools import cache

from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.lexicon.actors import country_actors
from analysis.lexicon.words import word_class
from analysis.text.normalise import fold

_CONTAINERS = word_class("container")
_AWAY = word_class("away")
_LEADING = word_class("place-preposition")
_MEASURES = word_class("measure")
_AREAS = frozenset(("ريف", "بريف", "ريفي", "بريفي", "محافظه", "بمحافظه", "ارياف", "وريف"))
_FAMILIES = (
    frozenset(("air_strike", "shelling", "ground_attack", "shooting")),
    frozenset(("explosion", "vehicle_bomb", "suicide_bombing", "ied_blast")),
)
_WIDE = frozenset(("region", "governorate", "mountain", "river", "sea", "road"))
_LEAVING = frozenset(("withdrawal", "displacement", "troop_movement"))


def read(doc: Document, clause: Clause, found: Found, inside: list[Mention]) -> list[Mention]:
    """Return where it happens: the places of the clause, without what merely contains or measures them.

    Parameters
    ----------
    doc, clause, found
        Where the trigger stands.
    inside
        Mentions of the clause in order.
    """
    spots = [m for m in inside if m.kind == "place" and not _stands_for_state(doc, m)]
    stop = min((f.first for f in clause.found if f.first > found.first and not is_kin(f, found)), default=clause.last)
    exposed = 0 <= clause.exposed < found.first
    before = _innermost(doc, [m for m in spots if m.last <= (clause.exposed if exposed else found.first)])
    after = [m for m in spots if m.first >= found.first]
    after = _innermost(doc, [m for m in after if m.first < stop] or after)
    if exposed and any(not m.is_country for m in before):
        return _chain(doc, before)
    if found.trigger.event_type in _LEAVING and after:
        after = [m for m in after if is_left(doc, clause, found, m)] or after[:1]
    return after or _chain(doc, before)


def _innermost(doc: Document, spots: list[Mention]) -> list[Mention]:
    """Drop the places that only tell where the one before lies or how far off; countries only stand alone."""
    kept: list[Mention] = []
    for m in spots:
        if kept and (_contains(doc, kept[-1], m) or _is_measured(doc, kept[-1], m)):
            continue
        kept.append(m)
    local = [m for m in kept if not m.is_country] or kept
    inner = [m for k, m in enumerate(local) if not _is_area(doc, m) or _is_listed(doc, local, k)]
    return inner or local


def _is_listed(doc: Document, spots: list[Mention], k: int) -> bool:
    """«ريفي إدلب وحماة»: one of two that are named together."""
    return k + 1 < len(spots) and joined(doc, spots[k], spots[k + 1])


def _chain(doc: Document, spots: list[Mention]) -> list[Mention]:
    """Return the last place and those listed with it."""
    k = len(spots) - 1
    while k > 0 and joined(doc, spots[k - 1], spots[k]):
        k -= 1
    return spots[max(k, 0) :]


def _stands_for_state(doc: Document, mention: Mention) -> bool:
    """«دربتهم واشنطن»: a capital or country that no preposition and no head leads to acts; it is no place."""
    if not names_state(mention) or mention.headed or mention.skip or not mention.first:
        return False
    return doc.tokens.words[mention.first - 1] not in _LEADING


def names_state(mention: Mention) -> bool:
    """Say whether a place is a country, or a capital that stands for one («أنقرة قصفت»)."""
    return mention.kind == "place" and _is_state_name(mention.name)


@cache
def _is_state_name(name: str) -> bool:
    return fold(name) in country_actors()


def is_left(doc: Document, clause: Clause, found: Found, place: Mention) -> bool:
    """Say whether the place is what one leaves: «من» leads to it, and nothing leads away in between."""
    words = doc.tokens.words
    for at in range(place.first - 1, max(clause.first, found.first) - 1, -1):
        if words[at] == "من":
            return True
        if words[at] in _AWAY:
            return False
    return place.last <= found.first


def _is_measured(doc: Document, first: Mention, second: Mention) -> bool:
    """«التي تبعد 60 كلم عن الرقة»: the second place only measures the first."""
    between = doc.tokens.words[first.last : second.first]
    return len(between) < 12 and any(w in _MEASURES for w in between)


def is_kin(first: Found, second: Found) -> bool:
    """Say whether two triggers may tell one event: both strikes, or both blasts."""
    kinds = {first.trigger.event_type, second.trigger.event_type}
    return len(kinds) == 1 or any(kinds <= family for family in _FAMILIES)


def _is_area(doc: Document, mention: Mention) -> bool:
    head = doc.tokens.words[mention.first - 1] if mention.first else ""
    return head in _AREAS


def _is_wide(mention: Mention) -> bool:
    return mention.place is not None and mention.place.kind in _WIDE


def _contains(doc: Document, first: Mention, second: Mention) -> bool:
    """Say whether `second` only tells where `first` lies: «الجلاء بريف البوكمال»."""
    between = doc.tokens.words[first.last : second.first]
    if second.is_country and len(between) < 8:
        return True
    if joined(doc, first, second) or len(between) > 7:
        return False
    if _is_wide(second) and not _is_wide(first):
        return True
    return any(w in _CONTAINERS for w in between)


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
