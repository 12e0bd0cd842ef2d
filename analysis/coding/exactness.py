"""How exactly the text says where: UCDP's seven levels, from a named point to the sea.

Levels after Högbladh, *UCDP Georeferenced Event Dataset Codebook* (Uppsala University): 1 the named place,
2 within about 25 km of one, 3 its district, 4 its governorate, 5 a line or an area without bounds,
6 the country, 7 sea or air.
"""

from collections.abc import Sequence

from analysis.coding.event import Event
from analysis.coding.mention import Mention
from analysis.coding.relative import Relative

_LEVELS = {
    "governorate": 4, "region": 5, "mountain": 5, "river": 5, "road": 5, "country": 6, "sea": 7,
}  # fmt: skip


def of_event(event: Event, found: Sequence[Relative]) -> tuple[Relative | None, int | None]:
    """Return the relative expression that says where an event is, if one does, and how exact its place is.

    An expression counts where its anchor is a place of the event and no place of the event is named outright.
    """
    if not event.places:
        return None, None
    given = {a.first: r for r in found for a in r.anchors}
    outright = [m for m in event.places if m.first not in given]
    if outright:
        return None, min(_level(m) for m in outright)
    by = min((given[m.first] for m in event.places), key=lambda r: (r.where_prec, r.first))
    return by, by.where_prec


def _level(m: Mention) -> int:
    return _LEVELS.get(m.place.kind, 1) if m.place is not None else 1
