"""Names of speakers: who was introduced by an office is later called by the name alone."""

from analysis.coding.document import Document, Line
from analysis.lexicon.words import word_class

_INTRODUCTION = 16  # tokens between a verb of saying and what was said
_ENDS = frozenset(("ان", "انه", "انها", "بان", ":", ".", "قوله", "قولها"))
_SHORT = 3  # letters of a word that is no surname
_NO_NAMES = word_class("no-speaker-name") | word_class("toll-time") | word_class("toll-gap")


class SpeakerNames:
    """Remembers, through one article, of which speaker each name was.

    Examples
    --------
    «قال العميد عبد الأمير الخزرجي، نائب قائد الفرقة، إن ...» tells who «وقال الخزرجي» is.
    """

    def __init__(self) -> None:
        self._actor_of: dict[str, str] = {}

    def learn(self, doc: Document, line: Line, start: int, actor_id: str) -> None:
        """Keep the words of an introduction that can be a name.

        Parameters
        ----------
        doc, line
            Where it stands.
        start
            The token behind the verb of saying.
        actor_id
            The speaker that the introduction names.
        """
        words = doc.tokens.words
        for at in range(start, min(line.last, start + _INTRODUCTION)):
            if words[at] in _ENDS:
                return
            if len(words[at]) >= _SHORT and words[at].isalpha() and words[at] not in _NO_NAMES:
                self._actor_of.setdefault(_bare(words[at]), actor_id)

    def of(self, doc: Document, line: Line, at: int) -> str:
        """Return the speaker whose name alone stands at a token, empty for a stranger.

        Parameters
        ----------
        doc, line
            Where it stands.
        at
            The token behind the verb of saying.
        """
        words = doc.tokens.words
        if at >= line.last or doc.is_name_piece(at):
            return ""
        return self._actor_of.get(_bare(words[at]), "")


def _bare(name: str) -> str:
    """«شامي» and «الشامي» are one name."""
    return name.removeprefix("ال")
