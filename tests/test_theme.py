"""Fonts that are there, colours that those who see fewer of them can tell apart."""

from itertools import combinations

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.colors import to_rgb

from analysis.charts import dots, theme
from analysis.contract import EVENT_TYPES
from analysis.errors import ChartError
from analysis.lexicon.actors import SIDES, catalogue

TOGETHER = [
    "syrian-army", "hezbollah", "russian-forces", "opposition-fighters", "fsa", "sna", "ahrar-al-sham",
    "jaysh-al-fatah", "isis", "al-nusra", "hts", "ypg", "sdf", "us-coalition", "turkish-forces", "israeli-forces",
    "iraqi-forces", "syrian-government-2024", "civilians",
]  # fmt: skip
# Those who are named in most articles, so that they share most figures.
OFTEN = [
    "syrian-army", "russian-forces", "opposition-fighters", "isis", "hts", "ypg", "sdf", "us-coalition",
    "turkish-forces", "sna", "civilians", "syrian-government-2024", "hezbollah", "fsa", "al-nusra",
]  # fmt: skip
# Full dichromacy, after Machado, Oliveira and Fernandes (2009), on linear RGB.
SIGHT = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}
XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
APART = 15.0  # CIE 1976 difference; 2.3 is just noticeable side by side


def lab(colour: str, sight: str) -> np.ndarray:
    """Return a colour in CIE L*a*b* (D65) as it is seen with `sight`."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    x, y, z = np.array(XYZ) @ np.clip(np.array(SIGHT[sight]) @ linear, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def oklab(colour: str, sight: str | None = None) -> np.ndarray:
    """Return a colour in OKLab (Ottosson 2020) times a hundred, as it is seen with `sight`."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SIGHT[sight]) @ linear, 0, 1) if sight else linear
    cones = np.array([[0.4122215, 0.5363325, 0.0514460], [0.2119035, 0.6806995, 0.1073970],
                      [0.0883025, 0.2817188, 0.6299787]]) @ seen  # fmt: skip
    mixed = [[0.2104543, 0.7936178, -0.0040720], [1.9779985, -2.4285922, 0.4505937], [0.0259040, 0.7827718, -0.8086758]]
    return 100 * np.array(mixed) @ np.cbrt(cones)


@pytest.mark.parametrize("sight", [None, *SIGHT])
def test_the_colours_of_those_named_most_lie_apart_in_every_sight(sight: str | None) -> None:
    colours = {actor: oklab(theme.look(actor).colour, sight) for actor in OFTEN}
    near = [(a, b) for a, b in combinations(OFTEN, 2) if np.linalg.norm(colours[a] - colours[b]) < 5]
    assert near == []  # 2 is just noticeable


def test_in_grey_those_named_most_are_told_apart_by_hatch_and_by_marker() -> None:
    grey = {actor: oklab(theme.look(actor).colour)[0] for actor in OFTEN}
    alike = [(a, b) for a, b in combinations(OFTEN, 2) if abs(grey[a] - grey[b]) < 7]
    assert [(a, b) for a, b in alike if theme.look(a).hatch == theme.look(b).hatch] == []
    markers = [dots.solid(theme.look(actor).marker) for actor in OFTEN]
    assert len(set(markers)) == len(markers)


@pytest.mark.parametrize("sight", SIGHT)
def test_actors_of_different_sides_are_told_apart_by_colour_or_hatch(sight: str) -> None:
    side = catalogue()["side"]
    alike = [
        (a, b)
        for a, b in combinations(TOGETHER, 2)
        if side[a] != side[b]
        and theme.look(a).hatch == theme.look(b).hatch
        and np.linalg.norm(lab(theme.look(a).colour, sight) - lab(theme.look(b).colour, sight)) < APART
    ]
    assert alike == []


def test_no_two_of_those_who_appear_together_look_the_same_but_the_army_of_a_side_and_its_side() -> None:
    looks = [(theme.look(a).colour, theme.look(a).hatch) for a in TOGETHER]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("key", [*SIDES, *EVENT_TYPES, "unknown", "other", "nobody"])
def test_every_side_and_event_type_has_a_look(key: str) -> None:
    assert theme.look(key).colour.startswith("#")


def test_no_two_actors_of_a_side_look_the_same() -> None:
    armed = catalogue().query("kind == 'armed'")
    looks = pd.Series([(theme.look(a).colour, theme.look(a).hatch) for a in armed.index], armed.index)
    assert looks[looks.duplicated(keep=False)].to_dict() == {}


def test_an_actor_without_a_row_takes_its_sides_colour_and_a_stranger_is_unknown() -> None:
    assert theme.look("southern-front").colour == theme.look("opposition").colour
    assert theme.look("no-such-actor") == theme.look("unknown")


def test_other_and_nobody_differ() -> None:
    assert theme.look("other").colour != theme.look("nobody").colour


def test_the_font_is_found_and_its_bold_is_real() -> None:
    with theme.style() as _:
        family = matplotlib.rcParams["font.family"][0]
        plain = font_manager.findfont(family, fallback_to_default=False)
        bold = font_manager.findfont(
            font_manager.FontProperties(family=family, weight="bold"), fallback_to_default=False
        )
    assert plain != bold
    assert "Bold" in bold


def test_the_fonts_have_every_letter_and_mark_that_is_needed() -> None:
    assert {ord(c) for c in "ابتةىءأإآؤئپچگ،؛؟ًٌٍَُِّْ0123456789٠١٢٣٤٥٦٧٨٩–«»□…"} <= theme.drawable()


@pytest.mark.parametrize("colour", ["#ffffff", "#f6cf3f", "#b2182b", "#000000", "#00bcd4", "#5a5a5a"])
def test_letters_on_a_bar_and_letters_in_its_colour_can_be_read(colour: str) -> None:
    assert contrast(theme.ink_on(colour), colour) >= 4.4
    assert contrast(theme.as_ink(colour), "#ffffff") >= 4.5


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        rgb = np.array(to_rgb(colour))
        linear = np.where(rgb <= 0.03928, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        return float(linear @ np.array([0.2126, 0.7152, 0.0722]))

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_an_unknown_template_is_named() -> None:
    with pytest.raises(ChartError, match="`template`"), theme.style("poster"):
        pass


def test_the_style_ends_with_the_block() -> None:
    before = dict(matplotlib.rcParams)
    with theme.style("slide"):
        assert matplotlib.rcParams["font.size"] == 12
    assert dict(matplotlib.rcParams) == before
