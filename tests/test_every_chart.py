"""What holds for every chart: it draws on any tables, in both languages, and leads back to its rows."""

import re
from pathlib import Path

import pytest
from matplotlib.text import Text

from analysis import charts, code, tables
from analysis.charts import labels, theme
from analysis.coded import Coded
from analysis.errors import ChartError, TableError
from analysis.gallery import DRAWINGS, write
from analysis.review.evidence import behind

# A chart that is a widget, and what is no chart.
NOT_DRAWN = {"Figure", "map_stepper"}
NAMES = list(DRAWINGS)


@pytest.fixture(scope="module")
def sample() -> Coded:
    return code(Path(__file__).parents[1] / "corpus", processes=1, progress=False)


@pytest.fixture(scope="module")
def nothing() -> Coded:
    return Coded(**{name: tables.frame(name) for name in tables.TABLES})


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Coded:
    folder = tmp_path_factory.mktemp("few")
    texts = [
        "سيطرت قوات النظام على مورك في ريف حماة، وقتل خمسة مدنيين في قصف على حاس.",
        "أعلنت هيئة تحرير الشام سيطرتها على مورك بعد اشتباكات مع قوات النظام.",
        "شنت الطائرات الروسية غارات على سرمين، وأصيب ثلاثة أطفال.",
    ]
    rows = ["article_id,outlet,published"]
    for k, text in enumerate(texts):
        (folder / f"a{k}.txt").write_text(text, encoding="utf-8")
        rows.append(f'a{k},"منبر <b>{k}</b> $x$",2016-05-0{k + 1}')
    (folder / "metadata.csv").write_text("\n".join(rows), encoding="utf-8")
    return code(folder, processes=1, progress=False)


def test_the_gallery_holds_every_chart() -> None:
    assert {name.partition("-")[0] for name in NAMES} == set(charts.__all__) - NOT_DRAWN


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_it_says_why_there_is_nothing_to_show(nothing: Coded, name: str, lang: str) -> None:
    made = DRAWINGS[name](nothing, lang=lang)
    assert made.alt["ar"].startswith("لا شيء يُعرض") and made.alt["en"].startswith("nothing to show")
    assert labels.label(made.alt[lang], lang=lang) in [text.get_text() for text in made.figure.texts]
    assert made.source


@pytest.mark.parametrize("template", list(theme.TEMPLATES))
@pytest.mark.parametrize("name", NAMES)
def test_its_words_stand_apart_and_inside(sample: Coded, few: Coded, name: str, template: str) -> None:
    for coded in (sample, few):
        for lang in ("ar", "en"):
            made = DRAWINGS[name](coded, lang=lang, template=template).figure
            with theme.style(template):
                made.draw_without_rendering()
            width, height = made.canvas.get_width_height()
            words = [text.get_window_extent() for text in made.texts if text.get_text()]
            for box in words:
                assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1
            apart = [box.shrunk(0.98, 0.8) for box in words]
            crossing = [(made.texts[i].get_text(), made.texts[j].get_text())
                        for i, box in enumerate(apart) for j in range(i) if box.overlaps(apart[j])]  # fmt: skip
            assert crossing == []
            for axes in made.axes:
                for axis in (axes.xaxis, axes.yaxis):
                    ticks = [t.label1 if t.label1.get_visible() else t.label2 for t in axis.get_major_ticks()]
                    low, high = sorted(axis.get_view_interval())
                    shown = [t for t, at in zip(ticks, axis.get_majorticklocs(), strict=False)
                             if t.get_text() and low <= at <= high]  # fmt: skip
                    boxes = [t.get_window_extent() for t in shown]
                    for text, box in zip(shown, boxes, strict=True):
                        assert box.x0 >= -1 and box.x1 <= width + 1 and box.y0 >= -1 and box.y1 <= height + 1, text
                    close = [box.shrunk(0.98, 0.75) for box in boxes]
                    crossing = [(shown[i].get_text(), shown[j].get_text())
                                for i, box in enumerate(close) for j in range(i) if box.overlaps(close[j])]  # fmt: skip
                    assert crossing == []
            for legend in made.legends:
                frame = legend.get_window_extent()
                assert not any(box.overlaps(frame) for box in apart)
                assert not any(axes.get_window_extent().overlaps(frame) for axes in made.axes)


@pytest.mark.parametrize("name", NAMES)
def test_its_data_and_its_descriptions_are_the_same_in_either_language(sample: Coded, name: str) -> None:
    arabic, english = (DRAWINGS[name](sample, lang=lang) for lang in ("ar", "en"))
    shared = [c for c in arabic.data if c != "source"]  # the source of a claim is named in the reader's language
    assert arabic.data[shared].equals(english.data[shared])
    assert arabic.alt == english.alt


@pytest.mark.parametrize("name", NAMES)
def test_its_numbers_are_in_the_readers_digits(sample: Coded, name: str) -> None:
    made = DRAWINGS[name](sample, lang="ar", digits="arabic-indic").figure
    made.draw_without_rendering()
    shown = [text.get_text() for text in made.findobj(Text) if text.get_visible()]
    assert not [text for text in shown if re.search(r"(?<![A-Za-z])[0-9]", text)]
    assert any(re.search("[٠-٩]", text) for text in shown)


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_behind_it_lead_to_sentences(sample: Coded, name: str) -> None:
    made = DRAWINGS[name](sample, lang="ar")
    if made.behind is None:
        assert name == "coverage_calendar"
        return
    found = behind(made, sample)
    assert len(found) == made.behind.rows["row_id"].nunique() > 0
    assert found["core"].str.len().gt(0).all()
    named = [c for c in made.behind.rows if c in made.data and c != "row_id"]
    assert named or name in ("control_map", "change_map")


def test_a_value_that_nothing_is_counted_under_is_told_with_those_there_are(sample: Coded) -> None:
    made = charts.timeline(sample.events, sample.articles)
    with pytest.raises(TableError, match=r"nothing is counted under group `nonsense`; there are `\w+`"):
        behind(made, sample, group="nonsense")
    with pytest.raises(TableError, match="no column actor; expected one of place, bin, group"):
        behind(made, sample, actor="isis")


def test_one_option_by_itself_is_a_list_of_one(sample: Coded) -> None:
    several = charts.timeline(sample.events, sample.articles, types=["air_strike"], include=["happened"])
    one = charts.timeline(sample.events, sample.articles, types="air_strike", include="happened")
    assert one.data.equals(several.data) and len(one.data)
    mapped = [
        charts.event_map(sample.events, sample.places, sample.locations, sample.articles, types=kinds)
        for kinds in ("air_strike", ["air_strike"])
    ]
    assert mapped[0].data.equals(mapped[1].data) and len(mapped[0].data)
    ranked = [charts.actor_ranks(sample.mentions, sample.articles, actors=a) for a in ("isis", ["isis"])]
    assert ranked[0].data.equals(ranked[1].data) and len(ranked[0].data)
    assert (
        charts.control_map(sample.spells, sample.places, sample.articles, dates="2015-06-30").data["date"].nunique()
        == 1
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_title_is_the_finding_and_an_unknown_option_is_named(sample: Coded, name: str) -> None:
    assert DRAWINGS[name](sample, title="Nobody won").title == "Nobody won"
    for wrong in ({"lang": "fr"}, {"template": "poster"}, {"digits": "roman"}):
        with pytest.raises(ChartError, match=f"`{next(iter(wrong))}`"):
            DRAWINGS[name](sample, **wrong)


def test_the_gallery_page_shows_every_chart_twice(few: Coded, tmp_path: Path) -> None:
    page = write(few, tmp_path / "gallery", progress=False).read_text(encoding="utf-8")
    shown = re.findall(r"\]\(([^)]+)\)", page)
    assert len(shown) == 2 * len(NAMES) == len(set(shown))
    assert all((tmp_path / "gallery" / name).is_file() for name in shown)
    assert "<b>" not in page
