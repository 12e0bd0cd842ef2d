"""Why a coded row and the annotations disagree: one cause for every error, so that they can be counted."""

from collections.abc import Sequence

import pandas as pd

from analysis.review import matching
from analysis.review.gold import Row

# For each part: what may differ between two rows in one place: a cause, the coded column, the annotation.
_KEYS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "actor mentions": (("another actor", "entity_id", "actor"),),
    "events": (("another type", "event_type", "type"),),
    "control changes": (
        ("another place", "place_name", "place"),
        ("another taker", "gained_by", "gained_by"),
        ("another loser", "lost_by", "lost_by"),
        ("another status", "status", "status"),
    ),
    "casualties": (
        ("another outcome", "outcome", "outcome"),
        ("another number", "low", "low"),
        ("other victims", "victim", "group"),
    ),
}
_NOTHING = {"missed": "nothing coded there", "spurious": "nothing annotated there"}


def cause(how: str, part: str, row: Row, others: Sequence[Row]) -> str:
    """Return why a row was missed or is spurious.

    Parameters
    ----------
    how
        ``missed`` for an annotation without a coded row, ``spurious`` for the reverse.
    part
        The measure, such as ``events``.
    row
        The row that has no partner.
    others
        The rows of the other side of the same article.

    Returns
    -------
    What differs from the row of the other side that shares most of its span; ``told twice`` when nothing
    differs and that row already has a partner; or that nothing stands there.
    """
    near = [(min(row["end"], o["end"]) - max(row["start"], o["start"]), k) for k, o in enumerate(others)]
    shared, k = max(near, default=(0, -1))
    if shared <= 0:
        if how == "spurious" and row.get("is_background"):
            return "recalled, not annotated"
        return _NOTHING[how]
    coded, given = (row, others[k]) if how == "spurious" else (others[k], row)
    for said, column, name in _KEYS.get(part, ()):
        one, other = matching.value(coded.get(column)), matching.value(given.get(name))
        same = matching.same_place(one, other) if name == "place" else one == other
        if not same and not (said == "another loser" and None in (one, other)):
            return said
    return "told twice"


def counted(errors: pd.DataFrame) -> pd.DataFrame:
    """Return how many errors of each part have each cause, the commonest first.

    Parameters
    ----------
    errors
        `Score.errors`.
    """
    groups = errors.groupby(["part", "how", "cause"], sort=True).size().rename("errors").reset_index()
    return groups.sort_values(["errors", "part", "cause"], ascending=[False, True, True], ignore_index=True)


def of_list(coded: Sequence[str], given: Sequence[str]) -> str:
    """Return how a list of actors or places differs from the annotated one."""
    if not coded:
        return "none coded"
    if not given:
        return "none annotated"
    return "too many" if len(coded) > len(given) else "too few" if len(coded) < len(given) else "others"
