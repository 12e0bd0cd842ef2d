"""Rasd (رصد): study a war through the Arabic press, every number traced to its sentence."""

from analysis.coded import Coded, code, load
from analysis.corpus import Corpus, open_corpus

__all__ = ["Coded", "Corpus", "code", "load", "open_corpus"]
__version__ = "0.1.0"
