"""Which place is taken, lost, left or held: the object of the words, not one that stands near them."""

from dataclasses import replace

from analysis.coding.document import Document
from analysis.coding.event import Event
from analysis.coding.mention import Mention
from analysis.coding.place_chains import joined
from analysis.coding.whereabouts import is_left
from analysis.lexicon import places
from analysis.lexicon.words import word_class

_FACILITIES = word_class("facility")
_DEFINITE = word_class("definite-head")
_FALLING = word_class("falling-of-it")
_KINDS_OF = {
    "المعبر": ("crossing",),
    "المطار": ("airport", "base"),
    "الحقل": ("oil_field",),
    "القاعده": ("base", "airport"),
    "المخيم": ("camp",),
    "الحي": ("quarter",),
    "المنطقه": ("region", "settlement"),
}
_MASCULINE = frozenset(("quarter", "airport", "oil_field", "camp", "crossing", "base", "mountain", "dam"))
_TOWNS = ("settlement", "village")
_SETTLED = (*_TOWNS, "quarter")
_PAIRS = word_class("definite-pair")
_OBJECT_REACH = 5  # «سيطر مسلحو التنظيم على القرية»: tokens of the taker
_LINES = frozenset(("river", "sea", "road"))
_WIDE = frozenset(("governorate", "region"))
_ANTECEDENT_REACH = 6
_APPOSITION = 3
_FELL = word_class("fell-of-place")
_RELATIVE_REACH = 2  # tokens between «التي» and the verb
_SAID = word_class("statement")
_LEFT = word_class("left-pronoun")
_RELATIVE = word_class("relative")
_DAYS = word_class("day-word")
_COMPASS = word_class("compass")
_ELSEWHERE = word_class("leads-elsewhere")
_LIST_ON = word_class("goes-in-list")
_THINGS = word_class("no-place-object")
_PRONOUNS = frozenset(word_class("place-pronoun"))
_INTO = word_class("into-it")
_MEASURES = word_class("measure")
_NEAR = word_class("near")
_PARTS = word_class("part-of-place")
_AREAS = word_class("area-head")
_WHOLE = word_class("whole-of-place")
_MASCULINE_HEADS = word_class("masculine-head")
_PLURAL_THINGS = word_class("plural-of-things")
_NOT_CONSTRUCT = ("ا", "ون", "ين", "ها", "هم")  # adverbs, full plurals and nouns with a pronoun complete nothing


def with_facility(doc: Document, place: Mention) -> Mention:
    """«تحرير جامعة ...»: a facility is a place of its own, and its town is not taken with it."""
    before = doc.tokens.words[place.first - 1] if place.first else ""
    head = next((h for h in (before, before[1:]) if h in _FACILITIES), None)
    if head is None or place.skip:
        return place
    start, end = doc.span(place.first - 1, place.first)
    written = doc.text[start:end].removeprefix(before[0] if head != before else "")
    return replace(place, first=place.first - 1, entity_id="", name=f"{written} {place.name}", place=None)


def is_object(doc: Document, event: Event, place: Mention, previous: Mention | None, *, gain: bool) -> bool:
    """Say whether the place is what is taken, lost or left."""
    kind = place.place.kind if place.place is not None else ""
    enters = event.rule == "enter-verb"  # «قوات تدخل المحافظة»: being in it is not holding it
    if place.is_country or kind in _LINES or ((enters or not gain) and kind in _WIDE) or _holds_them(doc, place):
        return False
    if previous is not None and joined(doc, previous, place):
        return True
    own = event.clause.first <= place.first < event.clause.last
    led = event.clause.first < event.line.last and doc.tokens.words[event.clause.first] in _RELATIVE
    if (own or led) and _is_antecedent(doc, event, place):
        return True
    if own and (_is_near(doc, event, place) or _is_distant(doc, event, place)):
        return False
    if own and place.first >= event.found.last:
        if event.event_type == "withdrawal":
            return is_left(doc, event.clause, event.found, place)
        return _is_governed(doc, event, place) and not _completes(doc, event, place)
    if gain:
        return _has_object(doc, event, place)
    if event.event_type == "withdrawal":
        behind = doc.tokens.words[event.found.last : min(event.found.last + 4, event.clause.last)]
        return any(w in _LEFT and _takes_up(doc, event, place, w) for w in behind)
    return own


def _holds_them(doc: Document, place: Mention) -> bool:
    """«مدن محافظة ...»: some unnamed places in an area are taken, and not the area."""
    words = doc.tokens.words
    at = place.first if words[place.first][place.skip :] in _AREAS else place.first - 1
    if at < 1 or words[at].removeprefix("ال") not in _AREAS:
        return False
    word = words[at - 1]
    head = places.heads().get(word) or (places.heads().get(word[1:]) if word[0] in "وبلف" else None)
    return head is not None and head.number == "many"


def _is_antecedent(doc: Document, event: Event, place: Mention) -> bool:
    """«مدينة تدمر الأثرية التي سيطر عليها …»: the relative pronoun and the one behind the verb mean this place."""
    words = doc.tokens.words
    falls = event.found.trigger.decides == "fall" or words[event.found.first] in _FELL
    reach = _APPOSITION if falls else 1  # «الرمادي مركز المحافظة، التي سقطت بيد ...»
    near = range(place.last, min(place.last + 1 + reach, event.found.first))
    relative = next((t for t in near if words[t] in _RELATIVE), 0)
    if not relative or event.found.first - relative > _RELATIVE_REACH:
        return False
    if falls and event.found.first == relative + 1:
        return True
    behind = words[event.found.last : min(event.found.last + 5, event.clause.last)]
    return any(w in _PRONOUNS and _takes_up(doc, event, place, w) for w in behind)


def _completes(doc: Document, event: Event, place: Mention) -> bool:
    """«متحف الموصل», «إذاعة سرت»: the place only completes the noun before it, which is what is taken."""
    words = doc.tokens.words
    at = place.first - 1
    while at >= event.found.last and (places.is_head(words[at]) or words[at] in _WHOLE):
        at -= 1
    if at < event.found.last or doc.is_name_piece(at) or doc.cue_at.get(at):
        return False
    word = words[at]
    if not word.isalpha() or word.startswith(("ال", "ب")) or word.endswith(_NOT_CONSTRUCT) or word in _FACILITIES:
        return False
    return word not in _ELSEWHERE and word not in _LIST_ON and word not in _DAYS and word not in ("علي", "و")


def _takes_up(doc: Document, event: Event, place: Mention, pronoun: str) -> bool:
    """Say whether a pronoun agrees with a place, and no plural between them is what it means instead.

    «مراكز عسكرية ... انسحب منها» is no withdrawal from the town named before.
    """
    words = doc.tokens.words
    kind = place.place.kind if place.place is not None else ""
    before = words[place.first - 1] if place.first else ""
    # «بلدة تل أبيض ... عليها»: the head before a name decides, and a town named after a hill is a town.
    of_its_own = not places.is_head(before) and kind not in _TOWNS
    headed = before in _MASCULINE_HEADS or (of_its_own and words[place.first][place.skip :] in _MASCULINE_HEADS)
    if pronoun.endswith("ه") and not (headed or kind in _MASCULINE):
        return False
    if pronoun.endswith("ها") and headed:
        return False
    between = words[place.last : event.found.first]
    return not any(w in _PLURAL_THINGS or w.removeprefix("ال") in _PLURAL_THINGS for w in between)


def _is_governed(doc: Document, event: Event, place: Mention) -> bool:
    """Say whether nothing but «على» leads from the trigger to the place.

    A preposition in between makes it the place of something else («سيطر على مستودعات في حلب»),
    unless it begins a date («في 5 أيار») or a list goes on («إضافة إلى»).
    """
    words = doc.tokens.words
    for at in range(place.first - 1, event.found.last - 1, -1):
        word = words[at]
        if word == "علي":
            return words[at + 1] not in _THINGS
        if word in _LIST_ON:
            return True
        if word == "في" and (words[at + 1][0].isdigit() or words[at + 1] in _DAYS):
            continue
        if word in _ELSEWHERE and not doc.is_name_piece(at):
            return False
    return words[event.found.last] not in _THINGS


def _has_object(doc: Document, event: Event, place: Mention) -> bool:
    """Say whether a pronoun takes up the place named before: «سيطر عليها», «حرّرها»."""
    words = doc.tokens.words[event.found.first : min(event.found.last + 4, event.clause.last)]
    is_verb = event.found.form.tense in ("past", "present")
    pronoun = (is_verb or words[0] in _FALLING) and words[0].endswith(("ها", "هما", "ه"))
    pronoun = (is_verb and words[0].endswith(("ها", "هما"))) or (pronoun and not is_verb)
    taken_up = _definite_object(doc, event, place)
    # «احتل عدداً من الأبنية فيها»: what is taken lies in the place; only who enters enters «إليها».
    means = _PRONOUNS if event.rule == "enter-verb" else _PRONOUNS - _INTO
    by_word = next((w for w in words if w in means), words[0] if pronoun else "")
    if not (by_word or taken_up):
        return False
    if by_word and not taken_up and not _takes_up(doc, event, place, by_word):
        return False
    if _speaks_or_owns(doc, place):
        return False
    before = doc.tokens.words[max(event.line.first, event.found.first - 2) : event.found.first]
    if any(w in _RELATIVE for w in before):  # «المناطق التي سيطر عليها»: only of a place right before
        return event.found.first - place.last <= _ANTECEDENT_REACH
    return True


def _definite_object(doc: Document, event: Event, place: Mention) -> bool:
    """«السيطرة على المعبر», «سيطر مسلحو التنظيم على القرية»: a bare head stands for the place of its kind before."""
    words = doc.tokens.words
    start, stop = event.found.last, event.clause.last
    near = range(start, min(stop - 1, start + _OBJECT_REACH))
    governed = next((t + 1 for t in near if words[t] == "علي"), start)
    if governed >= stop or place.place is None:
        return False
    following = words[governed + 1] if governed + 1 < stop else ""
    if words[governed] in _PAIRS:  # «قريتي ... و... : سيطر على القريتين»
        return place.place.kind in _SETTLED
    kinds = _KINDS_OF.get(words[governed], _SETTLED)
    return words[governed] in _DEFINITE and place.place.kind in kinds and not following.startswith("ال")


def _speaks_or_owns(doc: Document, place: Mention) -> bool:
    """«أعلنت دمشق», «إعلام موالٍ لدمشق»: a capital that stands for its government, which no pronoun takes as a place."""
    if place.skip and doc.tokens.words[place.first].startswith("ل"):
        return True
    return place.first > 0 and (doc.has(place.first - 1, "speech") or doc.tokens.words[place.first - 1] in _SAID)


def _is_distant(doc: Document, event: Event, place: Mention) -> bool:
    """«التي تبعد 60 كلم عن الرقة», «إلى الشمال من مدينة …»: a place that only measures another."""
    words = doc.tokens.words
    start = max(event.clause.first, place.first - 8, event.found.last if place.first >= event.found.last else 0)
    return any(
        not doc.is_name_piece(t) and (words[t] in _MEASURES or (words[t] in _COMPASS and words[t - 1] == "الي"))
        for t in range(start, place.first)
    )


def _is_near(doc: Document, event: Event, place: Mention) -> bool:
    words = doc.tokens.words
    stop = max(event.found.last if place.first >= event.found.last else event.clause.first, place.first - 5)
    head = place.first - 1 if place.headed else -1  # «قرى …»: the head of the name is no part of it
    return any(words[t] in _NEAR or (words[t] in _PARTS and t != head) for t in range(stop, place.first))
