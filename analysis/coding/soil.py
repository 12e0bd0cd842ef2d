"""On whose soil a sentence plays: soldiers and policemen who are named without a country serve the one they are in."""

from collections import Counter
from collections.abc import Sequence

from analysis.coding.document import Line
from analysis.coding.mention import Mention

_NOWHERE = frozenset(("", "XX", "PS"))  # seas, regions of many countries, and soil whose soldiers are another's
_NEARLY_ALL, _MOST = 0.8, 0.6
_FAR = 3  # lines back in which a place still sets the scene


def country_of(mentions: Sequence[Mention], line: Line, at: int, lines: Sequence[Line]) -> str | None:
    """Return the code of the country in which something at a token happens, None when no place tells.

    The nearest place of the sentence decides, one before the token rather than one behind it, and a
    country only where no place in one is named; then the country of most places of the article, or
    where these are mixed the last place of the sentences right before.

    Parameters
    ----------
    mentions
        Mentions of the article in order.
    line, at
        The sentence, and the token.
    lines
        Sentences of the article in order.

    Returns
    -------
    ISO 3166 code of two letters, or None.
    """
    places = [m for m in mentions if m.place is not None and m.place.country not in _NOWHERE]
    here = [m for m in places if line.first <= m.first < line.last]
    here = [m for m in here if not m.is_country] or here
    near = [m for m in here if m.first <= at][-1:] or here[:1]
    counts = Counter(m.place.country for m in places if m.place is not None)
    most = counts.most_common(1)
    if not near and most and most[0][1] < _MOST * counts.total():
        since = lines[max(0, line.index - _FAR)].first
        near = [m for m in places if since <= m.first < line.first and not m.is_country][-1:]
    if near and near[0].place is not None:
        return near[0].place.country
    return most[0][0] if most else None


def only_country(mentions: Sequence[Mention]) -> str | None:
    """Return the country in which nearly all the named places of an article lie, None when they are mixed."""
    counts = Counter(m.place.country for m in mentions if m.place is not None and m.place.country not in _NOWHERE)
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] >= _NEARLY_ALL * counts.total() else None
