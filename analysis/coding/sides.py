"""The two sides of a clash: who stands before it, who stands behind «بين» and «مع»."""

from dataclasses import replace
from itertools import pairwise

from analysis.coding import governing
from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.coding.place_chains import joined
from analysis.lexicon.actors import camp_of, catalogue
from analysis.lexicon.words import word_class

_SUPPORTED = word_class("supported-by")
_LEADS_SIDE = frozenset(("مع", "بين", "وبين", "ضد"))
_FELL = frozenset(("قتلوا", "قتل", "قضوا", "استشهدوا", "اصيبوا", "قضي", "سقطوا"))
_PEOPLE_REACH = 5
_SUBJECT_REACH = 5
_PART_OF, _BEFORE_PART = word_class("part-of"), word_class("before-part")
_BOTH_SIDES = word_class("both-sides")
_BOTH_REACH = 4
_BODIES = word_class("nation-body")
_SIDE = catalogue()["side"].to_dict()


def read(
    doc: Document, clause: Clause, found: Found, people: list[Mention], free: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Return the names of either side; allies of the first name stand with it.

    Behind «مع» alone stands the other side: then the first one is empty.

    Parameters
    ----------
    doc, clause, found
        Where the word for the clash stands.
    people
        Actor mentions of the clause in order.
    free
        Those before the word that can be its subject.
    """
    first, second = _named(doc, clause, found, people, free)
    if second or not first:
        return (first, second) if first or second else _taken_up(doc, clause, found, people)
    rivals = [m for m in first if not _is_with(first[0], m)]  # «تكبد الجيش وداعش خسائر في معارك»
    return [m for m in first if m not in rivals], rivals


def _named(
    doc: Document, clause: Clause, found: Found, people: list[Mention], free: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    stop = min((f.first for f in clause.found if f.first > found.first), default=clause.last)
    after = [m for m in people if found.last <= m.first < stop and m.entity_id != "civilians"]
    if found.trigger.event_type == "clash":
        after = [m for m in after if _fights(doc, found, m)]
    linked = [m for m in after if _is_linked(doc, found, m)]
    named = [m for m in linked if m.shown]
    linked = named if len(named) > 1 else linked  # «مدعومة بمسلحين» beside two that are named
    apart = _apart(doc, clause, found)
    if apart and any(m.first < apart for m in linked) and any(m.first > apart for m in linked):
        return [m for m in linked if m.first < apart], [m for m in linked if m.first > apart]
    if free and (not linked or "بين" not in doc.tokens.words[found.last : linked[0].first]):
        first = with_joined(doc, free[-1], [m for m in people if m.last <= found.first and m.shown])
    elif linked and "بين" not in doc.tokens.words[found.last : linked[0].first]:
        first = _subject(doc, found, after, linked[0]) or _fallen(doc, clause, found, people, linked)
        return first, linked  # «واشتبكت مع عناصر داعش»: with whom, and not who
    elif linked:
        first = [linked[0], *(m for m in linked[1:] if _is_ally(linked[0], m))]
    else:
        return after[:1], []
    return first, [m for m in linked if m not in first]


def _taken_up(
    doc: Document, clause: Clause, found: Found, people: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """«قتل 28 عنصراً من الفصائل وداعش إثر اشتباكات بين الطرفين»: the two rivals named last before."""
    words = doc.tokens.words[found.last : min(found.last + _BOTH_REACH, clause.last)]
    if not any(a == "بين" and b in _BOTH_SIDES for a, b in pairwise(words)):
        return [], []
    before = [m for m in people if m.last <= found.first and m.shown and m.entity_id != "civilians"]
    other = next((m for m in reversed(before[:-1]) if not _is_with(before[-1], m)), None)
    if other is None:
        return [], []
    first, second = (with_joined(doc, m, before) for m in (other, before[-1]))
    return [m for m in first if _is_with(other, m)], [m for m in second if not _is_with(other, m)]


def _is_with(first: Mention, second: Mention) -> bool:
    return camp_of(first.entity_id) == camp_of(second.entity_id)


def _subject(doc: Document, found: Found, after: list[Mention], other: Mention) -> list[Mention]:
    """«اشتبكت قوات النظام مع داعش», «اشتباك الجيش مع مسلحين»: who stands between the clash and «مع»."""
    reach = _SUBJECT_REACH if found.form.tense in ("past", "present") else 1
    behind = [m for m in after if m.last <= other.first and m.first - found.last <= reach]
    return with_joined(doc, behind[0], [m for m in after if m.last <= other.first]) if behind else []


def _fallen(doc: Document, clause: Clause, found: Found, people: list[Mention], others: list[Mention]) -> list[Mention]:
    """«قتل جندي تركي في اشتباكات مع داعش»: whose men fell in a clash with somebody fought in it."""
    toll = governing.toll_before(doc, clause, found)
    theirs = {m.entity_id for m in others} | {"civilians"}
    if not toll:
        return []
    told = toll[0] - (_PEOPLE_REACH if doc.tokens.words[toll[0]] in _FELL else 0)  # «4 من الكتائب قتلوا في اشتباكات»
    fell = [m for m in people if told <= m.first and m.last <= found.first and m.entity_id not in theirs]
    fell = [m for m in fell if not any(_leads_on(doc, t) for t in range(m.last, found.first))]
    return fell[-1:]


def _leads_on(doc: Document, at: int) -> bool:
    return doc.has(at, "agent") or (doc.is_trigger(at) and doc.tokens.words[at] not in _FELL)


def _fights(doc: Document, found: Found, mention: Mention) -> bool:
    """«معارك مع الأكراد», «المواجهات التركية»: a nationality far off, or of another noun, is no side of it."""
    if mention.rule != "nationality":
        return True
    before = doc.tokens.words[mention.first - 1]
    led = before in _LEADS_SIDE or before.removeprefix("و").removeprefix("ال") in _BODIES
    return led or mention.skip > 0 or governing.describes_deed(doc, found, mention)


def _apart(doc: Document, clause: Clause, found: Found) -> int:
    """«بين A وB من جهة وC من جهة أخرى»: return the token that ends the first side, 0 when none does."""
    words = doc.tokens.words
    marks = (t for t in range(found.last + 1, clause.last) if words[t] in ("جهه", "طرف", "جانب"))
    other = ("اخري", "اخر", "ثانيه", "ثان")
    return next((t for t in marks if words[t - 1] == "من" and words[t + 1 : t + 2] not in [[o] for o in other]), 0)


def goes_with(doc: Document, first: Mention, second: Mention) -> bool:
    """«قوات سوريا الديمقراطية (قسد) وقوات النظام»: the same again in brackets, or the next one joined to it.

    Behind «القوات التابعة لروسيا» the name of the country is passed like a bracket.
    """
    closed = doc.tokens.words[first.last : first.last + 1] == [")"] or first.rule == "force-of-country"
    again = second.entity_id == first.entity_id and second.first <= first.last + 1
    return again or joined(doc, replace(first, last=first.last + closed), second)


def with_joined(doc: Document, name: Mention, names: list[Mention]) -> list[Mention]:
    """Return a name and those joined to it: «النظام والميليشيات الإيرانية شنّوا», «دورية تابعة للتحالف وقسد»."""
    group = [name]
    for m in reversed(names):
        if _is_whole_of(doc, m, group[0]):
            group.insert(0, m)
        if m.last <= group[0].first and _is_beside(doc, m, group[0]):
            group.insert(0, m)
    for m in names:
        if m.first >= group[-1].last and _is_beside(doc, group[-1], m):
            group.append(m)
    return group


def _is_whole_of(doc: Document, whole: Mention, part: Mention) -> bool:
    """«فصائل المعارضة، منها جبهة النصرة وأحرار الشام»: those that are named are a part of who does it."""
    if whole.last >= part.first:
        return False
    between = [w for w in doc.tokens.words[whole.last : part.first] if w not in _BEFORE_PART]
    return len(between) == 1 and between[0] in _PART_OF


def _is_beside(doc: Document, first: Mention, second: Mention) -> bool:
    """«توغل الجيش واشتباكه مع الأهالي»: a word for an event between two names keeps them apart."""
    return joined(doc, first, second) and not any(doc.is_trigger(t) for t in range(first.last, second.first))


def _is_linked(doc: Document, found: Found, mention: Mention) -> bool:
    """Say whether «بين», «مع» or «ضد» stands between the trigger and the name, and no clitic leads elsewhere."""
    words = doc.tokens.words
    between = words[found.last : mention.first]
    if not mention.shown and words[mention.first - 1] in _SUPPORTED:
        return False
    clitic = bool(mention.skip) and words[mention.first][0] in "بل"
    return not clitic and any(w in ("مع", "بين", "ضد") or w[1:] in ("بين", "مع") for w in between)


def _is_ally(first: Mention, second: Mention) -> bool:
    return _SIDE.get(first.entity_id) == _SIDE.get(second.entity_id)
