"""Copies of one dispatch, and on whose word an incident rests."""

import pandas as pd

from analysis import incidents, reports, tables
from analysis.coding import coder
from analysis.extents import extents

FIRST = "قصفت قوات النظام بلدة حاس اليوم ما أدى إلى مقتل ثلاثة مدنيين. وهرعت فرق الإنقاذ إلى السوق الشعبي فيها."
COPY = "عاجل من المنطقة الآن. " + FIRST
OWN = "استهدفت مدفعية قوات النظام أطراف بلدة حاس اليوم. وأفاد المرصد السوري لحقوق الإنسان بوقوع أضرار كبيرة."


def coded(*texts: str) -> dict[str, pd.DataFrame]:
    rows = [
        {"article_id": f"a{k}", "text": text, "published": pd.Timestamp("2016-05-10")} for k, text in enumerate(texts)
    ]
    made = coder.to_tables(coder.code_articles([r | {"published_precision": "day"} for r in rows]))
    return made | {"articles": tables.frame("articles", rows)}


def test_a_text_with_a_line_more_is_a_copy():
    made = coded(FIRST, COPY, OWN)
    assert reports.near_copies(made["articles"], made["sentences"]) == {"a0": "a0", "a1": "a0", "a2": "a2"}


def test_a_copy_of_a_copy_leads_to_the_first():
    articles = coded(FIRST, COPY)["articles"].assign(duplicate_of=[None, "a0"])
    assert reports.near_copies(articles, tables.frame("sentences"))["a1"] == "a0"


def test_the_agency_named_is_the_origin_and_otherwise_the_report():
    made = coded(FIRST, OWN)
    found = reports.origins(made["articles"], made["mentions"], {"a0": "a0", "a1": "a1"})
    assert found == {"a0": "report a0", "a1": "sohr"}


def test_articles_reports_and_origins_are_counted_apart():
    made = coded(FIRST, COPY, OWN)
    copies = reports.near_copies(made["articles"], made["sentences"])
    events = incidents.assign(made["events"], made["casualties"], copies)
    origins = reports.origins(made["articles"], made["mentions"], copies)
    table = reports.table(events, made["casualties"], copies, origins)
    first = table.sort_values("n_articles").iloc[-1]
    assert (first["n_articles"], first["n_reports"], first["n_origins"]) == (3, 2, 2)
    assert (first["killed_low"], first["killed_high"]) == (3, 3)
    tables.check("incidents", table)


def test_no_events_no_incidents():
    none = tables.frame("events")
    assert reports.table(none, tables.frame("casualties"), {}, {}).empty


def test_an_area_that_holds_the_village_of_the_incident_is_left_out():
    places = pd.DataFrame(
        [["aleppo", "settlement", "حلب", "حلب", "SY"], ["hayan", "village", "حيان", "حلب", "SY"]],
        columns=["place_id", "kind", "name", "governorate", "country"],
    )
    told = [
        {"event_id": e, "article_id": "x", "incident_id": "a", "event_type": "shelling", "place_ids": [p],
         "place_names": [n]}
        for e, p, n in (("a", "aleppo", "حلب"), ("b", "hayan", "حيان"))
    ]  # fmt: skip
    made = reports.table(
        tables.frame("events", told), tables.frame("casualties"), {}, {"x": "report x"}, extents(places)
    )
    assert made["place_names"].tolist() == [["حيان"]]
