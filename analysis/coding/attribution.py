"""Who says so: the speaker a clause is credited to."""

from dataclasses import dataclass
from functools import cache

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.lexicon import actors, tabledata
from analysis.lexicon.words import word_class
from analysis.text.normalise import fold

_REACH = 7
_PREPOSED = 5
_TITLE_REACH = 8
_SAME_SOURCE = word_class("same-source")
_ENDS_SPEAKER = frozenset(("ان", "انه", "انها", "بان", "عن", "،", ":", "الي", "علي", "في"))
_PASSES_ON = word_class("passes-on")
_OF_STATES = frozenset(("government", "russia", "foreign", "transition"))
_KIND = actors.catalogue()["kind"].to_dict()
_SIDE = actors.catalogue()["side"].to_dict()


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker and the tokens ``[first, last)`` that the speech covers."""

    actor_id: str
    first: int
    last: int
    mention: Mention | None


@cache
def _titles() -> dict[str, str]:
    table = tabledata.load("speakers.csv", required=("words", "actor_id"))
    return {fold(w): r["actor_id"] for r in table.to_dict("records") for w in r["words"].split("|")}


def read(doc: Document, mentions: list[Mention]) -> dict[int, list[Speech]]:
    """Return the speeches of every line, by line index.

    A verb of saying covers what follows it in its sentence; «بحسب …» covers the whole
    sentence; «وأضاف» without a name goes on with the last speaker.
    """
    by_line: dict[int, list[Speech]] = {}
    last: str | None = None
    for line in doc.lines:
        inside = [m for m in mentions if line.first <= m.first < line.last and m.kind == "actor"]
        speeches = _of_line(doc, line, inside, last)
        if speeches:
            by_line[line.index] = speeches
            last = speeches[-1].actor_id or last
    return by_line


def speaker_of(speeches: list[Speech], token: int) -> Speech | None:
    """Return the innermost speech that covers a token."""
    covering = [s for s in speeches if s.first <= token < s.last and s.actor_id]
    return max(covering, key=lambda s: s.first) if covering else None


def _of_line(doc: Document, line: Line, mentions: list[Mention], last: str | None) -> list[Speech]:
    words = doc.tokens.words
    speeches: list[Speech] = []
    for at in range(line.first, line.last):
        cues = doc.cue_at.get(at)
        if not cues or doc.is_name_piece(at):
            continue
        if "according" in cues:
            actor, mention = _speaker(doc, line, mentions, cues["according"])
            if words[cues["according"] : cues["according"] + 1] and words[cues["according"]] in _SAME_SOURCE and last:
                actor, mention = last, None
            if actor:
                speeches.append(Speech(actor, line.first, line.last, mention))
        elif "speech" in cues or "goeson" in cues:
            start = max(cues.get("speech", 0), cues.get("goeson", 0))
            actor, mention = _speaker(doc, line, mentions, start)
            so_far = speeches[-1].actor_id if speeches else last
            # «وتحدث المرصد»: a name is its own, where «المصدر» takes up the source before
            unnamed = actor.endswith("-source") or actor in _titles().values()
            named = mention is not None and mention.first == start and not unnamed
            if words[start : start + 1] and words[start] in _SAME_SOURCE and so_far and not named:
                actor, mention = so_far, None
            if words[at].removeprefix("و") in _PASSES_ON:
                actor, mention = _first_hand(doc, line, mentions, start) or (actor, mention)
            if not actor and "goeson" not in cues:
                actor, mention = _before(doc, line, mentions, at)
            if not actor and "goeson" in cues and so_far:
                actor = so_far
            if actor:
                speeches.append(Speech(actor, at, line.last, mention))
    head = line.first
    if not speeches and line.last - line.first > 4:
        opener = next((m for m in mentions if m.first == head), None)
        if opener and opener.last < line.last and words[opener.last] == ":":
            speeches.append(Speech(opener.entity_id, opener.last, line.last, opener))
    return speeches


def _speaker(doc: Document, line: Line, mentions: list[Mention], start: int) -> tuple[str, Mention | None]:
    """Read the speaker right after a verb of saying: a title decides before the name it belongs to."""
    words = doc.tokens.words
    for at in range(start, min(line.last, start + _REACH)):
        word = words[at]
        mention = next((m for m in mentions if m.first == at and m.shown), None)
        if mention:
            return mention.entity_id, mention
        bare = word[1:] if word[0] in "ولب" and word[1:] in _titles() else word
        bare = "ال" + word[2:] if word.startswith("لل") else bare
        if bare in _titles():
            return _titled(doc, line, mentions, at, _titles()[bare])
        office = word == "،" and at > start and words[at + 1 : at + 2] and words[at + 1] in _titles()
        if word in _ENDS_SPEAKER and not office:  # «أعلن فلان، قائد الوحدات، أن»
            break
    return "", None


def _first_hand(doc: Document, line: Line, mentions: list[Mention], start: int) -> tuple[str, Mention | None] | None:
    """«نقلت وكالة ... عن وزارة الدفاع الروسية قولها»: the one it has the words from; None when none is named."""
    words = doc.tokens.words
    for at in range(start, min(line.last, start + _REACH)):
        if words[at] in ("ان", "بان", ":"):
            break
        if words[at] == "عن":
            actor, mention = _speaker(doc, line, mentions, at + 1)
            return (actor, mention) if actor not in ("", "civilians") else None
    return None


def _titled(doc: Document, line: Line, mentions: list[Mention], at: int, titled: str) -> tuple[str, Mention | None]:
    """«المتحدث باسم الوحدات» speaks for the units; «مصدر في المعارضة» for the opposition."""
    for m in mentions:
        if at < m.first <= at + _TITLE_REACH and m.shown:
            between = doc.tokens.words[at + 1 : m.first]
            if any(w in ("ان", "عن", "،", ":", "انه", "بان") for w in between):
                break
            if titled == "official-source" or _KIND.get(m.entity_id) == "speaker":
                return m.entity_id, m
            if titled == "other-source" and _SIDE.get(m.entity_id) == "opposition":
                return "opposition-source", m
            if titled == "other-source" and _SIDE.get(m.entity_id) in _OF_STATES:
                return "official-source", m  # «مصدر في قيادة عمليات الأنبار»
    return titled, None


def _before(doc: Document, line: Line, mentions: list[Mention], at: int) -> tuple[str, Mention | None]:
    """Read the speaker before the verb: «المرصد السوري أكد»."""
    for m in reversed([m for m in mentions if m.last <= at and m.shown]):
        if at - m.first > _PREPOSED:
            break
        between = doc.tokens.words[m.last : at]
        if not any(w in ("،", ".", "؛", "في", "على", "من") for w in between[:-1]) and m.skip == 0:
            return m.entity_id, m
        break
    for t in range(at - 1, max(line.first, at - _PREPOSED) - 1, -1):
        word = doc.tokens.words[t]
        if word in _titles() and (t == line.first or doc.tokens.words[t - 1] in ("،", ".", ":")):
            return _titles()[word], None
    return "", None
