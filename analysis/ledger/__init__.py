"""Claims to changes to spells: who held a place when, by declared rules."""

from analysis.ledger.book import changes, sensitivity, spells

__all__ = ["changes", "sensitivity", "spells"]
