"""Why a row exists: the sentence with trigger, roles, cues and place marked, the rule, and what was rejected."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis.coding import confidence, document, events, mentions
from analysis.coding.clauses import Rejected
from analysis.coding.document import Document
from analysis.coding.event import Event
from analysis.coding.mention import Mention
from analysis.errors import TableError
from analysis.lexicon.additions import NONE, Additions

_MARKS = {
    "trigger": ("⟦", "⟧", "#ffe08a"),
    "doer": ("‹", "›", "#cfe3ff"),
    "sufferer": ("‹", "›", "#ffd3cf"),
    "place": ("‹", "›", "#d4efd0"),
    "cue": ("‹", "›", "#e6dcf5"),
}
_WEIGHTS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the article and what it is to the event; ``role`` is empty for the words between."""

    text: str
    role: str


@dataclass(frozen=True)
class Explanation:
    """Why an event was coded: it prints as text, and in a notebook as marked sentences.

    ``sentences`` holds the event's sentence as parts, after those before it that a role or place was carried
    over from. ``facts`` are (name, value) pairs. ``rejected`` is what the sentence also holds and was not
    coded: its words, the rule, and the reason.
    """

    event_id: str
    sentences: tuple[tuple[Part, ...], ...]
    facts: tuple[tuple[str, str], ...]
    rejected: tuple[tuple[str, str, str], ...]

    def __str__(self) -> str:
        """Return the explanation as lines of text."""
        said = ["".join(_plain(part) for part in parts) for parts in self.sentences]
        facts = [f"  {name}: {value}" for name, value in self.facts]
        others = [f"  «{words}» ({rule}): {reason}" for words, rule, reason in self.rejected]
        rest = ["considered and rejected:", *others] if others else ["nothing else was considered in this sentence"]
        return "\n".join([self.event_id, *said, *facts, *rest])

    def _repr_html_(self) -> str:
        said = "".join(
            f'<p dir="rtl" lang="ar" style="text-align:right">{"".join(_marked(p) for p in parts)}</p>'
            for parts in self.sentences
        )
        facts = "".join(f"<tr><th>{escape(n)}</th><td>{escape(v)}</td></tr>" for n, v in self.facts)
        others = "".join(
            f'<li><span dir="rtl" lang="ar">{escape(w)}</span> ({escape(r)}): {escape(why)}</li>'
            for w, r, why in self.rejected
        )
        rest = f"<p>Considered and rejected:</p><ul>{others}</ul>" if others else ""
        return f"<h4>{escape(self.event_id)}</h4>{said}<table>{facts}</table>{rest}"


def _plain(part: Part) -> str:
    if not part.role:
        return part.text
    opening, closing, _ = _MARKS[part.role]
    return f"{opening}{part.text}{closing}" + ("" if part.role == "trigger" else f"[{part.role}]")


def _marked(part: Part) -> str:
    if not part.role:
        return escape(part.text)
    colour = _MARKS[part.role][2]
    return f'<mark title="{part.role}" style="background:{colour}">{escape(part.text)}</mark>'


def explain(event_id: str, articles: pd.DataFrame, additions: Additions = NONE) -> Explanation:
    """Read the article of an event once more and tell how the event came about.

    Parameters
    ----------
    event_id
        An id of the table ``events``.
    articles
        Table ``articles`` of the same coding.
    additions
        What the researcher added to the lexicons.

    Raises
    ------
    TableError
        If no article has an event of this id.

    Examples
    --------
    >>> from analysis import code
    >>> coded = code("corpus", processes=1, progress=False)
    >>> explain(coded.events["event_id"].iloc[0], coded.articles).facts[0][0]
    'rule'
    """
    article_id, _, number = event_id.rpartition("-e")
    rows = articles[articles["article_id"] == article_id]
    if rows.empty or not number.isdigit():
        raise TableError(f"no event `{event_id}`: expected an id such as those in the table events")
    doc = document.read({str(k): v for k, v in rows.iloc[0].to_dict().items()}, additions)
    rejected: list[Rejected] = []
    found = events.find(doc, mentions.find(doc), rejected)
    if int(number) >= len(found):
        raise TableError(f"no event `{event_id}`: the article has {len(found)} events, the first is `{article_id}-e0`")
    event = found[int(number)]
    here = [r for r in rejected if event.line.first <= r.first < event.line.last]
    return Explanation(
        event_id=event_id,
        sentences=tuple(_sentences(doc, event)),
        facts=tuple(_facts(doc, event)),
        rejected=tuple((_words(doc, r.first, r.last), r.rule, r.reason) for r in here),
    )


def _words(doc: Document, first: int, last: int) -> str:
    start, end = doc.span(first, last)
    return doc.text[start:end]


def _spans(doc: Document, event: Event) -> Iterator[tuple[int, int, str]]:
    """Yield what is marked: original offsets and role; the trigger first, for it wins where marks overlap."""
    yield *doc.span(event.found.first, event.found.last), "trigger"
    for at in range(event.clause.line.first, event.clause.line.last):
        if event.cue and _words_plain(doc, at, event.cue):
            yield *doc.span(at, at + len(event.cue.split())), "cue"
            break
    for m in event.roles.used:
        role = "doer" if m.entity_id in event.roles.source else "sufferer" if m.entity_id in event.roles.target else ""
        if role:
            yield *_span(doc, m), role
    for m in event.places:
        yield *_span(doc, m), "place"


def _words_plain(doc: Document, at: int, cue: str) -> bool:
    words = cue.split()
    return doc.tokens.words[at : at + len(words)] == words


def _span(doc: Document, m: Mention) -> tuple[int, int]:
    return doc.span(m.first, m.last, skip=m.skip)


def _sentences(doc: Document, event: Event) -> Iterator[tuple[Part, ...]]:
    spans = list(_spans(doc, event))
    for index in range(max(0, event.line.index - 1), event.line.index + 1):
        sentence = doc.sentences[index]
        inside = [s for s in spans if sentence.start <= s[0] and s[1] <= sentence.end]
        if index == event.line.index or inside:
            yield tuple(_parts(doc.text, sentence.start, sentence.end, inside))


def _parts(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> Iterator[Part]:
    kept: list[tuple[int, int, str]] = []
    for span in spans:
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    at = start
    for first, last, role in sorted(kept):
        yield Part(text[at:first], "")
        yield Part(text[first:last], role)
        at = last
    yield Part(text[at:end], "")


def _facts(doc: Document, event: Event) -> Iterator[tuple[str, str]]:
    trigger = event.found.trigger
    yield "rule", f"{event.rule} ({trigger.comment})" if trigger.comment else event.rule
    yield "type", event.event_type + _because(event)
    yield "status", f"{event.status}, by «{event.cue}»" if event.cue else event.status
    carried = ", carried over from before" if event.roles.carried else ""
    yield "who does it", (", ".join(event.roles.source) or "not said") + carried
    yield "who suffers it", ", ".join(event.roles.target) or "not said"
    own = event.own_places()
    names = ", ".join(dict.fromkeys(m.name for m in event.places)) or "not said"
    yield "where", names if own or not event.places else f"{names}, carried over from before"
    yield "who says so", event.attribution or "the outlet itself"
    if event.when is not None:
        start, end, precision = events.interval(event, doc.published)
        yield "when", f"{start or '?'} to {end or '?'} ({precision}), from «{_said(doc, event.when)}»"
    else:
        yield "when", "no date in the sentence"
    if event.recalled_by:
        yield "background", f"by the rule {event.recalled_by}"
    features = confidence.features(doc, event)
    weight = confidence.weights()
    heavy = sorted((f for f in features if f in weight), key=lambda f: -abs(weight[f]))
    shown = ", ".join(f"{f} {weight[f]:+.2f}" for f in heavy if f != confidence.BASE)
    yield "confidence", f"{confidence.of(doc, event):.2f} ({', '.join(shown.split(', ')[:_WEIGHTS_SHOWN])})"


def _because(event: Event) -> str:
    same = event.event_type == event.found.trigger.event_type
    return "" if same else f" (the words around make it so; by itself the rule says {event.found.trigger.event_type})"


def _said(doc: Document, when: Any) -> str:
    start, end = doc.normal.span(when.first, when.last)
    return " ".join(doc.text[start:end].split())
