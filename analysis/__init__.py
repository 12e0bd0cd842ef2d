"""Rasd (رصد): study a war through the Arabic press, every number traced to its sentence."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.frames import register as _register

if TYPE_CHECKING:
    from analysis.coded import Coded, code, load
    from analysis.corpus import Corpus, open_corpus

__all__ = ["Coded", "Corpus", "code", "load", "open_corpus"]
__version__ = "0.1.0"
_HOMES = {
    "Coded": "analysis.coded", "code": "analysis.coded", "load": "analysis.coded",
    "Corpus": "analysis.corpus", "open_corpus": "analysis.corpus",
}  # fmt: skip
_register()  # in a notebook tables show Arabic from the right


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: a lexicon that is broken can be told of in one line before."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
