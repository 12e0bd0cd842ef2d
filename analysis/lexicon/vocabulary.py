"""All names, triggers and cues in one automaton over the plain text of an article."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import ahocorasick

from analysis.lexicon import actors, cues, triggers
from analysis.lexicon.additions import NONE, Additions
from analysis.text.tokens import Tokens

_NOUN_PREFIXES = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"))
_VERB_PREFIXES = frozenset(("و", "ف", "س", "وس", "فس", "ل", "ول", "فل"))
_CUE_PREFIXES = frozenset(("و", "ف", "ب", "ل", "وب", "فب", "ول"))


class Entry(NamedTuple):
    """What a string of the vocabulary stands for; ``value`` depends on ``kind``."""

    kind: str
    value: Any
    prefixes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in a text: tokens ``[first, last)``, and the clitic cut off before it."""

    kind: str
    value: Any
    first: int
    last: int
    start: int
    end: int
    clitic: str


def _entries(additions: Additions) -> Iterator[tuple[str, Entry]]:
    for name, meanings in (actors.aliases() | additions.actor_aliases).items():
        yield from _with_article(name, Entry("actor", meanings, _NOUN_PREFIXES))
    for form, short in actors.short_forms().items():
        yield from _with_article(form, Entry("short", short, _NOUN_PREFIXES))
    for form, nationality in actors.nationalities().items():
        yield from _with_article(form, Entry("nationality", nationality, _NOUN_PREFIXES))
    for head, force in actors.force_heads().items():
        yield from _with_article(head, Entry("force", force, _NOUN_PREFIXES))
    for name, found in additions.spellings.items():
        yield from _with_article(name, Entry("place", found, _NOUN_PREFIXES))
    for form, written in triggers.forms():
        prefixes = _VERB_PREFIXES if written.tense in ("past", "present") else _NOUN_PREFIXES
        yield form, Entry("trigger", written, prefixes)
    for kind in cues.KINDS:
        for cue in cues.words(kind):
            yield " ".join(cue), Entry("cue", kind, _CUE_PREFIXES)
    for weapon, words in triggers.weapons():
        for word in words:
            yield word, Entry("weapon", weapon, _NOUN_PREFIXES)


def _with_article(name: str, entry: Entry) -> Iterator[tuple[str, Entry]]:
    yield name, entry
    if name.startswith("ال"):  # «للجيش» is ل + الجيش
        yield "لل" + name[2:], entry


@lru_cache(maxsize=4)
def _automaton(additions: Additions) -> Any:
    collected: dict[str, list[Entry]] = {}
    for key, entry in _entries(additions):
        entries = collected.setdefault(key, [])
        if entry not in entries:
            entries.append(entry)
    automaton = ahocorasick.Automaton()
    for key, entries in collected.items():
        automaton.add_word(key, (len(key), tuple(entries)))
    automaton.make_automaton()
    return automaton


def find(plain: str, tokens: Tokens, additions: Additions = NONE) -> list[Hit]:
    """Return every entry that stands in the text as whole words, clitics aside.

    Parameters
    ----------
    plain
        Text in plain spelling.
    tokens
        Its tokens.
    additions
        What the researcher added to the lexicons.

    Returns
    -------
    Hits in the order of their ends; overlaps are left to the caller.
    """
    first_at = {start: i for i, start in enumerate(tokens.starts)}
    last_at = {end: i + 1 for i, end in enumerate(tokens.ends)}
    hits = []
    for final, (length, entries) in _automaton(additions).iter(plain):
        last = last_at.get(final + 1)
        if last is None:
            continue
        start = final + 1 - length
        first, clitic = first_at.get(start), ""
        if first is None:
            if start and plain[start - 1].isspace():
                continue
            first = tokens.at(start)
            clitic = plain[tokens.starts[first] : start]
            if len(clitic) > 2:
                continue
        for entry in entries:
            if not clitic or clitic in entry.prefixes:
                hits.append(Hit(entry.kind, entry.value, first, last, start, final + 1, clitic))
    return hits
