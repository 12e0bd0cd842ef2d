"""How sure a coded event is: a probability that a careful reader would code it too, fitted on annotations.

The weights are rows of ``confidence.csv``; a researcher can read there what makes an event doubtful.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp

from analysis.coding.document import Document
from analysis.coding.event import Event
from analysis.lexicon import tabledata

BASE = "base"
# Below it about as many rows are wrong as right on the annotated articles: they are told among the rejected.
LEAST = 0.6
_LONG = 60  # tokens; in longer sentences more is misread


def features(doc: Document, event: Event) -> dict[str, float]:
    """Return what is looked at, as numbers: 1 where it holds.

    Parameters
    ----------
    doc, event
        The article and one of its events, roles and places filled in.
    """
    own_source = bool(event.roles.source) and not event.roles.carried
    own_place = bool(event.own_places())
    told = {
        f"rule {event.rule}": True,
        f"tense {event.found.form.tense}": True,
        "own doer": own_source,
        "doer carried over": event.roles.carried,
        "somebody suffers it": bool(event.roles.target),
        "own place": own_place,
        "place carried over": bool(event.places) and not own_place,
        "nobody and nowhere of its own": not own_source and not own_place,
        "somebody says so": event.attribution is not None,
        "not said to have happened": event.status != "happened",
        "definite noun": event.is_definite,
        "recalled": bool(event.recalled_by),
        "exact day": event.when is not None and event.when.precision == "day",
        "first line": event.line.index == 0,
        "long sentence": event.line.last - event.line.first > _LONG,
        "undated article": doc.published is None,
    }
    return {BASE: 1.0} | {name: 1.0 for name, holds in told.items() if holds}


@cache
def weights() -> dict[str, float]:
    """Return the weight of every feature, in log odds."""
    table = tabledata.load("confidence.csv", required=("feature", "weight"), check=_wrong)
    return {r["feature"]: float(r["weight"]) for r in table.to_dict("records")}


def _wrong(row: dict[str, str]) -> str | None:
    try:
        float(row["weight"])
    except ValueError:
        return f"weight `{row['weight']}` is no number"
    return None


def probability(found: Iterable[str], weight: Mapping[str, float]) -> float:
    """Return the probability that features stand for; one that was never seen weighs nothing.

    Examples
    --------
    >>> probability(["base"], {"base": 0.0})
    0.5
    """
    return 1 / (1 + exp(-sum(weight.get(name, 0.0) for name in found)))


def of(doc: Document, event: Event) -> float:
    """Return the confidence of an event, between 0 and 1."""
    return round(probability(features(doc, event), weights()), 3)
