"""The figures look as they did; `RASD_PICTURES=1 pytest tests/test_pictures.py` draws the references anew."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import matplotlib
import numpy as np
import pytest
import samples
from PIL import Image

from analysis import charts, ledger, tables
from analysis.charts import theme
from analysis.charts.labels import native
from analysis.lexicon.places import gazetteer

# One set of references for each way of writing Arabic: by matplotlib itself, and reshaped for an older one.
FOLDER = Path(__file__).parent / "pictures" / ("native" if native() else "reshaped")
_DPI = 80
_TOLERANCE = 4.0  # root of the mean square of the difference, of 255


def _table() -> dict[str, object]:
    actors = ["syrian-army", "isis", "fsa", "ypg", "turkish-forces", "civilians"]
    made = samples.at_random(90, days=60, outlets=["صدى الشرق", "Northern Post"], actors=actors)
    control = samples.changing_hands(
        ["عين عيسى", "T4", "تل أبيض", "تدمر"], first="2014-02-03", days=60, actors=actors[:5], seed=2
    )
    known = gazetteer().loc[list(ON_THE_MAP)].reset_index()
    columns = ["place_id", "name", "name_en", "kind", "governorate", "country", "lat", "lon"]
    places = tables.frame("places", known[columns].to_dict("records"))
    where = [[ON_THE_MAP[k % len(ON_THE_MAP)]] for k in range(len(made["events"]))]
    placed = made["events"].assign(place_ids=where, where_prec=1).astype({"where_prec": "Int64"})
    ids = dict(zip(known["name"], known["place_id"], strict=True))
    moved = samples.changing_hands(list(ids), first="2014-02-03", days=700, actors=actors[:5], seed=4)
    moved["place_id"] = moved["place_name"].map(ids)
    return {
        **made, "control": control, "spells": ledger.spells(control), "places": places, "moved": moved,
        "changes": ledger.changes(moved), "on_map": ledger.spells(moved), "placed": placed,
    }  # fmt: skip


ON_THE_MAP = ("ar-raqqa", "tadmor", "idlib-governorate", "dara", "quamishli", "al-bab", "homs")
T = _table()
KINDS: dict[str, Callable[[str], charts.Figure]] = {
    "timeline": lambda lang: charts.timeline(T["events"], T["articles"], lang=lang),
    "actors": lambda lang: charts.actor_frequency(T["mentions"], T["events"], T["articles"], top=6, lang=lang),
    "roles": lambda lang: charts.actor_frequency(
        T["mentions"], T["events"], T["articles"], measure="all", split=None, top=5, lang=lang
    ),
    "control": lambda lang: charts.control_by_place(T["spells"], T["control"], T["articles"], lang=lang),
    "places": lambda lang: charts.places_per_actor(T["spells"], T["articles"], lang=lang),
    "attacks": lambda lang: charts.who_attacks_whom(T["events"], T["articles"], lang=lang),
    "calendar": lambda lang: charts.coverage_calendar(T["articles"], lang=lang),
    "band": lambda lang: charts.places_per_actor(
        T["on_map"], T["articles"], sensitivity=ledger.sensitivity(T["moved"]), lang=lang
    ),
    "gains": lambda lang: charts.gains_and_losses(T["changes"], T["articles"], lang=lang),
    "transfers": lambda lang: charts.transfers(T["changes"], T["articles"], lang=lang),
    "dates": lambda lang: charts.claim_dates(T["moved"], T["changes"], T["articles"], place="تدمر", lang=lang),
    "map": lambda lang: charts.control_map(T["on_map"], T["places"], T["articles"], lang=lang),
    "change-map": lambda lang: charts.change_map(
        T["on_map"], T["places"], T["articles"], start="2014-08-01", end="2015-12-01", lang=lang
    ),
    "mix": lambda lang: charts.event_mix(T["events"], T["articles"], lang=lang),
    "ranks": lambda lang: charts.actor_ranks(T["mentions"], T["articles"], lang=lang),
    "network": lambda lang: charts.attack_network(T["events"], T["articles"], lang=lang),
    "exactness": lambda lang: charts.exactness(T["events"], T["articles"], top=6, lang=lang),
    "governorates": lambda lang: charts.by_governorate(T["placed"], T["places"], T["articles"], lang=lang),
    "event-map": lambda lang: charts.event_map(
        T["placed"], T["places"], tables.frame("locations"), T["articles"], lang=lang
    ),
    "digits": lambda lang: charts.timeline(T["events"], T["articles"], lang=lang, digits="arabic-indic"),
    "empty": lambda lang: charts.timeline(tables.frame("events"), T["articles"], lang=lang),
}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_looks_as_it_did(kind: str, lang: str) -> None:
    stream = io.BytesIO()
    with theme.style():
        KINDS[kind](lang).figure.savefig(stream, dpi=_DPI, format="png", metadata={"Software": None})
    path = FOLDER / f"{kind}-{lang}.png"
    with Image.open(stream) as drawn:
        if os.environ.get("RASD_PICTURES"):
            path.parent.mkdir(parents=True, exist_ok=True)
            drawn.convert("RGB").quantize(128).save(path, optimize=True)
        with Image.open(path) as reference:
            assert drawn.size == reference.size
            first, second = (np.asarray(p.convert("RGB"), dtype="float64") for p in (drawn, reference))
    difference = float(np.sqrt(np.mean((first - second) ** 2)))
    assert difference < _TOLERANCE, f"{path.name} differs by {difference:.1f} on matplotlib {matplotlib.__version__}"
