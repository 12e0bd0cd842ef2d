"""Events: what happened, to whom, where, whether it did, who says so, and when."""

from datetime import date, timedelta

from analysis.coding import (
    attribution,
    background,
    clauses,
    confidence,
    context,
    event_types,
    joining,
    roles,
    standing,
    status,
)
from analysis.coding.attribution import Speech
from analysis.coding.clauses import Clause, Found, Rejected
from analysis.coding.document import Document, Line
from analysis.coding.event import Event
from analysis.coding.mention import Mention
from analysis.coding.parties import Roles, acts
from analysis.lexicon.words import word_class
from analysis.text import dates
from analysis.text.dates import When

_OPPOSITION, _OTHER = "opposition-fighters", "other-armed"
_OF_TERRITORY = frozenset(("territory_gain", "territory_loss", "withdrawal", "siege", "advance"))
_NEAR_SYRIA = frozenset(("SY", "LB", "TR", "IQ", "JO", "IL", "XX"))
_RECEIVER_REACH = 14
_SAID_REACH = 5
_THAT = word_class("that")
_RELATIVE = word_class("relative")
_APART = word_class("told-apart")
_RECEIVER = word_class("receiver")
_RECEIVER_IN = word_class("receiver-in")


def find(
    doc: Document, mentions: list[Mention], rejected: list[Rejected] | None = None, *, least: float | None = None
) -> list[Event]:
    """Return the events of an article in order.

    Clauses are read one by one; what a clause leaves open (who, where) is carried over from
    what stands before it, never from what comes later.

    Parameters
    ----------
    doc, mentions
        The article and the names in it.
    rejected
        Gets what was considered and made no event, with the reason.
    least
        The confidence below which an event is rejected; `confidence.LEAST` by default.
    """
    refused = rejected if rejected is not None else []
    speeches = attribution.read(doc, mentions)
    events: list[Event] = []
    for line in doc.lines:
        if not line.coded:
            continue
        inside = [m for m in mentions if line.first <= m.first < line.last]
        whens = _dates(doc, line)
        for clause in clauses.split(doc, line, inside, refused):
            for made in _of_clause(doc, clause, inside, speeches.get(line.index, []), whens, refused):
                if joining.with_earlier(doc, made, events):
                    refused.append(Rejected(made.found.first, made.found.last, made.rule, "joined to the event before"))
                    continue
                context.fill(doc, made, events, mentions)
                reason = standing.why_not(doc, made, events)
                made.roles.source += [a for a in made.roles.helpers if a not in made.roles.source]
                if reason:
                    refused.append(Rejected(made.found.first, made.found.last, made.rule, reason))
                else:
                    events.append(made)
    for event in events:
        event.recalled_by = background.read(doc, event)
        _of_another_war(event)
    context.settle(events)
    kept: list[Event] = []
    for event in _merged(doc, events):
        sure = confidence.of(doc, event)
        held = event.event_type in _OF_TERRITORY and bool(event.own_places())  # the ledger weighs such claims itself
        if held or sure >= (confidence.LEAST if least is None else least):
            kept.append(event)
        else:
            refused.append(Rejected(event.found.first, event.found.last, event.rule, f"too unsure: {sure}"))
    return kept


def _of_another_war(event: Event) -> None:
    """«سقوط طرابلس في أيدي المجموعات المسلحة»: far from Syria the armed groups are not its opposition."""
    where = {m.place.country for m in event.own_places() if m.place is not None and not m.is_country}
    if event.event_type in _OF_TERRITORY and where and not where & _NEAR_SYRIA:
        for side in (event.roles.source, event.roles.target):
            side[:] = [_OTHER if actor == _OPPOSITION else actor for actor in side]


def _dates(doc: Document, line: Line) -> list[When]:
    if line.first >= line.last:
        return []
    start, end = doc.tokens.starts[line.first], doc.tokens.ends[line.last - 1]
    return dates.find(doc.normal.text, start, end, doc.published, exact=doc.precision == "day")


def _of_clause(
    doc: Document,
    clause: Clause,
    mentions: list[Mention],
    speeches: list[Speech],
    whens: list[When],
    refused: list[Rejected],
) -> list[Event]:
    made: list[Event] = []
    for found in clause.found:
        if status.is_barred(doc, found):
            reason = "what somebody acts against, calls for or condemns"
            refused.append(Rejected(found.first, found.last, found.trigger.rule, reason))
            continue
        speech = attribution.speaker_of(speeches, found.first)
        own = speech.mention if speech and speech.mention and _speaks_only(speech, found) else None
        voice = speech.mention if speech and speech.mention and acts(speech.mention) else None
        read = roles.read(doc, clause, found, mentions, own, voice)
        typed = event_types.decide(doc, clause, found, read)
        state, cue = status.read(doc, clause, found)
        if found.trigger.frame == "lose":
            typed = _received(doc, clause, found, read, mentions) or typed
        made.append(
            Event(
                line=clause.line,
                clause=clause,
                found=found,
                event_type=typed.event_type,
                typed_by=typed.by,
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
    return joining.within_clause(doc, made)


def _received(
    doc: Document, clause: Clause, found: Found, read: Roles, mentions: list[Mention]
) -> event_types.Typed | None:
    """«سقوط الموصل بيد داعش», «خسرتها لصالح الجيش»: the receiver gains; None when nobody receives."""
    words = doc.tokens.words
    for at in range(found.last, min(clause.last, found.last + _RECEIVER_REACH)):
        inside = words[at] in _RECEIVER or (words[at] in _RECEIVER_IN and words[at - 1] == "في")
        taker = next((m for m in mentions if inside and at < m.first <= at + 3 and acts(m)), None)
        if taker is not None:
            read.target = [a for a in dict.fromkeys((*read.source, *read.target)) if a != taker.entity_id]
            read.source = [taker.entity_id]
            read.places = [m for m in read.places if m.last <= at] or read.places
            return event_types.Typed("territory_gain")
    return None


def _speaks_only(speech: Speech, found: Found) -> bool:
    """A party that announces its own deed is both speaker and subject: «أعلنت الوحدات سيطرتها»."""
    mention = speech.mention
    return mention is not None and found.first - mention.last > 2 and not acts(mention)


def _nearest(doc: Document, found: Found, clause: Clause, whens: list[When]) -> When | None:
    """Return the date expression of the clause, or else of the sentence, that stands nearest."""
    if not whens:
        return None
    at = doc.tokens.starts[found.first]
    start, end = doc.tokens.starts[clause.first], doc.tokens.ends[clause.last - 1]
    fit = [w for w in whens if not (w.is_span and w.precision == "year")]  # «منذ أربع سنوات» dates a state
    told = [w for w in fit if not _dates_the_statement(doc, clause, found, w)] or fit
    reached = [w for w in told if w.first < at or not _is_apart(doc, found, w)]
    reached = [w for w in reached if not _is_related(doc, found, w)] or reached
    inside = [w for w in reached if start <= w.first < end]
    days = [w for w in reached if w.precision == "day" and w.first < at]
    if days and all(w.precision == "year" for w in inside):  # «منذ عام 2012» only dates what it stands in
        inside = days
    return min(inside or reached, key=lambda w: abs(w.first - at), default=None)


def _dates_the_statement(doc: Document, clause: Clause, found: Found, when: When) -> bool:
    """«أكدت في بيان السبت أن ...»: a date between a verb of saying and its «أن» is the day of the statement."""
    tokens = doc.tokens
    first, last = tokens.at(when.first), tokens.at(when.last - 1)
    if last >= found.first:
        return False
    said = any(doc.has(t, "speech") for t in range(max(clause.line.first, first - _SAID_REACH), first))
    behind = tokens.words[last + 1 : min(found.first, last + 1 + _SAID_REACH)]
    return said and any(w in _THAT for w in behind)


def _is_apart(doc: Document, found: Found, when: When) -> bool:
    """A date behind «كما», «فيما», «لكن» belongs to what they begin; a year also to «منذ بدء القتال في 2012»."""
    between = doc.tokens.words[found.last : doc.tokens.at(when.first)]
    return any(w in _APART for w in between) or (when.precision == "year" and "منذ" in between[:-1])


def _is_related(doc: Document, found: Found, when: When) -> bool:
    """Say whether a relative pronoun between a date and the words leads on from it."""
    first = doc.tokens.at(when.last - 1) + 1
    return any(doc.tokens.words[t].removeprefix("و") in _RELATIVE for t in range(first, found.first))


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

    An event that «happened» cannot lie after publication: then its date is unknown. So is the date of
    what is only recalled without one.
    """
    when = event.when
    if when is not None and when.start is not None:
        if published is not None and event.status == "happened" and when.start > published:
            return None, None, "unknown"
        end = when.end
        if published is not None and event.status == "happened" and end is not None and end > published:
            end = published
        return when.start, end, when.precision
    if published is None or event.status in ("planned", "hypothetical") or event.recalled_by:
        return None, None, "unknown"
    return published - timedelta(6), published, "week"
