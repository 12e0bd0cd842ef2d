"""Maps: a place where it is known to be, its holder on that day, doubt shown, nothing too exact."""

from typing import Any

import pandas as pd
import pytest
import samples
from matplotlib.patches import Ellipse

from analysis import charts, tables
from analysis.charts import outlines
from analysis.errors import ChartError

ARTICLES = samples.articles(["أ"], days=["2016-01-01"])
PLACES = tables.frame(
    "places",
    [
        {"place_id": "tell-abiad", "name": "تل أبيض", "name_en": "Tell Abiad", "kind": "settlement", "country": "SY",
         "lat": 36.7, "lon": 38.95, "governorate": "الرقة"},
        {"place_id": "tadmor", "name": "تدمر", "kind": "settlement", "country": "SY", "lat": 34.55, "lon": 38.28},
        {"place_id": "idlib-governorate", "name": "محافظة إدلب", "kind": "governorate", "country": "SY", "lat": 35.8,
         "lon": 36.6},
    ],
)  # fmt: skip
SPELLS = tables.frame(
    "spells",
    [
        samples.spell("تل أبيض", "held", "isis", "2014-01-01", "2015-06-15", place_id="tell-abiad"),
        samples.spell("تل أبيض", "held", "ypg", "2015-06-15", None, place_id="tell-abiad"),
        samples.spell("تدمر", "contested", None, "2015-05-20", None, place_id="tadmor"),
        samples.spell("محافظة إدلب", "held", "fsa", "2015-03-28", None, place_id="idlib-governorate"),
        samples.spell("قرية لا يعرفها أحد", "held", "isis", "2014-02-01", None),
    ],
)
SPELLS["heard"] = [
    [f"{day:%Y-%m-%d}"] if state == "held" else [] for day, state in zip(SPELLS["start"], SPELLS["state"], strict=True)
]


def drawn(**options: Any) -> charts.Figure:
    return charts.control_map(SPELLS, PLACES, ARTICLES, **options)


@pytest.mark.parametrize(("day", "actor"), [("2014-06-01", "isis"), ("2015-06-14", "isis"), ("2015-06-15", "ypg")])
def test_a_map_shows_the_holder_of_its_day(day: str, actor: str) -> None:
    data = drawn(dates=[day]).data
    assert data.loc[data["place_name"] == "تل أبيض", "actor"].tolist() == [actor]


def test_a_holder_long_unheard_of_is_faded() -> None:
    data = drawn(dates=["2014-06-01", "2014-12-01"]).data
    assert data.loc[data["place_name"] == "تل أبيض", "faded"].tolist() == [False, True]


def test_an_area_is_a_disc_and_no_point() -> None:
    axes = drawn(dates=["2015-12-01"]).figure.axes[0]
    (disc,) = (patch for patch in axes.patches if isinstance(patch, Ellipse))
    assert disc.center == (36.6, 35.8) and disc.height > 0.3
    assert not any(line.get_xdata()[0] == 36.6 for line in axes.lines)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_places_without_coordinates_are_counted_in_the_note(lang: str) -> None:
    assert {"ar": "1 بلا إحداثيات", "en": "1 without coordinates"}[lang] in drawn(lang=lang).note


def test_the_days_chosen_end_with_the_last() -> None:
    assert drawn().options["dates"][-1] == "2016-01-01"


def test_the_change_map_tells_what_happened_to_each_place() -> None:
    made = charts.change_map(SPELLS, PLACES, ARTICLES, start="2014-12-01", end="2015-12-01")
    changes = made.data.set_index("place_name")[["before", "after", "change"]]
    assert changes.loc["تل أبيض"].tolist() == ["isis", "ypg", "changed_hands"]
    assert changes.loc["محافظة إدلب", "change"] == "newly_known"
    assert changes.loc["قرية لا يعرفها أحد", "change"] == "stable"


def test_a_date_that_is_none_is_named() -> None:
    with pytest.raises(ChartError, match="soon"):
        drawn(dates=["soon"])
    with pytest.raises(ChartError, match="before"):
        charts.change_map(SPELLS, PLACES, ARTICLES, start="2015-12-01", end="2014-12-01")


def test_without_a_spell_the_map_says_why_it_is_empty() -> None:
    made = charts.control_map(tables.frame("spells"), PLACES, ARTICLES, lang="en")
    assert "no dated claim" in made.alt["en"]


def test_the_outlines_are_those_of_the_governorates() -> None:
    assert len(outlines.governorates()) == 15


def test_the_stepper_draws_each_step_and_says_how() -> None:
    box = charts.map_stepper(SPELLS, PLACES, ARTICLES, lang="en")
    buttons, picture, code = box.children
    back, _, slider = buttons.children
    before = bytes(picture.value)
    back.click()
    assert slider.value == pd.Timestamp("2015-05-20") and bytes(picture.value) != before
    assert 'dates=["2015-05-20"]' in code.value


def test_the_stepper_of_nothing_says_so() -> None:
    assert "no dated claim" in charts.map_stepper(tables.frame("spells"), PLACES, ARTICLES, lang="en").value
