"""How many were killed, wounded, captured or missing, and who they were."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analysis.coding import name_lists, soil
from analysis.coding.acting_states import as_actor, names_state
from analysis.coding.document import Document, Line
from analysis.coding.event import Event
from analysis.coding.mention import Mention
from analysis.coding.parties import acts
from analysis.coding.scene import Scene
from analysis.coding.toll_denials import is_no_toll, nobody, spared
from analysis.coding.toll_patterns import rows_at
from analysis.coding.tolls import Toll, bare
from analysis.lexicon import toll
from analysis.lexicon.actors import home_forces, of_the_day
from analysis.lexicon.words import Phrases, by_first_word, standing, word_class
from analysis.text.tokens import MARKS

_DEATHS = frozenset(("killed", "killed_or_wounded"))
_INFLICTED = word_class("inflicted")
_OF_WOUNDS = word_class("of-wounds")
_OTHERS = word_class("others")
_OTHERS_REACH = 4
_GRAVITY = word_class("gravity")
_WAS_DONE = word_class("was-done")
_KILLED_HIM = word_class("killed-him")
_ALL = word_class("all-of-them")
_AT_WAR = "SY"  # where soldiers can be of several armies
_TALLY_BACK = 14
_DEAD_OF = word_class("dead-of")


def find(doc: Document, mentions: list[Mention], events: Sequence[Event]) -> list[tuple[Line, Toll, Event | None]]:
    """Return every count with its line and the event that it is a toll of.

    A number that is a part of another («بينهم 3 أطفال») makes no row; one number for two
    outcomes is ``killed_or_wounded``; two plurals are two rows.

    Parameters
    ----------
    doc
        The article.
    mentions
        Its mentions in order.
    events
        Its events in order.
    """
    told: dict[int, list[Event]] = {}
    for event in events:
        told.setdefault(event.line.index, []).append(event)
    people = [_as_actor(m) for m in mentions if m.kind == "actor" or names_state(m)]
    ground = soil.read(doc, mentions)
    counted: list[tuple[Line, Toll, Event | None]] = []
    earlier: str | None = None
    for line in doc.lines:
        if not line.coded:
            continue
        near = told.get(line.index) or told.get(line.index - 1, [])
        country = ground.country_of(line, doc.lines)
        suffering = [actor for event in near for actor in event.roles.target]
        scene = Scene(
            people[: bisect_left(people, line.last, key=_first)],
            suffering,
            doing=frozenset(actor for event in near for actor in event.roles.source) - set(suffering),
            taken=line.first,
            home=_home_forces(doc, country),
            at_war=country == _AT_WAR,
            earlier=earlier,
            told=frozenset(row.outcome for _, row, _ in counted if row.low),
        )
        tolls = _in_line(doc, line, scene)
        for row in tolls:
            counted.append((line, row, min(near, key=lambda e: abs(e.found.first - row.first), default=None)))
        earlier = tolls[-1].victim if tolls and tolls[-1].low > 1 else None
    if not any(row.outcome in _DEATHS for _, row, _ in counted) and (listed := name_lists.of_dead(doc)):
        line, row = listed
        counted.append((line, row, next(iter(told.get(line.index, ())), None)))
    return counted


def _in_line(doc: Document, line: Line, scene: Scene) -> list[Toll]:
    rows: list[Toll] = []
    for at in range(line.first, line.last):
        if at < scene.taken or _in_hashtag(doc, at) or (doc.is_name_piece(at) and not _is_victim_word(doc, at)):
            continue
        single = _without_number(doc, line, at, scene)
        found = [single] if single else rows_at(doc, line, at, scene)
        found = [nobody(doc, line, row) for row in found]
        found = [row for row in found if not _is_part(doc, line, row) and not is_no_toll(doc, line, row)]
        if found:
            rows += found
            scene.taken = found[-1].last
    return [_of_tally(doc, line, row, scene) for row in _with_those_behind(doc, _deduplicated(rows))]


def _of_tally(doc: Document, line: Line, row: Toll, scene: Scene) -> Toll:
    """«ارتفع عدد قتلى قوات الأمن منذ 20 يوليو إلى 21 قتيلاً»: whose dead are counted stands behind the first word."""
    if row.victim is not None or not row.is_tally or not row.low:
        return row
    words = doc.tokens.words
    for at in range(max(line.first, row.first - _TALLY_BACK), row.last):
        end = at + 1 + (words[at + 1 : at + 2] == ["افراد"] or words[at + 1 : at + 2] == ["عناصر"])
        party = next((m for m in scene.people if m.first == end and m.shown and acts(m)), None)
        if party is not None and words[at] in _DEAD_OF:
            return replace(row, victim=party.entity_id)
    return row


def _with_those_behind(doc: Document, rows: list[Toll]) -> list[Toll]:
    """«18 قتيلاً و70 جريحاً جميعهم مدنيون», «قُتل عنصر وأصيب 3 آخرون من لواء …»: whose the second are, the first are."""
    kept = list(rows)
    words = doc.tokens.words
    for k in range(len(rows) - 2, -1, -1):
        row, behind = kept[k], kept[k + 1]
        if row.victim is not None or behind.victim is None or row.outcome == behind.outcome:
            continue
        told, between = words[behind.first : behind.last + 1], words[row.last : behind.first]
        bare_number = row.rule == "outcome-people" and words[row.last - 1][0].isdigit()  # «مقتل 29 وجرح 15 من ...»
        ranks = "صفوف" in told and row.rule in ("singular", "plural")  # «شهيد وعدة إصابات في صفوف المدنيين»
        at_once = not between and (not _ALL.isdisjoint(told) or bare_number or ranks)
        more = not _OTHERS.isdisjoint(told) and len(between) <= _OTHERS_REACH and MARKS.isdisjoint(between)
        if at_once or more:
            civil = row.low if behind.victim == "civilians" else None
            kept[k] = replace(row, victim=behind.victim, civilian=civil)
    return kept


def _first(mention: Mention) -> int:
    return mention.first


def _home_forces(doc: Document, country: str | None) -> str | None:
    """Return whose soldiers are those of whom nothing more is said: the army of the country."""
    if country is None:
        return None
    return of_the_day(home_forces().get(country, "other-armed"), doc.day)


def _as_actor(mention: Mention) -> Mention:
    """Return a country as its forces: it has soldiers, though it is no mention of them."""
    if mention.kind == "actor":
        return mention
    return replace(as_actor(mention), shown=False)


def _in_hashtag(doc: Document, at: int) -> bool:
    start, _ = doc.span(at, at + 1)
    return start > 0 and doc.text[start - 1] == "_"


def _is_victim_word(doc: Document, at: int) -> bool:
    return bare(doc.tokens.words[at], "noun") is not None


def _without_number(doc: Document, line: Line, at: int, scene: Scene) -> Toll | None:
    """«دون إصابات», «تكبيد النظام خسائر في الأرواح», «لمقتله»: counts that no number states."""
    words = doc.tokens.words
    word = words[at]
    length = standing(words, at, line.last, _phrases("none"))
    if length:
        return Toll(at, at + length, spared(words[at : at + length]), 0, 0, False, False, None, "none-hurt")
    head = word[1:] if word[0] in "وب" else word
    ahead = [head, *words[at + 1 : min(line.last, at + 5)]]
    length = standing(ahead, 0, len(ahead), _phrases("losses"))
    if length:
        return _losses(doc, line, at, at + length, scene)
    own = head if head in _phrases("self") else word.removeprefix("ل")
    own = "" if doc.text[doc.span(at, at + 1)[1] - 1] == "ة" else own  # «مقتلة» is a slaughter
    done = at > line.first and words[at - 1] in _WAS_DONE and word in _KILLED_HIM
    if done and not scene.told:  # «وتم قتله»: of one whom nothing else counts
        return Toll(at, at + 1, "killed", 1, 1, False, False, scene.owner, "his-own")
    described = at + 1 < line.last and words[at + 1] in _GRAVITY  # «وإصابته بليغة» tells of a wound counted before
    outcome = toll.vocabulary()["self"].get(own, "")
    # «توفي إثر إصابته», «بعد مقتله» where it was told
    slain = outcome == "killed" and not own.startswith("وفات") and "killed" not in scene.told
    told = at > line.first and words[at - 1] in _OF_WOUNDS and not slain
    if outcome and not described and not told:
        victim = scene.owner if scene.before else next(iter(scene.suffering), None)
        number = 2 if own.endswith("هما") else 1
        return Toll(at, at + 1, outcome, number, number, False, False, victim, "his-own")
    return None


def _losses(doc: Document, line: Line, first: int, last: int, scene: Scene) -> Toll | None:
    """Losses that are not counted, where the text says that somebody suffered them."""
    start = max(line.first, first - 6)
    inflicted = next((t for t in range(first - 1, start - 1, -1) if doc.tokens.words[t] in _INFLICTED), None)
    if inflicted is None:
        return None
    named = [m for m in scene.people if inflicted < m.first < last + 4 and m.shown and acts(m)]
    outcome = "killed" if doc.tokens.words[last - 1].endswith("ارواح") else "killed_or_wounded"
    return Toll(first, last, outcome, 3, None, False, False, named[0].entity_id if named else None, "losses")


@cache
def _phrases(role: str) -> Phrases:
    return by_first_word(toll.vocabulary()[role])


def _is_part(doc: Document, line: Line, row: Toll) -> bool:
    """«بينهم 3 أطفال» is a part of the number before it."""
    words = doc.tokens.words
    anew = row.rule == "outcome-people" and toll.begins_outcome(words, row.first)
    joined = row.rule == "number-noun" and words[row.first].startswith("و")
    for at in range(row.first, max(line.first, row.first - 4) - 1, -1):
        if doc.tokens.words[at] in MARKS and at < row.first - 1:
            return False
        if anew and at < row.first - 1:
            return False  # «11 قتيلاً بينهم ثلاثة أطفال وأصيب 46»: the verb counts others
        if doc.has(at, "part") and words[at] not in ("منهم", "منها"):
            # «37 قتيلاً بينهم ثلاثة أطفال وأكثر من 60 جريحاً»: these are others
            return not joined or any(bare(w, "noun") for w in words[at + 1 : row.first])
    return False


def _deduplicated(rows: list[Toll]) -> list[Toll]:
    kept: list[Toll] = []
    for row in sorted(rows, key=lambda r: (r.first, -r.last)):
        if any(row.first < k.last and k.first < row.last and row.outcome == k.outcome for k in kept):
            continue
        kept.append(row)
    return kept
