"""A figure is written to five files that repeat, with its words, its data and nothing that runs."""

import hashlib
import json
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pandas as pd
import pytest
import samples
from PIL import Image

from analysis import charts, tables
from analysis.charts import theme
from analysis.spreadsheet import safe_cells


def drawn(lang: str = "ar", title: str | None = None) -> charts.Figure:
    events = tables.frame("events", [samples.event("e1", "2015-06-01"), samples.event("e2", "2015-06-03")])
    return charts.timeline(events, samples.articles(["منبر"]), lang=lang, title=title)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stem = tmp_path_factory.mktemp("figures") / "deep" / "one.two"
    drawn().save(stem)
    return stem.parent


def test_five_files_are_written_and_their_folder_made(saved: Path) -> None:
    assert {p.name for p in saved.iterdir()} == {f"one.two.{kind}" for kind in ("png", "svg", "pdf", "csv", "json")}


def test_the_bytes_repeat(saved: Path, tmp_path: Path) -> None:
    again = drawn().save(tmp_path / "one.two")
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in again} == {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in saved.iterdir()
    }


def test_the_picture_has_twice_the_dots_of_a_screen(saved: Path) -> None:
    with Image.open(saved / "one.two.png") as picture:
        assert picture.width == pytest.approx(16 / 2.54 * 200, abs=2)


def test_the_svg_says_what_it_shows_and_holds_no_text_to_be_set_again(saved: Path) -> None:
    text = (saved / "one.two.svg").read_text(encoding="utf-8")
    made = drawn()
    values = [e.text for e in ElementTree.fromstring(text).iter() if e.text and e.tag.startswith("{http://purl.org/dc")]
    assert made.title in values
    assert any(made.source in v for v in values)
    assert "<text" not in text and "<script" not in text


def test_no_file_holds_a_time_of_writing(saved: Path) -> None:
    assert b"CreationDate" not in (saved / "one.two.pdf").read_bytes()
    assert "dc:date" not in (saved / "one.two.svg").read_text(encoding="utf-8")


def test_the_table_opens_in_a_spreadsheet_as_arabic(saved: Path) -> None:
    assert (saved / "one.two.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(saved / "one.two.csv", encoding="utf-8-sig")["count"].sum() == 2


def test_the_sidecar_holds_every_word_and_the_hash_of_the_data(saved: Path) -> None:
    facts = json.loads((saved / "one.two.json").read_text(encoding="utf-8"))
    assert set(facts) == {
        "name", "lang", "title", "subtitle", "note", "source", "alt", "options", "behind", "data_sha256", "versions",
    }  # fmt: skip
    written = (saved / "one.two.csv").read_bytes().removeprefix(b"\xef\xbb\xbf")
    assert facts["data_sha256"] == hashlib.sha256(written).hexdigest()
    assert facts["versions"]["matplotlib"] == matplotlib.__version__
    assert facts["options"]["freq"] == "day"


def test_the_description_is_in_both_languages_whatever_the_figure_speaks() -> None:
    for lang in ("ar", "en"):
        alt = drawn(lang).alt
        assert alt["en"].startswith("Bars") and alt["ar"].startswith("أعمدة")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    safe = safe_cells(pd.DataFrame({"outlet": [text], "count": [-1]}))
    assert safe["outlet"][0] == "'" + text
    assert safe["count"][0] == -1


def test_a_title_with_controls_gives_an_svg_that_can_be_read(tmp_path: Path) -> None:
    paths = drawn(title="a\x00b <script>&\u202e").save(tmp_path / "x")
    ElementTree.fromstring(paths[1].read_bytes())


def test_drawing_and_saving_change_no_setting_of_matplotlib(tmp_path: Path) -> None:
    before = dict(matplotlib.rcParams)
    drawn().save(tmp_path / "x")
    drawn()._repr_png_()
    assert dict(matplotlib.rcParams) == before


def test_it_shows_itself_in_a_notebook() -> None:
    assert drawn()._repr_png_().startswith(b"\x89PNG")


@pytest.mark.parametrize("template", list(theme.TEMPLATES))
@pytest.mark.parametrize("by", ["event_type", "source_actors"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_words_stand_inside_the_figure_and_not_on_the_axes(lang: str, by: str, template: str) -> None:
    actors = ["isis", "syrian-army", "sdf", "ypg", "opposition-fighters", "syrian-government-2024", "hts"]
    table = samples.at_random(200, days=400, outlets=["أ", "Northern Post"], actors=actors)
    long = "عنوان طويل يقول نتيجة (2014) " * 4 if lang == "ar" else "A long title that tells a finding (2014) " * 4
    made = charts.timeline(table["events"], table["articles"], by=by, lang=lang, title=long, template=template).figure
    with theme.style(template):
        made.draw_without_rendering()
    width, height = made.canvas.get_width_height()
    words = [text.get_window_extent() for text in made.texts]
    for box in words:
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1
    frames = [axes.get_window_extent() for axes in made.axes]
    legend = made.legends[0].get_window_extent()
    assert not any(box.overlaps(frame) for box in [*words, legend] for frame in frames)
    assert not any(box.overlaps(legend) for box in words)


def test_a_name_that_ends_as_one_of_the_files_means_all_five(tmp_path: Path) -> None:
    assert {p.name for p in drawn().save(tmp_path / "one.png")} == {
        "one.png", "one.svg", "one.pdf", "one.csv", "one.json",
    }  # fmt: skip


def test_the_svg_is_described_in_both_languages(saved: Path) -> None:
    root = ElementTree.fromstring((saved / "one.two.svg").read_text(encoding="utf-8"))
    assert root.attrib["role"] == "img"
    said = {e.attrib["id"]: e.text for e in root if e.tag.endswith(("}title", "}desc"))}
    assert said["rasd-title"] == drawn().title
    assert said["rasd-desc-ar"] == drawn().alt["ar"] and said["rasd-desc-en"] == drawn().alt["en"]
    assert root.attrib["aria-describedby"].split() == ["rasd-desc-ar", "rasd-desc-en"]


def test_the_picture_holds_its_title_and_both_descriptions(saved: Path) -> None:
    with Image.open(saved / "one.two.png") as picture:
        assert picture.info["Title"] == drawn().title
        assert drawn().alt["ar"] in picture.info["Description"] and drawn().alt["en"] in picture.info["Description"]
