"""The one owner of text in figures: Arabic that is joined and in order on every matplotlib.

Matplotlib shapes and orders Arabic itself where it has libraqm (from 3.11); reordering it
again would reverse it. An older one needs it reshaped and reordered, line by line, after
wrapping. No chart gives Arabic to matplotlib but through this module.
"""

import re
import textwrap
import unicodedata
from math import ceil
from typing import Any, Literal

import arabic_reshaper
import matplotlib.ft2font
from bidi.algorithm import get_display
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MplFigure
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts import theme

_LRM, _RLM, _ISOLATE, _END = "\u200e", "\u200f", "\u2066", "\u2069"
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z]")
# Dates and ranges of numbers turn round inside Arabic unless they are kept apart.
_RANGE = re.compile(r"\d+(?:[.,]\d+)*(?:\s?[-–/.]{1,2}\s?\d+)+")
# The same for an older build, which knows embeddings but no isolates; Latin words too.
_EMBED, _POP = "\u202a", "\u202c"
_FOREIGN = re.compile(rf"{_RANGE.pattern}|[A-Za-z][A-Za-z0-9.]*(?: [A-Za-z][A-Za-z0-9.]*)*")
_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_NUMBERS = re.compile(r"[A-Za-z]+\d+|\d+")  # «T4» stays as it is
_THOUSANDS, _DECIMAL, _PERCENT = (re.compile(p) for p in (r"(?<=\d),(?=\d{3})", r"(?<=\d)\.(?=\d)", r"(?<=\d)%"))
_WIDE = 0.56  # mean width of a letter in ems
_KEY = 6  # letters that a legend's key and the gap beside it take
_MOST_COLUMNS = 4
# Joiners shape letters; every other format character (bidi overrides among them) is not text.
_JOINERS, _MISSING = "\u200c\u200d", "□"
_RESHAPER = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


def native() -> bool:
    """Say whether this matplotlib shapes and orders Arabic itself."""
    return hasattr(matplotlib.ft2font, "__libraqm_version__")


def clean(text: str) -> str:
    """Return untrusted text without control and bidi override characters, on one line.

    Examples
    --------
    >>> clean("a\\u202eb\\nc")
    'ab c'
    """
    kept = [" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in str(text) if not _is_hidden(c)]
    return " ".join("".join(kept).split())


def _is_hidden(character: str) -> bool:
    return character not in _JOINERS and unicodedata.category(character) in ("Cf", "Cs", "Co", "Cn")


def short(text: str, width: int) -> str:
    """Return untrusted text on one line of at most `width` characters, the rest as «…».

    Examples
    --------
    >>> short("Northern Post", 9)
    'Northern…'
    """
    line = clean(text)
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def wrap(text: str, width: int) -> str:
    """Return `text` in lines of at most `width` characters, before any reordering."""
    # A range stays on one line; `label` makes its spaces ordinary again.
    whole = [_RANGE.sub(lambda m: m.group().replace(" ", "\u00a0"), clean(line)) for line in str(text).split("\n")]
    filled = "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in whole)
    return filled.replace(" ·\n", "\n")  # the end of a line parts as well as a dot


def fit(inches: float, size: float) -> int:
    """Return how many characters of type of `size` points fit a width, or 6 if fewer would."""
    return max(6, int(inches * 72 / (size * _WIDE)))


def inches(text: str, size: float) -> float:
    """Return about how long a line of type of `size` points is."""
    return len(text) * _WIDE * size / 72


def _columns(texts: list[str], inches: float, size: float) -> int:
    """Return how many columns of a legend fit a width, one at least."""
    widest = max((len(text) for text in texts), default=0) + _KEY
    return max(1, min(_MOST_COLUMNS, len(texts), fit(inches, size) // widest))


def legend_rows(texts: list[str], inches: float, size: float) -> int:
    """Return how many rows a legend of these texts takes on a figure of a width in inches."""
    return -(-len(texts) // _columns(texts, inches, size))


def numerals(text: str, digits: str | None = None) -> str:
    """Return `text` with its numbers in the reader's digits, those of the style by default, and their signs.

    Examples
    --------
    >>> with theme.style("page", "arabic-indic"):
    ...     numerals("1,250 (3.5%)")
    '١٬٢٥٠ (٣٫٥٪)'
    """
    if (digits or theme.digits()) == "latin":
        return text
    signed = _THOUSANDS.sub("٬", _DECIMAL.sub("٫", _PERCENT.sub("٪", text)))
    return _NUMBERS.sub(lambda m: m.group() if m.group()[0].isalpha() else m.group().translate(_ARABIC_INDIC), signed)


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
    # One direction for all lines: a wrapped line of digits and a bracket goes on from the Arabic before it.
    arabic = bool(_ARABIC.search(str(text)))
    return "\n".join(_line(numerals(clean(line)), lang, arabic) for line in str(text).split("\n"))


def _line(line: str, lang: str, arabic: bool) -> str:
    line = "".join(c if ord(c) in theme.drawable() else _MISSING for c in line)
    if lang != "ar" and not _ARABIC.search(line):
        return line
    if not native():
        embedded = _FOREIGN.sub(lambda m: f"{_RLM}{_EMBED}{m.group()}{_POP}{_RLM}", line)
        shown = get_display(_RESHAPER.reshape(embedded), base_dir="R" if arabic and lang == "ar" else "L")
        return str(shown).replace(_RLM, "")
    if not arabic:
        return f"{_RLM}{_ISOLATE}{line}{_END}"
    # «برقية الشرق: Syrian Observatory» in an English figure runs from the left though it begins in Arabic.
    mixed = _LRM if _LATIN.search(line) else ""
    return (_RLM if lang == "ar" else mixed) + isolated(line)


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


def beside(figure: MplFigure, longest: str, size: float) -> float:
    """Return the share of a figure's width that the labels of an axis take, up to the longest of them."""
    return (inches(longest, size) + 5 / 72) / figure.get_figwidth()


def put_numbers(axes: Axes, *, bins: int = 5, signed: bool = True) -> None:
    """Set whole numbers as the ticks of the axis ``y``, with marks of thousands; without signs if told so."""
    axes.yaxis.set_major_locator(MaxNLocator(nbins=bins, integer=True))
    written = theme.digits()  # ticks are written when the figure is drawn, after the style has ended

    def said(value: float, _: Any) -> str:
        return numerals(f"{value if signed else abs(value):,.0f}", written)

    axes.yaxis.set_major_formatter(FuncFormatter(said))


def put_times(axes: Axes, positions: list[float], texts: list[str], *, lang: str) -> None:
    """Set ticks of the axis of time, as many of those given as have room, none beyond the figure's edge."""
    figure = axes.get_figure(root=True)
    if figure is None or not texts:
        return
    box, size = axes.get_position(), float(matplotlib.rcParams["font.size"])
    across = float(figure.get_size_inches()[0])
    low, high = axes.get_xlim()
    half = inches("0" * max(map(len, texts)), size) / across / 2
    at = [box.x0 + box.width * (position - low) / (high - low) for position in positions]
    sides: list[Literal["left", "center", "right"]] = [
        "left" if x - half < 0 else "right" if x + half > 1 else "center" for x in at
    ]
    # A label beside its tick needs half as much again before the next one.
    wide = half * 2 * (1.0 if set(sides) == {"center"} else 1.5) + inches("00", size) / across
    every = max(1, ceil((len(texts) - 1) * wide / max(at[-1] - at[0], 0.01)))
    axes.tick_params(axis="x", length=2.2, width=0.5, color=theme.QUIET)
    put_ticks(axes, "x", positions[::every], texts[::every], lang=lang)
    for tick, side in zip(axes.get_xticklabels(), sides[::every], strict=True):
        tick.set_horizontalalignment(side)


def put_legend(
    figure: MplFigure, handles: list[Any], texts: list[str], *, lang: str, top: float, size: float, gap: float = 1.2
) -> int:
    """Write a legend without a frame, row by row; in Arabic from the right, the key right of its words.

    Parameters
    ----------
    figure, handles, texts
        Where it is written, and what each key stands for.
    lang
        Language of the texts.
    top
        Where it begins, as a share of the figure's height.
    size
        Size of type in points.
    gap
        Room between columns, in ems.

    Returns
    -------
    The number of rows that it takes.
    """
    ncols = _columns(texts, figure.get_figwidth(), size)
    rows = legend_rows(texts, figure.get_figwidth(), size)
    blank = (Patch(facecolor="none", edgecolor="none"), "")
    items = [*zip(handles, texts, strict=True), *([blank] * (rows * ncols - len(texts)))]
    places = range(ncols - 1, -1, -1) if lang == "ar" else range(ncols)
    ordered = [items[row * ncols + column] for column in places for row in range(rows)]
    drawn = figure.legend(
        [handle for handle, _ in ordered],
        [label(text, lang=lang) if text else "" for _, text in ordered],
        ncols=ncols,
        markerfirst=lang != "ar",
        labelspacing=0.3,
        columnspacing=gap,
        fontsize=size,
        frameon=False,
        handlelength=2.4,
        handleheight=1.15,
        borderpad=0,
        loc="upper right" if lang == "ar" else "upper left",
        bbox_to_anchor=(0.99 if lang == "ar" else 0.01, top),
    )
    for text in drawn.get_texts():
        text.set_parse_math(False)
    return rows
