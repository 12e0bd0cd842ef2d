"""One folder of results: tables, executed notebooks, figures, and one self-contained HTML page."""

import asyncio
import base64
import hashlib
import json
import platform
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from tqdm import tqdm

from analysis.charts.labels import clean, isolated
from analysis.charts.sources import source_line
from analysis.charts.words import word
from analysis.coded import Coded, code
from analysis.corpus import Corpus
from analysis.errors import RasdError
from analysis.lexicon.actors import catalogue
from analysis.lexicon.places import gazetteer
from analysis.review.evidence import sentences_of

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
_PARAMETERS = "parameters"
_SHOWN_EVENTS = 300
_SHOWN_ROWS = 200
_PACKAGES = ("pandas", "numpy", "matplotlib", "pyarrow", "pyahocorasick", "nbclient")


def make(corpus: Corpus, out: str | Path, *, lang: str = "ar", processes: int | None = None) -> Path:
    """Code a corpus, run the notebooks over it and write the report.

    Parameters
    ----------
    corpus
        What `open_corpus` returned.
    out
        Folder for ``tables/``, ``notebooks/``, ``figures/`` and ``report.html``; made if need be.
    lang
        Language of the page, ``ar`` or ``en``; figures are written in both.
    processes
        How many to code with.

    Returns
    -------
    Path of ``report.html``.

    Raises
    ------
    RasdError
        If a notebook fails; the message names the notebook and the cell's error.
    """
    folder = Path(out)
    coded = code(corpus, processes=processes)
    coded.save(folder / "tables")
    execute(corpus.path, folder)
    page = folder / "report.html"
    page.write_text(render(coded, corpus, folder / "figures", lang=lang), encoding="utf-8")
    return page


def execute(corpus: Path, out: Path) -> list[Path]:
    """Run every notebook over the tables in ``out/tables``; return the executed copies."""
    sources = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
    if not sources:
        raise RasdError(f"{NOTEBOOKS}: no notebook is there; run from a checkout of the project")
    target = out / "notebooks"
    target.mkdir(parents=True, exist_ok=True)
    values = {
        "CORPUS": str(corpus.resolve()),
        "TABLES": str((out / "tables").resolve()),
        "FIGURES": str((out / "figures").resolve()),
    }
    # One loop in a thread of its own: it is closed with everything it opened, and a loop that a
    # notebook's kernel already runs is not in the way.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, _run_all(sources, target, values)).result()


async def _run_all(sources: list[Path], target: Path, values: Mapping[str, str]) -> list[Path]:
    """Run notebooks two at a time, with progress, and return the executed copies in order."""
    room = asyncio.Semaphore(2)
    with tqdm(total=len(sources), desc="notebooks", unit=" notebook") as bar:

        async def one(source: Path) -> Path:
            async with room:
                written = await _run(source, target, values)
            bar.update(1)
            return written

        return list(await asyncio.gather(*(one(source) for source in sources)))


async def _run(source: Path, target: Path, values: Mapping[str, str]) -> Path:
    notebook = nbformat.read(source, as_version=4)  # type: ignore[no-untyped-call]
    notebook.cells = _parameterised(notebook.cells, values)
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=600, resources={"metadata": {"path": str(source.parent)}}
    )
    try:
        await client.async_execute(
            stderr=subprocess.DEVNULL
        )  # the kernel's own log; a cell's output is in the notebook
    except CellExecutionError as error:
        raise RasdError(f"{source.name}: a cell failed: {error.ename}: {error.evalue}") from error
    written = target / source.name
    nbformat.write(notebook, written)  # type: ignore[no-untyped-call]
    return written


def _parameterised(cells: list[Any], values: Mapping[str, str]) -> list[Any]:
    """Put a cell with the values behind the one that is tagged as parameters."""
    made = []
    for cell in cells:
        made.append(cell)
        if _PARAMETERS in cell.get("metadata", {}).get("tags", []):
            lines = "\n".join(f"{name} = {value!r}" for name, value in values.items())
            made.append(nbformat.v4.new_code_cell(lines))  # type: ignore[no-untyped-call]
    return made


def render(coded: Coded, corpus: Corpus, figures: Path, *, lang: str) -> str:
    """Return the page; every value from an article is escaped.

    Parameters
    ----------
    coded, corpus
        What is reported on.
    figures
        Folder with the exported figures; those that end in the page's language are shown.
    lang
        ``ar`` or ``en``.
    """
    environment = Environment(
        loader=PackageLoader("analysis"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals["w"] = lambda key: word(key, lang=lang)
    environment.filters["dates"] = _with_dates
    template = environment.get_template("report.html")
    return template.render(
        lang=lang,
        dir="rtl" if lang == "ar" else "ltr",
        source=source_line(coded.articles, lang=lang),
        counts={name: len(table) for name, table in coded.tables().items()},
        problems=corpus.problems.to_dict("records"),
        figures=[_figure(path, lang) for path in sorted(figures.glob(f"*-{lang}.json"))],
        events=_events(coded, lang),
        event_total=len(coded.events),
        claims=_claims(coded, lang),
        versions={name: version(name) for name in _PACKAGES} | {"python": platform.python_version()},
        digest=corpus_digest(coded.articles),
    )


def _with_dates(text: str) -> Markup:
    """Return text escaped, its dates and ranges kept whole and from turning round inside Arabic."""
    kept = str(escape(isolated(clean(text))))
    return Markup(kept.replace("\u2066", '<bdi class="whole">').replace("\u2069", "</bdi>"))


def corpus_digest(articles: pd.DataFrame) -> str:
    """Return a hash of all texts and their ids, the same whatever their order."""
    lines = sorted(f"{i} {h}" for i, h in articles[["article_id", "sha256"]].to_numpy().tolist())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _figure(sidecar: Path, lang: str) -> dict[str, Any]:
    facts = json.loads(sidecar.read_text(encoding="utf-8"))
    image = base64.b64encode(sidecar.with_suffix(".svg").read_bytes()).decode()
    data = pd.read_csv(sidecar.with_suffix(".csv"), encoding="utf-8-sig")
    return {
        "name": sidecar.stem,
        "title": facts["title"],
        "alt": facts["alt"][lang],
        "image": Markup("data:image/svg+xml;base64,") + image,
        "columns": list(data.columns),
        "rows": data.head(_SHOWN_ROWS).astype("str").where(data.notna(), "").to_numpy().tolist(),
        "total": len(data),
    }


def _actors(ids: Any, names: Mapping[str, str], lang: str) -> str:
    return ("، " if lang == "ar" else ", ").join(names.get(i, i) for i in ids)


def _names(lang: str) -> dict[str, str]:
    return {str(k): str(v) for k, v in catalogue()[f"name_{lang}"].items()}


def _places(ids: Any, names: Any, lang: str) -> str:
    """Return places' names in the page's language; one that is not listed keeps its Arabic name."""
    english: dict[Any, str] = gazetteer()["name_en"].to_dict() if lang == "en" else {}
    said = [english.get(i) or n for i, n in zip(ids, names, strict=True)]
    return ("، " if lang == "ar" else ", ").join(map(str, said))


def _day(value: Any) -> str:
    return "" if pd.isna(value) else pd.Timestamp(value).date().isoformat()


def _events(coded: Coded, lang: str) -> list[dict[str, Any]]:
    """Return the latest events with the sentence behind each."""
    names = _names(lang)
    latest = coded.events.sort_values(["date_end", "event_id"], ascending=[False, True], na_position="last")
    latest = latest.head(_SHOWN_EVENTS)
    evidence = sentences_of(latest, coded.articles, coded.sentences).to_dict("records")
    return [
        {
            "type": word(row["event_type"], lang=lang),
            "status": word(row["status"], lang=lang),
            "source": _actors(row["source_actors"], names, lang),
            "target": _actors(row["target_actors"], names, lang),
            "places": _places(row["place_ids"], row["place_names"], lang),
            "date": _day(row["date_start"]),
            "precision": row["date_precision"],
            "outlet": "" if pd.isna(line["outlet"]) else line["outlet"],
            "published": _day(line["published"]),
            "before": line["before"],
            "core": line["core"],
            "after": line["after"],
            "article_id": row["article_id"],
        }
        for row, line in zip(latest.to_dict("records"), evidence, strict=True)
    ]


def _claims(coded: Coded, lang: str) -> list[dict[str, Any]]:
    """Return the claims of change with the sentence behind each, latest first."""
    names = _names(lang)
    changes = coded.control[coded.control["kind"] == "change"]
    changes = changes.sort_values(["date_end", "claim_id"], ascending=[False, True], na_position="last")
    changes = changes.head(_SHOWN_EVENTS)
    evidence = sentences_of(changes, coded.articles, coded.sentences).to_dict("records")
    return [
        {
            "place": _places([row["place_id"]], [row["place_name"]], lang),
            "gained": "" if pd.isna(row["gained_by"]) else names.get(row["gained_by"], row["gained_by"]),
            "lost": "" if pd.isna(row["lost_by"]) else names.get(row["lost_by"], row["lost_by"]),
            "status": word(row["status"], lang=lang),
            "by": "" if pd.isna(row["attribution"]) else names.get(row["attribution"], row["attribution"]),
            "date": _day(row["date_start"]),
            "outlet": "" if pd.isna(line["outlet"]) else line["outlet"],
            "before": line["before"],
            "core": line["core"],
            "after": line["after"],
            "article_id": row["article_id"],
        }
        for row, line in zip(changes.to_dict("records"), evidence, strict=True)
    ]
