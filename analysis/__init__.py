"""Rasd (رصد): study a war through the Arabic press, every number traced to its sentence."""

from analysis.coded import Coded, code, load
from analysis.corpus import Corpus, open_corpus
from analysis.frames import register as _register

__all__ = ["Coded", "Corpus", "code", "load", "open_corpus"]
__version__ = "0.1.0"
_register()  # in a notebook tables show Arabic from the right
