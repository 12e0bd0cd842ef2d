"""Which of several places a shared name means: what stands beside it, what the article names, how far off it lies."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from analysis.coding.document import Document
from analysis.coding.mention import Mention
from analysis.geometry import distances_km
from analysis.lexicon import areas, places
from analysis.lexicon.places import Place
from analysis.lexicon.words import word_class

_LEADING = word_class("place-preposition")
_BESIDE = 5  # words between a name and the one that says where it lies
_NEAR, _FAR = 40.0, 80.0  # km from the article's other places
AMBIGUOUS = "ambiguous"
_ELSEWHERE = 60.0  # km; further off a place does not lie in the district or governorate named behind it
_SOME, _ALONE = 2, 100.0  # how many other places, and how many km off, make the only candidate doubtful
_BEYOND_REGION = 25.0  # the same for a plain or a mountain
_WIDE = frozenset(("country", "governorate", "region", "river", "sea", "road"))
_INSIDE = word_class("lies-inside")


def settle(doc: Document, named: Sequence[Mention], others: Sequence[Mention] = ()) -> list[Mention]:
    """Return the mentions with one place for each shared name, or none and its candidates.

    In this order: what is said right behind the name («المشيرفة بريف حماة»); the governorates that the article
    names; the distance to its other places, where one candidate is near and the others are far; the governorates
    that the actors it names go with; the country of its places; the place that stands first in the gazetteer.
    Places that the researcher added come after listed ones, which a name by itself means, and stay ambiguous
    among themselves. `others` are settled places around.
    """
    present = {m.entity_id for m in (*named, *others) if m.kind == "actor"}
    anchors = sorted((m for m in (*named, *others) if m.place is not None and len(m.fits) < 2), key=lambda m: m.first)
    named = [_contradicted(doc, m, anchors) for m in named]
    if not any(len(m.fits) > 1 for m in named):
        return named
    beside = [_beside(doc, m, anchors) if len(m.fits) > 1 else None for m in named]
    # Said once for a name, it holds for the whole article.
    decided: dict[tuple[str, ...], Place] = {}
    for m, place in zip(named, beside, strict=True):
        if place is not None:
            decided.setdefault(_key(m), place)
    return [
        m if len(m.fits) < 2 else _settled(m, *_choice(doc, m, place or decided.get(_key(m)), anchors, present))
        for m, place in zip(named, beside, strict=True)
    ]


def _choice(
    doc: Document, m: Mention, beside: Place | None, anchors: Sequence[Mention], actors: Set[str]
) -> tuple[Place | None, str]:
    return (beside, "beside") if beside is not None else _by_article(doc, m, anchors, actors)


def _key(m: Mention) -> tuple[str, ...]:
    return tuple(p.place_id for p in m.fits)


def _settled(m: Mention, place: Place | None, rule: str) -> Mention:
    if place is None:
        ids = tuple(p.place_id for p in m.fits)
        return replace(m, entity_id="", place=None, rule=AMBIGUOUS, candidates=ids, headed=True)
    return replace(m, entity_id=place.place_id, name=place.name, place=place, fits=(place,), rule=f"gazetteer-{rule}")


def _governorate(place: Place) -> str:
    return place.name.removeprefix("محافظة ") if place.kind == "governorate" else place.governorate


def _behind(doc: Document, m: Mention, anchors: Sequence[Mention]) -> Iterator[tuple[Mention, Place, list[str]]]:
    """Yield the settled places that stand soon behind a name, with the words between."""
    for at in range(bisect_left(anchors, m.last, key=lambda a: a.first), len(anchors)):
        anchor = anchors[at]
        if anchor.first > m.last + _BESIDE:
            return
        if anchor.place is not None:
            yield anchor, anchor.place, [w for w in doc.tokens.words[m.last : anchor.first] if w != "#"]


def _beside(doc: Document, m: Mention, anchors: Sequence[Mention]) -> Place | None:
    """Return the candidate that lies where the words right behind the name say: «بريف حماة», «قرب تدمر»."""
    for anchor, here, between in _behind(doc, m, anchors):
        if not all(_leads(word) for word in between) or not (between or anchor.skip):
            continue
        inside = [p for p in m.fits if _governorate(p) and _governorate(p) == _governorate(here)]
        inside = inside or ([p for p in m.fits if p.country == here.country] if here.kind == "country" else [])
        listed = [p for p in inside if p.place_id not in doc.additions.own_ids]
        if listed or len(inside) == 1:
            return (listed or inside)[0]
        if here.kind not in ("governorate", "country", "region"):
            near = [p for p in m.fits if _distance(p, [here]) <= _NEAR]
            if near:
                return min(near, key=lambda p: _distance(p, [here]))
    return None


def _contradicted(doc: Document, m: Mention, anchors: Sequence[Mention]) -> Mention:
    """Return a mention without its place where the words right behind say that it lies elsewhere.

    «قرية الزيادية في سهل الغاب» is not the only Ziyadiyeh that the gazetteer has, far away on the coast.
    """
    place = m.place
    if place is None or len(m.fits) > 1 or place.kind in _WIDE or not place.governorate or place.lat is None:
        return m
    behind = ((here, between) for _, here, between in _behind(doc, m, anchors) if here.country == place.country)
    listed = place.place_id not in doc.additions.own_ids
    if (listed and _is_alone(place, anchors)) or any(_lies_elsewhere(place, here, between) for here, between in behind):
        return replace(m, entity_id="", place=None, fits=(), rule=AMBIGUOUS, candidates=(place.place_id,), headed=True)
    return m


def _is_alone(place: Place, anchors: Sequence[Mention]) -> bool:
    """Say whether a village or quarter lies far from all that is named, in a governorate that nobody names.

    Names such as «حي الأربعين» are many: the only one that the gazetteer has need not be the one that is meant.
    """
    if place.kind not in ("village", "quarter") or not place.needs:
        return False
    others = {a.place for a in anchors if a.place is not None and a.place.place_id != place.place_id}
    if any(_governorate(other) == place.governorate for other in others):
        return False
    exact = [other for other in others if other.kind not in _WIDE]
    return len(exact) >= _SOME and _distance(place, exact) > _ALONE


def _lies_elsewhere(place: Place, here: Place, between: Sequence[str]) -> bool:
    """Say whether the words between put a place where it is not: in another governorate, far off."""
    if place.kind == "mountain" and here.kind != "mountain":  # a range reaches over borders
        return False
    # A town's people may live elsewhere («نازحي عفرين في الحسكة»): a bare «في» places only what its head names.
    plain = place.kind != "settlement" and "في" in between and here.kind in ("governorate", "region", "mountain")
    if not (plain or any(_lies(w) for w in between)):
        return False
    if not all(_leads(w) and not w.startswith("و") for w in between):
        return False
    far = _BEYOND_REGION if here.kind in ("region", "mountain") else _ELSEWHERE
    return _governorate(here) not in ("", place.governorate) and _distance(place, [here]) > far


def _lies(word: str) -> bool:
    """Say whether a word says that one place lies in another."""
    return word in _INSIDE or word[1:] in _INSIDE


def _leads(word: str) -> bool:
    return word in _LEADING or word[1:] in _LEADING or places.is_head(word)


def _by_article(doc: Document, m: Mention, anchors: Sequence[Mention], actors: Set[str]) -> tuple[Place | None, str]:
    others = [a.place for a in anchors if a.place is not None]
    named = Counter(g for p in others if p.country == "SY" and (g := _governorate(p)))
    listed = [p for p in m.fits if p.place_id not in doc.additions.own_ids]
    candidates = listed or list(m.fits)
    inside = [p for p in candidates if _governorate(p) in named or not p.governorate]
    if len(inside) == 1 and (inside[0].governorate or len(named) == 0):
        return inside[0], "governorate"
    line = doc.line_at(m.first)
    around = [a.place for a in anchors if a.place is not None and line.first <= a.first < line.last]
    near = _nearest(m.fits, around) or _nearest(m.fits, others)
    if near is not None and (near in candidates or _distance(candidates[0], others) > _FAR):
        return near, "distance"
    alone = _by_actors(inside or candidates, actors)
    if alone is not None:
        return alone, "actors"
    countries = Counter(p.country for p in others)
    at_home = [p for p in candidates if p.country in countries]
    if listed:
        most = max((countries[p.country] for p in listed), default=0)
        here = [p for p in listed if countries[p.country] == most]
        return ([p for p in here if p in inside] or here)[0], "first"
    if len(at_home) == 1:
        return at_home[0], "country"
    return None, AMBIGUOUS


def _by_actors(candidates: Sequence[Place], actors: Set[str]) -> Place | None:
    """Return the only candidate whose governorate most of the actors present go with."""
    votes = areas.governorates_of(actors)
    most = max((votes[_governorate(p)] for p in candidates), default=0)
    best = [p for p in candidates if votes[_governorate(p)] == most]
    return best[0] if most and len(best) == 1 else None


def _nearest(candidates: Sequence[Place], others: Sequence[Place]) -> Place | None:
    """Return the candidate near the article's other places, if all the rest are far from them."""
    spots = [p for p in others if p.kind not in ("country", "region", "river", "sea")]
    ranked = sorted(((_distance(p, spots), k) for k, p in enumerate(candidates)), key=lambda pair: pair[0])
    if len(ranked) > 1 and ranked[0][0] <= _NEAR and ranked[1][0] >= _FAR:
        return candidates[ranked[0][1]]
    return None


def _distance(place: Place, others: Sequence[Place]) -> float:
    """Return the km to the nearest of the others; endless where nothing is known."""
    if place.lat is None or place.lon is None:
        return float("inf")
    known = [(p.lat, p.lon) for p in others if p.lat is not None and p.lon is not None]
    if not known:
        return float("inf")
    return min(distances_km((place.lat, place.lon), known))
