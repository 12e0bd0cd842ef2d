"""The files of a figure are drawn alike by those who open them: the SVG by Chromium, the PDF by poppler."""

import io
import subprocess
from pathlib import Path
from typing import Any

import browsing
import numpy as np
import pytest
from PIL import Image

from analysis import charts, code, tables
from analysis.gallery import DRAWINGS

ROOT = Path(__file__).parents[1]
NAMES = ["timeline", "control_by_place", "who_attacks_whom", "event_map", "naming_by_outlet"]
_WIDTH = 900
_TOLERANCE = 14.0  # root of the mean square of the difference, of 255; a line of text moved by 3 points is above it
pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("rendered")
    coded = code(ROOT / "corpus", processes=1, progress=False)
    return {f"{n}-{lang}": DRAWINGS[n](coded, lang=lang).save(folder / f"{n}-{lang}")[0].with_suffix("")
            for n in NAMES for lang in ("ar", "en")}  # fmt: skip


def difference(first: Any, second: Any) -> float:
    """Return how far two pictures differ, once both are small and softened enough for edges not to count."""
    height = round(_WIDTH * first.height / first.width)
    assert abs(first.height / first.width - second.height / second.width) < 0.01
    small = [np.asarray(p.convert("L").resize((_WIDTH // 3, height // 3)), dtype="float64") for p in (first, second)]
    return float(np.sqrt(np.mean((small[0] - small[1]) ** 2)))


@pytest.mark.parametrize("name", [f"{n}-{lang}" for n in NAMES for lang in ("ar", "en")])
def test_poppler_draws_the_pdf_as_the_picture(saved: dict[str, Path], name: str, tmp_path: Path) -> None:
    browsing.need("pdftoppm")
    stem = saved[name]
    subprocess.run(["pdftoppm", "-r", "150", "-png", f"{stem}.pdf", str(tmp_path / "page")], check=True)
    (drawn,) = tmp_path.glob("page*.png")
    with Image.open(drawn) as pdf, Image.open(f"{stem}.png") as png:
        assert difference(png, pdf) < _TOLERANCE


def test_chromium_draws_the_svgs_as_the_pictures(saved: dict[str, Path]) -> None:
    browsing.need("chromium")
    with browsing.browser() as chromium:
        page = chromium.new_page(viewport={"width": _WIDTH, "height": 1200})
        for stem in saved.values():
            page.goto(Path(f"{stem}.svg").as_uri())
            box = page.evaluate(
                "(({width, height}) => [width, height])(document.documentElement.getBoundingClientRect())"
            )
            page.set_viewport_size({"width": int(box[0]) + 1, "height": int(box[1]) + 1})
            shot = page.screenshot(clip={"x": 0, "y": 0, "width": box[0], "height": box[1]})
            with Image.open(io.BytesIO(shot)) as svg, Image.open(f"{stem}.png") as png:
                assert difference(png, svg) < _TOLERANCE, stem.name


def test_a_line_out_of_place_would_be_seen(saved: dict[str, Path]) -> None:
    with Image.open(f"{saved['timeline-ar']}.png") as png:
        moved = Image.new("RGB", png.size, "white")
        moved.paste(png.convert("RGB"), (0, 12))
        assert difference(png, moved) > _TOLERANCE


@pytest.mark.parametrize(("lang", "word"), [("ar", "أحداث"), ("en", "selection")])
def test_words_of_a_pdf_are_found_as_far_as_matplotlib_allows(lang: str, word: str, tmp_path: Path) -> None:
    """A word with a lam and an alef joined comes out with the two turned round."""
    browsing.need("pdftotext")
    charts.timeline(tables.frame("events"), tables.frame("articles"), lang=lang).save(tmp_path / "x")
    run = subprocess.run(["pdftotext", str(tmp_path / "x.pdf"), "-"], check=True, capture_output=True, text=True)
    assert word in run.stdout
