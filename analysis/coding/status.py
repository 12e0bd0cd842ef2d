"""Did it happen: negation, attempts, plans, rumours and conditions around a trigger."""

from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.lexicon.words import word_class

_REACH = {"negated": 3, "attempted": 6, "planned": 6, "rumoured": 14, "hypothetical": 10, "purpose": 2}
_IN_VAIN = word_class("in-vain")
_DENIAL_REACH = 16
_DENYING = word_class("denying")
_AGAINST_FACT = word_class("against-fact")
_COMPLEMENT = word_class("denied-matter")
_PURPOSE_FRAMES = frozenset(("take", "mover"))
_AFTER_DATIVE = word_class("dative")
_FAILED_AFTER = word_class("undone")
_OPERATION = word_class("running-operation")
_TOLLS = word_class("toll-plural") | word_class("rumoured-toll")
_EXCEPT, _EXCEPT_REACH = word_class("except"), 10
_EXPECTED = word_class("expected-deed")
_TO_COME = _EXPECTED | word_class("possible-deed")
_ADJECTIVE_REACH = 3
_STOPPED = word_class("stopped")
_WHICH_IS = word_class("which-is")
_SUCCEEDED = word_class("succeeded")


def read(doc: Document, clause: Clause, found: Found) -> tuple[str, str]:
    """Return the status of an event and the cue that decides it, empty when nothing does.

    Examples
    --------
    The cue nearest before the trigger decides; «أحبط الجيش محاولة تسلل» is attempted.
    """
    for kind in ("negated", "attempted", "hypothetical", "rumoured", "planned"):
        cue = _before(doc, clause, found, kind)
        if cue:
            return ("denied" if kind == "negated" else kind), cue
    described = _described(doc, clause, found)
    if described:
        return ("planned" if described in _EXPECTED else "hypothetical"), described
    if _is_goal(doc, clause, found):
        return "planned", doc.tokens.words[found.first - 1]
    said = _denied_report(doc, clause, found)
    if said:
        return "denied", said
    if any(w in _AGAINST_FACT for w in doc.tokens.words[clause.line.first : found.first]):
        return "hypothetical", "لولا"
    if _is_purpose(doc, found):
        return "planned", "ل"
    if found.form.tense == "present" and found.clitic in ("س", "وس", "فس"):
        return "planned", "س"
    if found.form.tense == "present" and doc.tokens.words[found.first - 1 : found.first] == ["قد"]:
        return "hypothetical", "قد"
    failed = _failed(doc, clause, found)
    return ("attempted", failed) if failed else ("happened", "")


def _described(doc: Document, clause: Clause, found: Found) -> str:
    """«هجوم وشيك», «عملية عسكرية محتملة»: an adjective of the deed says that it is to come, or may."""
    if found.form.tense not in ("noun", "phrase"):
        return ""
    return doc.first_of(_TO_COME, found.last, min(clause.last, found.last + _ADJECTIVE_REACH))


def _is_goal(doc: Document, clause: Clause, found: Found) -> bool:
    """«معركة تحرير المدينة»: what an operation is for, unless it is said to have ended or succeeded."""
    if found.trigger.frame != "take" or found.form.tense != "noun" or found.first == clause.line.first:
        return False
    words = doc.tokens.words
    if words[found.first - 1] not in _OPERATION and words[found.first - 1][1:] not in _OPERATION:
        return False
    return not any(w in _SUCCEEDED for w in words[max(clause.line.first, found.first - 6) : found.first - 1])


def _denied_report(doc: Document, clause: Clause, found: Found) -> str:
    """«نفى المرصد أن تكون القوات قد سيطرت»: a denial governs its «أن» or «عن» to the end of the sentence part."""
    words = doc.tokens.words
    for at in range(found.first - 1, max(clause.line.first, found.first - _DENIAL_REACH) - 1, -1):
        if words[at] in (".", "؛"):
            return ""
        if words[at].removeprefix("و") in _DENYING:
            between = words[at + 1 : found.first]
            return words[at] if any(w in _COMPLEMENT for w in between) else ""
    return ""


def is_barred(doc: Document, found: Found) -> bool:
    """Say whether the trigger is only what somebody acts against: «لوقف القصف»."""
    for at in range(found.first - 1, max(-1, found.first - 1 - _REACH["purpose"]), -1):
        if "purpose" in doc.cue_at.get(at, {}):
            return True
    return False


def _before(doc: Document, clause: Clause, found: Found, kind: str) -> str:
    words = doc.tokens.words
    earlier = [f for f in clause.found if f.last <= found.first and f.trigger.event_type != found.trigger.event_type]
    lowest = max(clause.line.first, found.first - _REACH[kind])
    if kind in ("negated", "attempted", "planned") and earlier:
        lowest = max(lowest, earlier[-1].last)
    if kind not in ("rumoured",):
        lowest = max(lowest, clause.first - (2 if kind == "negated" else 4))
    for at in range(found.first - 1, lowest - 1, -1):
        if words[at] in (".", "؛", "؟"):
            break
        end = doc.cue_at.get(at, {}).get(kind)
        if kind == "rumoured" and end is not None and any(w in _TOLLS for w in words[end : end + 2]):
            continue  # «دون أنباء عن إصابات، كذلك قصفت ...»: not the events are rumoured, but their toll
        if kind == "negated" and words[at].removeprefix("و") == "لم" and _is_excepted(doc, clause, found):
            continue
        if kind == "negated" and end is not None and words[end] in _STOPPED:
            continue  # «لم يتوقف عن قصف المدينة», «لم يكتف بقصفها»: it went on
        if kind == "hypothetical" and end is not None and words[end] in _WHICH_IS:
            continue  # «طائرات يرجح أنها أميركية قصفت»: whose they were is open, not that they struck
        if end is not None and end <= found.first:
            return " ".join(words[at:end])
    return ""


def _is_excepted(doc: Document, clause: Clause, found: Found) -> bool:
    """«لم تقصف سوى ثلاث مرات»: it happened, and no more than that."""
    return doc.first_of(_EXCEPT, found.last, min(clause.line.last, found.last + _EXCEPT_REACH)) != ""


def _is_purpose(doc: Document, found: Found) -> bool:
    """«لاستعادة السيطرة»: the clitic ل on a verbal noun says what for, not what happened."""
    rule = found.trigger
    # «لاستعادتها» is spelled like a verb of the past, which ل does not go before.
    if found.form.tense == "past" and not doc.tokens.words[found.first].endswith(("ها", "هم", "هما")):
        return False
    if found.form.tense not in ("noun", "present", "past"):
        return False
    if found.clitic not in ("ل", "ول") or not (rule.frame in _PURPOSE_FRAMES or "aims" in rule.traits):
        return False
    before = doc.tokens.words[found.first - 1] if found.first else ""
    return before not in _AFTER_DATIVE


def _failed(doc: Document, clause: Clause, found: Found) -> str:
    """Return the word that says that the attack failed, empty when none does."""
    if "may-fail" not in found.trigger.traits:
        return ""
    words = doc.tokens.words
    for at in range(found.last, min(clause.line.last, found.last + 30)):
        if words[at] in (".", "؛"):
            break
        if words[at] in _IN_VAIN:
            return words[at]
        bare = words[at][1:] if words[at][0] in "بفو" else words[at]
        if bare in _FAILED_AFTER or (doc.has(at, "attempted") and words[at].startswith(("فشل", "باءت", "تصد", "صد"))):
            return words[at]
    return ""
