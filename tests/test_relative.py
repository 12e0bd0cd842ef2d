"""Places that the text gives by another: where they lie, how exactly, and that they move nobody's town."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding import document, mentions, relative
from analysis.coding.coder import code_article
from analysis.geometry import distance_km, distances_km, midpoint, moved
from analysis.lexicon.places import gazetteer


def read(text: str) -> list[relative.Relative]:
    doc = document.read({"article_id": "x", "text": text})
    return relative.find(doc, mentions.find(doc))


def point(place_id: str) -> tuple[float, float]:
    row = gazetteer().loc[place_id]
    return float(row["lat"]), float(row["lon"])


@pytest.mark.parametrize(
    ("text", "bearing", "km", "radius"),
    [
        ("انفجار على بعد 12 كلم شرق مدينة تدمر.", 90, 12, 3),
        ("قصف على بعد نحو سبعة كيلومترات إلى الشمال الشرقي من بلدة مورك.", 45, 7, 2),
        ("غارة شمال غربي مدينة الباب بنحو 5 كم.", 315, 5, 2),
        ("اشتباك على مسافة كيلومترين جنوب بلدة مارع.", 180, 2, 2),
    ],
)
def test_direction_and_distance_make_a_point_with_a_radius(text, bearing, km, radius):
    (found,) = read(text)
    assert (found.bearing, found.distance_km, found.radius_km) == (bearing, km, radius)
    anchor = found.anchors[0].place
    assert distance_km((anchor.lat, anchor.lon), found.point) == pytest.approx(km, abs=0.01)


def test_a_distance_without_direction_is_a_circle_around_the_anchor():
    (found,) = read("قصف محيط قرية تبعد 20 كيلومتراً عن الرقة.")
    assert (found.bearing, found.radius_km, found.point) == (None, 20, point("ar-raqqa"))


@pytest.mark.parametrize(
    ("text", "sector", "prec"),
    [
        ("سيطر الجيش على تلة تقع غربي قرية كفر شمس.", (225, 315), 2),
        ("اشتباكات في ريف حماة الشمالي.", (315, 45), 4),
        ("قصف على ريف إدلب الجنوبي الشرقي.", (90, 180), 4),
        ("غارات شمال حلب.", (315, 45), 4),
        ("غارات شمال مدينة حلب.", (315, 45), 2),
    ],
)
def test_a_direction_without_distance_is_a_sector(text, sector, prec):
    (found,) = read(text)
    assert (found.sector, found.where_prec, found.distance_km) == (sector, prec, None)


def test_between_two_places_is_halfway():
    (found,) = read("عبوة ناسفة بين خان شيخون ومورك.")
    one, other = point("khan-shaykun"), point("murak")
    assert found.radius_km == pytest.approx(max(2, distance_km(one, other) / 2))
    assert max(distances_km(found.point, [one, other])) <= found.radius_km + 0.01


@pytest.mark.parametrize(
    "text",
    ["اتفاق بين روسيا وتركيا.", "اشتباكات بين الجيش وداعش في تدمر.", "قصف مدينة تدمر.", "محادثات بين دمشق وموسكو."],
)
def test_what_is_no_relative_place_is_left_alone(text):
    assert read(text) == []


def test_taking_a_place_near_a_town_claims_nothing_of_the_town():
    rows = code_article({"article_id": "x", "text": "سيطر الجيش السوري على نقاط على بعد 7 كلم شرق مدينة تدمر."})
    assert rows["control"] == []


def test_an_event_at_a_relative_place_leads_to_it():
    rows = code_article({"article_id": "x", "text": "قصفت قوات النظام موقعاً على بعد 7 كلم شرق مدينة تدمر."})
    (event,), (location,) = rows["events"], rows["locations"]
    assert (event["location_id"], event["where_prec"]) == (location["location_id"], 2)
    assert location["anchor_ids"] == ["tadmor"] and location["text"] == "7 كلم شرق مدينة تدمر"


@pytest.mark.parametrize(
    ("text", "prec"),
    [
        ("قصفت قوات النظام مدينة تدمر.", 1),
        ("قصفت قوات النظام محافظة إدلب.", 4),
        ("قصفت قوات النظام جبل التركمان.", 5),
        ("قصفت قوات النظام مواقع المعارضة.", None),
    ],
)
def test_a_named_place_has_the_level_of_its_kind(text, prec):
    rows = code_article({"article_id": "x", "text": text})
    assert [e["where_prec"] for e in rows["events"]] == [prec]


@given(st.floats(33, 37), st.floats(36, 42), st.floats(0, 359), st.floats(0.1, 300))
def test_moving_by_a_distance_lands_that_far_off(lat, lon, bearing, km):
    assert distance_km((lat, lon), moved((lat, lon), bearing, km)) == pytest.approx(km, rel=1e-6)


def test_the_midpoint_is_as_far_from_both():
    middle = midpoint((35.0, 38.0), (36.0, 40.0))
    one, other = distances_km(middle, [(35.0, 38.0), (36.0, 40.0)])
    assert one == pytest.approx(other)
