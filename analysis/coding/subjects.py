"""Which name before a trigger is its subject, and which one only stands there."""

from analysis.coding import governing
from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.coding.sides import with_joined
from analysis.lexicon.words import word_class

LIGHT_REACH = 12  # tokens between a light verb and the deed that it is done with
_UNIT_REACH = 5
_SOURCE_OF = word_class("origin-of-fire")
_SOURCE_REACH = 3
_ACCUSES = word_class("accuses")
_ACCUSED_REACH = 6
_DOING = word_class("doing")
_LEADS = word_class("leads")
_REPELS = word_class("repels")
_RELATIVE = word_class("relative")
_OPENING = word_class("opens-subject")
_THAT = frozenset(("ان", "بان"))
_ITS_OWN = ("ه", "ها", "هم", "نا")
_SAID_REACH = 4
_SHORT = 3


def lights(doc: Document, clause: Clause, found: Found, people: list[Mention]) -> list[int]:
    """Return the tokens of light verbs before a trigger: «شنّ ... هجوماً».

    A verb of announcing is none where the deed has a nationality: «أعلنت قسد عن قصف تركي».
    """
    near = range(max(clause.first, found.first - LIGHT_REACH), found.first)
    told = _has_nation(doc, found, people)
    own = [at for at in near if doc.has(at, "support") and not (told and doc.has(at, "speech"))]
    own = [at for at in own if not _leads_to(doc.tokens.words, at)]
    return [at for at in own if not _is_of_another(doc, clause, found, at)]


def _leads_to(words: list[str], light: int) -> bool:
    """«معلومات تقود إلى القبض عليه»: what leads to a deed does not do it."""
    return words[light] in _LEADS and words[light + 1].startswith(("الي", "ل"))


def _is_of_another(doc: Document, clause: Clause, found: Found, light: int) -> bool:
    """«شنت تركيا غارات بعد مقتل أحد جنودها بنيران»: the light verb is of the deed before «بعد»."""
    others = [f for f in clause.found if light < f.first < found.first]
    between = range(others[0].last, found.first) if others else ()
    return found.clitic != "و" and any(doc.has(t, "clause") for t in between)


def _has_nation(doc: Document, found: Found, people: list[Mention]) -> bool:
    nations = (m for m in people if m.rule == "nationality" and m.first >= found.last)
    noun = found.form.tense in ("noun", "phrase")
    return noun and any(governing.describes_deed(doc, found, m) for m in nations)


def is_antecedent(doc: Document, found: Found, mention: Mention) -> bool:
    """«معارك مع المسلحين الذين انسحبوا»: who is named right before the relative pronoun does it."""
    relative = found.first - 1
    verb = found.form.tense in ("past", "present") and not found.clitic
    return verb and mention.last == relative and doc.tokens.words[relative] in _RELATIVE


def leads_on(doc: Document, found: Found, mention: Mention, light_verbs: list[int]) -> bool:
    """«في صفوف التنظيم الذي فرض حظراً»: who is named right before the relative pronoun of a light verb does it."""
    words = doc.tokens.words
    led = (light for light in light_verbs if mention.last == light - 1 and words[light - 1] in _RELATIVE)
    return any(not any(doc.is_trigger(t) for t in range(light + 1, found.first)) for light in led)


def blamed(doc: Document, clause: Clause, found: Found, names: list[Mention]) -> list[Mention]:
    """Return who is said to have done it: «صواريخ مصدرها قسد استهدفت», «تتهم الفرقة النصرة بخطف».

    Behind a verb of accusing two names are accuser and accused; one is the accused.
    """
    words = doc.tokens.words
    near = [m for m in names if m.last <= found.first and m.first >= clause.first and m.entity_id != "civilians"]
    fired = [m for m in near if words[m.first - 1] in _SOURCE_OF and found.first - m.last <= _SOURCE_REACH]
    if fired or not found.clitic.endswith("ب"):
        return fired[-1:]
    before = range(found.first - 1, clause.first - 1, -1)
    charge = next((t for t in before if words[t].removeprefix("و") in _ACCUSES), None)
    accused = [m for m in near if charge is not None and charge < m.first <= charge + _ACCUSED_REACH]
    return with_joined(doc, accused[-1], accused) if accused else []


def carries_out(doc: Document, mention: Mention) -> bool:
    """«قيام قوات النظام باستهداف سيارة»: a noun for doing stands right before the name."""
    return mention.first > 0 and doc.tokens.words[mention.first - 1].removeprefix("ب") in _DOING


def is_nameless(doc: Document, clause: Clause, found: Found, mention: Mention) -> bool:
    """«وكان مسلحون استهدفوا حافلة»: people whom nobody names, right before their verb."""
    unnamed = not mention.shown and mention.rule != "nationality" and mention.entity_id != "civilians"
    return unnamed and mention.last == found.first and governing.governed(doc, clause, mention) == "free"


def repels(doc: Document, clause: Clause, found: Found, mention: Mention) -> bool:
    """Say whether a verb of repelling stands right before a name, or between it and the attack."""
    words = doc.tokens.words
    before = words[max(clause.first, mention.first - 1) : mention.first]
    between = words[mention.last : found.first]
    return len(between) <= LIGHT_REACH and any(w.removeprefix("و") in _REPELS for w in (*before, *between))


def announces(doc: Document, mention: Mention) -> bool:
    """«أعلنت قسد مقتل شخص بقصف تركي» tells of it; «شنت قسد ...» does it."""
    at = max(0, mention.first - 1)
    return not doc.has(at, "support") or doc.has(at, "speech")


def only_says(doc: Document, clause: Clause, found: Found, mention: Mention) -> bool:
    """«ذكر الجيش أن الهجوم نفذ بسيارة»: who says it did not do it, unless it speaks of its own («أن طائراته قصفت»)."""
    words = doc.tokens.words
    that = next((t for t in range(mention.last, found.first) if words[t] in _THAT), None)
    if that is None:
        return False
    told = range(max(clause.first, mention.first - _SAID_REACH), that)
    own = any(words[t].endswith(_ITS_OWN) and len(words[t]) > _SHORT for t in range(that + 1, found.last))
    return any(doc.has(t, "speech") for t in told) and not own


def owns(
    doc: Document, clause: Clause, found: Found, mention: Mention, light_verbs: list[int], free: list[Mention]
) -> bool:
    """«شنّت طائرات تابعة لقوات النظام غارات», «إن دورية تابعة للتحالف شنّت»: the body that does it is theirs.

    Parameters
    ----------
    doc, clause, found
        Where the trigger stands.
    mention
        The owner.
    light_verbs
        Tokens of the light verbs before the trigger.
    free
        Names that can be the subject themselves; one between verb and owner is it.
    """
    words = doc.tokens.words
    owned = governing.governed(doc, clause, mention) == "owned" or words[mention.first].startswith("لل")
    if owned and mention.last in light_verbs and words[mention.last].startswith("ب"):
        return True  # «سمحت للجيش الأمريكي بشن ضربات»
    body = governing.body_of(doc, clause, mention) if owned else None
    if body is None:
        return False
    if body == clause.first or words[body - 1] in _OPENING:
        return True
    own = [light for light in light_verbs if not any(light < m.first < mention.first for m in free)]
    return any(light < body <= light + _UNIT_REACH for light in own)


def leads(doc: Document, clause: Clause, found: Found, state: Mention, light_verbs: list[int]) -> bool:
    """«شنّت تركيا», «روسيا تقصف», «تركيا تجدد هجماتها»: a country beside a light verb, or right before its verb."""
    if state.first - 1 in light_verbs:
        return True
    words = doc.tokens.words
    opens = state.first == clause.line.first or words[state.first - 1] in ("ان", "،", ":", ".")
    behind = state.last + (words[state.last].startswith("و") and state.last + 1 < found.last)
    verb = found.form.tense not in ("noun", "phrase")
    return opens and (behind in light_verbs or (verb and behind == found.first))
