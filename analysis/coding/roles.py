"""Who does it to whom, read from the words between a trigger and the names around it."""

from analysis.coding import partners, whereabouts
from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.event import FIRE
from analysis.coding.governing import governed
from analysis.coding.mention import Mention
from analysis.coding.parties import Roles, acts
from analysis.coding.role_reader import Reader
from analysis.lexicon.words import word_class

_ITSELF = word_class("itself")
_HELD_BY = word_class("held-by")
_OPPOSING = word_class("opposing")
_FROM = word_class("fired-from")
_FROM_REACH = 6
_HELPED_BY = word_class("helped-by")
_HELP_REACH = 4
_ASIDE_REACH = 4
_CAMPS = word_class("camp")
_URBAN_CAMPS = word_class("urban-camp")
_NOT_AT = frozenset(("في", "من", "قرب", "بالقرب", "بين", "انطلاقا", "الي"))
_CAMP_REACH = 8
_HOMES = word_class("civil-place")
_QUARTERS = word_class("quarters")
_RESIDENTIAL = word_class("residential")
_HOME_OWNER_REACH = 3
_CAMP_OWNER_REACH = 3
_THEIR_POSITIONS = word_class("own-positions") | word_class("theirs")
_TO_THEM = word_class("to-them")
_THEIRS_REACH = 6
_RESCUERS = frozenset(("white-helmets",))  # who mostly speaks, and is hit at work
_RESCUER_REACH = 7


def read(
    doc: Document,
    clause: Clause,
    found: Found,
    mentions: list[Mention],
    speaker: Mention | None,
    voice: Mention | None = None,
) -> Roles:
    """Read the roles of one trigger inside its clause.

    Parameters
    ----------
    doc, clause, found
        Where the trigger stands.
    mentions
        Mentions of the line in order.
    speaker
        Who is quoted, and so neither does nor suffers here; None when that is open.
    voice
        An armed actor who speaks; «إنه سيطر» after it is its own deed.

    Returns
    -------
    Roles with what the clause itself says; nothing is carried over here.
    """
    inside = [m for m in mentions if clause.first <= m.first and m.last <= clause.last]
    people = [m for m in inside if acts(m) and m is not speaker and not _only_holds(doc, found, m)]
    people = [m for m in people if not _is_opposed(doc, m) and not _is_aside(doc, m, people)]
    if "targets" in found.trigger.traits:
        near = range(found.last, found.last + _RESCUER_REACH)
        hit = [m for m in inside if m.entity_id in _RESCUERS and m.first in near]
        people = sorted((*people, *(m for m in hit if governed(doc, clause, m) == "patient")), key=lambda m: m.first)
    helping = [m for m in people if found.trigger.frame == "act" and _helps(doc, m)]
    people = [m for m in people if m not in helping]
    reader = Reader(doc, clause, found, people, inside)
    if voice is not None and clause.line.first < found.first and doc.tokens.words[found.first - 1] in _ITSELF:
        reader.take([voice])
    roles = reader.read()
    frame = found.trigger.frame
    if frame == "mover":
        roles.target = []
    if frame == "give":  # whoever receives does the gaining
        roles.source, roles.target = roles.target, roles.source
    if found.trigger.event_type == "protest":
        roles.source, roles.target = ["protesters"], []
    if frame == "displace" and not roles.target:
        roles.source = [a for a in roles.source if a != "civilians"]
        roles.target = ["civilians"]
    if frame == "act" and not roles.target and voice is not None and _hits_their_own(doc, clause, found):
        roles.target = [voice.entity_id]
    if frame == "act" and found.trigger.event_type in FIRE and "civilians" in roles.source:
        roles.source = [a for a in roles.source if a != "civilians"]  # «قصف النظام واحتراق خيام المهجرين»
        roles.target = roles.target or ["civilians"]
    if found.trigger.event_type in FIRE and not roles.target and _hits_camp(doc, clause, found, people):
        roles.target = ["civilians"]
    if frame == "act":
        partners.spare(doc, clause, roles, roles.source)
    roles.target = [a for a in dict.fromkeys(roles.target) if a not in roles.source]
    roles.source = list(dict.fromkeys(roles.source))
    roles.helpers = list(dict.fromkeys(m.entity_id for m in helping if m.entity_id not in roles.target))
    roles.used += helping
    roles.places = whereabouts.read(doc, clause, found, inside)
    return roles


def _hits_their_own(doc: Document, clause: Clause, found: Found) -> bool:
    """«قالت قسد إن الجيش قصف مواقعها», «... مواقع تابعة لها»: whoever says it was hit."""
    words = doc.tokens.words
    for at in range(found.last, min(clause.last, found.last + _THEIRS_REACH)):
        if words[at] in _THEIR_POSITIONS and words[at].endswith(("ها", "هم", "ه")):
            return True
        if words[at] in _TO_THEM and "owner" in doc.cue_at.get(at - 1, {}):
            return True
        if words[at] in ("،", "من", "انطلاقا"):
            return False
    return False


def _hits_camp(doc: Document, clause: Clause, found: Found, people: list[Mention]) -> bool:
    """«القصف على مخيمات بإدلب», «استهدف السوق»: who lives in a camp of the displaced, or trades there, is hit with it.

    A camp that belongs to a party («مخيمات لناشطي الحزب») is one of fighters, and some names are quarters of a town.
    """
    words = doc.tokens.words
    for at in range(found.last, min(clause.last - 1, found.last + _CAMP_REACH)):
        if words[at] in _NOT_AT or words[at] == "،":
            return False
        if _is_civil_place(words, at):
            return not any(at < m.first <= at + _HOME_OWNER_REACH for m in people)
        if words[at].removeprefix("ل") in _CAMPS:
            reach = _CAMP_OWNER_REACH if words[at + 1].startswith("ل") else 1
            owned = any(at < m.first <= at + reach for m in people)
            return not owned and words[at + 1] not in _URBAN_CAMPS
    return False


def _is_civil_place(words: list[str], at: int) -> bool:
    """«منازل», «السوق», «الأحياء السكنية»: where people live and trade; «منزل قيادي» may be anybody's."""
    word = words[at].removeprefix("ل")
    if words[at - 1] == "باحد":
        return False  # «مجموعة تحصنت بأحد المنازل»
    return word in _HOMES or (word in _QUARTERS and words[at + 1] in _RESIDENTIAL)


def _is_opposed(doc: Document, mention: Mention) -> bool:
    """«جيش الفتح المناوئ للنظام سيطر»: the one that a party is against only tells what party it is."""
    words = doc.tokens.words
    return mention.first > 0 and words[mention.first - 1] in _OPPOSING and words[mention.first].startswith("ل")


def _is_aside(doc: Document, mention: Mention, people: list[Mention]) -> bool:
    """«تنظيم "واي بي جي" (ذراع بي كي كي) استهدف سيارة»: who stands in brackets behind a name only describes it."""
    words = doc.tokens.words
    opening = next((t for t in range(mention.first - 1, mention.first - _ASIDE_REACH, -1) if words[t] == "("), None)
    if opening is None or ")" in words[opening : mention.first]:
        return False
    described = opening + 1 < mention.first  # «(قسد)» alone is another name of the same
    return described and any(0 <= opening - m.last <= 1 and m.shown for m in people)


def _helps(doc: Document, mention: Mention) -> bool:
    """«نفذت قسد بدعم من التحالف عملية أمنية»: who helps does it too, and does it to nobody else."""
    words, low = doc.tokens.words, max(0, mention.first - _HELP_REACH)
    led = next((t for t in range(mention.first - 1, low - 1, -1) if words[t].removeprefix("و") in _HELPED_BY), None)
    if led is None or any(doc.is_trigger(t) for t in range(led, mention.first)):
        return False
    return not any(w in ("،", ".", "ان", "علي", "ضد") for w in words[led : mention.first])


def _only_holds(doc: Document, found: Found, mention: Mention) -> bool:
    """«المناطق الخاضعة لسيطرة المعارضة»: who holds the place that is hit is not hit by that."""
    if found.trigger.frame != "act" or mention.first == 0:
        return False
    words = doc.tokens.words
    if words[mention.first - 1] not in _HELD_BY:
        return False
    return not any(w in _FROM for w in words[max(found.first, mention.first - _FROM_REACH) : mention.first])
