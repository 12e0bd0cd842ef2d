"""Names behind a head noun that a gazetteer spells a little differently: «قرية مشيرفة», «بلدة كفر نوران»."""

from dataclasses import replace

from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.lexicon import places
from analysis.lexicon.words import word_class

RULE = "like-spelling"
_LONGEST = 3  # words
_WEAK = word_class("weak-place-head")
_TWO_WORDS = word_class("name-of-two")


def listed(doc: Document, m: Mention) -> Mention:
    """Return the mention with the places that its words name but for article, blanks and a last weak letter.

    The longest name counts («ناعور شطحة» before «ناعور»). Behind a head such as «منطقة» a word without
    the article is no name with it: «منطقة جديدة» is a new area.
    """
    words = doc.tokens.words
    end = doc.line_at(m.first).last
    before = words[m.first - 1].lstrip("وبل") if m.first else ""
    head = places.heads().get(before)
    # «سجن تدمر» begins with its head, which alone names nothing.
    shortest = m.last if places.is_head(words[m.first]) else m.first + 1
    for last in range(min(m.first + _LONGEST, end), shortest - 1, -1):
        if last == m.first + 1 and words[m.first][m.skip :] in _TWO_WORDS:
            break
        written = " ".join((words[m.first][m.skip :], *words[m.first + 1 : last]))
        fits = doc.additions.alike(written)
        if before in _WEAK and not written.startswith("ال"):
            fits = tuple(p for p in fits if not p.name.startswith("ال"))
        if head is not None and head.kind == "village":
            fits = tuple(p for p in fits if p.kind == "village")
        if fits:
            place = fits[0]
            return replace(m, last=last, entity_id=place.place_id, name=place.name, rule=RULE, place=place, fits=fits)
    return m
