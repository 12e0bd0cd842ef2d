"""Names that speak: who was introduced by an office and is later called by the name alone, and countries."""

from collections.abc import Sequence

from analysis.coding.acting_states import as_actor, names_state
from analysis.coding.document import Document, Line
from analysis.coding.mention import Mention
from analysis.lexicon.words import word_class

_INTRODUCTION = 16  # tokens between a verb of saying and what was said
_ENDS = frozenset(("ان", "انه", "انها", "بان", ":", ".", "قوله", "قولها"))
_SAID = frozenset(("ان", "انه", "انها", "بان", "بانها", ":", "عن"))
_SAID_REACH = 8
_SHORT = 3  # letters of a word that is no surname
_NO_NAMES = word_class("no-speaker-name") | word_class("toll-time") | word_class("toll-gap")


class SpeakerNames:
    """Remembers, through one article, of which speaker each name was.

    Parameters
    ----------
    doc
        The article.
    mentions
        Its mentions; a country among them («قالت تركيا») speaks for its forces.

    Examples
    --------
    «قال العميد عبد الأمير الخزرجي، نائب قائد الفرقة، إن ...» tells who «وقال الخزرجي» is.
    """

    def __init__(self, doc: Document, mentions: Sequence[Mention]) -> None:
        self._doc = doc
        self._actor_of: dict[str, str] = {}
        self._state_at = {m.first: as_actor(m).entity_id for m in mentions if names_state(m) and not m.skip}

    def learn(self, line: Line, start: int, actor_id: str) -> None:
        """Keep the words of an introduction that can be a name.

        Parameters
        ----------
        line
            The sentence.
        start
            The token behind the verb of saying.
        actor_id
            The speaker that the introduction names.
        """
        words = self._doc.tokens.words
        for at in range(start, min(line.last, start + _INTRODUCTION)):
            if words[at] in _ENDS:
                return
            if len(words[at]) >= _SHORT and words[at].isalpha() and words[at] not in _NO_NAMES:
                self._actor_of.setdefault(_bare(words[at]), actor_id)

    def of(self, line: Line, at: int) -> str:
        """Return the speaker whose name alone, or whose country, stands at a token; empty for a stranger.

        Parameters
        ----------
        line
            The sentence.
        at
            The token behind the verb of saying.
        """
        words = self._doc.tokens.words
        if at in self._state_at:  # «نشرت الولايات المتحدة مقاتلات» says nothing
            said = not _SAID.isdisjoint(words[at : min(line.last, at + _SAID_REACH)])
            return self._state_at[at] if said else ""
        if at >= line.last or self._doc.is_name_piece(at):
            return ""
        return self._actor_of.get(_bare(words[at]), "")


def _bare(name: str) -> str:
    """«شامي» and «الشامي» are one name."""
    return name.removeprefix("ال")
