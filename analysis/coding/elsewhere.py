"""Places of a clause where its event does not happen: where people stand, come from or are taken to."""

from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.event import BLASTS, FIRE, LEAVING
from analysis.coding.mention import Mention
from analysis.coding.place_chains import contains, joined
from analysis.lexicon import people, places
from analysis.lexicon.words import word_class

_TRANSPORT = word_class("transport")
_BORN = word_class("born-in")
_OFFICES = word_class("office")
_LEADING_IN = word_class("where-preposition")
_ORIGIN_REACH = 3
_SAID_REACH = 3
_SAYING_REACH = 14
_QUOTES = frozenset(("«", "»", '"', "“", "”", "'"))
_THAT = word_class("that")
_OFFICIAL = word_class("speaks-somewhere")
_SET_OUT = word_class("set-out")
_SET_OUT_REACH = 10
_LENT = word_class("lent-base")
_BASES = word_class("air-base")
_GOAL_REACH = 6
_STATIONED = word_class("stationed")
_STATION_REACH = 3
_POSITIONS = word_class("own-positions")
_STAND_REACH = 8
_QUANTITY = word_class("quantity")
_DONE_AT = FIRE | BLASTS | {"killing"}


def is_goal(doc: Document, clause: Clause, found: Found, place: Mention) -> bool:
    """«نُقلوا إلى مشفى مدينة …»: where the wounded are taken, or aircraft return, is not where it happened."""
    if found.trigger.event_type in LEAVING or found.trigger.frame in ("take", "lose", "fallto"):
        return False
    words = doc.tokens.words
    low = max(clause.line.first, place.first - _GOAL_REACH)
    to = next((t for t in range(place.first - 1, low - 1, -1) if words[t] in ("الي", "لمشفي", "لمستشفي")), None)
    if to is None:
        return False
    moved = words[max(clause.line.first, to - _GOAL_REACH) : to]
    return any(w in _TRANSPORT or w.removeprefix("و") in _TRANSPORT for w in moved)


def is_origin(doc: Document, found: Found, place: Mention, spots: list[Mention]) -> bool:
    """«من أبناء قرية ...» is where somebody is from; «قصف من ... على ...» comes from the first of the two."""
    words = doc.tokens.words
    near = words[max(0, place.first - _ORIGIN_REACH) : place.first]
    if any(w in _BORN or w[1:] in _BORN for w in near) or _is_of_title(near) or _is_where_said(doc, place):
        return True
    if not _LENT.isdisjoint(near) and any(w in _BASES for w in near):
        return True  # «باستخدام قاعدة إنجرليك لشن غارات»
    low = max(0, place.first - _SET_OUT_REACH)
    out = [t for t in range(low, place.first - 1) if words[t] in _SET_OUT and "من" in words[t + 1 : t + 5]]
    if out and not any(out[-1] < m.first < place.first for m in spots):
        return True
    if found.trigger.event_type not in FIRE or place.first < found.last:
        return False
    fired = "من" in words[found.last : place.first] and "علي" not in words[found.last : place.first]
    hit = (m for m in spots if m.first > place.first and "علي" in words[place.last : m.first])
    return fired and next(hit, None) is not None


def _is_where_said(doc: Document, place: Mention) -> bool:
    """«قال الوزير للصحافيين في أنقرة إن ...»: where an official speaks is not where it happened."""
    words = doc.tokens.words
    behind = [w for w in words[place.last : place.last + _SAID_REACH] if w not in _QUOTES]
    line = doc.line_at(place.first)
    low = max(line.first, place.first - _SAYING_REACH)
    said = next((t for t in range(place.first - 1, low - 1, -1) if doc.has(t, "speech")), None)
    if behind[:1] == [] or behind[0] not in _THAT or said is None:
        return False
    return any(w.removeprefix("و") in _OFFICIAL for w in words[said : place.first])


def without_stands(doc: Document, found: Found, spots: list[Mention]) -> list[Mention]:
    """Drop where the people of the clause stand or come from, with what is listed there or contains it."""
    if found.trigger.event_type not in _DONE_AT:
        return spots
    kept: list[Mention] = []
    dropped: Mention | None = None
    for m in spots:
        goes_on = dropped is not None and (joined(doc, dropped, m) or contains(doc, dropped, m))
        dropped = m if goes_on or _is_of_somebody(doc, m, spots) else None
        kept += [] if dropped is m else [m]
    return kept


def _is_of_somebody(doc: Document, place: Mention, spots: list[Mention]) -> bool:
    """«المتمركزة في سراقب», «من مواقعها قرب ...», «عائلة من بلدة ...»: where people stand or come from."""
    words = doc.tokens.words
    low = max(doc.line_at(place.first).first, place.first - _STAND_REACH)
    if not _STATIONED.isdisjoint(words[max(low, place.first - _STATION_REACH) : place.first]):
        return True
    of = next((t for t in range(place.first - 1, low, -1) if words[t] == "من"), None)
    if of is None or any(words[t] == "علي" or doc.is_trigger(t) for t in range(of, place.first)):
        return False
    if any(of < m.first < place.first for m in spots):
        return False
    behind = words[of + 1 : place.first]
    if behind and behind[0] in _POSITIONS:
        return words[of - 1] not in _QUANTITY
    home = all(places.is_head(w) for w in behind)
    return home and people.lookup(words, of - 1, of) is not None


def _is_of_title(near: list[str]) -> bool:
    """«مختار بلدة الطيبة», «والي دمشق»: where somebody holds an office is not where it happened."""
    held = [k for k, w in enumerate(near) if w in _OFFICES or w.removeprefix("و") in _OFFICES]
    return bool(held) and not any(w in _LEADING_IN or w == "،" for w in near[held[-1] + 1 :])
