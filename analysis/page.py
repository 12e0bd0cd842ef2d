"""The report's page: one self-contained HTML file of figures, their data, the sentences behind them, and the method."""

import base64
import hashlib
import json
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from analysis import summary
from analysis.charts.actors import NO_OUTLET, OTHER_OUTLETS
from analysis.charts.labels import clean, isolated
from analysis.charts.sources import source_line
from analysis.charts.span import short_name
from analysis.charts.words import known, word
from analysis.coded import Coded
from analysis.corpus import Corpus
from analysis.lexicon.actors import catalogue
from analysis.lexicon.places import gazetteer
from analysis.review.evidence import rows_by_id, sentences_of
from analysis.text.turns import plain

_MOST_EVENTS, _MOST_CLAIMS, _MOST_LINES, _MOST_ROWS = 5_000, 2_000, 150, 200
_PACKAGES = ("pandas", "numpy", "matplotlib", "pyarrow", "pyahocorasick", "nbclient")
# Columns of figures' data that hold ids with words of their own.
_NAMED = ("group", "actor", "actor_id", "from", "to", "before", "after", "besieged_by", "gained_by", "lost_by", "state",
          "status", "change", "level", "measure", "place", "kind")  # fmt: skip
_HIDDEN = ("place_id", "claim_id")
_UI = ("more", "find", "all", "sentence", "latest", "nothing", "undated")


class Lines:
    """Sentences that the page can show, each once, by their number."""

    def __init__(self, coded: Coded) -> None:
        self._coded = coded
        self._at: dict[tuple[str, int, int], int] = {}
        self.rows: list[list[str]] = []

    def add(self, rows: pd.DataFrame) -> list[int]:
        """Return the numbers of the sentences behind rows of a coded table."""
        keys = _spans(rows)
        unseen = pd.Series([key not in self._at for key in keys], index=rows.index, dtype="bool")
        new = rows[unseen].drop_duplicates(["article_id", "start", "end"])
        for line in sentences_of(new, self._coded.articles, self._coded.sentences).to_dict("records"):
            outlet = "" if pd.isna(line["outlet"]) else plain(line["outlet"])
            said = [plain(line[part]) for part in ("before", "core", "after")]
            self.rows.append([outlet, _day(line["published"]), plain(line["article_id"]), *said])
        for key in _spans(new):
            self._at[key] = len(self._at)
        return [self._at[key] for key in keys]


def _spans(rows: pd.DataFrame) -> list[tuple[str, int, int]]:
    return [(str(a), int(s), int(e)) for a, s, e in rows[["article_id", "start", "end"]].to_numpy().tolist()]


def render(coded: Coded, corpus: Corpus, figures: Sequence[Path], *, lang: str) -> str:
    """Return the page; every value from an article is escaped.

    Parameters
    ----------
    coded, corpus
        What is reported on.
    figures
        What was exported beside each figure, ``NAME-LANG.json``; those of the page's language are shown.
    lang
        ``ar`` or ``en``.
    """
    environment = Environment(
        loader=PackageLoader("analysis"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals["w"] = lambda key: word(key, lang=lang)
    environment.filters["dates"] = _with_dates
    environment.filters["plain"] = plain
    lines = Lines(coded)
    shown = [_figure(path, coded, lines, lang) for path in sorted(figures) if path.stem.endswith(f"-{lang}")]
    events = _latest(coded.events, "event_id").head(_MOST_EVENTS)
    claims = _latest(coded.control[coded.control["kind"] == "change"], "claim_id").head(_MOST_CLAIMS)
    store = {
        "words": {key: word(f"ui_{key}", lang=lang) for key in _UI} | {"unnamed": word("unnamed_outlet", lang=lang)},
        "tables": {"events": _events(events, lines, lang), "claims": _claims(claims, lines, lang)},
        "figures": [figure["lines"] for figure in shown],
        "lines": lines.rows,
    }
    script = _template("report.js")
    return environment.get_template("report.html").render(
        lang=lang,
        dir="rtl" if lang == "ar" else "ltr",
        source=source_line(coded.articles, lang=lang),
        summary=summary.sentences(coded, set_aside=int(corpus.problems["set_aside"].sum()), lang=lang),
        counts={name: len(table) for name, table in coded.tables().items()},
        problems=corpus.problems.to_dict("records"),
        figures=shown,
        event_total=len(coded.events),
        events_kept=len(events),
        quality=_quality(),
        versions={name: version(name) for name in _PACKAGES} | {"python": platform.python_version()},
        digest=corpus_digest(coded.articles),
        style=Markup(_template("report.css")),
        script=Markup(script),
        script_hash=Markup(f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"),
        store=Markup(_as_json(store)),
    )


def corpus_digest(articles: pd.DataFrame) -> str:
    """Return a hash of all texts and their ids, the same whatever their order."""
    lines = sorted(f"{i} {h}" for i, h in articles[["article_id", "sha256"]].to_numpy().tolist())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _template(name: str) -> str:
    return (files("analysis") / "templates" / name).read_text(encoding="utf-8")


def _as_json(store: Mapping[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in."""
    text = json.dumps(store, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _with_dates(text: str) -> Markup:
    """Return text escaped, its dates and ranges kept whole and from turning round inside Arabic."""
    kept = str(escape(isolated(clean(text))))
    return Markup(kept.replace("\u2066", '<bdi class="whole">').replace("\u2069", "</bdi>"))


def _quality() -> list[dict[str, str]]:
    with (files("analysis") / "data" / "quality.csv").open(encoding="utf-8") as handle:
        rows = pd.read_csv(handle, dtype="str", keep_default_na=False).to_dict("records")
    return [{str(k): str(v) for k, v in row.items()} for row in rows]


def _figure(sidecar: Path, coded: Coded, lines: Lines, lang: str) -> dict[str, Any]:
    facts = json.loads(sidecar.read_text(encoding="utf-8"))
    image = sidecar.with_suffix(".svg").read_bytes()
    size = re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', image)
    data = pd.read_csv(sidecar.with_suffix(".csv"), encoding="utf-8-sig", dtype="str", keep_default_na=False)
    data = data.drop(columns=[c for c in _HIDDEN if c in data])
    behind = facts["behind"]
    kept: list[int] = []
    if behind["ids"]:
        found = rows_by_id(coded, behind["table"], behind["ids"])
        dated = found["article_id"].map(coded.articles.set_index("article_id")["published"])
        kept = lines.add(found.loc[dated.sort_values(ascending=False, kind="stable").index[:_MOST_LINES]])
    return {
        "title": clean(facts["title"]),
        "alt": clean(facts["alt"][lang]),
        "image": Markup("data:image/svg+xml;base64,") + base64.b64encode(image).decode(),
        "width": round(float(size[1])) if size else 0,
        "height": round(float(size[2])) if size else 0,
        "columns": [word(f"column_{c}", lang=lang) if known(f"column_{c}") else c for c in data.columns],
        "rows": [_cells(row, list(data.columns), lang) for row in data.head(_MOST_ROWS).to_numpy().tolist()],
        "total": len(data),
        "evidence": behind["rows"],
        "lines": [kept, behind["rows"]],
    }


def _cells(row: Iterable[str], columns: list[str], lang: str) -> list[str]:
    """Return a row of a figure's data in the reader's words."""
    return [
        _said(value, lang) if name in _NAMED else _bare(value, lang) for value, name in zip(row, columns, strict=True)
    ]


def _said(value: str, lang: str) -> str:
    if value in catalogue().index:
        return short_name(value, lang)
    return word(value, lang=lang) if known(value) else plain(value)


def _bare(value: str, lang: str) -> str:
    """Return a value that is no id: yes or no, a number without its tail, a day without its hour, or itself."""
    if value in ("True", "False"):
        return word("yes" if value == "True" else "no", lang=lang)
    if re.fullmatch(r"\d+\.\d{4,}", value):
        return f"{float(value):.3f}"
    if value in (OTHER_OUTLETS, NO_OUTLET):
        return word(value.strip(), lang=lang)
    return plain(value.removesuffix(" 00:00:00"))


def _latest(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    return rows.sort_values(["date_end", name], ascending=[False, True], na_position="last")


def _joined(parts: Iterable[str], lang: str) -> str:
    return ("، " if lang == "ar" else ", ").join(parts)


def _actors(ids: Iterable[str], lang: str) -> str:
    return _joined([short_name(i, lang) for i in ids], lang)


def _actor(value: Any, lang: str) -> str:
    return "" if pd.isna(value) else short_name(value, lang)


def _places(ids: Iterable[Any], names: Iterable[Any], lang: str) -> str:
    """Return places' names in the page's language; one that is not listed keeps its Arabic name."""
    english: Mapping[Any, str] = _english_places() if lang == "en" else {}
    return _joined([plain(english.get(i) or n) for i, n in zip(ids, names, strict=True)], lang)


@cache
def _english_places() -> dict[Any, str]:
    return {k: str(v) for k, v in gazetteer()["name_en"].items() if v}


def _day(value: Any) -> str:
    return "" if pd.isna(value) else pd.Timestamp(value).date().isoformat()


def _when(row: Mapping[Any, Any], lang: str) -> str:
    """Return the day or the span in which something can have happened."""
    first, last = _day(row["date_start"]), _day(row["date_end"])
    if not first:
        return ""
    return first if last in ("", first) else f"{first} – {last}"


def _events(events: pd.DataFrame, lines: Lines, lang: str) -> dict[str, Any]:
    """Return the table of events as the page's script reads it; each row ends with its sentence's number."""
    columns = ("date", "type", "where", "acts", "suffers", "status")
    rows = [
        [
            _when(row, lang),
            word(row["event_type"], lang=lang),
            _places(row["place_ids"], row["place_names"], lang),
            _actors(row["source_actors"], lang),
            _actors(row["target_actors"], lang),
            word(row["status"], lang=lang),
            at,
        ]
        for row, at in zip(events.to_dict("records"), lines.add(events), strict=True)
    ]
    return {"name": word("report_events", lang=lang), "columns": [word(f"of_{c}", lang=lang) for c in columns],
            "filters": [1, 5], "rows": rows}  # fmt: skip


def _claims(claims: pd.DataFrame, lines: Lines, lang: str) -> dict[str, Any]:
    """Return the table of claims of change, as `_events` returns that of events."""
    columns = ("date", "where", "taker", "loser", "speaker", "status")
    rows = [
        [
            _when(row, lang),
            _places([row["place_id"]], [row["place_name"]], lang),
            _actor(row["gained_by"], lang),
            _actor(row["lost_by"], lang),
            _actor(row["attribution"], lang),
            word(row["status"], lang=lang),
            at,
        ]
        for row, at in zip(claims.to_dict("records"), lines.add(claims), strict=True)
    ]
    return {"name": word("report_claims", lang=lang), "columns": [word(f"of_{c}", lang=lang) for c in columns],
            "filters": [2, 5], "rows": rows}  # fmt: skip
