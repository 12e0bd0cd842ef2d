"""Who: names, forces with a nationality, and the short forms that only the article explains."""

import re
from bisect import insort
from collections.abc import Iterator

from analysis.coding import soil
from analysis.coding.document import Document
from analysis.coding.force_names import adjectives
from analysis.coding.mention import Mention
from analysis.lexicon import actors, places
from analysis.lexicon.actors import Alias, ShortForm
from analysis.lexicon.vocabulary import Hit
from analysis.lexicon.words import word_class

PEOPLE = "people-name"  # the rule of a people's name, which is a mention only where it has a part in an event
_SPEECH_BEFORE, _SPEECH_BEHIND = 4, 4  # tokens between people and the verb that says that they speak
_BODIES = word_class("bare-body")
_OTHERS = word_class("other-body")
_AREAS = word_class("area-or-operation")
_OPERATIONS = word_class("operation-name")
_OPERATION_REACH = 2
_POLITICAL = word_class("political-body")
_PRESS_REACH = 3  # tokens between «صحيفة» and «المعارضة»: a name of one or two words
_ALONE = word_class("named-alone")
_RELATIVE = word_class("relative")
_SAME = word_class("same-body")
_CRAFT = word_class("craft")
_BELONGING = word_class("belonging")
_KIND = actors.catalogue()["kind"].to_dict()
_CUT_TITLE = re.compile(r"(?:\.{3}|…)\s*-[^\n]*$")  # behind a title that was cut short stands the page's name
_PAGE_MARK = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, word_class('page-mark'))))})"
)  # "'s post", not "this post"
_SHARED = word_class("shared-unit-name")
_AT_WAR = "SY"  # where there are several armies, and police of several sides
_OFFICIALS = word_class("official-of")
_SOURCE_REACH = 2
_SYRIAN = frozenset(("syrian-army", "opposition-fighters"))  # who short forms mean by default
_MILITIA_WORDS = word_class("the-militia")
_GUNS = word_class("guns")
_FIRE_OF = word_class("fire-of")
_A_PEOPLE = word_class("a-people")


def aliases(doc: Document) -> Iterator[Mention]:
    """Yield the names that the lexicon holds, as they were meant on the day of publication."""
    by_first = {h.first: h for h in doc.hits.get("actor", ())}
    for hit in doc.hits.get("actor", ()):
        meaning = actors.meant_on(hit.value, doc.day)
        if meaning and not _is_another(doc, hit):
            owner = _owner(doc, hit, by_first) or meaning
            yield Mention(
                "actor",
                hit.first,
                hit.last,
                owner.codes_as,
                owner.actor_id,
                PEOPLE if meaning.acts else "actor-name",
                len(hit.clitic),
                shown=meaning.is_mention
                and (not meaning.speaks or _speaks(doc, hit))
                and not _is_page(doc, hit, owner),
            )


def _owner(doc: Document, hit: Hit, by_first: dict[int, Hit]) -> Alias | None:
    """«قوات مكافحة الإرهاب التابعة لقسد»: a name that several sides give their units is whose it is said to be."""
    words = doc.tokens.words
    if not _SHARED.intersection(words[hit.first : hit.last]) or words[hit.last : hit.last + 1] == []:
        return None
    named = by_first.get(hit.last + 1) if words[hit.last] in _BELONGING else None
    return actors.meant_on(named.value, doc.day) if named is not None else None


def _is_page(doc: Document, hit: Hit, meaning: Alias) -> bool:
    """«S.N.N | شبكة شام 's Post», «... - شبكة شام», «#شبكة_شام»: whose page it is, and no speaker."""
    if _KIND[meaning.codes_as] != "speaker":
        return False
    start, end = doc.span(hit.first, hit.last)
    begin = doc.text.rfind("\n", 0, start) + 1
    stop = doc.text.find("\n", end)
    behind = doc.text[end : stop if stop >= 0 else len(doc.text)].lower()
    tag = doc.text[max(0, start - 1) : start] == "#" and meaning.codes_as == "media-report" and not _speaks(doc, hit)
    return tag or bool(_PAGE_MARK.search(behind) or _CUT_TITLE.search(doc.text[begin:start]))


def _speaks(doc: Document, hit: Hit) -> bool:
    """«أفاد ناشطون», «بحسب شهود عيان», «نشطاء المعارضة يقولون»: a word of speech stands near."""
    near = range(max(0, hit.first - _SPEECH_BEFORE), min(len(doc.tokens), hit.last + _SPEECH_BEHIND))
    return any(doc.cue_at.get(t, {}).keys() & {"speech", "according"} for t in near)


def _is_another(doc: Document, hit: Hit) -> bool:
    """«النظام العام», «التحالف الغربي», «حقوق الأكراد»: a bare noun that its neighbour makes something else."""
    words = doc.tokens.words
    if hit.first and words[hit.first - 1] == "الي" and words[hit.first : hit.last] == ["جهه", "مجهوله"]:
        return True  # «اقتادوه إلى جهة مجهولة»: where they took him to
    if _is_operation(words, hit):
        return True
    behind = hit.last + (words[hit.last : hit.last + 1] != [] and words[hit.last].startswith("وال"))
    if words[hit.last - 1].removeprefix(hit.clitic) in _CRAFT and any(
        w in _BELONGING for w in words[behind : behind + 1]
    ):
        return True  # «الطيران المروحي والمسير التابع للتحالف» is the coalition's
    if hit.last - hit.first > 1:
        return False
    noun = words[hit.first][len(hit.clitic) :]
    if noun in _MILITIA_WORDS and (words[hit.last].startswith("ال") or words[hit.last] == "("):
        return True  # «الميليشيا الموالية لتركيا» is not the one named before
    if noun == "المعارضه" and not hit.clitic and _is_adjective(doc, hit):
        return True
    if noun == "المعارضه" and _POLITICAL.intersection(words[max(0, hit.first - _PRESS_REACH) : hit.first]):
        return True  # «نشطاء المعارضة», «ائتلاف المعارضة», «صحيفة "..." المعارضة»
    if noun in _ALONE and _is_described(words, hit.last):
        return True
    if noun == "التحالف" and words[hit.last : hit.last + 1] == ["مع"]:
        return True  # «التحالف مع إيران»: the act of allying
    if noun in _BODIES:
        return " ".join(words[hit.last : hit.last + 2]) in _OTHERS or words[hit.last] in _OTHERS
    return noun in ("الاكراد", "للاكراد") and hit.first > 0 and words[hit.first - 1] in _A_PEOPLE


def _is_operation(words: list[str], hit: Hit) -> bool:
    """«منطقة درع الفرات», «منطقتي درع الفرات وغصن الزيتون»: operations and the areas named after them."""
    if " ".join(words[hit.first : hit.last]) not in _OPERATIONS:
        return False
    at = hit.first
    while " ".join(words[max(0, at - 2) : at]) in _OPERATIONS:
        at -= 2
    return any(word in _AREAS for word in words[max(0, at - _OPERATION_REACH) : at])


def _is_described(words: list[str], at: int) -> bool:
    """«الحركة الدبلوماسية», «القوات المحلية»: a definite adjective right behind makes it another body."""
    behind = words[at]
    ending = "يه" if words[at - 1].endswith(("ه", "ات")) else "ي"  # «ضربات التحالف الجوية» does not describe it
    return (
        len(behind) > 4
        and behind.startswith("ال")
        and behind.endswith(ending)
        and behind not in _RELATIVE
        and not (behind in _SAME and words[at + 1 : at + 2] != ["السوري"])
    )


def _is_adjective(doc: Document, hit: Hit) -> bool:
    """«الجماعة الإسلامية المعارضة», «الفصائل المقاتلة المعارضة للنظام»: here the word describes those named before."""
    words = doc.tokens.words
    before = words[hit.first - 1] if hit.first else ""
    if before.startswith("ال") and before.endswith("يه"):
        return True
    opposed = words[hit.last].startswith("ل")
    return opposed and any(h.last == hit.first for h in doc.hits.get("actor", ()))


def _is_weapon(doc: Document, hit: Hit) -> bool:
    """«بقذائف المدفعية»: behind a word for its fire the artillery is a weapon, and no party."""
    words = doc.tokens.words
    return hit.first > 0 and words[hit.first] in _GUNS and words[hit.first - 1] in _FIRE_OF


def short_forms(doc: Document, named: list[Mention]) -> Iterator[Mention]:
    """Yield short forms («التنظيم») as the actor that the article named last before them."""
    known = sorted((m for m in named if m.kind == "actor"), key=lambda m: m.first)
    present = {m.entity_id for m in known} | {m.name for m in known}
    nations = sorted((*known, *adjectives(doc)), key=lambda m: m.first)
    ground = soil.read(doc, sorted(named, key=lambda m: m.first))
    for hit in doc.hits.get("short", ()):
        form = hit.value
        if _is_another(doc, hit) or _is_weapon(doc, hit):
            continue
        told = nations if form.word == "*" else known
        land = ground.country_of(doc.line_at(hit.first), doc.lines) if form.word == "*" else None
        if form.word == "*" and (_is_another_lands(form, land) or _is_source(doc, hit) or _is_quarter(doc, hit)):
            continue
        before = [m for m in told if m.last <= hit.first and _can_mean(doc, m, form)]
        if hit.last - hit.first > 1:  # «التنظيم الإرهابي PKK»: the name follows at once
            before += [m for m in known if m.first == hit.last and not m.skip and m.entity_id in form.candidates]
        if len(form.candidates) == 1 and doc.is_quoted(hit.first, hit.last, skip=len(hit.clitic)):
            actor = actors.code_of(form.candidates[0])  # «القاعدة» in quotation marks is no air base
        elif land and land != _AT_WAR and (land == ground.most or not before) and _has_home_forces(form, land):
            actor = actors.home_forces()[land]  # «القوات الأمنية» in Turkey are Turkey's
        elif before:
            actor = before[-1].entity_id
        elif form.default in _SYRIAN and (other := _elsewhere(doc, hit, ground, present)):
            actor = other
        elif form.default_with and form.default_with not in present:
            continue
        else:
            later = next((c for c in form.candidates if c in present), None) if form.word in ("", "*") else None
            actor = actors.code_of(later or form.default) if later or form.default else ""
        if actor:
            read = Mention(
                "actor",
                hit.first,
                hit.last,
                actor if before else actors.of_the_day(actor, doc.day),
                actor,
                "short-form",
                len(hit.clitic),
                shown=form.mention != "no" and (form.mention != "near" or _is_near(doc, hit, before)),
            )
            if len(form.candidates) == 1:  # «القاعدة» is a name: «التنظيم» behind it means it
                insort(known, read, key=lambda m: m.first)
            yield read


def _is_another_lands(form: ShortForm, land: str | None) -> bool:
    """Say whether forces of a state cannot be of the land that the sentence plays in: police in Syria is of many."""
    return land is not None and form.default == "" and not _has_home_forces(form, land)


def _has_home_forces(form: ShortForm, land: str) -> bool:
    return actors.home_forces().get(land) in form.candidates


def _is_quarter(doc: Document, hit: Hit) -> bool:
    """«حي الشرطة الرابعة» is a quarter of Baghdad."""
    return hit.first > 0 and doc.tokens.words[hit.first - 1] in places.heads()


def _is_source(doc: Document, hit: Hit) -> bool:
    """«قالت الشرطة», «مصدر في الشرطة», «قائد شرطة الأنبار»: an official who speaks, and no party."""
    near = range(max(0, hit.first - _SOURCE_REACH), hit.first)
    words = doc.tokens.words
    return any(doc.cue_at.get(t, {}).keys() & {"speech", "according"} or words[t] in _OFFICIALS for t in near)


def _is_near(doc: Document, hit: Hit, before: list[Mention]) -> bool:
    """«قتل من داعش ... وانسحب المتشددون»: named in the same sentence or in the one before it."""
    return bool(before) and doc.line_at(hit.first).index - doc.line_at(before[-1].first).index <= 1


def _elsewhere(doc: Document, hit: Hit, ground: soil.Soil, present: set[str]) -> str | None:
    """Return whom «الجيش», «المسلحون» mean where the article, or a sentence of it, plays in another country only."""
    form = hit.value
    country = ground.only_country()
    if country is None and ground.most != "SY" and form.default == "syrian-army":
        country = ground.country_of(doc.line_at(hit.first), doc.lines)
    if country is None or country == "SY":
        return None
    if form.default == "syrian-army":
        return actors.home_forces().get(country, "other-armed")
    if country == "IQ" and "isis" in present:
        return "isis"  # whom the press of Iraq's war fights
    return next((c for c in form.candidates if c == "unidentified-gunmen"), "other-armed")


def _can_mean(doc: Document, mention: Mention, form: ShortForm) -> bool:
    """Say whether a short form may stand for a name: a candidate, and «الجيش» only for what is called an army."""
    if mention.entity_id not in form.candidates and mention.name not in form.candidates:
        return False
    if form.word == "*":  # «السورية» names a country more often than its forces
        return mention.shown or mention.entity_id != "syrian-army"
    if not mention.shown:
        return False
    outside = mention.first > 0 and mention.skip == 0  # a head outside of the name: «تنظيم "..."»
    words = doc.tokens.words[mention.first - outside : mention.last]
    first = mention.entity_id == form.candidates[0]
    return not form.word or first or any(part in word for part in form.word.split("|") for word in words)
