"""Who is named, acts and suffers: counted once an article, once an occurrence."""

from typing import Any

import pytest
import samples

from analysis import charts, tables
from analysis.errors import ChartError

ARTICLES = samples.articles(["أ", "ب", "أ"])
MENTIONS = tables.frame(
    "mentions",
    [
        samples.mention("a1", "isis"), samples.mention("a1", "isis"), samples.mention("a2", "isis"),
        samples.mention("a3", "ypg"), samples.mention("a1", "sohr"),
    ],
)  # fmt: skip
EVENTS = tables.frame(
    "events",
    [
        samples.event("1", "2015-06-01", source=["isis"], target=["civilians"], incident="i"),
        samples.event("2", "2015-06-01", source=["isis"], target=["civilians"], incident="i", article_id="a2"),
        samples.event("3", "2015-06-02", source=["isis", "ypg"], target=[], article_id="a3"),
        samples.event("4", "2015-06-02", source=["fsa"], target=["isis"], status="rumoured"),
    ],
)


def draw(**options: Any) -> charts.Figure:
    return charts.actor_frequency(MENTIONS, EVENTS, ARTICLES, **options)


def totals(made: charts.Figure) -> dict[str, int]:
    return made.data.groupby("actor_id")["count"].sum().to_dict()


def test_naming_counts_articles_or_mentions() -> None:
    assert totals(draw()) == {"isis": 2, "ypg": 1}
    assert totals(draw(unit="mentions")) == {"isis": 3, "ypg": 1}


def test_sources_are_ranked_only_when_asked_for() -> None:
    assert totals(draw(include_speakers=True)) == {"isis": 2, "ypg": 1, "sohr": 1}


def test_an_occurrence_told_twice_is_one_deed_and_rumours_are_none() -> None:
    assert totals(draw(measure="acts", split=None)) == {"isis": 2, "ypg": 1}
    assert totals(draw(measure="suffers", split=None)) == {"civilians": 1}


def test_split_by_outlet_an_occurrence_counts_once_for_each_outlet_that_tells_it() -> None:
    made = draw(measure="acts", lang="en")
    isis = made.data[made.data["actor_id"] == "isis"]
    assert dict(zip(isis["outlet"], isis["count"], strict=True)) == {"أ": 2, "ب": 1}
    assert "two outlets" in made.note


def test_all_draws_three_panels_and_who_acts_and_suffers_share_a_scale() -> None:
    made = draw(measure="all", split=None, lang="en")
    named, acts, suffers = made.figure.axes
    assert set(made.data["measure"]) == {"named", "acts", "suffers"}
    assert acts.get_xlim() == suffers.get_xlim()
    assert named.get_xlim()[1] > 0


def test_the_most_named_stands_first_and_the_rest_is_cut() -> None:
    assert draw(top=1).data["actor_id"].unique().tolist() == ["isis"]


def test_arabic_bars_run_from_the_right_with_names_at_the_right() -> None:
    low, high = draw(lang="ar").figure.axes[0].get_xlim()
    assert low > high
    assert draw(lang="ar").figure.axes[0].yaxis.get_ticks_position() == "right"


def test_the_segments_of_a_bar_add_up_to_its_number() -> None:
    axes = draw(lang="en").figure.axes[0]
    rows = {round(bar.get_y() + bar.get_height() / 2) for bar in axes.patches}
    sums = {r: sum(b.get_width() for b in axes.patches if round(b.get_y() + b.get_height() / 2) == r) for r in rows}
    assert sums == {0: 2, 1: 1}
    assert [text.get_text() for text in axes.texts] == ["2", "1"]


def test_outlets_beyond_the_fifth_are_gathered_and_the_nameless_has_a_name() -> None:
    articles = samples.articles([None, "b", "c", "d", "e", "f", "g", "other"])
    mentions = tables.frame("mentions", [samples.mention(f"a{k}", "isis") for k in range(1, 9)])
    made = charts.actor_frequency(mentions, EVENTS, articles, lang="en")
    shown = [text.get_text() for text in made.figure.legends[0].get_texts() if text.get_text()]
    assert "unnamed outlet" in shown and "Other" in shown
    assert len(shown) == 6
    assert made.data["count"].sum() == 8


def test_an_outlet_may_be_called_anything() -> None:
    names = ["<script>alert(1)</script>", "$x$", "\u202eevil", "a\nb", "X" * 200, "🔥"]
    articles = samples.articles(names)
    mentions = tables.frame("mentions", [samples.mention(f"a{k}", "isis") for k in range(1, 7)])
    for lang in ("ar", "en"):
        made = charts.actor_frequency(mentions, EVENTS, articles, lang=lang).figure
        made.draw_without_rendering()
        width = made.canvas.get_width_height()[0]
        box = made.legends[0].get_window_extent()
        assert box.x0 >= 0 and box.x1 <= width


@pytest.mark.parametrize("template", ["page", "column", "slide"])
@pytest.mark.parametrize("measure", ["named", "all"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_name_is_cut_off_at_the_edge(lang: str, measure: str, template: str) -> None:
    actors = ["white-helmets", "sdf", "ypg", "syrian-government-2024", "islamic-front"]
    mentions = tables.frame("mentions", [samples.mention("a1", a) for a in actors])
    events = tables.frame("events", [samples.event(a, "2015-06-01", source=[a], target=[a]) for a in actors])
    made = charts.actor_frequency(mentions, events, ARTICLES, measure=measure, lang=lang, template=template).figure
    made.draw_without_rendering()
    width = made.canvas.get_width_height()[0]
    for axes in made.axes:
        for name in axes.get_yticklabels():
            box = name.get_window_extent()
            assert box.x0 >= 0 and box.x1 <= width


@pytest.mark.parametrize(
    ("option", "value"),
    [("measure", "kills"), ("split", "month"), ("unit", "words"), ("lang", "fr"), ("template", "poster"), ("top", 0)],
)
def test_a_bad_option_is_named_with_what_is_allowed(option: str, value: object) -> None:
    with pytest.raises(ChartError, match=rf"`{option}`.*expected"):
        draw(**{option: value})


def test_nothing_to_show_says_why() -> None:
    made = charts.actor_frequency(
        tables.frame("mentions"), tables.frame("events"), tables.frame("articles"), measure="all", lang="en"
    )
    assert any("nothing to show because" in text.get_text() for text in made.figure.texts)
