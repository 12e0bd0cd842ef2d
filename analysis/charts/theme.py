"""The house style: fonts, sizes at a report's width, colours with a second channel."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import cycle
from typing import Any

import fontpkg_ibm_plex_sans_arabic
import matplotlib
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes

from analysis.charts.words import check_option
from analysis.lexicon.actors import catalogue

INK, QUIET, GRID = "#1b1b1b", "#5a5a5a", "#dddddd"
DIGITS = ("latin", "arabic-indic")
_digits: ContextVar[str] = ContextVar("digits", default="latin")
_FALLBACK = "DejaVu Sans"
_CM = 1 / 2.54
# For actors without a row in the palette, in the catalogue's order within their side: coarse ones first.
_SPARE_MARKERS = ["s", "D", "P", "h", "<", "X", "d", "p", ">", "8", "H", "^", "v", "*"]
_SPARE_HATCHES = [
    "||", "//", "\\\\", "--", "..", "oo", "xx", "++", "**", "OO",
    "//..", "--..", "||..", "\\\\..", "//oo", "--oo", "||oo", "\\\\oo", "//--", "//||", "\\\\--", "\\\\||",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """Width and base size of type: ``width`` and ``height`` in inches, ``size`` in points."""

    width: float
    height: float
    size: float


TEMPLATES = {
    "page": Template(16 * _CM, 10.5 * _CM, 8.0),
    "column": Template(8.5 * _CM, 8 * _CM, 7.0),
    "slide": Template(25.4 * _CM, 14.3 * _CM, 12.0),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Colour, hatch and marker of an actor or event type."""

    colour: str
    hatch: str
    marker: str


@cache
def _family() -> str:
    folder = fontpkg_ibm_plex_sans_arabic.ROOT / "files"
    for path in sorted(folder.glob("*.ttf")):
        font_manager.fontManager.addfont(str(path))
    return "IBM Plex Sans Arabic"


@cache
def drawable() -> frozenset[int]:
    """Return the code points that the fonts of the house style have; others would be drawn as boxes with a warning."""
    fonts = (font_manager.findfont(name) for name in (_family(), _FALLBACK))
    return frozenset(code for path in fonts for code in font_manager.get_font(path).get_charmap())


def digits() -> str:
    """Return the digits that numbers are written in, as `style` was told."""
    return _digits.get()


@contextmanager
def style(template: str = "page", numbers: str = "latin") -> Iterator[Template]:
    """Set the house style for as long as a figure is drawn or written; nothing stays changed.

    Parameters
    ----------
    template, numbers
        One of `TEMPLATES`, and one of `DIGITS`.

    Raises
    ------
    ChartError
        If there is no such template or digits.
    """
    check_option("template", template, tuple(TEMPLATES))
    check_option("digits", numbers, DIGITS)
    chosen = TEMPLATES[template]
    settings: dict[str, Any] = {
        "font.family": [_family(), _FALLBACK],
        "font.size": chosen.size,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.6,
        "axes.axisbelow": True,
        "axes.unicode_minus": False,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelsize": chosen.size,
        "ytick.labelsize": chosen.size,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "text.color": INK,
        "text.parse_math": False,
        "hatch.linewidth": 0.5,
        "svg.fonttype": "path",
        "svg.hashsalt": "rasd",
        "pdf.fonttype": 42,
    }
    before = _digits.set(numbers)
    try:
        with matplotlib.rc_context(settings):  # type: ignore[arg-type]
            yield chosen
    finally:
        _digits.reset(before)


@cache
def _palette() -> dict[str, Look]:
    with (files("analysis.charts") / "data" / "palette.csv").open(encoding="utf-8") as handle:
        table = pd.read_csv(handle, dtype="str", keep_default_na=False)
    rows = table.to_dict("records")
    return {r["key"]: Look(r["colour"], r["hatch"].replace("\\\\\\\\", "\\\\"), r["marker"]) for r in rows}


@cache
def _looks() -> dict[str, Look]:
    """Return every look: the palette's, and for actors that it leaves out their side's colour with spare signs."""
    looks = dict(_palette())
    spare = {side: (cycle(_SPARE_HATCHES), cycle(_SPARE_MARKERS)) for side in catalogue()["side"].unique()}
    for actor, side in catalogue()["side"].items():
        if actor not in looks:
            hatch, marker = (next(kinds) for kinds in spare[side])
            looks[str(actor)] = replace(looks[side], hatch=hatch, marker=marker)
    return looks


def look(key: str) -> Look:
    """Return the look of an actor, event type or state.

    An actor without a row in the palette takes its side's colour with a hatch of its own, so that no
    two actors of a side look alike.

    Examples
    --------
    >>> look("tiger-forces").colour == look("government").colour
    True
    >>> look("tiger-forces").hatch == look("republican-guard").hatch
    False
    """
    return _looks().get(key) or _looks()["unknown"]


def ink_on(colour: str) -> str:
    """Return black or white, whichever reads better on a colour (WCAG relative luminance)."""
    luminance = _luminance(colour)
    return INK if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"


def as_ink(colour: str) -> str:
    """Return a colour darkened until it can be read on white (contrast of 4.5 to 1).

    Examples
    --------
    >>> as_ink("#f6cf3f") < "#f6cf3f", as_ink("#000000")
    (True, '#000000')
    """
    while 1.05 / (_luminance(colour) + 0.05) < 4.5:
        colour = "#" + "".join(f"{int(int(colour[k : k + 2], 16) * 0.95):02x}" for k in (1, 3, 5))
    return colour


def paler(colour: str) -> str:
    """Return a colour mixed with white, for what is known less well.

    Examples
    --------
    >>> paler("#000000")
    '#a6a6a6'
    """
    return "#" + "".join(f"{round(int(colour[k : k + 2], 16) * 0.35 + 255 * 0.65):02x}" for k in (1, 3, 5))


def _luminance(colour: str) -> float:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def name_of(actor: str, *, lang: str) -> str:
    """Return an actor's neutral name; an id that is not in the catalogue is its own name."""
    return _names(lang).get(actor, actor)


@cache
def _names(lang: str) -> dict[str, str]:
    return {str(actor): str(name) for actor, name in catalogue()[f"name_{lang}"].items()}


def plain(axes: Axes, *, grid: str = "") -> None:
    """Take the frame off the axes and leave few gridlines, along ``x`` or ``y``."""
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    if grid:
        axes.grid(axis="x" if grid == "x" else "y", color=GRID, linewidth=0.6)
