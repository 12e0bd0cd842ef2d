"""Forces with a nationality: «الطائرات الحربية الروسية» is one mention of that army."""

from collections.abc import Iterator, Mapping
from functools import cache

from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.lexicon import actors
from analysis.lexicon.vocabulary import Hit
from analysis.lexicon.words import word_class
from analysis.text.tokens import without_dative

_ADJECTIVES_BETWEEN = 3
_LANDS = word_class("land")
_BACKED = word_class("backed")
_BELONGING = word_class("of-a-country")
_LOYAL = word_class("loyalty")
_GROUPS = word_class("armed-groups")
_FIRED_FROM = word_class("origin-of-fire") | {"من"}


def forces(doc: Document) -> Iterator[Mention]:
    """Join «الطائرات الحربية» with the nationality that follows: one mention of that army."""
    adjectives = {h.first: h for h in doc.hits.get("nationality", ()) if not h.clitic}
    names = {h.last: h for h in doc.hits.get("actor", ()) if h.last - h.first > 1}
    within = {(h.first, h.last): h for h in doc.hits.get("actor", ())}
    shorts = {(h.first, h.last) for h in doc.hits.get("short", ())}
    for head in doc.hits.get("force", ()):
        at = _adjective_of(doc, head, adjectives)
        if at is None or (head.first, at + 1) in shorts:
            continue  # «القوات الحكومية» are those of the country that is told of
        nation, kind = adjectives[at].value, head.value.kind
        actor = actors.of_the_day(actors.code_of(str(getattr(nation, kind))), doc.day)
        inner = within.get((head.first, at))  # «قوات البشمركة الكردية»
        own = actors.meant_on(inner.value, doc.day) if inner is not None else None
        if own is not None and own.codes_as not in _armies():
            yield Mention("actor", head.first, at + 1, own.codes_as, own.actor_id, "actor-name", len(head.clitic))
            continue
        name = names.get(at + 1)
        if kind == "militia" and name is not None and head.last <= name.first:
            named = actors.meant_on(name.value, doc.day)
            meant = named.codes_as if named is not None else actor
            militia = any("يليشي" in w or "يلشي" in w for w in doc.tokens.words[head.first : head.last])
            if meant != actor and (meant != actors.code_of(nation.army) or militia):
                continue  # «ميليشيا الحرس الثوري الإيراني»: the name behind the word is the party
        yield Mention(
            "actor",
            head.first,
            at + 1,
            actor,
            actor,
            "force-nationality",
            len(head.clitic),
            shown=kind != "militia" or _is_definite(doc, head) or actor != "opposition-fighters",
            weapon=head.value.weapon,
        )


def of_countries(doc: Document) -> Iterator[Mention]:
    """Yield forces whose country is named behind a word of belonging: «القوات التابعة لروسيا».

    The country stays a mention of its own. Loyalty to a country makes only groups its militias:
    «فصائل موالية لإيران».
    """
    heads = {h.first: (h.last, h.value.kind, h.value.weapon) for h in doc.hits.get("force", ())}
    words = doc.tokens.words
    for at in range(1, len(words) - 1):
        loyal = words[at] in _LOYAL
        army = _army_behind(words, at + 1) if loyal or words[at] in _BELONGING else None
        if army is None:
            continue
        for first in range(at - 1, max(-1, at - 2 - _ADJECTIVES_BETWEEN), -1):
            bare = words[first].removeprefix("و")
            kind, weapon = ("militia", "") if bare in _GROUPS else heads.get(first, (0, "", ""))[1:]
            if kind == "militia" or (kind and not loyal):
                actor = _militias().get(army, army) if kind == "militia" else army
                actor = actors.of_the_day(actors.code_of(actor), doc.day)
                skip = len(words[first]) - len(bare)
                yield Mention("actor", first, at + 1, actor, actor, "force-of-country", skip, weapon=weapon)
                break
            if not words[first].startswith("ال") and not words[first].endswith(("ه", "ي", "ين")):
                break


def _army_behind(words: list[str], at: int) -> str | None:
    """Return the army of the country at a token, behind its «لـ»; None when no country stands there."""
    word = words[at]
    if not word.startswith("ل"):
        return None
    bare = without_dative(word) if word.startswith("لل") else word[1:]
    known = actors.country_actors()
    return known.get(f"{bare} {words[at + 1]}") or known.get(bare)


@cache
def _militias() -> Mapping[str, str]:
    """Return, by army, the militias that fight for the same country."""
    return {actors.code_of(n.army): n.militia for n in reversed(list(actors.nationalities().values()))}


def _adjective_of(doc: Document, head: Hit, adjectives: Mapping[int, Hit]) -> int | None:
    """Return the token of the nationality behind a noun for a force, other adjectives between; None without."""
    for at in range(head.last, min(head.last + _ADJECTIVES_BETWEEN, len(doc.tokens))):
        word = doc.tokens.words[at]
        if "\n" in doc.normal.text[head.end : doc.tokens.starts[at]]:
            return None
        if at in adjectives:
            return at
        if (
            len(word) < 3
            or word == "الي"
            or word in _BACKED
            or word[0] in "وبلف"
            or not word.isalpha()
            or not (word.startswith("ال") or word[-1] == "ه")
            or word.endswith(("ين", "ون"))
        ):
            return None
    return None


@cache
def _armies() -> frozenset[str]:
    """Return the armies of states: of their units a nationality says whose they are."""
    armies = {actors.code_of(nation.army) for nation in actors.nationalities().values()}
    return frozenset(armies | {actors.TRANSITION})


def _is_definite(doc: Document, hit: Hit) -> bool:
    return doc.normal.text[hit.start : hit.end].startswith(("ال", "لل"))


def adjectives(doc: Document) -> Iterator[Mention]:
    """Yield bare adjectives of nationality; they may name who acts, and are no mention."""
    ends: dict[int, bool] = {}  # where an adjective ended, and whether it is of a land
    words = doc.tokens.words
    places = {h.last for h in doc.hits.get("place", ())}
    for hit in doc.hits.get("nationality", ()):
        more = hit.clitic == "و" and hit.first in ends  # «السوري والروسي»
        of_land = ends[hit.first] if more else hit.first in places or _is_of_land(words, hit.first)
        ends[hit.last] = of_land  # «قرب الحدود السورية والعراقية», «بلدة سروج التركية» name no army
        if of_land:
            continue
        if hit.last - hit.first == 1 and (not hit.clitic or more):
            actor = actors.of_the_day(actors.code_of(hit.value.army), doc.day)
            yield Mention("actor", hit.first, hit.last, actor, actor, "nationality", len(hit.clitic), shown=False)


def _is_of_land(words: list[str], at: int) -> bool:
    """«الحدود السورية» is land, and nobody's act; «قصف مصدره الأراضي التركية» is the act of who fires from there."""
    if at < 2 or words[at - 1] not in _LANDS:
        return False
    return not (words[at - 1].endswith("اراضي") and words[at - 2] in _FIRED_FROM)
