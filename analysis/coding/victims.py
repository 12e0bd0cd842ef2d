"""Who the killed and wounded were: the words after the number, or whom the text named before."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.roles import acts
from analysis.lexicon import toll
from analysis.lexicon.actors import catalogue
from analysis.lexicon.words import word_class
from analysis.text.tokens import MARKS

_OTHERS = word_class("others")
_IRREGULAR = word_class("irregular-fighter")
_REGULAR = word_class("regular-fighter")
_THEIRS = word_class("theirs")
_REACH = 7
_LINKS = word_class("victims-of")
_SIDE = catalogue()["side"].to_dict()


@dataclass(frozen=True, slots=True)
class Victim:
    """Actor id of the victims, None when mixed or not said; the token after what says it; the kinds named."""

    actor_id: str | None
    end: int
    kinds: frozenset[str]


def read(
    doc: Document,
    line: Line,
    first: int,
    last: int,
    people: list[Mention],
    suffering: Iterable[str],
    before: Victim | None,
) -> Victim:
    """Read the victims of one count.

    Parameters
    ----------
    doc, line
        Where it stands.
    first, last
        Tokens of the number; what follows `last` may say who they were.
    people
        Actor mentions of the article up to the end of the line, in order.
    suffering
        Actor ids that the event of this line is done to.
    before
        Victims of the count before this one in the line; «آخرين» are more of them.

    Returns
    -------
    The victims; mixed kinds have no actor.
    """
    words, known = doc.tokens.words, toll.vocabulary()["victim"]
    kinds: set[str] = set()
    end, theirs = last, False
    for at in range(first, min(line.last, last + _REACH)):
        word = words[at]
        if word == "،" and at + 1 < line.last and "part" in doc.cue_at.get(at + 1, {}):
            continue
        if at >= last and _begins_another(word):
            break
        if at >= last and word == "و" and at + 1 < line.last and words[at + 1][0].isdigit():
            break
        if word.removeprefix("و") in toll.vocabulary()["noun"] or word == "و":
            continue
        if at >= last and (word in MARKS or (word.startswith("و") and at > last and word[1:] not in known)):
            break
        if word in _OTHERS and before is not None:
            return Victim(before.actor_id, max(end, at + 1), before.kinds)
        bare = word if word in known else word[1:]
        if bare in known and (bare is word or word[0] in "بلو"):
            kinds.add(known[bare])
            end = max(end, at + 1)
        theirs = theirs or word in _THEIRS
        named = next((m for m in people if m.first == at and m.entity_id != "civilians" and _may_die(m)), None)
        linked = "fighters" in kinds or any(w in _LINKS for w in words[last : at + 1])
        if named and at >= last and "civilians" not in kinds and linked:
            if named.rule == "nationality" and "fighters" not in kinds:
                continue
            return Victim(_of_nation(named, people), named.last, frozenset(kinds))
        if at >= last and "part" in doc.cue_at.get(at, {}):
            kinds |= _parts(doc, line, at)
            break
        if at > last and "clause" in doc.cue_at.get(at, {}):
            break
    counted = any(w in toll.vocabulary()["noun"] for w in words[first:last])
    if not kinds and not theirs and not counted and before is not None and end == last:
        return Victim(before.actor_id, end, before.kinds)
    actor = _actor(kinds, theirs, words[first:end], people, line, first, suffering)
    return Victim(actor, end, frozenset(kinds))


def _begins_another(word: str) -> bool:
    """«مقتل رجل وإصابة زوجته»: another outcome begins another count."""
    outcomes = toll.vocabulary()["before"]
    return word in outcomes or (word[0] in "ولب" and word[1:] in outcomes)


def _may_die(mention: Mention) -> bool:
    return acts(mention) and (mention.shown or mention.rule == "nationality")


def _parts(doc: Document, line: Line, at: int) -> set[str]:
    """«15 قتيلاً، بينهم أطفال ونساء»: the part says of what kind the whole is."""
    known = toll.vocabulary()["victim"]
    words = [w.removeprefix("و") for w in doc.tokens.words[at + 1 : min(line.last, at + 5)]]
    return {"civilians"} if any(known.get(w) == "civilians" for w in words) else set()


def _of_nation(named: Mention, people: list[Mention]) -> str:
    """«مقاتلاً كردياً» is one of the Kurdish-led force that the article names, if it names one."""
    if named.rule != "nationality":
        return named.entity_id
    side = _SIDE.get(named.entity_id)
    told = [m for m in people if m.first < named.first and m.shown and _SIDE.get(m.entity_id) == side and acts(m)]
    return told[-1].entity_id if told else named.entity_id


def _actor(
    kinds: set[str],
    theirs: bool,
    words: list[str],
    people: list[Mention],
    line: Line,
    first: int,
    suffering: Iterable[str],
) -> str | None:
    if "civilians" in kinds:
        return None if "fighters" in kinds else "civilians"
    told = [m for m in people if m.last <= first and m.shown and acts(m) and m.entity_id != "civilians"]
    if theirs:
        suffers = [a for a in suffering if a != "civilians"]
        return suffers[0] if suffers else (told[-1].entity_id if told and told[-1].first >= line.first else None)
    if "fighters" in kinds:
        spoken = {word.removeprefix("و").removeprefix("ب") for word in words}
        fits = [m for m in told if m.first >= line.first]
        if spoken & _IRREGULAR:
            fits = [m for m in fits if _SIDE.get(m.entity_id) in ("jihadist", "opposition")]
        elif spoken & _REGULAR:
            fits = [m for m in fits if _SIDE.get(m.entity_id) in ("government", "russia", "foreign", "transition")]
        else:
            fits = [m for m in fits if m.entity_id in set(suffering)]
        return fits[-1].entity_id if fits else None
    return None
