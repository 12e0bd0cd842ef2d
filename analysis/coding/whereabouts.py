"""Where it happens: the places of a clause, without what merely contains them."""

from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.mentions import Mention
from analysis.lexicon.words import word_class

_CONTAINERS = word_class("container")
_AWAY = word_class("away")
_AREAS = frozenset(("ريف", "بريف", "ريفي", "بريفي", "محافظه", "بمحافظه", "ارياف", "وريف"))
_FAMILIES = (
    frozenset(("air_strike", "shelling", "ground_attack", "shooting")),
    frozenset(("explosion", "vehicle_bomb", "suicide_bombing", "ied_blast")),
)
_LEAVING = frozenset(("withdrawal", "displacement", "troop_movement"))


def read(doc: Document, clause: Clause, found: Found, inside: list[Mention]) -> list[Mention]:
    """Return where it happens: the places of the clause, without what merely contains them."""
    spots = [m for m in inside if m.kind == "place"]
    if not spots:
        return []
    after = [m for m in spots if m.first >= found.first]
    stop = min((f.first for f in clause.found if f.first > found.first and not is_kin(f, found)), default=clause.last)
    after = [m for m in after if m.first < stop] or after
    before = [m for m in spots if m.last <= found.first]
    if found.trigger.event_type in _LEAVING and len(after) > 1:
        leaving = [m for m in after if not _heads_away(doc, m)]
        after = leaving or after
    chosen = after or before[-1:] + [m for m in before[:-1] if _listed_to(doc, before, m)]
    kept: list[Mention] = []
    for m in sorted(chosen, key=lambda m: m.first):
        if kept and _contains(doc, kept[-1], m):
            continue
        kept.append(m)
    local = [m for m in kept if not m.is_country] or kept
    inner = [m for m in local if not _is_area(doc, m)]
    return inner or local


def is_kin(first: Found, second: Found) -> bool:
    """Say whether two triggers may tell one event: both strikes, or both blasts."""
    kinds = {first.trigger.event_type, second.trigger.event_type}
    return len(kinds) == 1 or any(kinds <= family for family in _FAMILIES)


def _listed_to(doc: Document, spots: list[Mention], mention: Mention) -> bool:
    k = spots.index(mention)
    return all(joined(doc, spots[i], spots[i + 1]) for i in range(k, len(spots) - 1))


def _heads_away(doc: Document, mention: Mention) -> bool:
    return any(doc.tokens.words[t] in _AWAY for t in range(max(0, mention.first - 3), mention.first))


def _is_area(doc: Document, mention: Mention) -> bool:
    head = doc.tokens.words[mention.first - 1] if mention.first else ""
    return head in _AREAS


def _contains(doc: Document, first: Mention, second: Mention) -> bool:
    """Say whether `second` only tells where `first` lies: «الجلاء بريف البوكمال»."""
    between = doc.tokens.words[first.last : second.first]
    if second.is_country and len(between) < 8:
        return True
    if joined(doc, first, second) or len(between) > 7:
        return False
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
