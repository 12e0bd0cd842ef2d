"""Where an actor was almost only: a last hint to tell places of one name apart."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from analysis.lexicon import tabledata
from analysis.lexicon.actors import catalogue


@cache
def _areas() -> dict[str, tuple[str, ...]]:
    def check(row: dict[str, str]) -> str | None:
        return None if row["actor_id"] in catalogue().index else f"no actor `{row['actor_id']}` in actors.csv"

    table = tabledata.load("actor_areas.csv", required=("actor_id", "governorates"), check=check)
    return {r["actor_id"]: tuple(r["governorates"].split("|")) for r in table.to_dict("records")}


def governorates_of(actors: Iterable[str]) -> Counter[str]:
    """Return how many of the actors each governorate goes with.

    Examples
    --------
    >>> governorates_of(["ypg", "sdf", "isis"]).most_common(1)[0][1]
    2
    """
    return Counter(g for actor in set(actors) for g in _areas().get(actor, ()))
