"""The widgets choose, draw, list and read; and the code they show draws the same figure."""

import pytest

from analysis import charts, code, tables
from analysis.coded import Coded
from analysis.errors import TableError
from analysis.review.explorer import Explorer, article_html, explore, select

TEXTS = {
    "a": ("2016-05-01", "سيطرت قوات النظام على مورك، وقتل خمسة مدنيين في قصف على حاس."),
    "b": ("2016-08-02", "شنت الطائرات الروسية غارات على سرمين أمس. <b>عاجل</b>"),
    "c": ("2017-02-03", "هاجم تنظيم الدولة بلدة حاس، وقصفت قوات النظام سرمين."),
}


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Coded:
    folder = tmp_path_factory.mktemp("explored")
    rows = ["article_id,outlet,published"]
    for name, (day, text) in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{name},منبر,{day}")
    (folder / "metadata.csv").write_text("\n".join(rows), encoding="utf-8")
    return code(folder, processes=1, progress=False)


def test_events_are_chosen_by_period_type_actor_and_place(coded: Coded) -> None:
    assert set(select(coded.events, since="2016-06-01", until="2016-12-31")["article_id"]) == {"b"}
    assert set(select(coded.events, actors=["isis"])["article_id"]) == {"c"}
    assert set(select(coded.events, places=["سرمين"])["article_id"]) == {"b", "c"}
    assert set(select(coded.events, types=["air_strike"])["article_id"]) == {"b"}
    assert set(select(coded.events, types="air_strike")["article_id"]) == {"b"}
    assert len(select(coded.events)) == len(coded.events)


def test_a_day_that_cannot_be_read_is_named() -> None:
    with pytest.raises(TableError, match="`since` is `2016-13`"):
        select(tables.frame("events"), since="2016-13")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_code_shown_draws_the_figure_shown(coded: Coded, lang: str) -> None:
    widgets = Explorer(coded, lang=lang)
    widgets.period.value = (widgets.period.options[0], "2016-09")
    widgets.actors.value = ("syrian-army",)
    drawn = eval(widgets.code, {"charts": charts, "coded": coded, "select": select})
    assert widgets.figure is not None
    assert drawn.data.equals(widgets.figure.data)
    assert 'until="2016-09-30"' in widgets.code or "until='2016-09-30'" in widgets.code
    assert widgets.code_shown.value.startswith("<code")


def test_a_bar_leads_to_its_rows_and_a_row_to_its_article(coded: Coded) -> None:
    widgets = Explorer(coded)
    assert widgets.figure is not None
    whole = len(widgets.rows.options)
    widgets.bars.value = 0
    bar = widgets.figure.data.iloc[0]
    assert len(widgets.rows.options) == bar["count"] < whole
    assert "<mark" in widgets.sentence.value and 'dir="rtl"' in widgets.sentence.value


def test_the_article_is_escaped_and_the_event_marked(coded: Coded) -> None:
    event = coded.events[coded.events["article_id"] == "b"].iloc[0]
    shown = article_html(coded, event["event_id"])
    assert "<b>" not in shown and "&lt;b&gt;" in shown
    assert shown.count("<mark") >= 1


def test_a_choice_without_events_says_so_and_offers_no_rows(coded: Coded) -> None:
    widgets = Explorer(coded)
    widgets.types.value = ("air_strike",)
    widgets.actors.value = ("isis",)
    assert list(widgets.rows.options) == [] and widgets.sentence.value == ""


def test_nothing_coded_still_gives_widgets() -> None:
    empty = Coded(**{name: tables.frame(name) for name in tables.TABLES})
    assert explore(empty, lang="en").children
