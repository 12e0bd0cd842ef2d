"""The words that report an event, in every form the press writes them."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from analysis.contract import EVENT_TYPES
from analysis.lexicon import tabledata
from analysis.lexicon.words import Phrases, by_first_word
from analysis.text.normalise import fold

FRAMES = ("act", "recv", "mutual", "mover", "take", "lose", "fallto", "displace", "give")
PARTS = ("verb", "noun", "phrase")
DECIDES = ("fixed", "weapon", "place", "fall", "flee", "armed")
TRAITS = {
    "wrests": "«من» behind it names the loser: «انتزعها من التنظيم»",
    "aims": "with «ل» before it, it says what for: «لاقتحام البلدة»",
    "may-fail": "an outcome told later makes it an attempt: «هجوم ... باء بالفشل»",
    "goes-on": "goes on with the strike before it: «غارات استهدفت»",
    "targets": "says who is hit, not with what",
    "strike-word": "as a definite noun it takes up a strike told before",
    "blast-word": "as a definite noun it takes up a blast told before",
    "own-blast": "a weapon that is no bomb in its clause belongs to another event",
    "own-doer": "counts only with an armed doer in its own clause",
    "by-whom": "a name behind it is the doer: «برصاص عناصر ...»",
    "submits": "with «بشكوى», «بطلب» behind it, it hands in a paper",
    "device": "no blast where somebody took it apart or made it safe",
    "munition": "counts only with something that is fired or dropped behind it: «ألقت طائرة قنابل»",
    "bullets": "counts only with fire or bullets behind it: «فتحوا الخميس النار»",
    "kills": "counts only with the party that did it right beside it and people behind, and no attack beside it",
    "person": "a word for somebody: of a part of the dead («بينهم ثلاثة انتحاريين») it tells no attack",
    "of-people": "counts only with people who are named or counted: «أوقفت ثلاثة أشخاص», not «أوقفت القصف»",
    "of-property": "counts only with something that people own behind it: «سرقة خمسة منازل»",
    "bans": "counts only with people or goods behind it that somebody keeps from going anywhere",
    "nominal": "a phrase that begins with a verbal noun",
    "no-claim": "says nothing about who holds a place",
    "control": "«سيطرة»: the words around it say whether control is gained, lost or stands",
    "marks-sufferer": "«تعرّض»: is no event but says who suffers the one behind it",
    "owner-suffers": "whose it is, suffers it: «تفكيك خلية لداعش»",
    "unless-hit": "no event of its own where it is what an attack right before it hits",
}
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One rule of ``triggers.csv``.

    ``frame`` says who does and who suffers; ``decides`` what else must hold, or whether the
    weapon in the clause decides the type; ``traits`` are keys of `TRAITS`.
    """

    rule: str
    event_type: str
    pos: str
    frame: str
    decides: str
    traits: frozenset[str]
    comment: str


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a trigger; ``tense`` is past, present, noun or phrase, ``owned`` with a pronoun."""

    trigger: Trigger
    tense: str
    definite: bool = False
    owned: bool = False


def _wrong(row: dict[str, str]) -> str | None:
    for column, allowed in (
        ("event_type", EVENT_TYPES),
        ("pos", PARTS),
        ("frame", FRAMES),
        ("decides", DECIDES),
    ):
        if row[column] not in allowed:
            return f"{column} `{row[column]}` is none of {', '.join(allowed)}"
    strange = sorted(set(row["traits"].split()) - set(TRAITS))
    if strange:
        return f"traits `{' '.join(strange)}` are none of {', '.join(TRAITS)}"
    if row["pos"] == "verb" and any("/" not in f for f in row["forms"].split("|")):
        return f"forms `{row['forms']}`: a verb is written past/present"
    return None


@cache
def rules() -> tuple[Trigger, ...]:
    """Return every trigger rule, in the order of the file."""
    return tuple(trigger for trigger, _ in _rows())


@cache
def _types() -> dict[str, str]:
    return {trigger.rule: trigger.event_type for trigger in rules()}


def type_of(rule: str) -> str:
    """Return the event type that a rule reports where nothing else decides.

    Examples
    --------
    >>> type_of("shell-noun")
    'shelling'
    """
    return _types()[rule]


@cache
def _rows() -> tuple[tuple[Trigger, str], ...]:
    required = ("rule", "event_type", "pos", "forms", "frame", "decides")
    table = tabledata.load("triggers.csv", required=required, check=_wrong)
    return tuple((_trigger(r), str(r["forms"])) for r in table.to_dict("records"))


def _trigger(row: Mapping[Hashable, str]) -> Trigger:
    rule, event_type, pos, frame, decides = (row[c] for c in ("rule", "event_type", "pos", "frame", "decides"))
    return Trigger(rule, event_type, pos, frame, decides, frozenset(row["traits"].split()), row["comment"])


def forms() -> Iterator[tuple[str, Form]]:
    """Yield every written form in plain spelling with what it is a form of.

    Examples
    --------
    >>> dict(forms())["يقصفون"].trigger.rule
    'shell-verb'
    """
    for trigger, written in _rows():
        for form in written.split("|"):
            if trigger.pos == "verb":
                yield from _verb(form, trigger)
            elif trigger.pos == "noun":
                yield from _noun(fold(form), trigger)
            else:
                plain = fold(form)
                yield plain, Form(trigger, "phrase", definite=_is_definite(plain))


def _is_definite(phrase: str) -> bool:
    """«عملية الإنزال» takes up what was told before, as «الإنزال» does."""
    words = phrase.split()
    return words[0] in ("عمليه", "عمليات") and words[-1].startswith("ال")


def _verb(written: str, trigger: Trigger) -> Iterator[tuple[str, Form]]:
    # «!» marks a verb that takes no object of its own: «سيطر» with «ه» would be the noun «سيطرة».
    pronouns = () if written.endswith("!") else _PRONOUNS
    past, present = (fold(part) for part in written.removesuffix("!").split("/"))
    past, _, feminine = (p.strip() for p in past.replace("،", ",").partition(","))
    feminine = feminine or past + "ت"
    plural = past[:-1] + "و" if past.endswith("ي") else past + "و"
    for form in (past, feminine, plural + "ا", past + "ا", feminine + "ا", past + "نا", past + "ن"):
        yield form, Form(trigger, "past")
    for stem in (past[:-1] + "ا" if past.endswith("ي") else past, feminine, plural):
        for pronoun in pronouns:
            yield stem + pronoun, Form(trigger, "past")
    for person in ("ي", "ت", "ن"):
        stem = person + present
        for ending in ("", "ون", "وا", "ان", *pronouns, *("ون" + p for p in pronouns)):
            yield stem + ending, Form(trigger, "present")


def _noun(noun: str, trigger: Trigger) -> Iterator[tuple[str, Form]]:
    yield noun, Form(trigger, "noun")
    if not noun.endswith("ا") or noun.endswith("اا"):
        yield "ال" + noun, Form(trigger, "noun", definite=True)
        yield "لل" + noun, Form(trigger, "noun", definite=True)
        stems = [noun[:-1] + "ت" if noun.endswith("ه") else noun]
        if noun.endswith("اء"):  # «استيلائه»
            stems.append(noun[:-1] + "ي")
        for pronoun in _PRONOUNS:
            for stem in stems:
                yield stem + pronoun, Form(trigger, "noun", owned=True)


@cache
def weapons() -> tuple[tuple[tuple[str, int], tuple[str, ...]], ...]:
    """Return the words for weapons: ``((event type, rank), words)``; the lowest rank decides."""
    table = tabledata.load("weapons.csv", required=("cue", "event_type", "rank"))
    return tuple(
        ((r["event_type"], int(r["rank"])), tuple(fold(w) for w in r["cue"].split("|")))
        for r in table.to_dict("records")
    )


@cache
def actor_weapons() -> dict[tuple[str, str], str]:
    """Return the type of an action by ``(actor id, rule)`` where no weapon is named."""
    table = tabledata.load("weapon_actors.csv", required=("actor_id", "trigger", "event_type"))
    return {(r["actor_id"], r["trigger"]): r["event_type"] for r in table.to_dict("records")}


def usual_type(actors: Collection[str], rule: str) -> str:
    """Return the type of what these actors do together where no weapon is named; empty where nothing is usual.

    Of several doers all must fly for an air strike: «قصف روسيا والنظام» may be artillery.

    Examples
    --------
    >>> usual_type(["russian-forces"], "shell-verb")
    'air_strike'
    >>> usual_type(["russian-forces", "syrian-army"], "shell-verb")
    ''
    """
    kinds = [actor_weapons().get((actor, rule), "") for actor in actors]
    if set(kinds) == {"air_strike"}:
        return "air_strike"
    return next((kind for kind in kinds if kind not in ("", "air_strike")), "")


@cache
def bars() -> dict[str, Phrases]:
    """Return, by rule, the words that right behind a trigger make it mean something else."""
    return _bars("beside")


@cache
def bars_before() -> dict[str, Phrases]:
    """Return, by rule, the words that right before a trigger make it mean something else."""
    return _bars("before")


def _bars(column: str) -> dict[str, Phrases]:
    table = tabledata.load("barred.csv", required=("rule",))
    found: dict[str, list[str]] = {}
    for r in table.to_dict("records"):
        found.setdefault(r["rule"], []).extend(fold(p) for p in r[column].split("|") if p.strip())
    return {rule: by_first_word(phrases) for rule, phrases in found.items()}
