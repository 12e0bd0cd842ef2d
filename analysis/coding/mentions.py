"""Who and where: every mention of an article, the longest where names overlap."""

from dataclasses import replace

from analysis.coding import (
    acting_states,
    actor_names,
    disambiguation,
    force_names,
    group_names,
    loose_names,
    place_names,
    soil,
)
from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.coding.parties import acts
from analysis.lexicon import actors
from analysis.lexicon.words import word_class

_TURKEY = ("turkish-forces", "turkey")
_GUNMEN = "unidentified-gunmen"
_OF = word_class("gunmen-of")
_PARTY_REACH = 3  # tokens behind «من» within which the party's name begins
_BACKED = word_class("backed-by")
_BACKED_REACH = 3
_SLASHED = {"ypg", "pkk"}
_KURDS = word_class("kurds")
_OWN_NAME = word_class("own-name-of-kurds")
_POLICE = frozenset(("الداخلي",))
_OF_THE_NORTH = frozenset(("sdf", "asayish", "ypg"))
_NORTH = frozenset(("الحسكة", "الرقة"))


def find(doc: Document) -> list[Mention]:
    """Return the mentions of an article in order, names first by length where they overlap."""
    named = [*actor_names.aliases(doc), *force_names.forces(doc), *force_names.of_countries(doc)]
    named += place_names.named(doc)
    chosen = disambiguation.settle(doc, _longest(named))
    for mention in chosen:
        if mention.shown:
            doc.mark_named(mention.first, mention.last)
    chosen = _as_one_name(doc, sorted(chosen, key=lambda m: (m.first, m.last, m.kind)))
    short = _longest([*actor_names.short_forms(doc, chosen), *force_names.adjectives(doc)], doc)
    for mention in short:
        if mention.shown:
            doc.mark_named(mention.first, mention.last)
    chosen += short
    groups = _longest([*group_names.unlisted(doc, doc.additions.actors)], doc)
    for mention in groups:
        doc.mark_named(mention.first, mention.last)
    chosen += groups
    unlisted = [loose_names.listed(doc, m) for m in place_names.unlisted(doc, chosen)]
    unlisted = disambiguation.settle(doc, _longest([*unlisted, *place_names.quoted(doc)], doc), chosen)
    for mention in unlisted:
        doc.mark_named(mention.first, mention.last)
    chosen += unlisted
    chosen = sorted([*chosen, *acting_states.read(doc, chosen)], key=lambda m: (m.first, m.last, m.kind))
    chosen = _of_a_party(doc, chosen)
    patrons = {m.last for m in chosen if m.entity_id in _TURKEY}
    return _of_the_kurds(doc, _of_the_north(doc, [_of_turkey(doc, m, patrons) for m in chosen]))


def _of_a_party(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """«مسلحون من تنظيم ...», «مسلحين تابعين لقسد»: gunmen whose party is named at once are that party's."""
    words = doc.tokens.words
    parties = {m.first: m for m in mentions if m.shown and acts(m) and m.entity_id not in ("civilians", _GUNMEN)}
    kept = []
    for m in mentions:
        near = range(m.last + 1, m.last + _PARTY_REACH)
        owned = m.entity_id == _GUNMEN and not _OF.isdisjoint(words[m.last : m.last + 1])
        if not owned or not any(t in parties for t in near) or "،" in words[m.last : m.last + 2]:
            kept.append(m)
    return kept


def _as_one_name(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """«YPG/PKK»: a slash makes one name of two, by which the press of Turkey means those in Syria."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        slash = last is not None and doc.tokens.words[last.last : mention.first] == ["/"]
        if last is not None and slash and {last.entity_id, mention.entity_id} == _SLASHED:
            kept[-1] = replace(last, last=mention.last, entity_id="ypg", name="ypg")
        else:
            kept.append(mention)
    return kept


def _of_the_north(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """«قوى الأمن الداخلي» of an article that names the SDF, or only places they hold, and no ministry: the Asayish.

    From December 2024 the new government has a force of that name, too.
    """
    police = [
        m
        for m in mentions
        if m.entity_id == actors.TRANSITION and _POLICE.intersection(doc.tokens.words[m.first : m.last])
    ]
    if not police or any(m.entity_id == actors.TRANSITION and m not in police for m in mentions):
        return mentions
    held = {m.place.governorate for m in mentions if m.place is not None and m.place.country == "SY"} - {""}
    named = any(m.entity_id in _OF_THE_NORTH for m in mentions)
    if not named and not (held and held <= _NORTH):
        return mentions
    return [replace(m, entity_id="asayish", name="asayish") if m in police else m for m in mentions]


def _of_the_kurds(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """«المقاتلين الأكراد» in Turkey, of an article that names the PKK, are its fighters; in Syria they are not."""
    if not any(m.entity_id == "pkk" for m in mentions):
        return mentions
    ground = soil.read(doc, mentions)
    kept = []
    for m in mentions:
        kurds = m.entity_id == "ypg" and any(w in _KURDS for w in doc.tokens.words[m.first : m.last])
        own_name = not _OWN_NAME.isdisjoint(doc.tokens.words[m.first : m.last])
        at_home = kurds and not own_name and ground.country_of(doc.line_at(m.first), doc.lines) == "TR"
        kept.append(replace(m, entity_id="pkk", name="pkk") if at_home else m)
    return kept


def _of_turkey(doc: Document, mention: Mention, patrons: set[int]) -> Mention:
    """«القوات التركية والفصائل الموالية لها» are the factions that Turkey backs, which have a name of their own."""
    if mention.entity_id != "opposition-fighters" or mention.first not in patrons or mention.skip != 1:
        return mention
    behind = doc.tokens.words[mention.last : mention.last + _BACKED_REACH]
    return replace(mention, entity_id="sna", name="sna") if any(w in _BACKED for w in behind) else mention


def _longest(mentions: list[Mention], doc: Document | None = None) -> list[Mention]:
    """Keep, of overlapping names, the longest; of equals an actor before a place."""
    taken: set[int] = set()
    kept = []
    for m in sorted(mentions, key=lambda m: (m.first - m.last, m.kind, m.skip, m.first)):
        inside = range(m.first, m.last)
        if any(t in taken or (doc is not None and doc.is_name_piece(t)) for t in inside):
            continue
        taken.update(inside)
        kept.append(m)
    return kept
