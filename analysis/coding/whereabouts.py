"""Where it happens: the places of a clause, without what merely contains them."""

from functools import cache

from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.lexicon import people, places
from analysis.lexicon.actors import country_actors
from analysis.lexicon.words import word_class
from analysis.text.normalise import fold

_CONTAINERS = word_class("container")
_AWAY = word_class("away")
_LEFT = word_class("left-pronoun")
_LEADING = word_class("place-preposition")
_MEASURES = word_class("measure")
_NEAR = word_class("close-to")
_NEAR_REACH = 3
_TOWN_OF = frozenset(("مدينه", "بمدينه", "لمدينه"))
_AREAS = word_class("rural-area")
_LYING = word_class("lying")
_WAYS = word_class("way")
_FAMILIES = (
    frozenset(("air_strike", "shelling", "ground_attack", "shooting")),
    frozenset(("explosion", "vehicle_bomb", "suicide_bombing", "ied_blast")),
)
_WIDE = frozenset(("region", "governorate", "mountain", "river", "sea", "road"))
_TRANSPORT = word_class("transport")
_PRONOUNS = word_class("place-pronoun")
_RELATIVE = word_class("relative")
_BORN = word_class("born-in")
_OFFICES = word_class("office")
_LEADING_IN = word_class("where-preposition")
_ORIGIN_REACH = 3
_SET_OUT = word_class("set-out")
_SET_OUT_REACH = 7
_GOAL_REACH = 6
_STATIONED = word_class("stationed")
_STATION_REACH = 3
_POSITIONS = word_class("own-positions")
_STAND_REACH = 8
_QUANTITY = word_class("quantity")
_DONE_AT = frozenset((*_FAMILIES[0], *_FAMILIES[1], "killing"))
_CONTAINER_REACH = 4
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
    spots = [m for m in inside if m.kind == "place" and not _is_goal(doc, clause, found, m)]
    spots = [m for m in spots if not _is_origin(doc, found, m, spots)]
    spots = [m for k, m in enumerate(spots) if not _acts_or_speaks(doc, found, m, spots[k - 1] if k else None)]
    spots = _where_nobody_stands(doc, found, spots) or spots
    later = [f for f in clause.found if f.first > found.first]
    stop = min((f.first for f in later if not is_kin(f, found) or _begins_anew(f)), default=clause.last)
    exposed = 0 <= clause.exposed < found.first
    before = _innermost(doc, [m for m in spots if m.last <= (clause.exposed if exposed else found.first)])
    subject = _innermost(doc, [m for m in spots if exposed and clause.exposed < m.first and m.last <= found.first])
    if subject:
        return _listed_with(doc, subject)
    if _takes_up(doc, clause, found):
        told = _antecedent(doc, clause, found, spots)
        if told or any(not m.is_country for m in before):
            return told or _chain(doc, before)
    after = [m for m in spots if m.first >= found.first]
    after = _innermost(doc, [m for m in after if m.first < stop] or after)
    if exposed and any(not m.is_country for m in before):
        return _chain(doc, before)
    if found.trigger.event_type in _LEAVING and after:
        after = [m for m in after if is_left(doc, clause, found, m)] or after[:1]
    return after or _chain(doc, before)


def _begins_anew(found: Found) -> bool:
    """«سيطرت على ... وبسطت سيطرتها على ...»: a further verb has places of its own."""
    return found.clitic == "و" and found.form.tense != "noun"


def _takes_up(doc: Document, clause: Clause, found: Found) -> bool:
    """«تدمر التي سيطر التنظيم عليها ...»: a pronoun behind the verb takes up the place before it."""
    if found.trigger.frame not in ("take", "lose", "mover"):
        return False
    words = doc.tokens.words
    pronoun = next((t for t in range(found.last, min(clause.last, found.last + 5)) if words[t] in _PRONOUNS), None)
    if pronoun is None or not any(w in _RELATIVE for w in words[max(clause.first, found.first - 2) : found.first]):
        return False
    return "علي" not in words[found.last : pronoun]


def _antecedent(doc: Document, clause: Clause, found: Found, spots: list[Mention]) -> list[Mention]:
    """«على طريق يربط مدينة تدمر الأثرية التي سيطر عليها …»: the place right before the relative pronoun."""
    words = doc.tokens.words
    relative = next(
        (t for t in range(found.first - 1, max(clause.first, found.first - 3), -1) if words[t] in _RELATIVE), 0
    )
    near = [m for m in spots if m.last <= relative <= m.last + 1]
    return _chain(doc, [m for m in spots if m.last <= near[-1].last]) if near else []


def _innermost(doc: Document, spots: list[Mention]) -> list[Mention]:
    """Drop the places that only tell where the one before lies or how far off; countries only stand alone."""
    kept: list[Mention] = []
    end: Mention | None = None  # of the road that the place before lies on
    for m in spots:
        if end is not None and _leads_on(doc, end, m):
            end = m
            continue
        end = None
        if kept and _is_near(doc, kept[-1], m) and _is_land(kept[-1]) and not _is_land(m):
            kept[-1] = m  # «في سوريا قرب بلدة أطمة»: near it is where in all that land
            continue
        if kept and (_contains(doc, kept[-1], m) or _is_measured(doc, kept[-1], m)):
            end = m if _lies_on_the_way(doc, kept[-1], m) else None
            continue
        kept.append(m)
    local = [m for m in kept if not m.is_country] or kept
    inner = [m for k, m in enumerate(local) if not _is_area(doc, m) or _is_listed(doc, local, k)]
    return inner or local


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
    """«ريفي إدلب وحماة»: one of two that are named together."""
    return k + 1 < len(spots) and joined(doc, spots[k], spots[k + 1])


def _listed_with(doc: Document, spots: list[Mention]) -> list[Mention]:
    """Return the first place and those listed with it: «تعرضت قريتا … و… بريف … لقصف»."""
    k = 1
    while k < len(spots) and joined(doc, spots[k - 1], spots[k]):
        k += 1
    return spots[:k]


def _chain(doc: Document, spots: list[Mention]) -> list[Mention]:
    """Return the last place and those listed with it."""
    k = len(spots) - 1
    while k > 0 and joined(doc, spots[k - 1], spots[k]):
        k -= 1
    return spots[max(k, 0) :]


def _acts_or_speaks(doc: Document, found: Found, mention: Mention, previous: Mention | None) -> bool:
    """«دربتهم واشنطن», «قوات النظام وروسيا»: a country or capital is a place only where the words lead to it.

    They lead by a preposition or a head before it, by the attack that it is the object of, or by «و» from
    a place that they lead to.
    """
    if not (names_state(mention) or mention.is_country) or mention.headed or not mention.first:
        return False
    words = doc.tokens.words
    before = words[mention.first - 1]
    clitic = words[mention.first][: mention.skip]
    if clitic.endswith(("ب", "ل")):
        return clitic.endswith("ل") and found.form.tense == "noun"
    if clitic == "و" or before in ("و", "،"):
        is_listed = previous is not None and joined(doc, previous, mention)
        return not is_listed or (previous is not None and _acts_or_speaks(doc, found, previous, None))
    return before not in _LEADING and (found.last != mention.first or names_state(mention))


def _is_origin(doc: Document, found: Found, place: Mention, spots: list[Mention]) -> bool:
    """«من أبناء قرية ...» is where somebody is from; «قصف من ... على ...» comes from the first of the two."""
    words = doc.tokens.words
    near = words[max(0, place.first - _ORIGIN_REACH) : place.first]
    if any(w in _BORN for w in near) or _is_of_title(near):
        return True
    low = max(0, place.first - _SET_OUT_REACH)
    out = [t for t in range(low, place.first - 1) if words[t] in _SET_OUT and "من" in words[t + 1 : t + 5]]
    if out and not any(out[-1] < m.first < place.first for m in spots):
        return True
    if found.trigger.event_type not in _FAMILIES[0] or place.first < found.last:
        return False
    fired = "من" in words[found.last : place.first] and "علي" not in words[found.last : place.first]
    hit = (m for m in spots if m.first > place.first and "علي" in words[place.last : m.first])
    return fired and next(hit, None) is not None


def _where_nobody_stands(doc: Document, found: Found, spots: list[Mention]) -> list[Mention]:
    """Drop where the people of the clause stand or come from, with what is listed there or contains it."""
    if found.trigger.event_type not in _DONE_AT:
        return spots
    kept: list[Mention] = []
    dropped: Mention | None = None
    for m in spots:
        goes_on = dropped is not None and (joined(doc, dropped, m) or _contains(doc, dropped, m))
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


def _is_goal(doc: Document, clause: Clause, found: Found, place: Mention) -> bool:
    """«نُقلوا إلى مشفى مدينة …»: where the wounded or arrested are taken is not where it happened."""
    if found.trigger.event_type in _LEAVING:
        return False
    words = doc.tokens.words
    low = max(clause.line.first, place.first - _GOAL_REACH)
    to = next((t for t in range(place.first - 1, low - 1, -1) if words[t] in ("الي", "لمشفي", "لمستشفي")), None)
    if to is None:
        return False
    moved = words[max(clause.line.first, to - _GOAL_REACH) : to]
    return any(w in _TRANSPORT or w.removeprefix("و") in _TRANSPORT for w in moved)


def names_state(mention: Mention) -> bool:
    """Say whether a place is a country, or a capital that stands for one («أنقرة قصفت»)."""
    return mention.kind == "place" and _is_state_name(mention.name)


def state_actor(mention: Mention) -> str:
    """Return the actor that a country or capital stands for."""
    return country_actors()[fold(mention.name)]


@cache
def _is_state_name(name: str) -> bool:
    return fold(name) in country_actors()


def is_left(doc: Document, clause: Clause, found: Found, place: Mention) -> bool:
    """Say whether the place is what one leaves: «من» leads to it, and nothing leads away in between."""
    words = doc.tokens.words
    for at in range(place.first - 1, max(clause.first, found.first) - 1, -1):
        if words[at] == "من":
            # «انسحبت منه، ما يوحي أن الخطر يقترب من …»: another word's «من»
            return not any(w in _LEFT for w in words[found.last : at])
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
    return any(w in _CONTAINERS for w in between[-_CONTAINER_REACH:])


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
