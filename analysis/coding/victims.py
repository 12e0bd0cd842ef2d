"""Who the killed and wounded were: what the counted words say, or whom the text named before."""

from collections.abc import Sequence

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.parties import acts
from analysis.coding.people import Group
from analysis.coding.people_lists import listed
from analysis.coding.scene import Scene
from analysis.lexicon import people as people_words
from analysis.lexicon.actors import catalogue, code_of, nationalities

_SIDE = catalogue()["side"].to_dict()
_SIDES_OF = {
    "irregular": ("jihadist", "opposition", "kurdish", "others"),
    "regular": ("government", "russia", "foreign", "transition"),
}
_PART_REACH = 7
# Militias of a government's side: «جندي», «شرطي» are none of theirs.
_MILITIAS = frozenset(("ndf", "pro-government-militias", "qalamoun-shield", "hezbollah", "iranian-militias", "pmf"))
# Whom an adjective of nationality means with fighters who are no soldiers.
_MILITIA = {code_of(n.army): code_of(n.militia) for n in nationalities().values() if n.army != n.militia}


def of(doc: Document, group: Group, line: Line, scene: Scene) -> str | None:
    """Return the actor id of a group's victims, None when mixed or not said.

    Parameters
    ----------
    doc, group
        The article, and the counted people.
    line
        The sentence.
    scene
        Who was named, who is hurt, and who was counted before.
    """
    if group.several:
        return None
    if group.owner is not None:
        return _of_nation(group, group.owner, scene.people) if "civilians" not in group.kinds else None
    if len(group.kinds - {"unknown"}) > 1:
        return None
    if "civilians" in group.kinds:
        return "civilians"
    if group.actor:
        return group.actor
    told = [m for m in scene.people if m.last <= group.first and m.shown and acts(m) and m.entity_id != "civilians"]
    states = [m.entity_id for m in scene.people if line.first <= m.first < group.first and not m.shown and _is_state(m)]
    if group.theirs:
        return _theirs(doc, group, told, states, line, scene)
    if "fighters" in group.kinds:
        return _fighters(group, told, states, line, scene)
    before = scene.before
    if before is not None and (not group.counted or (group.others and not _is_single(before))):
        return scene.owner
    return scene.earlier if before is None and group.others else None


def _theirs(
    doc: Document, group: Group, told: Sequence[Mention], states: Sequence[str], line: Line, scene: Scene
) -> str | None:
    """«12 من عناصره», «أربعة منهم»: the party that the pronoun takes up."""
    words = doc.tokens.words[group.first : group.last]
    if "منهم" in words and scene.before is not None:
        return scene.owner
    suffers = [a for a in scene.suffering if a != "civilians"]
    near = [m for m in told if m.first >= line.first]
    pronoun = next((w for w in words if w.endswith(("ه", "ها")) and w not in ("منه", "له")), "")
    if pronoun and not pronoun.endswith("هم"):
        feminine = pronoun.endswith("ها")
        near = [m for m in near if _is_feminine(doc, m) == feminine] or near
    if group.irregular == "regular":  # «أحد جنودها»: only a state has soldiers
        named = [m.entity_id for m in near if _is_state(m)]
        return named[-1] if named else (states[-1] if states else None)
    fits = [m for m in near if m.entity_id in suffers] or near
    return fits[-1].entity_id if fits else (suffers[0] if suffers else None)


def _is_feminine(doc: Document, mention: Mention) -> bool:
    head = doc.tokens.words[mention.first][mention.skip :]
    return head.endswith(("ه", "ات", "صايل", "قسد", "قوي"))


def _is_single(group: Group) -> bool:
    """«امرأة» says nothing about the «آخرين» behind her; «5 مدنيين» and «مدني» do."""
    return group.number.low == 1 and bool(group.who)


def _fighters(group: Group, told: Sequence[Mention], states: Sequence[str], line: Line, scene: Scene) -> str | None:
    if group.others and scene.before is not None and "fighters" in scene.before.kinds:
        return scene.owner
    fits = [m for m in told if m.first >= line.first]
    sides = _SIDES_OF.get(group.irregular)
    if sides:
        fits = [m for m in fits if _SIDE.get(m.entity_id) in sides and m.entity_id not in scene.doing]
        if group.irregular == "regular":
            fits = [m for m in fits if m.entity_id not in _MILITIAS]
    else:
        fits = [m for m in fits if m.entity_id in scene.suffering]
    if not fits and group.irregular == "regular" and scene.home:
        return scene.home
    if not fits and group.irregular == "regular":
        armies = (m.entity_id for m in reversed(told) if _is_state(m) and m.entity_id not in scene.doing)
        return states[-1] if states else next(armies, None)
    if not fits and sides:
        only = {m.entity_id for m in told if _SIDE.get(m.entity_id) in sides}
        return only.pop() if len(only) == 1 else None
    if not fits:
        struck = set(scene.suffering) - {"civilians"}
        return struck.pop() if len(struck) == 1 else None
    return fits[-1].entity_id if fits else None


def _is_state(mention: Mention) -> bool:
    return _SIDE.get(mention.entity_id) in _SIDES_OF["regular"] and mention.entity_id not in _MILITIAS


def _of_nation(group: Group, named: Mention, people: Sequence[Mention]) -> str:
    """«مقاتلاً كردياً» is one of the Kurdish-led force that the article names, if it names one.

    «مسلح سوري» is of no army: only soldiers and policemen are.
    """
    if named.rule != "nationality":
        return named.entity_id
    if group.irregular != "regular" and named.entity_id in _MILITIA:
        return _MILITIA[named.entity_id]
    side = _SIDE.get(named.entity_id)
    told = [m for m in people if m.first < named.first and m.shown and _SIDE.get(m.entity_id) == side and acts(m)]
    return told[-1].entity_id if told else named.entity_id


def parts(doc: Document, line: Line, at: int) -> dict[str, int]:
    """Return of what kind a part is, and how many: «بينهم 3 أطفال وامرأة» is ``{"child": 3, "woman": 1}``.

    The part begins at the nearest word for it from token `at` on, within a comma and a few words.
    """
    words = doc.tokens.words
    start = next((t for t in range(at, min(line.last, at + 4)) if "part" in doc.cue_at.get(t, {})), None)
    if start is None or any(words[t] in (".", "؛") for t in range(at, start)):
        return {}
    begin = doc.cue_at[start]["part"]
    found: dict[str, int] = {}
    whole = words[begin : min(line.last, begin + 3)]
    if whole[:1] == ["من"] and any(w in people_words.words() for w in whole):  # «معظمهم من الأطفال»
        kinds = {people_words.words()[w].kind for w in whole if w in people_words.words()}
        return {kind: 1 for kind in kinds}
    for group in listed(doc, line, begin, [], names=False):
        if group.first - begin > _PART_REACH:
            break
        for who, count in group.who:
            found[who] = found.get(who, 0) + count
        for kind in group.kinds & set(people_words.KINDS):
            found[kind] = found.get(kind, 0) + group.number.low
    return found
