"""What governs a name (the word that makes it a doer, a sufferer, or neither), and the toll before a strike."""

from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.lexicon.words import word_class
from analysis.text.tokens import unjoined

_ADJUNCT = word_class("adjunct")
_QUANTITY = word_class("quantity")
_ORGANS = word_class("organ-of")
_GOVERNED_REACH = 6
_OWNER_REACH = 2
_TRYING = word_class("trying")
_NOT_AGAINST = word_class("not-against")
_NOT_ON = word_class("not-on")
_DESCRIBED = word_class("described-by")
_CASUALTY = word_class("toll-verb")
_TOLL_LINK = word_class("toll-link")
_TOLL_REACH = 22
_COUNTED_REACH = 5
_ON_ITS_OBJECT = word_class("on-its-object")
_UNITS = word_class("unit")
_BODY_REACH = 4
_OBJECT_REACH = 4
_SUBJECT_REACH = 4
_BY_OPERATION = frozenset(("بعمليه", "بحمله", "بغاره", "بقصف"))
_AT_PEOPLE = frozenset(("shooting", "killing"))
_CIVIL_OBJECTS = word_class("civil-object")
_ARMY_THINGS = word_class("army-thing")
_ON_THINGS = word_class("on-what-is-hit")
_MILITARY = word_class("military-adjective")
_MUNITIONS = word_class("munition") | word_class("kind-of-fire")
_HELD_GROUND = word_class("relative") | word_class("held-ground")
_OVER_IT = (["عليها"], ["عليه"])
_FROM, _FROM_REACH = word_class("fired-from"), 4
_KIND_OF_FIRE = word_class("kind-of-fire")
_BESIDE_DEED = word_class("beside-deed")
_DEED_REACH = 3
_ASCRIBES = word_class("ascribes")
_BLAME = word_class("blame")
_ASCRIBED_REACH = 6
_CAMPAIGNS = word_class("campaign")
_BESIDE = frozenset(("من", "محيط", "قرب"))  # «محيط قاعدة تركية» is hit, not the base


def is_no_patient(words: list[str], at: int) -> bool:
    """«على غرار التنظيم», «بالتجسس على قوات ...»: «على» says as what, or goes with a word that is no attack."""
    other = not _NOT_AGAINST.isdisjoint(words[at + 1 : at + 2]) or words[at - 1].removeprefix("و") in _NOT_ON
    return words[at] == "علي" and other


def is_fired_by(found: Found, words: list[str], at: int, people: list[Mention]) -> bool:
    """«بقصف جوي من الطيران الروسي», «طال القصف من قوات النظام ...»: «من» right behind a strike leads to who did it."""
    strike = at == found.last and found.form.tense == "noun" and "strike-word" in found.trigger.traits
    return words[at - 1] in _KIND_OF_FIRE or (strike and any(m.first == at + 1 for m in people))


def holds_where_from(doc: Document, found: Found, other: Found) -> bool:
    """«قصف مصدره المناطق التي تسيطر عليها قوات النظام»: fire from where a party holds is that party's."""
    words = doc.tokens.words
    led = words[other.first - 1] in _HELD_GROUND and words[other.last : other.last + 1] in _OVER_IT
    near = words[max(found.last, other.first - _FROM_REACH) : other.first]
    fire = found.trigger.frame == "act" and "strike-word" in found.trigger.traits
    return led and fire and other.trigger.frame == "take" and not _FROM.isdisjoint(near)


def is_ascribed(words: list[str], behind: int, at: int) -> bool:
    """«نسبته السلطات إلى ...», «ألقيت المسؤولية فيه على ...»: a preposition leads to who is said to have done it."""
    before = words[max(behind, at - _ASCRIBED_REACH) : at]
    if words[at] in before:
        before = before[len(before) - before[::-1].index(words[at]) :]  # «نسب إلى داعش وأدى إلى ...»
    return not {"الي": _ASCRIBES, "علي": _BLAME}.get(words[at], frozenset()).isdisjoint(before)


def is_campaign(words: list[str], at: int) -> bool:
    """«هجوم ... الانضمام للحملة ضد التنظيم»: the war against somebody is no deed of the sentence."""
    return words[at] == "ضد" and words[at - 1].removeprefix("و") in _CAMPAIGNS


def governed(doc: Document, clause: Clause, mention: Mention) -> str:
    """Return what governs a name: patient, agent, adjunct, owned, or free when it can be a subject."""
    words = doc.tokens.words
    if mention.skip:
        clitic = words[mention.first][: mention.skip]
        if clitic[-1] in "بلك" and not (clitic[-1] == "ل" and _organ_before(doc, clause, mention)):
            return "owned" if clitic[-1] == "ل" else "adjunct"
    organ, body = _organ_before(doc, clause, mention), -1
    for at in range(mention.first - 1 - organ, max(clause.first, mention.first - _GOVERNED_REACH) - 1, -1):
        word, cues = words[at], doc.cue_at.get(at, {})
        if at == mention.first - 1 - organ and (word in _TRYING or word[1:] in _TRYING):
            return "free"  # «على خلفية محاولة النظام السيطرة على ...»
        if word == "قبل" and "agent" in doc.cue_at.get(at - 1, {}):
            at, cues = at - 1, doc.cue_at[at - 1]  # «من قبل مجهولين»
        if "agent" in cues:
            return "adjunct" if at > clause.first and words[at - 1] in _DESCRIBED else "agent"
        if "owner" in cues and mention.first - _OWNER_REACH <= at < mention.first - 1 and words[at + 1][0] == "ل":
            return "owned"  # «الأسايش التابعة لإدارة قسد»
        if "support" in cues or "speech" in cues or word in ("،", "؛", ":", "ان", "وان", "بان", "فان"):
            return "free"
        if "patient" in cues and cues["patient"] <= mention.first and not is_no_patient(words, at):
            trigger = next((f for f in clause.found if f.last == at), None)
            return "patient" if trigger or not is_campaign(words, at) else "adjunct"
        counted = words[max(clause.first, at - 2) : at]
        if word == "من" and at > clause.first and (counted[-1] in _UNITS or doc.has(at - 1, "subject_head")):
            body = at - 1
            continue  # «دورية من قسد»: what governs the patrol governs them
        if word == "من" and at > clause.first and (not _QUANTITY.isdisjoint(counted) or counted[0].isdigit()):
            continue  # «عدد من عناصر التنظيم», «1000 مسلح من داعش يحتجزون ...»
        if word in _ADJUNCT or word in ("من", "مع") or ("with" in cues and word != "و"):
            return "adjunct"
        if "target_head" in cues and "subject_head" not in cues and at != body:
            return "patient"
    return "free"


def body_of(doc: Document, clause: Clause, owner: Mention) -> int | None:
    """Return the token of the unit that belongs to a name: «دورية عسكرية تابعة لقوات التحالف»; None without one."""
    words = doc.tokens.words
    beside = owner.first - 1
    if beside >= clause.first and words[owner.first].startswith("ل") and words[beside] in _UNITS:
        return _first_word(clause, words, beside)  # «دورية لقسد»
    near = range(owner.first - 1, max(clause.first, owner.first - _OWNER_REACH) - 1, -1)
    tie = next((t for t in near if "owner" in doc.cue_at.get(t, {})), None)
    if tie is None:
        return None
    heads = range(tie - 1, max(clause.first, tie - _BODY_REACH) - 1, -1)
    body = next((t for t in heads if words[t] in _UNITS or "subject_head" in doc.cue_at.get(t, {})), None)
    return None if body is None else _first_word(clause, words, body)


def _first_word(clause: Clause, words: list[str], body: int) -> int:
    """«طائرة مسيّرة تابعة لـ...»: two words for one body."""
    return body - 1 if body > clause.first and words[body - 1] in _UNITS else body


def is_unit_of_verb(doc: Document, found: Found) -> bool:
    """«داهمت دورية تابعة لقسد»: a body right behind a verb that agrees with it does it."""
    word, tense = doc.tokens.words[found.last], found.form.tense
    if tense in ("noun", "phrase") or "targets" in found.trigger.traits or word not in _UNITS:
        return False
    return tense == "present" or word.endswith(("ه", "ات")) == doc.tokens.words[found.first].endswith("ت")


def owns_what_is_hit(doc: Document, found: Found, nation: Mention, *, patient: bool) -> bool:
    """«استهدفت قاعدة عسكرية تركية», «انفجرت عبوة بدورية أميركية»: an army's nationality says whose the thing is.

    The thing is what is hit where a word leads to it, or behind one that does (`patient`).
    """
    words = doc.tokens.words
    at = nation.first - 1
    while at > found.first and words[at] in _MILITARY:
        at -= 1
    bare = words[at] if words[at] in _ARMY_THINGS else words[at][1:] if words[at][0] in "بل" else ""
    if at < found.last or nation.skip or bare not in _ARMY_THINGS or doc.is_name_piece(at) or words[at - 1] in _BESIDE:
        return False
    return patient or bare != words[at] or words[at - 1] in _ON_THINGS


def owns_object(doc: Document, found: Found, mention: Mention) -> bool:
    """«استهدفت منزلاً يؤوي خلية لتنظيم داعش»; «قصفت طائرات للتحالف» names who does it."""
    words = doc.tokens.words
    clitic = mention.skip > 0 or words[mention.first].startswith("لل")
    between = range(found.last, mention.first)
    led = any(doc.has(t, "owner") or words[t] in _BY_OPERATION for t in between)
    return clitic and len(between) > _SUBJECT_REACH and not led


def describes_deed(doc: Document, found: Found, nation: Mention) -> bool:
    """«القصف الجوي الروسي», «سقوط صاروخ إيراني»: only adjectives and weapons stand between a deed and its nationality.

    «اغتيال الرئيس المصري», «الانتحاري شاب تركي» tell of what nation somebody else was.
    """
    between = [word for word in doc.tokens.words[found.last : nation.first] if word not in _BESIDE_DEED]
    if between and doc.tokens.words[found.last - 1] == "علي":
        return False  # «إطلاق النار على القنصلية الأميركية»
    return len(between) <= _DEED_REACH and all(_describes(word) for word in between)


def _describes(word: str) -> bool:
    bare = unjoined(word).removeprefix("ال")
    return bare.endswith(("ي", "يه")) or bare in _MUNITIONS


def brings_object(doc: Document, clause: Clause, at: int, people: list[Mention]) -> bool:
    """«استهداف عناصر قسد لمجموعة»: «لـ» behind the name brings the object, so the name is the doer."""
    named = next((m for m in people if at < m.first <= at + 2), None)
    if named is None or named.last >= clause.last:
        return False
    word = doc.tokens.words[named.last]
    return word.startswith("ل") and len(word) > 3 and word not in _QUANTITY


def hits_people(doc: Document, found: Found, at: int, spots: list[Mention]) -> bool:
    """«استهدفت قوات النظام طفلين»: people who are no fighters, as what is aimed at, before any place or mark."""
    if doc.tokens.words[at] not in _CIVIL_OBJECTS or doc.is_name_piece(at):
        return False
    aimed = "targets" in found.trigger.traits or found.trigger.event_type in _AT_PEOPLE
    passed = any(found.last <= m.first < at for m in spots) or "،" in doc.tokens.words[found.last : at]
    return aimed and not passed


def has_own_subject(doc: Document, found: Found) -> bool:
    """«إنهم استهدفوا قوات النظام», «لمهاجمة جنود»: what stands right behind is the object, never the subject."""
    word, tense = doc.tokens.words[found.first], found.form.tense
    plural = word.endswith("وا") if tense == "past" else tense == "present" and word.endswith("ون")
    led = any(w.startswith("ل") for w in doc.tokens.words[found.last + 1 : found.last + _OBJECT_REACH])
    object_behind = word in _ON_ITS_OBJECT and not led  # «مهاجمة النصرة للفرقة»: «لـ» leads the object
    return object_behind or (plural and found.trigger.frame in ("act", "take"))


def toll_before(doc: Document, clause: Clause, found: Found) -> list[int]:
    """Return the tokens of a toll that stands before the trigger: «قتل 28 مدنياً في قصف»."""
    words, first = doc.tokens.words, found.first
    link = words[first - 1] if first > clause.line.first else ""
    if found.clitic != "ب" and link not in _TOLL_LINK:
        return []
    earliest = first
    for at in range(first - 1, max(clause.line.first, first - _TOLL_REACH) - 1, -1):
        word = words[at]
        if word in _CASUALTY or (len(word) > 3 and word[0] in "وبل" and word[1:] in _CASUALTY):
            earliest = at
        if word in (".", "؛"):
            break
    return list(range(earliest, first))


def is_counted_dead(doc: Document, mention: Mention) -> bool:
    """«..., ما أدى لمقتل عنصر من حزب الله»: a word of death or wounding stands right before."""
    near = doc.tokens.words[max(0, mention.first - _COUNTED_REACH) : mention.first]
    return any(word in _CASUALTY or word[1:] in _CASUALTY for word in near if len(word) > 2)


def _organ_before(doc: Document, clause: Clause, mention: Mention) -> int:
    """Return how many words before a name make it a body that speaks and acts: «القيادة العامة لوحدات …»."""
    words = doc.tokens.words
    for length in (2, 1):
        if mention.first - length >= clause.first:
            phrase = " ".join(words[mention.first - length : mention.first])
            if phrase in _ORGANS or phrase.removeprefix("و") in _ORGANS:
                return length
    return 0
