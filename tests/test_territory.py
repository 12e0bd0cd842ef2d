"""Who holds what in the reports: spells as they are, a tick for each claim, doubt shown."""

from typing import Any

import pandas as pd
import pytest
import samples
from matplotlib.axes import Axes

from analysis import charts, tables
from analysis.charts.span import until_ended
from analysis.errors import ChartError

ARTICLES = samples.articles(["أ"], days=["2016-01-01"])
SPELLS = tables.frame(
    "spells",
    [
        samples.spell("تل أبيض", "held", "isis", "2014-01-01", "2015-06-15"),
        samples.spell("تل أبيض", "held", "ypg", "2015-06-15", None),
        samples.spell("تدمر", "contested", None, "2015-05-20", "2015-05-22"),
        samples.spell("تدمر", "unknown", None, "2015-05-22", "2015-12-01"),
        samples.spell("تدمر", "besieged", "syrian-army", "2015-12-01", None),
    ],
)
CONTROL = tables.frame(
    "control",
    [
        samples.claim("1", "تل أبيض", "isis", None, "2014-01-01"),
        samples.claim("2", "تل أبيض", "ypg", "isis", "2015-06-15"),
        samples.claim("3", "تل أبيض", "fsa", "ypg", "2015-07-01", status="rumoured"),
        samples.claim("4", "تدمر", "isis", None, "2015-05-01", days=30),
        samples.claim("5", "تدمر", "isis", None, "2015-08-01", kind="state"),
    ],
)


def draw(**options: Any) -> charts.Figure:
    return charts.control_by_place(SPELLS, CONTROL, ARTICLES, **options)


def ticks(axes: Axes) -> list[tuple[str, str]]:
    """Return the day and the filling of every tick drawn."""
    lines = [line for line in axes.lines if line.get_marker() == "^"]
    return sorted(
        (str(pd.Timestamp(float(x), unit="D").date()), str(line.get_markerfacecolor()))
        for line in lines
        for x in line.get_xdata()
    )


def legend(made: charts.Figure) -> list[str]:
    return [text.get_text() for text in made.figure.legends[0].get_texts() if text.get_text()]


def test_the_data_are_the_spells() -> None:
    made = draw()
    assert made.data["state"].tolist() == SPELLS["state"].tolist()
    assert made.data["start"].tolist() == SPELLS["start"].tolist()


def test_there_is_a_tick_for_each_dated_claim_standing_ones_too_and_hollow_where_it_did_not_happen() -> None:
    dated = CONTROL[CONTROL["date_start"].notna()]
    assert {"change", "state"} <= set(dated["kind"])
    days = dated["date_start"].dt.date.astype(str)
    faces = dated["status"].map(lambda status: "#1b1b1b" if status == "happened" else "white")
    assert ticks(draw().figure.axes[0]) == sorted(zip(days, faces, strict=True))


def test_a_claim_of_a_month_is_a_line_as_long_as_the_month() -> None:
    lengths = {
        float(line.get_xdata()[-1] - line.get_xdata()[0])
        for line in draw().figure.axes[0].lines
        if line.get_marker() == "None" and line.get_linewidth() == 0.7
    }
    assert lengths == {0.0, 30.0}


def test_the_legend_names_every_holder_and_state_that_is_drawn() -> None:
    assert set(legend(draw(lang="en"))) == {
        "Islamic State", "People's Protection Units", "Syrian army (to 2024-12)", "besieged", "contested", "unknown",
        "claim", "claim denied, rumoured or planned",
    }  # fmt: skip


def test_holders_beyond_those_with_a_look_of_their_own_are_others_in_bars_and_legend() -> None:
    from analysis.lexicon.actors import catalogue

    actors = catalogue().query("kind == 'armed'").index[:20]
    rows = [samples.spell(f"بلدة {a}", "held", a, "2015-01-01", None) for a in actors]
    claims = [samples.claim(a, f"بلدة {a}", a, None, "2015-01-01") for a in actors]
    made = charts.control_by_place(tables.frame("spells", rows), tables.frame("control", claims), ARTICLES, lang="en")
    assert "other actors" in legend(made)


def test_two_places_of_one_name_are_two_rows() -> None:
    rows = [
        samples.spell("الزهراء", "held", "isis", "2015-01-01", None, place_id="one"),
        samples.spell("الزهراء", "held", "ypg", "2015-01-01", None, place_id="two"),
    ]
    claims = [
        samples.claim("1", "الزهراء", "isis", None, "2015-01-01", place_id="one"),
        samples.claim("2", "الزهراء", "ypg", None, "2015-01-01", place_id="two"),
    ]
    made = charts.control_by_place(tables.frame("spells", rows), tables.frame("control", claims), ARTICLES)
    assert len(made.figure.axes[0].get_yticklabels()) == 2
    assert charts.places_per_actor(tables.frame("spells", rows), ARTICLES, lang="en").note.startswith("n = 2")


def test_a_place_with_a_standing_state_only_is_drawn() -> None:
    spells = tables.frame("spells", [samples.spell("دوما", "held", "fsa", "2015-01-01", None)])
    claims = tables.frame("control", [samples.claim("1", "دوما", "fsa", None, "2015-01-01", kind="state")])
    assert len(charts.control_by_place(spells, claims, ARTICLES).data) == 1


def test_places_stand_in_the_order_asked_for() -> None:
    made = draw(places=["تل أبيض", "تدمر"])
    shown = [label.get_text().strip("\u200f") for label in made.figure.axes[0].get_yticklabels()]
    assert shown == ["تل أبيض", "تدمر"]


def test_english_names_come_from_the_gazetteer() -> None:
    spells = tables.frame("spells", [samples.spell("تدمر", "held", "isis", "2015-05-21", None, place_id="tadmor")])
    claims = tables.frame("control", [samples.claim("1", "تدمر", "isis", None, "2015-05-21", place_id="tadmor")])
    made = charts.control_by_place(spells, claims, ARTICLES, lang="en")
    assert made.figure.axes[0].get_yticklabels()[0].get_text() == "Tadmor"


def test_places_are_counted_day_by_day_and_unclear_ones_apart() -> None:
    made = charts.places_per_actor(SPELLS, ARTICLES)
    last = made.data[made.data["day"] == made.data["day"].max()].set_index("actor")["places"].to_dict()
    assert last == {"isis": 0, "ypg": 1, "syrian-army": 1, "not_clear": 0}
    first = made.data[made.data["day"] == pd.Timestamp("2014-01-01")].set_index("actor")["places"]
    assert first["isis"] == 1
    unclear = made.data[(made.data["actor"] == "not_clear") & (made.data["day"] == pd.Timestamp("2015-05-22"))]
    assert unclear["places"].tolist() == [1]


def test_actors_beyond_the_top_are_one_line_and_none_is_lost() -> None:
    made = charts.places_per_actor(SPELLS, ARTICLES, top=1)
    last = made.data[made.data["day"] == made.data["day"].max()]
    assert set(last["actor"]) == {"isis", "other_actors", "not_clear"}
    assert last["places"].sum() == 2


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("template", ["page", "column"])
def test_names_at_the_ends_of_lines_do_not_meet(lang: str, template: str) -> None:
    actors = ["sdf", "ypg", "isis", "fsa", "hts", "sna", "us-coalition"]
    rows = [samples.spell(f"بلدة {k}", "held", a, "2015-01-01", None) for k, a in enumerate(actors)]
    made = charts.places_per_actor(tables.frame("spells", rows), ARTICLES, lang=lang, template=template).figure
    made.draw_without_rendering()
    names = [text.get_window_extent() for text in made.texts if text.get_text().endswith(": 1")]
    assert len(names) == len(actors)
    assert not any(a.overlaps(b) for k, a in enumerate(names) for b in names[k + 1 :])
    assert max(box.x1 for box in names) <= made.canvas.get_width_height()[0]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("template", ["page", "column", "slide"])
def test_the_legend_of_holders_stands_above_the_rows(lang: str, template: str) -> None:
    actors = ["sdf", "ypg", "isis", "fsa", "hts", "sna", "us-coalition", "syrian-army", "al-nusra", "hezbollah"]
    rows = [samples.spell(f"بلدة {a}", "held", a, "2015-01-01", None) for a in actors]
    claims = [samples.claim(a, f"بلدة {a}", a, None, "2015-01-01") for a in actors]
    made = charts.control_by_place(
        tables.frame("spells", rows), tables.frame("control", claims), ARTICLES, lang=lang, template=template
    ).figure
    made.draw_without_rendering()
    legend, width = made.legends[0].get_window_extent(), made.canvas.get_width_height()[0]
    assert not legend.overlaps(made.axes[0].get_window_extent())
    assert legend.x0 >= 0 and legend.x1 <= width
    assert not any(legend.overlaps(text.get_window_extent()) for text in made.texts)


@pytest.mark.parametrize(
    ("option", "value"), [("lang", "fr"), ("template", "poster"), ("top", 0), ("places", ["أطلنطس"])]
)
def test_a_bad_option_is_named(option: str, value: object) -> None:
    with pytest.raises(ChartError, match=f"`{option}`"):
        draw(**{option: value})
    if option != "places":
        with pytest.raises(ChartError, match=f"`{option}`.*expected"):
            charts.places_per_actor(SPELLS, ARTICLES, **{option: value})


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_to_show_says_why(lang: str) -> None:
    none = tables.frame("spells")
    for made in (
        charts.control_by_place(none, tables.frame("control"), ARTICLES, lang=lang),
        charts.places_per_actor(none, ARTICLES, lang=lang),
    ):
        assert made.alt[lang].startswith(("لا شيء يُعرض لأنه", "nothing to show because"))


def test_places_asked_for_without_any_spell_are_named() -> None:
    with pytest.raises(ChartError, match="`places`"):
        charts.control_by_place(tables.frame("spells"), tables.frame("control"), ARTICLES, places=["حلب"])


def test_an_actor_that_ended_holds_nothing_afterwards_and_stretches_no_axis() -> None:
    held = tables.frame(
        "spells",
        [
            {
                "place_name": "حلب",
                "state": "held",
                "actor": "syrian-army",
                "start": pd.Timestamp("2020-01-01"),
                "claim_ids": ["c"],
            }
        ],
    )
    late = until_ended(held, pd.Timestamp("2025-01-01"))
    assert late["state"].tolist() == ["held", "unknown"]
    assert late["end"].tolist()[0] == pd.Timestamp("2024-12-08")
    assert until_ended(held, pd.Timestamp("2021-01-01"))["end"].isna().all()


def test_a_siege_told_after_its_holders_end_does_not_bring_the_holder_back() -> None:
    rows = [
        samples.spell("دير الزور", "held", "syrian-army", "2021-08-30", "2025-10-16"),
        samples.spell("دير الزور", "besieged", "syrian-army", "2025-10-16", "2025-10-23"),
        samples.spell("دير الزور", "held", "syrian-army", "2025-10-23", None),
    ]
    shown = until_ended(tables.frame("spells", rows), pd.Timestamp("2026-01-01"))
    after = shown[shown["start"] >= "2024-12-08"]
    assert set(after["state"]) == {"unknown"} and after["actor"].isna().all()
    assert shown[shown["start"] < "2024-12-08"]["actor"].tolist() == ["syrian-army"]
