"""Where it happens: the places of a clause, without what merely contains them."""

from analysis.coding.acting_states import names_state
from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.elsewhere import is_goal, is_origin, without_stands
from analysis.coding.event import BLASTS, FIRE, LEAVING
from analysis.coding.mention import Mention
from analysis.coding.place_chains import chain, innermost, joined, listed_with
from analysis.lexicon.words import word_class

_AWAY = word_class("away")
_LEFT = word_class("left-pronoun")
_LEADING = word_class("place-preposition")
_PRONOUNS = word_class("place-pronoun")
_RELATIVE = word_class("relative")


def read(doc: Document, clause: Clause, found: Found, inside: list[Mention]) -> list[Mention]:
    """Return where it happens: the places of the clause, without what merely contains or measures them.

    Parameters
    ----------
    doc, clause, found
        Where the trigger stands.
    inside
        Mentions of the clause in order.
    """
    spots = [m for m in inside if m.kind == "place" and not is_goal(doc, clause, found, m)]
    spots = [m for m in spots if not is_origin(doc, found, m, spots)]
    spots = [m for k, m in enumerate(spots) if not _acts_or_speaks(doc, found, m, spots[k - 1] if k else None)]
    spots = without_stands(doc, found, spots) or spots
    later = [f for f in clause.found if f.first > found.first]
    stop = min((f.first for f in later if not is_kin(f, found) or _begins_anew(f)), default=clause.last)
    exposed = 0 <= clause.exposed < found.first
    before = innermost(doc, [m for m in spots if m.last <= (clause.exposed if exposed else found.first)])
    subject = innermost(doc, [m for m in spots if exposed and clause.exposed < m.first and m.last <= found.first])
    if subject:
        return listed_with(doc, subject)
    if _takes_up(doc, clause, found):
        told = _antecedent(doc, clause, found, spots)
        if told or any(not m.is_country for m in before):
            return told or chain(doc, before)
    after = [m for m in spots if m.first >= found.first]
    after = innermost(doc, [m for m in after if m.first < stop] or after)
    if exposed and any(not m.is_country for m in before):
        return chain(doc, before)
    if found.trigger.event_type in LEAVING and after:
        after = [m for m in after if is_left(doc, clause, found, m)] or after[:1]
    return after or chain(doc, before)


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
    return chain(doc, [m for m in spots if m.last <= near[-1].last]) if near else []


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


def is_kin(first: Found, second: Found) -> bool:
    """Say whether two triggers may tell one event: both strikes, or both blasts."""
    kinds = {first.trigger.event_type, second.trigger.event_type}
    return len(kinds) == 1 or any(kinds <= family for family in (FIRE, BLASTS))
