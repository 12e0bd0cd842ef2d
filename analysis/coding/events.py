"""Events: what happened, to whom, where, whether it did, who says so, and when."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from analysis.coding import attribution, clauses, context, roles, status
from analysis.coding.attribution import Speech
from analysis.coding.clauses import Clause, Found
from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.coding.roles import Roles
from analysis.lexicon import triggers
from analysis.lexicon.words import word_class
from analysis.text import dates
from analysis.text.dates import When

_BLAST_TYPES = frozenset(("air_strike", "shelling", "vehicle_bomb", "suicide_bombing", "ied_blast", "explosion"))
_STRIKES = frozenset(("air_strike", "shelling", "ground_attack", "shooting"))
_RECEIVER_REACH = 14
_LOSING_REACH = 8
_LOSING = word_class("losing")
_RECEIVER = word_class("receiver")
_RECEIVER_IN = word_class("receiver-in")
_STILL_GOING = word_class("still-going")
_NO_WEAPON = word_class("no-weapon-after")


@dataclass
class Event:
    """One event before it becomes a row; tokens ``[first, last)`` are its core."""

    line: Line
    clause: Clause
    found: Found
    event_type: str
    status: str
    roles: Roles
    attribution: str | None
    when: When | None
    first: int
    last: int
    cue: str = ""
    rule: str = ""
    is_definite: bool = False
    places: list[Mention] = field(default_factory=list)


def find(doc: Document, mentions: list[Mention]) -> list[Event]:
    """Return the events of an article in order.

    Clauses are read one by one; what a clause leaves open (who, where) is carried over from
    what stands before it, never from what comes later.
    """
    speeches = attribution.read(doc, mentions)
    events: list[Event] = []
    for line in doc.lines:
        if not line.coded:
            continue
        inside = [m for m in mentions if line.first <= m.first < line.last]
        whens = _dates(doc, line)
        for clause in clauses.split(doc, line, inside):
            for made in _of_clause(doc, clause, inside, speeches.get(line.index, []), whens):
                context.fill(doc, made, events, mentions)
                if _stands(doc, made, events):
                    events.append(made)
    return _merged(doc, events)


def _dates(doc: Document, line: Line) -> list[When]:
    if line.first >= line.last:
        return []
    start, end = doc.tokens.starts[line.first], doc.tokens.ends[line.last - 1]
    return dates.find(doc.normal.text, start, end, doc.published, exact=doc.precision == "day")


def _of_clause(
    doc: Document, clause: Clause, mentions: list[Mention], speeches: list[Speech], whens: list[When]
) -> list[Event]:
    made: list[Event] = []
    for found in clause.found:
        if status.is_barred(doc, found):
            continue
        speech = attribution.speaker_of(speeches, found.first)
        own = speech.mention if speech and speech.mention and _speaks_only(speech, found) else None
        voice = speech.mention if speech and speech.mention and roles.acts(speech.mention) else None
        read = roles.read(doc, clause, found, mentions, own, voice)
        kind = _type(doc, clause, found, read)
        state, cue = status.read(doc, clause, found)
        if found.trigger.frame == "lose":
            kind = _received(doc, clause, found, read, mentions) or kind
        made.append(
            Event(
                line=clause.line,
                clause=clause,
                found=found,
                event_type=kind,
                status=state,
                roles=read,
                attribution=speech.actor_id if speech else None,
                when=_nearest(doc, found, clause, whens),
                first=found.first,
                last=found.last,
                cue=cue,
                rule=found.trigger.rule,
                is_definite=found.form.definite,
                places=read.places,
            )
        )
    return _joined(doc, made)


def _received(doc: Document, clause: Clause, found: Found, read: Roles, mentions: list[Mention]) -> str:
    """«سقوط الموصل بيد داعش», «خسرتها لصالح الجيش»: the receiver gains; return the type, empty when nobody does."""
    words = doc.tokens.words
    for at in range(found.last, min(clause.last, found.last + _RECEIVER_REACH)):
        inside = words[at] in _RECEIVER or (words[at] in _RECEIVER_IN and words[at - 1] == "في")
        taker = next((m for m in mentions if inside and at < m.first <= at + 3 and roles.acts(m)), None)
        if taker is not None:
            read.target = [a for a in dict.fromkeys((*read.source, *read.target)) if a != taker.entity_id]
            read.source = [taker.entity_id]
            read.places = [m for m in read.places if m.last <= at] or read.places
            return "territory_gain"
    return ""


def _speaks_only(speech: Speech, found: Found) -> bool:
    """A party that announces its own deed is both speaker and subject: «أعلنت الوحدات سيطرتها»."""
    mention = speech.mention
    return mention is not None and found.first - mention.last > 2 and not roles.acts(mention)


def _type(doc: Document, clause: Clause, found: Found, read: Roles) -> str:
    """Return the type: the weapon in the clause decides where the trigger leaves it open."""
    trigger = found.trigger
    if trigger.decides == "flee" and "civilians" in read.source:
        read.target, read.source = ["civilians"], []
        return "displacement"
    if "control" in trigger.traits:
        before = doc.tokens.words[max(clause.first, found.first - _LOSING_REACH) : found.first]
        if any(w.removeprefix("و") in _LOSING for w in before):
            return "territory_loss"
    if trigger.decides != "weapon":
        return trigger.event_type
    weapon = _weapon(doc, clause, found, read)
    if weapon == "shooting" and trigger.event_type not in ("ground_attack",):
        weapon = ""
    if weapon and not ("own-blast" in trigger.traits and weapon in _STRIKES):
        return weapon
    for actor in read.source:
        named = triggers.actor_weapons().get((actor, trigger.rule))
        if named:
            return named
    return trigger.event_type


def _weapon(doc: Document, clause: Clause, found: Found, read: Roles) -> str:
    others = [f for f in clause.found if f is not found and f.trigger.decides == "fixed"]
    near: list[tuple[int, int, str]] = []
    for hit in doc.hits.get("weapon", ()):
        if clause.first <= hit.first < clause.last:
            if any(
                abs(hit.first - f.first) < abs(hit.first - found.first) and f.trigger.event_type != hit.value[0]
                for f in others
            ):
                continue
            if hit.first and doc.tokens.words[hit.first - 1] in _NO_WEAPON:
                continue
            near.append((hit.value[1], abs(hit.first - found.first), hit.value[0]))
    for mention in read.used:
        if mention.weapon == "air":
            near.append((3, abs(mention.first - found.first), "air_strike"))
        elif mention.weapon == "gun":
            near.append((4, abs(mention.first - found.first), "shelling"))
    if not near:
        return ""
    special = [n for n in near if n[0] <= 2 and n[1] <= 9]
    if special:
        return min(special)[2]
    return min((n for n in near if n[0] > 2), key=lambda n: (n[1] > 6, n[1]), default=(0, 0, ""))[2]


def _nearest(doc: Document, found: Found, clause: Clause, whens: list[When]) -> When | None:
    """Return the date expression of the clause, or else of the sentence, that stands nearest."""
    if not whens:
        return None
    at = doc.tokens.starts[found.first]
    start, end = doc.tokens.starts[clause.first], doc.tokens.ends[clause.last - 1]
    inside = [w for w in whens if start <= w.first < end]
    return min(inside or whens, key=lambda w: abs(w.first - at))


def _joined(doc: Document, made: list[Event]) -> list[Event]:
    """Make one event of triggers of one clause that report the same: «شنّ غارات استهدفت»."""
    kept: list[Event] = []
    for event in made:
        twin = next((k for k in reversed(kept) if _same(doc, k, event)), None)
        if twin is None:
            kept.append(event)
            continue
        twin.first, twin.last = min(twin.first, event.first), max(twin.last, event.last)
        if (
            event.event_type != twin.event_type
            and twin.event_type in _STRIKES
            and event.found.trigger.decides == "fixed"
        ):
            twin.event_type = event.event_type
        if event.status != "happened" and twin.status == "happened":
            twin.status, twin.cue = event.status, event.cue
        twin.roles.source = twin.roles.source or [a for a in event.roles.source if a not in twin.roles.target]
        twin.roles.target = twin.roles.target or [a for a in event.roles.target if a not in twin.roles.source]
        if not twin.places or len(event.places) > len(twin.places):
            twin.places = event.places
        twin.roles.promoted += event.roles.promoted
        twin.is_definite = twin.is_definite or event.is_definite
    return kept


def _same(doc: Document, first: Event, second: Event) -> bool:
    if first.event_type == second.event_type:
        if second.found.clitic.startswith("و") and second.found.form.tense != "noun":
            return False
        return not (first.roles.source and second.roles.source and set(first.roles.source) != set(second.roles.source))
    pair = {first.event_type, second.event_type}
    goes_on = "goes-on" in first.found.trigger.traits | second.found.trigger.traits
    if goes_on and pair <= _STRIKES | {"suicide_bombing", "vehicle_bomb", "ied_blast"} and "ground_attack" in pair:
        return True
    blasts = {"explosion", "vehicle_bomb", "suicide_bombing", "ied_blast"}
    return pair <= blasts and ("explosion" in pair or pair == {"vehicle_bomb", "suicide_bombing"})


def _stands(doc: Document, event: Event, events: list[Event]) -> bool:
    """Say whether the clause says enough to be an event."""
    trigger, read = event.found.trigger, event.roles
    actors = read.source or read.target
    if _only_takes_up(doc, event, events):
        return False
    own_doer = "own-doer" in trigger.traits and event.event_type not in _BLAST_TYPES - _STRIKES
    if trigger.decides == "armed" or own_doer:
        return bool(set(read.source) - {"civilians"}) and not read.carried
    if trigger.decides == "place":
        armed = [a for a in read.source if a != "civilians"]
        stop = min((f.first for f in event.clause.found if f.first > event.found.first), default=event.clause.last)
        own = [m for m in event.places if event.clause.first <= m.first < stop and not m.is_country]
        return bool(armed and own)
    if trigger.decides == "fall" and event.event_type == trigger.event_type:
        return _falls(doc, event)
    if trigger.frame == "take" and event.found.form.tense == "present" and not _is_narrated(event, events):
        return False  # standing control is a state, not a change
    if trigger.frame in ("take", "lose"):
        if event.found.form.tense == "noun" and not read.source and not _own_places(event):
            return False
        return bool(actors or _own_places(event))
    if event.event_type == "displacement":
        return True
    if trigger.frame == "mover":
        return bool(read.source) and not set(read.source) <= {"civilians"}
    if trigger.frame == "displace":
        return True
    return bool(actors or event.places)


def _is_narrated(event: Event, events: list[Event]) -> bool:
    """«سيطرت على تل أبيض وتسيطر على عين عيسى»: a present joined to a gain told in the same sentence."""
    last = events[-1] if events else None
    told = last is not None and last.event_type == "territory_gain" and last.line.index == event.line.index
    return told and event.found.clitic == "و"


def _only_takes_up(doc: Document, event: Event, events: list[Event]) -> bool:
    """Say whether a bare «الهجوم», «الانفجار» only takes up an event told before and adds nobody and nowhere."""
    if not event.found.form.definite or event.found.trigger.frame not in ("act", "mutual", "recv"):
        return False
    before = doc.tokens.words[max(event.line.first, event.found.first - 2) : event.found.first]
    if any(w in _STILL_GOING or w[1:] in _STILL_GOING for w in before):
        return False
    told = any(e.event_type == event.event_type or e.event_type in _BLAST_TYPES | _STRIKES for e in events)
    own = [m for m in _own_places(event) if m.first >= event.found.first]
    return told and (event.roles.carried or not event.roles.source) and not event.roles.target and not own


def _own_places(event: Event) -> list[Mention]:
    return [m for m in event.places if event.clause.first <= m.first < event.clause.last]


def _falls(doc: Document, event: Event) -> bool:
    """«سقوط أريحا»: a place, with at most a head noun between, follows at once."""
    after = [m for m in event.places if event.found.last <= m.first <= event.found.last + 2 and not m.is_country]
    if not after:
        return False
    between = doc.tokens.words[event.found.last : after[0].first]
    return all(w not in ("في", "علي", "من", "الي", "قرب") for w in between) and after[0].skip == 0


def _merged(doc: Document, events: list[Event]) -> list[Event]:
    """Widen every core over the names that belong to it, inside its clause."""
    for event in events:
        named = [m for m in (*event.roles.used, *event.places) if event.clause.first <= m.first < event.clause.last]
        first = min([event.first, *(m.first for m in named if event.first - m.first <= 8)])
        last = max([event.last, *(m.last for m in named)])
        event.first, event.last = first, min(last, event.clause.last)
    return events


def interval(event: Event, published: date | None) -> tuple[date | None, date | None, str]:
    """Return first day, last day and precision; without any date the week up to publication.

    An event that «happened» cannot lie after publication: then its date is unknown.
    """
    when = event.when
    if when is not None and when.start is not None:
        if published is not None and event.status == "happened" and when.start > published:
            return None, None, "unknown"
        end = when.end
        if published is not None and event.status == "happened" and end is not None and end > published:
            end = published
        return when.start, end, when.precision
    if published is None or event.status in ("planned", "hypothetical"):
        return None, None, "unknown"
    return published - timedelta(6), published, "week"
