"""Measuring coded tables against annotations: by hand, and against the reference measure."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import tables
from analysis.errors import RasdError, TableError
from analysis.review.gold import GoldError
from analysis.review.matching import pairs, same_place
from analysis.review.score import Score, score

TEXT = "قصفت المدفعية بلدة الزهراء فجراً، ثم سيطرت الفصائل على التل الأحمر، وقتل خمسة عناصر."
SHELLING = "قصفت المدفعية بلدة الزهراء"
GAIN = "سيطرت الفصائل على التل الأحمر"
DEATHS = "قتل خمسة عناصر"


def span(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def annotation() -> dict:
    """Return the annotation that `coded` agrees with in everything."""
    event = {"status": "happened", "attribution": None, "optional": False, "target": []}
    return {
        "actors": [{"text": "الفصائل", "actor": "opposition-fighters", "optional": False, **span("الفصائل")}],
        "places": [{"text": "الزهراء", "place": "الزهراء", "optional": False, **span("الزهراء")}],
        "events": [
            {
                "quote": SHELLING,
                "type": "shelling",
                "source": [],
                "places": ["الزهراء"],
                **event,
                **span(SHELLING),
            },
            {
                "quote": GAIN,
                "type": "territory_gain",
                "source": ["opposition-fighters"],
                "places": ["التل الأحمر"],
                **event,
                **span(GAIN),
            },
        ],
        "control": [
            {
                "quote": GAIN,
                "place": "التل الأحمر",
                "gained_by": "opposition-fighters",
                "lost_by": None,
                "status": "happened",
                "optional": False,
                **span(GAIN),
            }
        ],
        "casualties": [
            {
                "quote": DEATHS,
                "group": None,
                "outcome": "killed",
                "low": 5,
                "high": 5,
                "optional": False,
                **span(DEATHS),
            }
        ],
    }


def coded(*ids: str) -> dict[str, list[dict]]:
    """Return the rows of every table for articles of the same text."""
    rows: dict[str, list[dict]] = {n: [] for n in ("articles", "mentions", "events", "control", "casualties")}
    for i in ids:
        base = {"article_id": i, "sentence_id": f"{i}-s0"}
        event = {**base, "status": "happened", "date_precision": "unknown"}
        rows["articles"].append({"article_id": i, "text": TEXT, "published_precision": "unknown", "n_chars": len(TEXT)})
        rows["mentions"] += [
            {
                **base,
                "kind": "actor",
                "entity_id": "opposition-fighters",
                "text": "الفصائل",
                "rule": "name",
                **span("الفصائل"),
            },
            {
                **base,
                "kind": "place",
                "entity_id": "z",
                "text": "الزهراء",
                "rule": "name",
                **span("الزهراء"),
            },
        ]
        rows["events"] += [
            {
                **event,
                "event_id": f"{i}-e0",
                "event_type": "shelling",
                "place_names": ["بلدة الزهراء"],
                "text": SHELLING,
                "rule": "shell",
                **span(SHELLING),
            },
            {
                **event,
                "event_id": f"{i}-e1",
                "event_type": "territory_gain",
                "place_names": ["التل الأحمر"],
                "source_actors": ["opposition-fighters"],
                "text": GAIN,
                "rule": "gain",
                **span(GAIN),
            },
        ]
        rows["control"].append(
            {
                **event,
                "claim_id": f"{i}-c0",
                "kind": "change",
                "place_name": "التل الأحمر",
                "gained_by": "opposition-fighters",
                "lost_by": "syrian-army",
                "text": GAIN,
                "rule": "gain",
                **span(GAIN),
            }
        )
        rows["casualties"].append(
            {
                **base,
                "casualty_id": f"{i}-k0",
                "outcome": "killed",
                "low": 5,
                "high": 5,
                "text": DEATHS,
                "rule": "number",
                **span(DEATHS),
            }
        )
    return rows


def framed(rows: dict[str, list[dict]]) -> dict[str, pd.DataFrame]:
    return {name: tables.frame(name, records) for name, records in rows.items()}


@pytest.fixture
def measured(tmp_path):
    """Return a function that writes annotations by file stem and measures rows against them."""

    def measure(rows: dict[str, list[dict]], samples: int = 0, **annotations: dict) -> Score:
        put(tmp_path, **annotations)
        return score(framed(rows), tmp_path, samples=samples)

    return measure


def put(folder: Path, **annotations: dict) -> None:
    for stem, content in annotations.items():
        (folder / f"{stem}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def row(scored: Score, measure: str) -> pd.Series:
    return scored.table.set_index("measure").loc[measure]


# Counting


def test_full_agreement_is_one_everywhere(measured):
    scored = measured(coded("a"), a=annotation())
    shares = scored.table.set_index("measure")[["f1", "accuracy"]].bfill(axis=1)["f1"]
    assert shares.drop("event targets").eq(1).all()
    assert scored.errors.empty
    assert scored.rules["wrong"].eq(0).all()


def test_precision_recall_and_f1_are_those_worked_out_by_hand(measured):
    rows, given = coded("a"), annotation()
    rows["events"][0]["event_type"] = "air_strike"
    rows["events"].append({**rows["events"][1], "event_id": "a-e2", **span("التل الأحمر")})
    scored = measured(rows, a=given)
    # Three coded, two annotated, one agrees: precision 1/3, recall 1/2, f1 2 * 1/6 / (5/6).
    events = row(scored, "events")
    assert (events["tp"], events["fp"], events["fn"]) == (1, 2, 1)
    assert events["precision"] == pytest.approx(1 / 3)
    assert events["recall"] == pytest.approx(1 / 2)
    assert events["f1"] == pytest.approx(0.4)
    # What an event says is measured on the one that is right.
    assert row(scored, "event places")["tp"] == 1
    assert row(scored, "event status")["n"] == 1


def test_each_disagreement_is_listed_with_its_words_and_rule(measured):
    rows = coded("a")
    rows["casualties"][0]["low"] = 6
    rows["events"][1]["status"] = "rumoured"
    errors = measured(rows, a=annotation()).errors
    found = set(errors[["how", "part", "text", "detail"]].itertuples(index=False, name=None))
    assert found == {
        ("differs", "event status", GAIN, "rumoured; annotated happened"),
        ("missed", "casualties", DEATHS, "outcome killed, low 5"),
        ("spurious", "casualties", DEATHS, "outcome killed, low 6"),
    }
    assert errors.set_index(["how", "part"]).loc[("spurious", "casualties"), "rule"] == "number"
    assert errors["rule"].isna().sum() == 1


def test_rules_are_counted_by_what_they_got_right(measured):
    rows = coded("a", "b")
    rows["events"][3]["event_type"] = "advance"
    rules = measured(rows, a=annotation(), b=annotation()).rules.set_index(["part", "rule"])
    assert rules.loc[("events", "gain")].tolist() == [2, 1, 1]
    assert rules.loc[("control changes", "gain")].tolist() == [2, 2, 0]


def test_an_optional_annotation_neither_costs_nor_counts(measured):
    given = annotation()
    given["casualties"][0]["optional"] = given["events"][0]["optional"] = True
    rows = coded("a")
    rows["events"] = rows["events"][1:]
    scored = measured(rows, a=given)
    assert row(scored, "casualties")[["tp", "fp", "fn"]].tolist() == [0, 0, 0]
    assert row(scored, "events")[["tp", "fp", "fn"]].tolist() == [1, 0, 0]
    assert scored.errors.empty


def test_only_changes_of_control_are_measured(measured):
    rows = coded("a")
    rows["control"].append({**rows["control"][0], "claim_id": "a-c1", "kind": "state"})
    assert row(measured(rows, a=annotation()), "control changes")["fp"] == 0


@pytest.mark.parametrize(
    ("annotated", "said", "agrees"),
    [
        (None, "isis", True),
        ("isis", None, True),
        ("isis", "isis", True),
        ("isis", "ypg", False),
    ],
)
def test_a_loser_that_only_one_side_names_agrees(measured, annotated, said, agrees):
    given, rows = annotation(), coded("a")
    given["control"][0]["lost_by"], rows["control"][0]["lost_by"] = annotated, said
    assert bool(row(measured(rows, a=given), "control changes")["tp"]) is agrees


def test_a_missing_and_an_empty_speaker_are_the_same(measured):
    rows = coded("a")
    rows["events"][0]["attribution"] = ""
    assert row(measured(rows, a=annotation()), "event attribution")["accuracy"] == 1


def test_required_annotations_are_paired_before_longer_optional_ones():
    given = [{"start": 0, "end": 9, "optional": True}, {"start": 0, "end": 3, "optional": False}]
    assert pairs([{"start": 0, "end": 9}], given, same=lambda c, g: True) == [(0, 1)]


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        ("مدينة الرقّة", "الرقه", True),
        ("ادلب", "إدلب", True),
        ("كوباني", "عين العرب", True),
        ("حقل جزل النفطي", "جزل", True),
        ("ريف دير الزور", "ديرالزور", True),
        ("حما", "حماة", False),
        ("حلب", "حلبجة", False),
        ("منبج", "الباب", False),
        ("", "الباب", False),
        (None, None, False),
    ],
)
def test_names_of_one_place_agree(one, other, agrees):
    assert same_place(one, other) is same_place(other, one) is agrees


# Bounds


def test_bounds_hold_the_measure_and_repeat_with_the_seed(tmp_path):
    ids = [f"a{i}" for i in range(10, 30)]
    rows = coded(*ids)
    for k, event in enumerate(rows["events"]):
        if k % 3 == 0:
            event["event_type"] = "protest"
    put(tmp_path, **{i: annotation() for i in ids})
    first = score(framed(rows), tmp_path, samples=200, seed=3)
    events = row(first, "events")
    assert 0 < events["low"] < events["f1"] < events["high"] < 1
    pd.testing.assert_frame_equal(first.table, score(framed(rows), tmp_path, samples=200, seed=3).table)
    perfect = row(first, "actor mentions")
    assert (perfect["low"], perfect["high"]) == (1, 1)


def test_one_article_has_no_bounds(measured):
    assert pd.isna(row(measured(coded("a"), samples=50, a=annotation()), "events")["low"])


def test_the_measure_prints_as_an_aligned_table(measured):
    lines = str(measured(coded("a"), a=annotation())).splitlines()
    assert lines[0].startswith("1 article;")
    assert lines[1].split()[:4] == ["measure", "precision", "recall", "f1"]
    assert lines[4].split() == ["events", "1.000", "1.000", "1.000", "2", "0", "0"]
    assert len(lines) == 12


# What cannot be measured


def test_a_missing_table_is_named(tmp_path):
    put(tmp_path, a=annotation())
    rows = framed(coded("a"))
    del rows["control"]
    with pytest.raises(TableError, match="control"):
        score(rows, tmp_path)
    with pytest.raises(TableError, match=r"events\.parquet"):
        score(tmp_path / "none", tmp_path)


def test_a_folder_without_annotations_is_named(tmp_path):
    with pytest.raises(GoldError, match="no annotations"):
        score(framed(coded("a")), tmp_path)
    with pytest.raises(GoldError, match="no such folder"):
        score(framed(coded("a")), tmp_path / "none")


def test_everything_wrong_with_annotations_is_said_at_once(tmp_path):
    elsewhere, misplaced, incomplete = annotation(), annotation(), annotation()
    elsewhere["events"][0]["quote"] = "كلام آخر"
    misplaced["actors"][0]["start"] += 1
    del incomplete["events"][0]["type"]
    incomplete["casualties"][0]["low"] = "5"
    put(tmp_path, a=elsewhere, b=misplaced, c=incomplete, d=annotation(), e={"events": []})
    (tmp_path / "f.json").write_text("{", encoding="utf-8")
    with pytest.raises(RasdError) as raised:
        score(framed(coded("a", "b", "c", "e", "f")), tmp_path)
    said = str(raised.value).splitlines()
    assert said[0].endswith("7 problems with the annotations")
    assert [line.split(":")[0].strip() for line in said[1:]] == [
        "a.json",
        "b.json",
        "c.json",
        "c.json",
        "d.json",
        "e.json",
        "f.json",
    ]
    assert "«كلام آخر» is not in the text" in said[1]
    assert "`low` is '5'" in said[4]
    assert "no articles" in said[5]


def test_a_stem_names_the_article_whose_id_begins_with_it(measured):
    assert row(measured(coded("001-harvest"), **{"001": annotation()}), "events")["tp"] == 2


def test_a_stem_that_fits_two_articles_is_refused(measured):
    with pytest.raises(GoldError, match="2 articles"):
        measured(coded("001-a", "001-b"), **{"001": annotation()})


def test_a_shifted_quote_is_taken_where_it_stands(measured):
    given = annotation()
    for event in given["events"]:
        event["start"] += 2
        event["end"] += 2
    assert row(measured(coded("a"), a=given), "events")["tp"] == 2


# Against the reference


def noisy(rows: dict[str, list[dict]], rng: np.random.Generator) -> dict[str, list[dict]]:
    """Return coded rows with every kind of mistake, at random."""
    rows = copy.deepcopy(rows)
    choices = {
        "entity_id": ["isis", "opposition-fighters"],
        "event_type": ["shelling", "territory_gain", "clash"],
        "status": ["happened", "rumoured"],
        "attribution": [None, "sohr", ""],
        "source_actors": [[], ["opposition-fighters"], ["isis", "opposition-fighters"]],
        "target_actors": [[], ["isis"]],
        "place_names": [[], ["الزهرا"], ["تل الاحمر", "الزهراء"]],
        "place_name": ["التل الأحمر", "حلب", None],
        "gained_by": ["opposition-fighters", None],
        "lost_by": ["syrian-army", "isis", None],
        "kind": ["change", "state"],
        "victim": [None, "civilians"],
        "outcome": ["killed", "wounded"],
        "low": [5, 6, None],
    }
    for name in ("mentions", "events", "control", "casualties"):
        for record in rows[name]:
            for key in choices.keys() & record.keys():
                if (name, key) != ("mentions", "kind") and rng.random() < 0.3:
                    record[key] = choices[key][rng.integers(len(choices[key]))]
            shift = int(rng.integers(-6, 7))
            record["start"], record["end"] = max(0, record["start"] + shift), record["end"] + shift
        rows[name] += [copy.deepcopy(r) for r in rows[name] if rng.random() < 0.3]
        rows[name] = [r for r in rows[name] if rng.random() < 0.85]
    return rows


@pytest.mark.parametrize("seed", range(2))
def test_the_numbers_are_those_of_the_reference(SHARED, tmp_path, seed):
    rng = np.random.default_rng(seed)
    ids = [f"n{i:02}" for i in range(30)]
    made = framed(noisy(coded(*ids), rng))
    folder, coded_folder = tmp_path / "gold", tmp_path / "coded"
    folder.mkdir()
    for i in ids:
        given = annotation()
        for part in given.values():
            for record in part:
                record["optional"] = bool(rng.random() < 0.2)
                record |= {k: "isis" for k in ("lost_by", "group") if k in record and rng.random() < 0.4}
                record |= {k: "sohr" for k in ("attribution",) if k in record and rng.random() < 0.4}
        put(folder, **{i: given})
    tables.write(made, coded_folder)
    assert_as_reference(SHARED, coded_folder, folder, tmp_path / "reference.json")


def assert_as_reference(shared: Path, coded_folder: Path, gold_folder: Path, out: Path) -> None:
    command = [sys.executable, shared / "score" / "score.py", coded_folder, gold_folder, "--json", out]
    subprocess.run(command, check=True, capture_output=True)
    reference = json.loads(out.read_text(encoding="utf-8"))
    ours = score(coded_folder, gold_folder, samples=0).table.set_index("measure")
    assert list(ours.index) == list(reference)
    for measure, wanted in reference.items():
        for name, value in wanted.items():
            found = ours.loc[measure, name]
            assert round(float(found), 3) == value, (measure, name)


def test_every_error_has_a_cause():
    from analysis.review.causes import cause, counted

    given = {"start": 0, "end": 5, "type": "shelling"}
    assert cause("missed", "events", given, []) == "nothing coded there"
    assert cause("missed", "events", given, [{"start": 3, "end": 9, "event_type": "clash"}]) == "another type"
    assert cause("missed", "events", given, [{"start": 3, "end": 9, "event_type": "shelling"}]) == "told twice"
    errors = pd.DataFrame({"part": ["events"] * 3, "how": ["missed"] * 3, "cause": ["a", "b", "b"]})
    assert counted(errors)["errors"].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("coded", "given", "expected"),
    [
        ([], ["a"], "none coded"),
        (["a"], [], "none annotated"),
        (["a", "b"], ["a"], "too many"),
        (["a"], ["b"], "others"),
    ],
)
def test_how_a_list_differs(coded, given, expected):
    from analysis.review.causes import of_list

    assert of_list(coded, given) == expected
