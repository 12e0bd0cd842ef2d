"""Tables in a notebook: Arabic from the right in every cell, and nothing that runs."""

import pandas as pd
from IPython.core.interactiveshell import InteractiveShell

from analysis import frames
from analysis.review.evidence import marked


def test_arabic_is_wrapped_even_where_the_cell_begins_in_latin() -> None:
    assert frames.cell("T4 مطار (2)") == '<div dir="rtl" lang="ar">T4 مطار (2)</div>'
    assert frames.cell(["حلب", "T4"]) == '<div dir="rtl" lang="ar">حلب، T4</div>'
    assert frames.cell("Aleppo") == "Aleppo"


def test_what_an_article_holds_is_escaped_in_cells_heads_and_index() -> None:
    bad = '<img src=x onerror="a()">'
    shown = frames.to_html(pd.DataFrame({bad: [f"{bad} خبر\u202e"]}, index=[bad]))
    assert "<img" not in shown and "\u202e" not in shown
    assert shown.count("&lt;img") == 3
    assert "<style" not in shown


def test_numbers_days_and_what_is_missing_print_plainly() -> None:
    said = [frames.cell(v) for v in (3.0, 0.123456, float("nan"), pd.NaT, pd.Timestamp("2015-06-01"), True, 1234)]
    assert said == ["3", "0.123", "", "", "2015-06-01", "True", "1234"]


def test_a_long_table_shows_its_ends_and_its_size() -> None:
    shown = frames.to_html(pd.DataFrame({"n": range(5000)}))
    assert shown.count("<tr>") < 80
    assert ">4999<" in shown and "5,000 rows" in shown


def test_a_long_text_is_cut() -> None:
    assert frames.cell("ب" * 5000).count("ب") < 300


def test_a_notebook_shows_tables_so_once_the_package_is_there() -> None:
    shell = InteractiveShell.instance()
    try:
        assert frames.register()
        made, _ = shell.display_formatter.format(pd.DataFrame({"a": ["حلب"]}))
        assert '<div dir="rtl" lang="ar">حلب</div>' in made["text/html"]
    finally:
        InteractiveShell.clear_instance()


def test_outside_a_notebook_nothing_is_changed() -> None:
    assert not frames.register()


def test_sentences_are_read_whole_marked_and_escaped() -> None:
    day = pd.Timestamp("2015-06-01")
    lines = pd.DataFrame(
        [{"outlet": "<b>", "published": day, "before": "قالت ", "core": "سيطرت <i>", "after": " أمس\u202e."}]
    )
    shown = marked(lines)
    assert str(shown) == "قالت ⟦سيطرت <i>⟧ أمس. — <b>، 2015-06-01"
    page = shown._repr_html_()
    assert 'dir="rtl"' in page and "<mark>سيطرت &lt;i&gt;</mark>" in page
    assert "<b>" not in page and "\u202e" not in page
    assert marked(lines.head(0))._repr_html_() == "<p>no sentence</p>"
