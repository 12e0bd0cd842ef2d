"""On whose soil a sentence plays: soldiers and policemen who are named without a country serve the one they are in."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.lexicon.words import word_class

_NOWHERE = frozenset(("", "XX", "PS"))  # seas, regions of many countries, and soil whose soldiers are another's
_NEARLY_ALL, _MOST = 0.8, 0.6
_SEAT = word_class("seat")
_FAR = 3  # lines back in which a place still sets the scene


@dataclass(frozen=True, slots=True)
class Soil:
    """The countries of an article's places: first token, code, and whether it names the country itself, in order."""

    places: Sequence[tuple[int, str, bool]]
    most: str | None
    share: float

    def country_of(self, line: Line, lines: Sequence[Line]) -> str | None:
        """Return the code of the country in which a sentence plays, None when no place tells.

        The last place of the sentence decides, and a country only where no place in one is named;
        then the country of most places of the article, or where these are mixed the last place of
        the sentences right before.

        Parameters
        ----------
        line
            The sentence.
        lines
            Sentences of the article in order.

        Returns
        -------
        ISO 3166 code of two letters, or None.
        """
        here = self._between(line.first, line.last)
        near = [code for _, code, is_country in here if not is_country] or [code for _, code, _ in here]
        if not near and self.share < _MOST:
            before = self._between(lines[max(0, line.index - _FAR)].first, line.first)
            near = [code for _, code, is_country in before if not is_country]
        return near[-1] if near else self.most

    def only_country(self) -> str | None:
        """Return the country in which nearly all the named places lie, None when they are mixed."""
        return self.most if self.share >= _NEARLY_ALL else None

    def _between(self, first: int, last: int) -> Sequence[tuple[int, str, bool]]:
        return self.places[bisect_left(self.places, (first, "", False)) : bisect_left(self.places, (last, "", False))]


def read(doc: Document, mentions: Iterable[Mention]) -> Soil:
    """Return on whose soil an article plays, from its mentions in order."""
    placed = [m for m in mentions if m.place is not None and m.place.country not in _NOWHERE and not _is_seat(doc, m)]
    places = [(m.first, m.place.country, m.is_country) for m in placed if m.place is not None]
    counts = Counter(code for _, code, _ in places)
    most, number = next(iter(counts.most_common(1)), (None, 0))
    return Soil(places, most, number / max(1, len(places)))


def _is_seat(doc: Document, place: Mention) -> bool:
    """«المرصد ومقره بريطانيا», «الذي يتخذ من لندن مقراً»: where an observer sits sets no scene."""
    near = doc.tokens.words[max(0, place.first - 2) : place.last + 1]
    return not _SEAT.isdisjoint(near)
