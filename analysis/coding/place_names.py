"""Where: names of the gazetteer, and names that only a head noun or quotation marks give away."""

from collections.abc import Generator, Iterator

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.lexicon import people, places
from analysis.lexicon.places import Head, Place
from analysis.lexicon.vocabulary import Hit
from analysis.lexicon.words import word_class

_PREPOSITIONS = word_class("place-preposition")
_JOINTS = word_class("list-joint")
_GENERIC = word_class("no-place-name")
_TWO_WORDS = word_class("name-of-two")
_SUFFIXES = word_class("name-ending")
_ACCUSATIVE = word_class("accusative-attack")
_WEAK = word_class("weak-place-head")
_DUAL = word_class("may-be-dual")
_DUAL_REACH = 60  # tokens back to what a dual takes up
_OUTLETS = word_class("outlet-head")
_PRONOUNS = ("ها", "هم", "هما", "ايه")
_WITH_PRONOUN = 5  # letters of the shortest noun with one
_FOR = ("لل", "لت", "لا")  # «مزرعة لتربية …», «مخيم للأرامل»
_ITEM_LETTERS = 4  # of «و» and the shortest name of one word
_ITEM = 3  # words of a name in a list
_ROADS = frozenset(("طريق", "الطريق", "اوتوستراد", "الاوتوستراد"))
_OPENING, _CLOSING = '«“"', '»”"'
_NO_LETTERS = str.maketrans(dict.fromkeys(_OPENING + _CLOSING + "ـ#", "") | {"_": " "})


def _head_before(doc: Document, first: int) -> Head | None:
    """Return the head noun right before a token, its clitic and article aside."""
    return _head_at(doc, first - 1) if first else None


def _head_at(doc: Document, token: int) -> Head | None:
    """Return the head noun at a token, a clitic aside; with the article it heads no name («المنطقة»)."""
    word, known = doc.tokens.words[token], places.heads()
    if word in known:
        return known[word]
    for clitic in ("و", "ب", "ل", "ف", "وب", "ول"):
        if word.startswith(clitic) and word[len(clitic) :] in known:
            return known[word[len(clitic) :]]
    return None


def named(doc: Document) -> Iterator[Mention]:
    """Yield the names of the gazetteer; a risky one only behind a head, in a list, or as its row asks."""
    hits = sorted(doc.hits.get("place", ()), key=lambda h: (h.first, -h.last))
    accepted_end: set[int] = set()
    for hit in hits:
        if _is_adjective(doc, hit) or _is_dual(doc, hit) or _is_outlet(doc, hit):
            continue
        head = _head_before(doc, hit.first)
        before = doc.tokens.words[hit.first - 1] if hit.first else ""
        listed = _in_list(doc, hit.first, accepted_end)
        prep = before in _PREPOSITIONS or before[1:] in _PREPOSITIONS or bool(hit.clitic and hit.clitic[-1] in "بل")
        hashed = _is_hashtag(doc, hit.first)
        led = head is not None or listed or hashed
        fits = [
            p
            for p in hit.value
            if led
            or not p.needs
            or (prep and p.needs in ("prep", "noun"))
            or (p.needs == "noun" and not _describes_noun(doc, hit))
            or _speaks_for_itself(doc, hit, p)
        ]
        if not fits:
            continue
        fits = _without_rivals(doc, hit, [p for p in fits if head and p.kind == head.kind] or fits, head)
        if not fits:
            continue
        accepted_end.add(hit.last)
        skip, headed, place = len(hit.clitic), head is not None, fits[0]
        yield Mention("place", hit.first, hit.last, place.place_id, place.name, "gazetteer", skip,
                      place=place, headed=headed, fits=tuple(fits))  # fmt: skip


def _without_rivals(doc: Document, hit: Hit, fits: list[Place], head: Head | None) -> list[Place]:
    """Leave out added places where a common word stands, or where a listed one bears the name.

    Any word can be a village's name in a full register: only a head of its kind makes it rival a listed place.
    """
    own = doc.additions.own_ids
    if not own:
        return fits
    word = doc.tokens.words[hit.last - 1][len(hit.clitic) :]
    if hit.last - hit.first == 1 and (word in _GENERIC or (head is not None and _describes(word, head))):
        return [p for p in fits if p.place_id not in own]
    if any(p.place_id not in own for p in fits):
        return [p for p in fits if p.place_id not in own or (head is not None and p.kind == head.kind)]
    return fits


def _is_adjective(doc: Document, hit: Hit) -> bool:
    """«قصفاً جوياً روسياً», «مقاتلاً بريطانياً»: the accusative of an adjective is written like the country."""
    word = doc.tokens.words[hit.first]
    if hit.clitic or not word.endswith("يا") or hit.last - hit.first > 1 or not hit.first:
        return False
    _, end = doc.normal.span(hit.start, hit.end)
    before = doc.tokens.words[hit.first - 1]
    described = before.endswith("يا") and len(before) > _WITH_PRONOUN
    counted = before.endswith("ا") and before in people.words()
    if (described or counted) and not any(h.last == hit.first for h in doc.hits.get("place", ())):  # «سوريا روسيا»
        return True
    return before in _ACCUSATIVE or "\u064b" in doc.text[end - 1 : end + 1]


def _describes_noun(doc: Document, hit: Hit) -> bool:
    """«القوات السعودية», «صحيفة عكاظ السعودية»: an adjective behind a definite noun or a name; else it is the land."""
    words = doc.tokens.words
    if hit.clitic or not hit.first or hit.first == doc.line_at(hit.first).first:
        return bool(hit.clitic) and hit.clitic[-1] == "و" and words[hit.first - 1].startswith("ال")
    before, further = words[hit.first - 1], words[hit.first - 2] if hit.first > 1 else ""
    definite = before.startswith(("ال", "وال", "بال", "لل", "فال", "كال")) or before.endswith(("ها", "هم"))
    return definite or further.removeprefix("و") in _OUTLETS or doc.is_name_piece(hit.first - 1)


def _is_outlet(doc: Document, hit: Hit) -> bool:
    """«قال لـ«الشرق الأوسط»», «شبكة "الخابور"»: in quotation marks behind these it is a paper or a network."""
    if not doc.is_quoted(hit.first, hit.last, skip=len(hit.clitic)):
        return False
    before = doc.tokens.words[hit.first - 1] if hit.first else ""
    told = hit.clitic == "ل" and any(p.kind in ("region", "country") for p in hit.value)
    return told or before.removeprefix("و") in _OUTLETS


def _is_dual(doc: Document, hit: Hit) -> bool:
    """«قريتي تل أعور والفريكة ... على القريتين»: the two villages named before, not the town of that name."""
    words = doc.tokens.words
    word = words[hit.first][len(hit.clitic) :]
    if word not in _DUAL or (hit.first and _head_before(doc, hit.first) is not None):
        return False
    stem = word.removeprefix("ال")[:-2]
    before = words[max(0, hit.first - _DUAL_REACH) : hit.first]
    return any(w.lstrip("وبل") in (f"{stem}ي", f"{stem}ا", f"{stem}ين", f"{stem}ان") for w in before)


def _speaks_for_itself(doc: Document, hit: Hit, place: Place) -> bool:
    """A risky name is safe when written with its head («حقل العمر») or longer than its bare word."""
    return hit.last - hit.first > 1 and (" " not in place.name or _head_at(doc, hit.first) is not None)


def _is_hashtag(doc: Document, token: int) -> bool:
    at = doc.normal.origin(doc.tokens.starts[token])
    return at > 0 and doc.text[at - 1] == "#"


def _in_list(doc: Document, first: int, accepted_end: set[int]) -> bool:
    """Say whether a place stands right before, joined by a comma or «و»."""
    if first in accepted_end and doc.tokens.words[first].startswith("و"):
        return True
    return first >= 1 and doc.tokens.words[first - 1] in _JOINTS and (first - 1) in accepted_end


def unlisted(doc: Document, chosen: list[Mention]) -> Iterator[Mention]:
    """Read a name that no gazetteer holds behind a head noun, and the names listed after it."""
    words = doc.tokens.words
    taken = {t for m in chosen for t in range(m.first, m.last)}
    place_ends = {m.last: m for m in chosen if m.kind == "place"}
    for line in doc.lines:
        at = line.first
        while at < line.last:
            head = _head_at(doc, at)
            if head is None or head.number == "none" or at in taken or _is_masdar(doc, at):
                at += 1
                continue
            at = yield from _named_after(doc, line, at, head, words, taken, place_ends)
    yield from _road_ends(doc, chosen, taken)


def _road_ends(doc: Document, chosen: list[Mention], taken: set[int]) -> Iterator[Mention]:
    """«على طريق سرمدا - البردقلي»: behind a dash stands the other end of a road."""
    words = doc.tokens.words
    village = places.heads()["قريه"]
    for m in chosen:
        on_road = m.kind == "place" and m.first > 0 and words[m.first - 1].lstrip("وبل") in _ROADS
        if on_road and words[m.last : m.last + 1] == ["-"]:
            end = _name_end(doc, m.last + 1, doc.line_at(m.first).last, words, taken, village, first=True)
            if end is not None:
                yield Mention("place", m.last + 1, end, "", _written(doc, m.last + 1, end, 0), "road-end", headed=True)


def _is_masdar(doc: Document, at: int) -> bool:
    """«إحياء ذكرى», «لقضاء الصيف»: verbal nouns that in plain letters look like a head."""
    word, (start, end) = doc.tokens.words[at], doc.span(at, at + 1)
    return word == "لقضاء" or (word.endswith("احياء") and "إ" in doc.text[start:end])


def quoted(doc: Document) -> Iterator[Mention]:
    """Read a name in quotation marks that is said to be taken: «سيطر على "المدجنة الطويلة" و"برادات النايف"»."""
    words = doc.tokens.words
    for hit in doc.hits.get("trigger", ()):
        if hit.value.trigger.frame != "take":
            continue
        at = next((t for t in range(hit.last, min(hit.last + 6, len(words))) if words[t] == "علي"), len(words))
        at += 1
        while at < len(words) and (end := _quotation_end(doc, at)) is not None:
            skip = 1 if words[at].startswith("و") and _opens(doc, at, 1) else 0
            yield Mention("place", at, end, "", _written(doc, at, end, skip), "quoted-name", skip, headed=True)
            at = end


def _opens(doc: Document, token: int, skip: int) -> bool:
    start, _ = doc.span(token, token + 1, skip=skip)
    before = doc.text[max(0, start - 2) : start].rstrip(" ")
    return before[-1:] in _OPENING and before != ""


def _quotation_end(doc: Document, at: int) -> int | None:
    """Return where a quotation that opens at token `at` closes, within five words."""
    if not (_opens(doc, at, 0) or (doc.tokens.words[at].startswith("و") and _opens(doc, at, 1))):
        return None
    for last in range(at + 1, min(at + 6, len(doc.tokens) + 1)):
        _, end = doc.span(at, last)
        if end < len(doc.text) and doc.text[end] in _CLOSING:
            return last
    return None


def _named_after(
    doc: Document,
    line: Line,
    at: int,
    head: Head,
    words: list[str],
    taken: set[int],
    place_ends: dict[int, Mention],
) -> Generator[Mention, None, int]:
    """Yield unlisted names behind the head at `at`; return the token to go on from."""
    position, first_name, limit = at + 1, True, {"one": 1, "definite": 1, "two": 2}.get(head.number, 40)
    found = 0
    while position < line.last and found < limit:
        if not first_name:
            joint = words[position]
            if joint in ("،", "و"):
                position += 1
                if position >= line.last:
                    break
                if words[position] == "و":
                    position += 1
            elif not joint.startswith("و") or (len(joint) < _ITEM_LETTERS and joint[1:] not in _TWO_WORDS):
                break  # «قريتا سموقة وأم الحوش»
        if first_name and words[position].startswith("و") and _head_at(doc, position):
            position += 1  # «قرى وبلدات …»
            continue
        listed = next((m for m in place_ends.values() if m.first == position), None)
        if listed:
            position, found, first_name = listed.last, found + 1, False
            continue
        end = _name_end(doc, position, line.last, words, taken, head, first=first_name)
        if end is None:
            break
        start = at if head.part_of_name and first_name else position
        skip = len(words[at]) - len(head.word) if start == at else int(not first_name and words[position][0] == "و")
        name = _written(doc, start, end, skip)
        yield Mention("place", start, end, "", name, "head-noun", skip, headed=True)
        position, found, first_name = end, found + 1, False
    return max(position, at + 1)


def _name_end(
    doc: Document, at: int, stop: int, words: list[str], taken: set[int], head: Head, *, first: bool
) -> int | None:
    """Return where a name that begins at `at` ends, or None when no name begins there."""
    if at >= stop or at in taken:
        return None
    word = words[at]
    bare = word[1:] if not first and word.startswith("و") else word
    if head.number == "number":
        return at + 1 if bare.isdigit() else None
    if (
        (len(bare) < 3 and bare not in _TWO_WORDS)
        or not bare.isalpha()
        or bare in _GENERIC
        or not "\u0621" <= bare[0] <= "\u064a"
    ):
        return None
    if doc.cue_at.get(at) or any(h.first == at for h in doc.hits.get("trigger", ())):
        return None
    if bare in places.heads() and bare not in _TWO_WORDS and not head.part_of_name:
        return None  # «منطقة سهل الزبداني»: the second head leads to the name
    if (bare[0] in "بلو" and bare[1:] in _GENERIC) or bare.startswith(_FOR) or _describes(bare, head):
        return None
    start, stop_at = doc.span(at, at + 1)
    if "\u064b" in doc.text[start : stop_at + 1]:  # tanwin: an indefinite noun, no name
        return None
    end = at + 1
    if _opens(doc, at, 0 if first else len(word) - len(bare)):
        quoted_end = _quotation_end(doc, at)
        if quoted_end is not None and not any(t in taken for t in range(at, quoted_end)):
            return quoted_end
    if head.number == "definite" and not bare.startswith("ال"):
        around = _quotation_end(doc, at - 1)  # «على "دوار عزائيل"»
        return end if around == end else None
    if bare in _TWO_WORDS and end < stop and end not in taken and words[end].isalpha() and words[end] not in _GENERIC:
        end += 1
    if end < stop and words[end] in _SUFFIXES:
        end += 1
    if head.number == "many" and not first:
        end = _item_end(doc, at, end, stop, taken)
    return end


def _describes(word: str, head: Head) -> bool:
    """«منطقة نائية», «مناطق وجودهم»: an adjective or a noun with a pronoun behind a head, no name."""
    if word.startswith("ال"):
        return False
    weak = head.word in _WEAK and word.endswith("ه") and word not in _TWO_WORDS  # «منطقة حمرة جماسة»
    return weak or (len(word) >= _WITH_PRONOUN and word.endswith(_PRONOUNS))


def _item_end(doc: Document, at: int, end: int, stop: int, taken: set[int]) -> int:
    """Return where an item of a list ends: «…، هبوب الريح، …» has two words when a mark follows them."""
    words = doc.tokens.words
    last = end
    while last < min(stop, at + _ITEM) and last not in taken and words[last].isalpha() and len(words[last]) > 2:
        if words[last] in _GENERIC or doc.cue_at.get(last) or doc.is_trigger(last) or words[last].startswith("و"):
            return end
        last += 1
    return last if last > end and last < stop and words[last] in ("،", ".", "؛") else end


def _written(doc: Document, first: int, last: int, skip: int) -> str:
    start, end = doc.span(first, last, skip=skip)
    return " ".join(doc.text[start:end].translate(_NO_LETTERS).split())
