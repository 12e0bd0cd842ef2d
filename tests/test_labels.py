"""Text in figures reads right on both paths, and no chart writes it but through `labels`."""

import ast
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from analysis import charts
from analysis.charts import labels

RLM, ISOLATE, END = "\u200f", "\u2066", "\u2069"
FORBIDDEN = {
    "text", "annotate", "suptitle", "supxlabel", "supylabel", "legend", "set_title", "set_xlabel", "set_ylabel",
    "set_xticklabels", "set_yticklabels", "set_ticklabels", "set_text", "bar_label",
}  # fmt: skip


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "native", lambda: False)


@pytest.fixture
def new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "native", lambda: True)


@pytest.mark.usefixtures("new")
def test_a_native_build_gets_letters_in_logical_order_behind_a_right_to_left_mark() -> None:
    assert labels.label("T4 مطار", lang="ar") == RLM + "T4 مطار"


@pytest.mark.usefixtures("new")
def test_a_date_and_a_range_inside_arabic_are_kept_apart() -> None:
    assert labels.label("من 2015-06-01 – 2015-06-23", lang="ar") == f"{RLM}من {ISOLATE}2015-06-01 – 2015-06-23{END}"
    assert labels.label("بين 45–60 قتيلاً", lang="ar") == f"{RLM}بين {ISOLATE}45–60{END} قتيلاً"


@pytest.mark.usefixtures("new")
def test_a_name_without_arabic_stands_as_it_is_written_in_an_arabic_figure() -> None:
    assert labels.label("$US$ (x)", lang="ar") == f"{RLM}{ISOLATE}$US$ (x){END}"


@pytest.mark.usefixtures("new")
def test_a_wrapped_line_of_digits_and_a_bracket_goes_on_from_the_arabic_before_it() -> None:
    first, second = labels.label("الجيش (حتى\n2024-12-07)", lang="ar").split("\n")
    assert first.startswith(RLM)
    assert second == f"{RLM}{ISOLATE}2024-12-07{END})"


def test_english_without_arabic_is_left_alone() -> None:
    assert labels.label("Tell Abiad (2015)", lang="en") == "Tell Abiad (2015)"


@pytest.mark.usefixtures("old")
def test_an_older_build_gets_joined_letters_in_the_order_of_the_eye() -> None:
    drawn = labels.label("حلب", lang="ar")
    assert drawn == "\ufe90\ufee0\ufea3"  # final beh, medial lam, initial hah


@pytest.mark.usefixtures("old")
def test_brackets_are_mirrored_and_numbers_kept_on_an_older_build() -> None:
    drawn = labels.label("حلب (2015)", lang="ar")
    assert drawn.startswith("(2015)")


@pytest.mark.usefixtures("old")
def test_harakat_stay_on_an_older_build() -> None:
    assert "\u064f" in labels.label("يُذكر", lang="ar")


@pytest.mark.usefixtures("old")
def test_lines_are_wrapped_before_they_are_reordered() -> None:
    text = "تقدمت القوات نحو البلدة مساء"
    first, *_ = labels.label(labels.wrap(text, 15), lang="ar").split("\n")
    assert first == labels.label("تقدمت القوات", lang="ar")


def test_wrapping_keeps_a_range_whole_and_breaks_a_word_that_has_no_end() -> None:
    assert "2015-06-01\u00a0–\u00a02015-06-23" in labels.wrap("من كل ما نُشر 2015-06-01 – 2015-06-23", 24)
    assert max(map(len, labels.wrap("ا" * 90, 20).split("\n"))) == 20


@pytest.mark.parametrize(
    "code", ["\u202e", "\u202a", "\u2066", "\u2069", "\u061c", "\u200f", "\ufeff", "\u200b", "\ud800"]
)
def test_controls_of_untrusted_text_are_dropped(code: str) -> None:
    assert labels.clean(f"a{code}b") == "ab"


def test_lines_and_nulls_become_spaces_and_joiners_stay() -> None:
    assert labels.clean("a\nb\x00c\u2028d") == "a b c d"
    assert labels.clean("می\u200cخواهم") == "می\u200cخواهم"


def test_a_character_that_no_font_has_is_a_box_rather_than_a_warning() -> None:
    figure = Figure()
    labels.put_on_figure(figure, 0.5, 0.5, "خبر 🔥 𝔘", lang="ar")
    figure.draw_without_rendering()
    assert "□" in figure.texts[0].get_text()


def test_a_dollar_is_never_read_as_mathematics() -> None:
    figure = Figure()
    axes = figure.add_subplot()
    made = labels.put(axes, 0, 0, "$ سعر $", lang="ar")
    labels.put_ticks(axes, "x", [0.0], ["$x$"], lang="ar")
    labels.put_legend(figure, [axes.plot([0], [0])[0]], ["$x$"], lang="en", top=1.0, size=8.0)
    texts = [made, *axes.get_xticklabels(), *figure.legends[0].get_texts()]
    assert not any(text.get_parse_math() for text in texts)


def test_an_arabic_legend_runs_from_the_right() -> None:
    figure = Figure(figsize=(1.2, 3))  # room for two columns
    handles = [figure.add_subplot().plot([0], [0])[0]] * 3
    rows = labels.put_legend(figure, handles, ["أ", "ب", "ج"], lang="ar", top=1.0, size=8.0)
    shown = [text.get_text().strip(RLM) for text in figure.legends[0].get_texts()]
    assert rows == 2
    drawn = [labels.label(text, lang="ar").strip(RLM) if text else "" for text in ("ب", "", "أ", "ج")]
    assert shown == drawn  # column by column from the left


def _chart_modules() -> list[Path]:
    folder = Path(charts.__file__).parent
    return [path for path in sorted(folder.glob("*.py")) if path.name != "labels.py"]


@pytest.mark.parametrize("path", _chart_modules(), ids=lambda p: p.stem)
def test_no_chart_gives_text_to_matplotlib_itself(path: Path) -> None:
    calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    named = [(call.lineno, call.func.attr) for call in calls if isinstance(call.func, ast.Attribute)]
    assert [(line, name) for line, name in named if name in FORBIDDEN] == []


def test_dates_and_latin_names_keep_their_order_on_an_older_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "native", lambda: False)
    shown = labels.label("من 2013-01-03 – 2024-12-27، 11 بلا تاريخ", lang="ar")
    assert "2013-01-03" in shown and "2024-12-27" in shown
    assert labels.label("مطار T4 (3)", lang="ar").startswith("(3) T4")


@pytest.mark.usefixtures("new")
def test_an_english_label_that_begins_in_arabic_runs_from_the_left():
    assert labels.label("برقية الشرق: Syrian Observatory", lang="en").startswith("\u200e")
    assert labels.label("برقية الشرق (117)", lang="en") == "برقية الشرق (117)"
