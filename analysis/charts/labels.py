"""The one owner of text in figures: Arabic that is joined and in order on every matplotlib.

Matplotlib shapes and orders Arabic itself where it has libraqm (from 3.11); reordering it
again would reverse it. An older one needs it reshaped and reordered, line by line, after
wrapping. No chart gives Arabic to matplotlib but through this module.
"""

import re
import textwrap
import unicodedata
from typing import Any

import arabic_reshaper
import matplotlib.ft2font
from bidi.algorithm import get_display
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MplFigure
from matplotlib.legend import Legend
from matplotlib.patches import Patch
from matplotlib.text import Text

_RLM, _ISOLATE, _END = "\u200f", "\u2066", "\u2069"
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
# Dates and ranges of numbers turn round inside Arabic unless they are kept apart.
_RANGE = re.compile(r"\d+(?:[.,]\d+)*(?:\s?[-–/.]{1,2}\s?\d+)+")
_UNSAFE = {ord(c): None for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff\x00"}
_RESHAPER = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


def native() -> bool:
    """Say whether this matplotlib shapes and orders Arabic itself."""
    return hasattr(matplotlib.ft2font, "__libraqm_version__")


def clean(text: str) -> str:
    """Return untrusted text without control and bidi override characters, on one line."""
    plain = str(text).translate(_UNSAFE)
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in plain).split())


def wrap(text: str, width: int) -> str:
    """Return `text` in lines of at most `width` characters, before any reordering."""
    lines = [textwrap.fill(clean(line), width, break_long_words=False) for line in str(text).split("\n")]
    return "\n".join(lines)


def label(text: str, *, lang: str) -> str:
    """Return what to give to matplotlib so that `text` reads right.

    Parameters
    ----------
    text
        One or more lines in logical order; wrap before, not after.
    lang
        ``ar`` reads from the right even when a line begins in Latin letters.

    Examples
    --------
    >>> label("T4", lang="en")
    'T4'
    """
    lines = [_line(clean(line), lang) for line in str(text).split("\n")]
    return "\n".join(lines)


def _line(line: str, lang: str) -> str:
    if lang != "ar" and not _ARABIC.search(line):
        return line
    if not native():
        return str(get_display(_RESHAPER.reshape(line), base_dir="R" if lang == "ar" else "L"))
    return (_RLM if lang == "ar" else "") + isolated(line)


def isolated(text: str) -> str:
    """Return `text` with its dates and ranges of numbers kept from turning round inside Arabic."""
    return _RANGE.sub(lambda m: f"{_ISOLATE}{m.group()}{_END}", text)


def put(axes: Axes, x: float, y: float, text: str, *, lang: str, **options: Any) -> Text:
    """Write `text` on axes; options as `matplotlib.axes.Axes.text`."""
    return axes.text(x, y, label(text, lang=lang), parse_math=False, **options)


def put_on_figure(figure: MplFigure, x: float, y: float, text: str, *, lang: str, **options: Any) -> Text:
    """Write `text` on a figure; options as `matplotlib.figure.Figure.text`."""
    return figure.text(x, y, label(text, lang=lang), parse_math=False, **options)


def put_ticks(axes: Axes, which: str, positions: list[float], texts: list[str], *, lang: str, **options: Any) -> None:
    """Set the ticks of axis ``x`` or ``y`` with their labels."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_ticks(positions)
    for tick in axis.set_ticklabels([label(t, lang=lang) for t in texts], **options):
        tick.set_parse_math(False)


def put_legend(
    figure: MplFigure, handles: list[Any], texts: list[str], *, lang: str, ncols: int, **options: Any
) -> Legend:
    """Write a legend on a figure, row by row; in Arabic from the right, the key right of its words."""
    rows = -(-len(texts) // ncols)
    blank = (Patch(facecolor="none", edgecolor="none"), "")
    items = [*zip(handles, texts, strict=True), *([blank] * (rows * ncols - len(texts)))]
    columns = range(ncols - 1, -1, -1) if lang == "ar" else range(ncols)
    ordered = [items[row * ncols + column] for column in columns for row in range(rows)]
    drawn = figure.legend(
        [handle for handle, _ in ordered],
        [label(text, lang=lang) if text else "" for _, text in ordered],
        ncols=ncols,
        markerfirst=lang != "ar",
        **options,
    )
    for text in drawn.get_texts():
        text.set_parse_math(False)
    return drawn
