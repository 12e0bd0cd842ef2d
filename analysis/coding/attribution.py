"""Who says so: the speaker a clause is credited to."""

from dataclasses import dataclass
from functools import cache

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.speaker_names import SpeakerNames
from analysis.lexicon import actors, tabledata
from analysis.lexicon.toll import begins_outcome
from analysis.lexicon.words import word_class
from analysis.text.normalise import fold
from analysis.text.tokens import MARKS, without_dative

_REACH = 7
_PREPOSED = 5
_LABEL_REACH = 14  # tokens of an office and a name before a colon
_DESCRIBES = word_class("of-the-media")
_TITLE_REACH = 8
_OWNER_REACH = 4
_ORGANS = word_class("speaking-organ")
_SAME_SOURCE = word_class("same-source")
_ENDS_SPEAKER = frozenset(("ان", "انه", "انها", "بان", "عن", "،", ":", "الي", "علي", "في"))
_ENDS_PHRASE = frozenset(("ان", "انه", "انها", "بان", "عن", "،", ":"))
_WITHIN = frozenset(("في", "من", "لدي", "ضمن"))
_SAID_OF = frozenset(("انه", "انها", "انهم", "انهما"))
_WATCHED = word_class("watched")
_PRESS, _ON_THE_SPOT, _REPORTER = "media-report", "local-source", "correspondent"
_AGAIN_REACH = 2
_A_SENTENCE = 4
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
    names = SpeakerNames(doc, mentions)
    for line in doc.lines:
        inside = [m for m in mentions if line.first <= m.first < line.last and m.kind == "actor"]
        speeches = _of_line(doc, line, inside, last, names)
        if speeches:
            by_line[line.index] = speeches
            last = speeches[-1].actor_id or last
    return by_line


def speaker_of(speeches: list[Speech], token: int) -> Speech | None:
    """Return the innermost speech that covers a token."""
    covering = [s for s in speeches if s.first <= token < s.last and s.actor_id]
    return max(covering, key=lambda s: s.first) if covering else None


def _of_line(doc: Document, line: Line, mentions: list[Mention], last: str | None, names: SpeakerNames) -> list[Speech]:
    words = doc.tokens.words
    speeches: list[Speech] = []
    for at in range(line.first, line.last):
        cues = doc.cue_at.get(at, {})
        watched = words[at].removeprefix("و") in _WATCHED
        if not (cues or watched) or doc.is_name_piece(at):
            continue
        if "according" in cues:
            actor, mention = _speaker(doc, line, mentions, cues["according"])
            told_by = [without_dative(w) for w in words[cues["according"] : cues["according"] + 1]]
            if not _SAME_SOURCE.isdisjoint(told_by) and last:
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
            if words[start : start + 1] and words[start] in _SAME_SOURCE and _can_be(so_far, actor) and not named:
                actor, mention = so_far or "", None
            if words[at].removeprefix("و") in _PASSES_ON:
                actor, mention = _first_hand(doc, line, mentions, start) or (actor, mention)
            if actor and (mention is None or mention.first > start):
                names.learn(line, start, actor)
            elif not actor:
                actor = names.of(line, start)
            if not actor and "goeson" not in cues:
                actor, mention = _before(doc, line, mentions, at)
                again = not _SAME_SOURCE.isdisjoint(words[max(line.first, at - _AGAIN_REACH) : at])
                if again and actor.endswith("-source") and so_far:
                    actor, mention = so_far, None  # «المصادر قالت أيضاً»
            if not actor and "goeson" in cues and so_far:
                actor = so_far
            if actor:
                speeches.append(Speech(actor, _covers_from(doc, line, at), line.last, mention))
        elif watched:
            told = (_speaker(doc, line, mentions, at + 1), _before(doc, line, mentions, at))
            # «رصد ناشطون قصفاً»; an army that watches says nothing
            actor, mention = next((t for t in told if _KIND.get(t[0]) == "speaker"), ("", None))
            if actor:
                speeches.append(Speech(actor, at, line.last, mention))
    if not speeches and line.last - line.first > _A_SENTENCE:
        speeches += _opening(doc, line, mentions)
    return speeches


def _can_be(earlier: str | None, actor: str) -> bool:
    """Say whether «المصدر», «الصحيفة» take up the speaker before: a newspaper is no party of the war."""
    return bool(earlier) and (actor != _PRESS or _KIND.get(earlier or "") == "speaker")


def _covers_from(doc: Document, line: Line, at: int) -> int:
    """«في غارة قال المرصد إنها إسرائيلية»: the strike right before the verb is what is said to be such."""
    said_of = not _SAID_OF.isdisjoint(doc.tokens.words[at : at + _REACH])
    return at - 1 if said_of and at > line.first and doc.is_trigger(at - 1) else at


def _opening(doc: Document, line: Line, mentions: list[Mention]) -> list[Speech]:
    """«المرصد السوري: ...», «مراسل نهر ميديا: ...»: who stands before a colon that opens the sentence."""
    words = doc.tokens.words
    opener = next((m for m in mentions if m.first == line.first), None)
    if opener and opener.last < line.last and words[opener.last] == ":":
        return [Speech(opener.entity_id, opener.last, line.last, opener)]
    colon = next((t for t in range(line.first + 1, min(line.last, line.first + _PREPOSED)) if words[t] == ":"), None)
    if opener and colon is not None and _KIND.get(opener.entity_id) == "speaker":  # «مصادر محلية لسوريا الآن: ...»
        return [Speech(opener.entity_id, colon, line.last, opener)]
    titled = _titles().get(words[line.first])
    if colon is None and titled == "official-source":  # «قائد الأمن في محافظة ريف دمشق العميد فلان: نفذنا ...»
        colon = _label_end(doc, line)
    return [Speech(titled, colon, line.last, None)] if colon is not None and titled else []


def _label_end(doc: Document, line: Line) -> int | None:
    """Return the colon behind an office and the name of who holds it, None where more than that stands before it."""
    for at in range(line.first + 1, min(line.last, line.first + _LABEL_REACH)):
        if doc.tokens.words[at] == ":":
            return at
        if doc.tokens.words[at] in MARKS or doc.cue_at.get(at, {}).keys() & {"speech", "clause"} or doc.is_trigger(at):
            return None
    return None


def _speaker(doc: Document, line: Line, mentions: list[Mention], start: int) -> tuple[str, Mention | None]:
    """Read the speaker right after a verb of saying: a title decides before the name it belongs to."""
    words = doc.tokens.words
    for at in range(start, min(line.last, start + _REACH)):
        word = words[at]
        mention = next((m for m in mentions if m.first == at and (m.shown or m.entity_id == _PRESS)), None)
        if mention:
            return _whose_source(doc, line, mentions, mention)
        bare = word[1:] if word[0] in "ولب" and word[1:] in _titles() else without_dative(word)
        describes = word in _DESCRIBES and at > start and words[at - 1].startswith(("ال", "لل"))  # «المكتب الإعلامي»
        if bare in _titles() and not describes:
            return _titled(doc, line, mentions, at, _titles()[bare])
        office = word == "،" and at > start and words[at + 1 : at + 2] and words[at + 1] in _titles()
        if word in _ENDS_SPEAKER and not office:  # «أعلن فلان، قائد الوحدات، أن»
            break
    return "", None


def _whose_source(doc: Document, line: Line, mentions: list[Mention], speaker: Mention) -> tuple[str, Mention]:
    """«مصادر عسكرية في فصائل المعارضة», «مسعفون ومنقذون بالدفاع المدني»: the party or body that is named with them."""
    words = doc.tokens.words
    stop = next((t for t in range(speaker.last, line.last) if words[t] in _ENDS_PHRASE), line.last)
    for m in mentions:
        if not (speaker.last <= m.first < min(stop, speaker.last + _TITLE_REACH) and m.shown):
            continue
        inside = words[m.first - 1] in _WITHIN
        beside = m.first == speaker.last and not m.skip and not words[m.first].startswith("لل")
        if beside and speaker.entity_id == _ON_THE_SPOT and _KIND.get(m.entity_id) == "speaker":
            return m.entity_id, m  # «نشطاء المرصد السوري»
        if any(doc.is_trigger(t) or begins_outcome(words, t) for t in range(speaker.last, m.first)):
            break  # «أعلنت مصادر أمنية مقتل 20 من داعش»
        if inside and speaker.entity_id == "official-source":
            return ("opposition-source" if m.entity_id == "opposition-fighters" else m.entity_id), m
        if inside and speaker.rule == "group-head" and m.entity_id in actors.home_forces().values():
            return m.entity_id, m  # «آمر لواء المغاوير في ... في الجيش العراقي»
        joined = m.skip and words[m.first].startswith("و") and not m.entity_id.endswith("-source")
        if joined and speaker.entity_id == "other-source":
            return m.entity_id, m
    return speaker.entity_id, speaker


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
    organ = doc.tokens.words[at] in _ORGANS  # «المركز الإعلامي لقوات ...», «المكتب الإعلامي لوزارة الصحة»
    for m in mentions:
        if at < m.first <= at + _TITLE_REACH and m.shown:
            between = doc.tokens.words[at + 1 : m.first]
            if any(w in ("ان", "عن", "،", ":", "انه", "بان") for w in between):
                break
            if titled == _REPORTER and m.entity_id == _PRESS:
                break  # «مراسل وكالة الأناضول»
            if titled == "official-source" or (organ and m.skip) or _KIND.get(m.entity_id) == "speaker":
                return m.entity_id, m
            if titled == "other-source" and _SIDE.get(m.entity_id) == "opposition":
                return "opposition-source", m
            if titled == "other-source" and _SIDE.get(m.entity_id) in _OF_STATES:
                return "official-source", m  # «مصدر في قيادة عمليات الأنبار»
    owners = doc.tokens.words[at + 1 : min(line.last, at + _OWNER_REACH)] if organ else []
    return next((_titles()[w[1:]] for w in owners if w[:1] == "ل" and w[1:] in _titles()), titled), None


def _before(doc: Document, line: Line, mentions: list[Mention], at: int) -> tuple[str, Mention | None]:
    """Read the speaker before the verb: «المرصد السوري أكد»."""
    for m in reversed([m for m in mentions if m.last <= at and m.shown]):
        if at - m.first > _PREPOSED:
            break
        between = doc.tokens.words[m.last : at]
        press = next((k for k in mentions if k.last == m.first and k.entity_id == _PRESS), None)
        if press is not None:
            return _PRESS, press  # «وسائل إعلام النظام قالت»
        if not any(w in ("،", ".", "؛", "في", "على", "من") for w in between[:-1]) and m.skip == 0:
            return m.entity_id, m
        break
    for t in range(at - 1, max(line.first, at - _PREPOSED) - 1, -1):
        word = doc.tokens.words[t]
        if word in _titles() and (t == line.first or doc.tokens.words[t - 1] in ("،", ".", ":")):
            return _titles()[word], None
    return "", None
