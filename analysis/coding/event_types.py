"""Which type an event is: its trigger's, or what the weapon in the clause makes of it."""

from typing import NamedTuple

from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.event import FIRE, TypedBy
from analysis.coding.mention import Mention
from analysis.coding.parties import Roles
from analysis.lexicon import triggers
from analysis.lexicon.words import word_class
from analysis.text.tokens import unjoined

_LOSING_REACH = 8
_BY_MEANS = -1  # before any rank: «هاجم ... بطائرات مقاتلة»
_OBJECT_REACH = 4
_SUBJECT_REACH = 6
_AIRCRAFT = word_class("aircraft")
_AIM_REACH = 9
_PLACES_HIT = word_class("place-hit")
_NO_OBJECT = word_class("no-object")
_HIMSELF = word_class("himself")
_HIMSELF_REACH = 12
_TIMES = word_class("toll-time")
_ABOARD = word_class("aboard")
_MOTORCYCLES = word_class("motorcycle")
_GOVERNING = word_class("noun-before") | word_class("where-preposition")
_PROPERTY = word_class("own-house")
_PARTS = word_class("part-of-object")
_LOSING = word_class("losing")
_NO_WEAPON = word_class("no-weapon-after")


class Typed(NamedTuple):
    """A type, and what it rests on."""

    event_type: str
    by: TypedBy = "word"


def decide(doc: Document, clause: Clause, found: Found, read: Roles) -> Typed:
    """Return the type: the weapon in the clause decides where the trigger leaves it open."""
    trigger = found.trigger
    if trigger.decides == "flee" and "civilians" in read.source:
        read.target, read.source = ["civilians"], []
        return Typed("displacement")
    if "control" in trigger.traits:
        before = doc.tokens.words[max(clause.first, found.first - _LOSING_REACH) : found.first]
        if any(w.removeprefix("و") in _LOSING for w in before):
            return Typed("territory_loss")
    if trigger.rule == "blast-noun" and _is_demolition(doc, found, read):
        return Typed("sabotage", "object")
    if "own-doer" in trigger.traits and _is_of_himself(doc, clause, found):
        return Typed("vehicle_bomb" if _is_driven(doc, clause, found) else "suicide_bombing", "object")
    if "kills" in trigger.traits and _by_aircraft(doc, clause, found, read):
        return Typed("air_strike", "weapon")
    if trigger.decides != "weapon":
        driven = trigger.event_type == "suicide_bombing" and _is_driven(doc, clause, found)
        return Typed("vehicle_bomb" if driven else trigger.event_type)
    weapon = _weapon(doc, clause, found, read)
    if weapon == "shooting" and trigger.event_type not in ("ground_attack",):
        weapon = ""
    if weapon and not ("own-blast" in trigger.traits and weapon in FIRE):
        return Typed(weapon, "weapon")
    usual = triggers.usual_type(read.source, trigger.rule)
    return Typed(usual, "usual") if usual else Typed(trigger.event_type)


def _is_demolition(doc: Document, found: Found, read: Roles) -> bool:
    """«قامت قسد بتفجير أجزاء من منزله»: property that a party blows up is destroyed, whatever it is blown up with."""
    words = doc.tokens.words
    if not unjoined(words[found.first]).startswith("تفجير") or not read.source:
        return False
    behind = [w for w in words[found.last : found.last + _OBJECT_REACH] if w not in _PARTS]
    return behind[:1] != [] and behind[0] in _PROPERTY


def _is_of_himself(doc: Document, clause: Clause, found: Found) -> bool:
    """«فجر أحد مسلحي التنظيم أمس نفسه وسط ...»: the doer stands between the verb and «نفسه»."""
    words = doc.tokens.words
    stop = min(clause.last, found.last + _HIMSELF_REACH)
    himself = next((t for t in range(found.last, stop) if words[t] in _HIMSELF), None)
    blew = words[found.first].removeprefix("و").removeprefix("ي").removeprefix("ت").startswith("فجر")
    if not blew or himself is None:
        return False
    before = words[himself - 1]  # «فجرت قسد الجسر نفسه» blew up the bridge
    return not before.startswith("ال") or before in _TIMES or doc.is_name_piece(himself - 1)


def _weapon(doc: Document, clause: Clause, found: Found, read: Roles) -> str:
    others = [f for f in clause.found if f is not found and f.trigger.decides == "fixed"]
    near: list[tuple[int, int, str]] = []
    for hit in doc.hits.get("weapon", ()):
        if clause.first <= hit.first < clause.last:
            if any(
                abs(hit.first - f.first) < abs(hit.first - found.first) and f.trigger.event_type != hit.value[0]
                for f in others
            ):
                continue
            if hit.first and doc.tokens.words[hit.first - 1] in _NO_WEAPON:
                continue
            by = hit.clitic == "ب" or doc.tokens.words[hit.first - 1] == "من"  # «هجوم صاروخي من طائرة مسيرة»
            means = by and hit.first > found.first and hit.value[0] == "air_strike"
            near.append((_BY_MEANS if means else hit.value[1], abs(hit.first - found.first), hit.value[0]))
    for mention in read.used:
        if mention.weapon == "air":
            near.append((3, abs(mention.first - found.first), "air_strike"))
        elif mention.weapon == "gun":
            near.append((4, abs(mention.first - found.first), "shelling"))
    if _by_aircraft(doc, clause, found, read):
        return "air_strike"
    if not near:
        return ""
    told = [n for n in near if n[0] == _BY_MEANS]
    if told:
        return min(told, key=lambda n: n[1])[2]
    special = [n for n in near if n[0] <= 2 and n[1] <= 9]
    if special:
        kind = min(special)[2]
        return "vehicle_bomb" if kind == "suicide_bombing" and _is_driven(doc, clause, found) else kind
    return min((n for n in near if n[0] > 2), key=lambda n: (n[1] > 6, n[1]), default=(0, 0, ""))[2]


def _is_driven(doc: Document, clause: Clause, found: Found) -> bool:
    """«فجّر انتحاري نفسه بسيارة مفخخة»: the bomb is the car, not what somebody on foot wears."""
    words = doc.tokens.words
    for hit in doc.hits.get("weapon", ()):
        if hit.value[0] == "vehicle_bomb" and found.first < hit.first < clause.last:
            noun = hit.first if hit.clitic else hit.first - 1
            governed = words[noun].startswith("ب") or words[noun - 1] in _ABOARD
            if governed and words[noun].removeprefix("ب") not in _MOTORCYCLES:
                return True
    return False


def fires_at_place(doc: Document, clause: Clause, found: Found) -> bool:
    """«استهدفت قوات النظام بلدة حاس»: who targets a place as such fires at it; a position may be attacked.

    The first word behind the trigger and its doer decides: one for a place, before any for an aim or a preposition.
    """
    if "targets" not in found.trigger.traits:
        return False
    words = doc.tokens.words
    for at in range(found.last, min(clause.last, found.last + _AIM_REACH)):
        if words[at] in _PLACES_HIT:
            return not _is_aim(doc, at + 1)  # «محيط قاعدة»
        if words[at] in _NO_OBJECT or _is_aim(doc, at):
            return False
    return False


def _is_aim(doc: Document, at: int) -> bool:
    cues = doc.cue_at.get(at, {})
    return "target_head" in cues and "subject_head" not in cues and doc.tokens.words[at] not in _PLACES_HIT


def _flies(words: list[str], mention: Mention) -> bool:
    return mention.weapon == "air" or words[mention.first][mention.skip :] in _AIRCRAFT


def _by_aircraft(doc: Document, clause: Clause, found: Found, read: Roles) -> bool:
    """«طائرة مسيرة مجهولة المصدر، استهدفت بصاروخ سيارة»: the subject of the verb is an aircraft, whatever it fires."""
    if found.form.tense not in ("past", "present"):
        return False
    words = doc.tokens.words
    if read.source:
        doers = [m for m in read.used if m.entity_id in read.source]
        return bool(doers) and all(m.last <= found.first and _flies(words, m) for m in doers)
    for at in range(found.first - 1, max(clause.first, found.first - _SUBJECT_REACH) - 1, -1):
        if words[at] in _AIRCRAFT:
            before = words[at - 1] if at > clause.line.first else ""
            return before not in _GOVERNING and not any(doc.is_trigger(t) for t in range(at, found.first))
    return False
