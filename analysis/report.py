"""One folder of results: tables, executed notebooks, figures, and one self-contained HTML page."""

import asyncio
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from tqdm import tqdm

from analysis.coded import code
from analysis.corpus import Corpus
from analysis.errors import RasdError
from analysis.page import render

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
_PARAMETERS = "parameters"


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
    before = exported(folder / "figures")
    execute(corpus.path, folder)
    figures = [path for path, when in exported(folder / "figures").items() if before.get(path) != when]
    page = folder / "report.html"
    page.write_text(render(coded, corpus, figures, lang=lang), encoding="utf-8")
    return page


def exported(figures: Path) -> dict[Path, int]:
    """Return when each figure's description in a folder was written, in nanoseconds, by its path.

    A folder that was used before holds figures of other articles too; only those that are written
    anew belong on the page.
    """
    return {path: path.stat().st_mtime_ns for path in sorted(figures.glob("*.json"))}


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

        # All end before the first failure is raised: a kernel that is left running would fail when it is cleaned up.
        made = await asyncio.gather(*(one(source) for source in sources), return_exceptions=True)
    failed = next((m for m in made if isinstance(m, BaseException)), None)
    if failed is not None:
        raise failed
    return [m for m in made if isinstance(m, Path)]


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
