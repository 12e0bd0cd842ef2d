"""Countries that stand for their forces: «النظام وروسيا», «استهدفت إسرائيل», «الهجمات التي تنفذها تركيا»."""

from collections.abc import Iterator
from functools import cache

from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.lexicon import actors
from analysis.lexicon.words import word_class
from analysis.text.normalise import fold

_BESIDE = word_class("beside")
_PREPOSITIONS = word_class("noun-before")
_DOES = word_class("carries-out")
_BETWEEN = word_class("verb-adverb")
_THAT = word_class("that")
_VERB_REACH = 4  # tokens from a country to its verb: «إن الولايات المتحدة ودول التحالف نفذت»


def read(doc: Document, chosen: list[Mention]) -> Iterator[Mention]:
    """Yield the countries that act as their forces.

    Parameters
    ----------
    doc
        The article.
    chosen
        Its mentions so far, places among them.
    """
    words = doc.tokens.words
    forces = [m for m in chosen if m.kind == "actor" and m.shown]
    owners = {m.last for m in forces if m.rule == "force-of-country"}  # «القوات التابعة لروسيا» are one actor
    ends = {m.last for m in forces} | {m.last for m in chosen if m.first in owners}
    added = {m.first for m in forces if m.skip == 1 and words[m.first].startswith("و")}
    deeds = [h for h in doc.hits.get("trigger", ()) if h.value.trigger.frame == "act"]
    deeds = [h for h in deeds if "bans" not in h.value.trigger.traits]  # «منع إيران من تطوير ...» is a noun
    verbs = {h.last for h in deeds if h.value.tense in ("past", "present")}
    nouns = {h.last for h in deeds} - verbs
    begun = {h.first for h in deeds if h.value.tense in ("past", "present") and not h.clitic}
    starts = {line.first for line in doc.lines}  # the verb of the next headline is another's
    for m in chosen:
        if not names_state(m) or m.first in owners:
            continue
        joined = words[m.first].startswith("و") and m.skip == 1 and m.first in ends
        first = next((t for t in range(m.first, 0, -1) if words[t - 1] not in _BETWEEN), 0)
        before = words[first - 1] if first else ""
        behind = words[m.last]
        ahead = range(m.last, min(len(words), m.last + _VERB_REACH))
        said = before in _THAT and any(t in begun or words[t] in _DOES for t in ahead)
        subject = (
            said
            or first in verbs
            or before.removeprefix("و") in _DOES
            or (m.last in begun and m.last not in starts)
            or (m.first in nouns and behind.startswith("ل"))  # «قصف تركيا لمواقع ...»
            or (m.last in added and before not in _BESIDE)
        )
        if joined or (subject and m.skip == 0 and before not in _PREPOSITIONS):
            yield as_actor(m)


def names_state(mention: Mention) -> bool:
    """Say whether a place is a country, or a capital that stands for one («أنقرة قصفت»)."""
    return mention.kind == "place" and _actor_of(mention.name) is not None


def as_actor(state: Mention) -> Mention:
    """Return a country or capital as the forces that it stands for."""
    actor = _actor_of(state.name) or ""
    return Mention("actor", state.first, state.last, actor, actor, "country-acts", state.skip)


@cache
def _actor_of(name: str) -> str | None:
    return actors.country_actors().get(fold(name))
