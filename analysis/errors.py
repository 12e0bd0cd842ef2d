"""What can go wrong for a user, each with a message that says what to change."""


class RasdError(Exception):
    """Base of every error that Rasd raises on purpose."""


class CorpusError(RasdError):
    """A corpus cannot be opened at all, or holds no article that can be read."""


class LexiconError(RasdError):
    """A lexicon file breaks its own rules; the message lists every row that does."""


class TableError(RasdError):
    """A table lacks a column of the contract, or a column has another type."""


class ChartError(RasdError):
    """A chart was asked for something its tables or options cannot give."""
