"""Whether a confidence of .8 is right eight times in ten: fit the weights on annotations, and check them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.coding import confidence, document, events, mentions
from analysis.review import gold, matching
from analysis.review.gold import Row

_PENALTY = 2.0  # of a squared weight: a rule seen twice says little
_STEPS = 60
_FOLDS = 5
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Floats = npt.NDArray[np.float64]


def fit(articles: pd.DataFrame, gold_folder: str | Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fit the weights of ``confidence.csv`` on annotated articles.

    Parameters
    ----------
    articles
        Table ``articles``.
    gold_folder
        Annotations, one ``.json`` an article. An event is right when an annotation, required or optional,
        has its type and overlaps it.

    Returns
    -------
    The weights, a row a feature with how often it was seen; and the reliability of confidences that were
    fitted without the article they are of (5 folds).
    """
    seen, right, of_article = _examples(articles, gold_folder)
    names = [confidence.BASE, *sorted({n for found in seen for n in found} - {confidence.BASE})]
    index = {name: k for k, name in enumerate(names)}
    matrix = np.zeros((len(seen), len(names)))
    for row, found in enumerate(seen):
        for name, value in found.items():
            matrix[row, index[name]] = value
    answers = np.array(right, dtype=np.float64)
    held = np.zeros(len(seen))
    for fold in range(_FOLDS):
        out = np.array([k % _FOLDS == fold for k in of_article])
        if out.any() and not out.all():
            held[out] = _sigmoid(matrix[out] @ _logistic(matrix[~out], answers[~out]))
    found_weights = _logistic(matrix, answers)
    table = pd.DataFrame(
        {"feature": names, "weight": found_weights.round(3), "events": matrix.sum(axis=0).astype("int64")}
    )
    return table, reliability(held, answers)


def _examples(
    articles: pd.DataFrame, gold_folder: str | Path
) -> tuple[list[Mapping[str, float]], list[bool], list[int]]:
    records = {str(r["article_id"]): r for r in articles.to_dict("records")}
    seen: list[Mapping[str, float]] = []
    right: list[bool] = []
    of_article: list[int] = []
    for k, article in enumerate(gold.read(gold_folder, articles=articles)):
        doc = document.read({str(c): v for c, v in records[article.article_id].items()})
        made = events.find(doc, mentions.find(doc), least=0.0)
        rows: list[Row] = []
        for event in made:
            start, end = doc.span(event.first, max(event.last, event.first + 1))
            rows.append({"start": start, "end": end, "event_type": event.event_type})
        hits = {i for i, _ in matching.pairs(rows, article.parts["events"], same=matching.same_event)}
        seen += [confidence.features(doc, event) for event in made]
        right += [i in hits for i in range(len(made))]
        of_article += [k] * len(made)
    return seen, right, of_article


def _logistic(matrix: Floats, answers: Floats) -> Floats:
    """Return the weights of a logistic regression with a ridge, by Newton's method; the base is not penalised."""
    penalty = np.full(matrix.shape[1], _PENALTY)
    penalty[0] = 1e-6
    weights = np.zeros(matrix.shape[1])
    for _ in range(_STEPS):
        p = _sigmoid(matrix @ weights)
        gradient = matrix.T @ (answers - p) - penalty * weights
        curvature = (matrix * (p * (1 - p))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values)), dtype=np.float64)


def reliability(given: Sequence[float] | Floats, right: Sequence[float] | Floats) -> pd.DataFrame:
    """Return the reliability curve: what share of the events of each confidence is right.

    Parameters
    ----------
    given
        Confidences, between 0 and 1.
    right
        1 where the event is right.

    Returns
    -------
    DataFrame with a row for each span of confidence that has events: ``confidence`` (its bounds), ``events``,
    ``mean`` confidence, and the share that is ``right``.

    Examples
    --------
    >>> reliability([0.92, 0.94, 0.55], [1, 1, 0])["right"].tolist()
    [0.0, 1.0]
    """
    frame = pd.DataFrame({"mean": np.asarray(given), "right": np.asarray(right)})
    edges = [*_BINS[:-1], np.nextafter(_BINS[-1], 2)]  # certainty itself is in the last bin
    bins = pd.cut(frame["mean"], edges, right=False)
    bins = bins.cat.rename_categories([f"{a:.1f}-{b:.1f}" for a, b in pairwise(_BINS)])
    grouped = frame.groupby(bins.rename("confidence"), observed=True)
    made = grouped.agg(events=("right", "size"), mean=("mean", "mean"), right=("right", "mean"))
    return made.reset_index().astype({"confidence": "str"}).round({"mean": 3, "right": 3})
