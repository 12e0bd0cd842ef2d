"""Who the killed and wounded were: what the counted words say, or whom the text named before."""

from collections.abc import Sequence

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.parties import acts, is_state_force
from analysis.coding.people import Group
from analysis.coding.people_lists import listed
from analysis.coding.scene import Scene
from analysis.lexicon import people as people_words
from analysis.lexicon.actors import catalogue, code_of, nationalities
from analysis.lexicon.words import word_class
from analysis.text.tokens import MARKS

_SIDE = catalogue()["side"].to_dict()
_IRREGULAR = frozenset(("jihadist", "opposition", "kurdish", "others"))
_SPEECH_REACH = 2
_POST_REACH = 4
_POSTS = word_class("post")
_BEFORE_POST = word_class("before-post")
_CIVILIAN = "مدني"  # with its endings
_PART_REACH = 7
_MOST = word_class("most-of-them")
_APART = word_class("told-apart")
_CIVILIANS = frozenset(("مدنيين", "المدنيين"))
_CIVIL_ADJECTIVES = frozenset(("مدنيه", "المدنيه"))
_VEHICLES = word_class("vehicle-hit")
_PROPERTY = word_class("own-house") | word_class("lived-in")
_UPON = word_class("hits-people")
_HIT_REACH = 3
_ANEW = word_class("tells-anew")
_THEIRS = word_class("theirs")
_BESIDE_REACH = 10
_RANK_REACH, _PARTY_REACH = 8, 16  # tokens around a name within which a rank or a party is the person's


def of(doc: Document, group: Group, line: Line, scene: Scene, outcome: str) -> str | None:
    """Return the actor id of a group's victims, None when mixed or not said.

    Parameters
    ----------
    doc, group
        The article, and the counted people.
    line
        The sentence.
    scene
        Who was named, who is hurt, and who was counted before.
    outcome
        What became of them.
    """
    if group.several:
        return None
    if group.owner is not None:
        return _of_nation(doc, group, group.owner, scene.people) if "civilians" not in group.kinds else None
    if len(group.kinds - {"unknown"}) > 1:
        return None
    if "civilians" in group.kinds:
        return "civilians"
    if group.actor:
        return group.actor
    told = [m for m in scene.people if m.last <= group.first and m.shown and acts(m) and m.entity_id != "civilians"]
    unnamed = [m for m in scene.people if line.first <= m.first < group.first and not m.shown and not m.skip]
    states = [m.entity_id for m in unnamed if is_state_force(m.entity_id)]
    if group.theirs:
        return _theirs(doc, group, told, states, line, scene)
    if "fighters" in group.kinds:
        return _fighters(doc, group, told, states, line, scene)
    if group.named and (party := _party_of(doc, line, group, scene)):
        return party
    if group.named and outcome != "captured" and not _is_of_a_party(doc, line, group, scene):
        return "civilians"  # as the annotators of the codebook do with private people
    before = scene.before
    another = group.others and (group.number.low == 1 or not _is_single(before)) if before is not None else False
    if before is not None and (not group.counted or another):
        return scene.owner
    bare = not group.kinds and not group.others and outcome != "captured"
    if before is not None and bare and before.kinds and _is_beside(doc, before, group):
        return scene.owner  # «مقتل 4 مدنيين، اثنان منهم إخوة، وعدد من الجرحى»
    if before is None and not group.others and outcome != "captured" and _were_hit(doc, line, group.first):
        return "civilians"
    return scene.earlier if before is None and group.others else None


def _were_hit(doc: Document, line: Line, at: int) -> bool:
    """«استهدفت أربعة مدنيين ... ما أدى لسقوط ثلاثة شهداء», «قصف سيارة مدنية ... إصابة 3 أشخاص»: civilians were hit."""
    words = doc.tokens.words
    for t in range(line.first + 1, at):
        if words[t] in _CIVIL_ADJECTIVES and words[t - 1] in _VEHICLES:
            return True
        near = range(max(line.first, t - _HIT_REACH), t)
        if words[t] in _CIVILIANS and any(words[k] in _UPON or doc.has(k, "patient") for k in near):
            return not any(words[k] in _PROPERTY for k in near)
    return False


def _is_beside(doc: Document, before: Group, group: Group) -> bool:
    """Say whether a bare number goes on with the people counted before it, and no other matter begins between."""
    between = doc.tokens.words[before.last : group.first]
    total = any(doc.has(t, "tally") for t in range(before.last, group.last))
    anew = any(w.removeprefix("و") in _ANEW for w in between)
    return len(between) <= _BESIDE_REACH and _APART.isdisjoint(between) and not total and not anew


def _is_of_a_party(doc: Document, line: Line, group: Group, scene: Scene) -> bool:
    """Say whether a rank, a nom de guerre or a party stands near the name of one person."""
    words = doc.tokens.words
    if words[group.first].removeprefix("(").startswith("ابو"):
        return True
    near = words[max(line.first, group.first - _RANK_REACH) : min(line.last, group.last + _RANK_REACH)]
    kinds = {known.kind for w in near if (known := people_words.words().get(w))}
    behind = range(group.last, group.last + _PARTY_REACH)
    return "fighters" in kinds or any(
        m.first in behind and acts(m) and m.entity_id not in scene.doing for m in scene.people
    )


def _party_of(doc: Document, line: Line, group: Group, scene: Scene) -> str | None:
    """«أبو سياف، القيادي في تنظيم داعش», «فلان، وهو مسؤول في داعش»: the party in which a named person has a post."""
    words = doc.tokens.words
    stop = min(line.last, group.last + _POST_REACH)
    post = next((t for t in range(group.last, stop) if _is_post(words[t].removeprefix("و"))), None)
    if post is None or any(words[t] not in _BEFORE_POST for t in range(group.last, post)):
        return None
    near = (m for m in scene.people if post < m.first <= post + _POST_REACH and m.shown and acts(m))
    party = next((m for m in near if m.entity_id != "civilians"), None)
    if party is None or any(words[t] in MARKS for t in range(post, party.first)):
        return None
    return party.entity_id


def _is_post(word: str) -> bool:
    known = people_words.words().get(word)
    return word in _POSTS or (known is not None and known.kind == "fighters")


def _theirs(
    doc: Document, group: Group, told: Sequence[Mention], states: Sequence[str], line: Line, scene: Scene
) -> str | None:
    """«12 من عناصره», «أربعة منهم»: the party that the pronoun takes up."""
    words = doc.tokens.words[group.first : group.last]
    if "منهم" in words and scene.before is not None:
        return scene.owner
    if any(w.endswith("نا") for w in words):  # «إصابة أحد أعضائنا»: who says it
        speaking = [m for m in told if _speaks(doc, m)]
        return speaking[-1].entity_id if speaking else None
    suffers = [a for a in scene.suffering if a != "civilians"]
    near = [m for m in told if m.first >= line.first]
    if "منهم" in words:  # «أغارت القوات على مجموعة ... وقتلت خمسة منهم»: never of those who did it
        near = [m for m in near if m.entity_id not in scene.doing]
    pronoun = next((w for w in words if w in _THEIRS and w.endswith(("ه", "ها")) and w not in ("منه", "له")), "")
    if pronoun:
        feminine = pronoun.endswith("ها")
        near = [m for m in near if _is_feminine(doc, m) == feminine] or near
    if group.irregular == "regular":  # «أحد جنودها»: only a state has soldiers
        named = [m.entity_id for m in near if is_state_force(m.entity_id)]
        return named[-1] if named else (states[-1] if states else None)
    fits = [m for m in near if m.entity_id in suffers] or near
    return fits[-1].entity_id if fits else (suffers[0] if suffers else None)


def _is_feminine(doc: Document, mention: Mention) -> bool:
    head = doc.tokens.words[mention.first][mention.skip :]
    return head.endswith(("ه", "ات", "صايل", "قسد", "قوي"))


def _is_single(group: Group) -> bool:
    """«امرأة» says nothing about the «آخرين» behind her; «5 مدنيين» and «مدني» do."""
    return group.number.low == 1 and bool(group.who)


def _fighters(
    doc: Document, group: Group, told: Sequence[Mention], states: Sequence[str], line: Line, scene: Scene
) -> str | None:
    if group.others and scene.before is not None and "fighters" in scene.before.kinds:
        return scene.owner
    if group.others and scene.before is None and scene.earlier:
        return scene.earlier
    here = [m for m in told if m.first >= line.first]
    if group.irregular == "regular":
        return _soldiers(doc, [m for m in here if is_state_force(m.entity_id)], told, states, scene)
    if group.irregular:
        fits = [m for m in here if _is_irregular(m) and m.entity_id not in scene.doing]
        only = {m.entity_id for m in fits[-1:]} or {m.entity_id for m in told if _is_irregular(m)}
    else:
        only = {m.entity_id for m in [m for m in here if m.entity_id in scene.suffering][-1:]}
    return only.pop() if len(only) == 1 else None


def _soldiers(
    doc: Document, here: Sequence[Mention], told: Sequence[Mention], states: Sequence[str], scene: Scene
) -> str | None:
    """Return whose soldiers or policemen they are: of the state that the line names, else of the land they are in.

    Who only does what the line tells does not mourn in it, unless it speaks: «قال الجيش إن جنديين قتلا».
    """
    fits = [m for m in here if m.entity_id not in scene.doing or _speaks(doc, m)]
    if fits:
        return fits[-1].entity_id
    if states and scene.at_war:
        return states[-1]
    named = (m.entity_id for m in reversed(told) if is_state_force(m.entity_id) and m.entity_id not in scene.doing)
    return next(named, scene.home) if scene.at_war else scene.home


def _speaks(doc: Document, mention: Mention) -> bool:
    near = range(max(0, mention.first - _SPEECH_REACH), mention.first)
    return any(doc.has(t, "speech") or doc.has(t, "according") for t in near)


def _is_irregular(mention: Mention) -> bool:
    return _SIDE.get(mention.entity_id) in _IRREGULAR


def _of_nation(doc: Document, group: Group, named: Mention, people: Sequence[Mention]) -> str | None:
    """«مقاتلاً كردياً» is one of the Kurdish-led force that the article names, if it names one.

    «مسلح سوري» is of no army: only soldiers and policemen are.
    """
    if named.rule != "nationality":
        return named.entity_id
    if doc.tokens.words[named.first - 1] == "غير":
        return None  # «من جنسية غير سورية»
    nation = nationalities().get(doc.tokens.words[named.first][named.skip :])
    if group.irregular != "regular" and nation is not None and nation.militia != nation.army:
        return code_of(nation.militia)  # not of the army
    side = _SIDE.get(named.entity_id)
    if is_state_force(named.entity_id):
        return named.entity_id
    told = [m for m in people if m.first < named.first and m.shown and _SIDE.get(m.entity_id) == side and acts(m)]
    return told[-1].entity_id if told else named.entity_id


def parts(doc: Document, line: Line, at: int) -> dict[str, int]:
    """Return of what kind a part is, and how many: «بينهم 3 أطفال وامرأة» is ``{"child": 3, "woman": 1}``.

    «بينهم مدنيان» has ``said`` besides: the word itself sets them apart from the others. «معظمهم نساء» has ``most``.

    The part begins at the nearest word for it from token `at` on, within a comma and a few words.
    """
    words = doc.tokens.words
    start = next((t for t in range(at, min(line.last, at + 4)) if "part" in doc.cue_at.get(t, {})), None)
    if start is None or any(words[t] in (".", "؛") for t in range(at, start)):
        return {}
    begin = doc.cue_at[start]["part"]
    found: dict[str, int] = {"most": 1} if words[begin - 1].removeprefix("و") in _MOST else {}
    whole = words[begin : min(line.last, begin + 3)]
    if whole[:1] == ["من"] and any(w in people_words.words() for w in whole):  # «معظمهم من الأطفال»
        kinds = {people_words.words()[w].kind for w in whole if w in people_words.words()}
        said = {"said": 1} if any(_CIVILIAN in w for w in whole) else {}
        return found | said | {kind: 1 for kind in kinds}
    for group in listed(doc, line, begin, [], names=False):
        if group.first - begin > _PART_REACH:
            break
        for who, count in group.who:
            found[who] = found.get(who, 0) + count
        if any(_CIVILIAN in word for word in words[group.first : group.last]):
            found["said"] = 1
        for kind in group.kinds & set(people_words.KINDS):
            found[kind] = found.get(kind, 0) + group.number.low
    return found
