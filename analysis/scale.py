"""The same coding over several processes, in the order of the corpus, with progress."""

import multiprocessing
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import pandas as pd
from tqdm import tqdm

from analysis.coding import coder
from analysis.coding.coder import Rows

_WORTH_A_PROCESS = 200
_CHUNK = 25
_NEEDED = ["article_id", "outlet", "title", "published", "published_precision", "text"]


def code_all(
    articles: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    processes: int | None = None,
    progress: bool = True,
) -> Rows:
    """Code every article and return the rows of the coded tables, in corpus order.

    Parameters
    ----------
    articles
        Table ``articles``.
    names
        Actor ids that the researcher gave to names of the table ``unlisted``.
    processes
        How many to use; by default as many as there are cores, and one for a small corpus.
    progress
        Whether to show a bar on standard error.

    Returns
    -------
    Rows by table; the same for any number of processes.
    """
    records = [{str(k): v for k, v in r.items()} for r in articles[_NEEDED].to_dict("records")]
    count = processes or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    chunks = [records[i : i + _CHUNK] for i in range(0, len(records), _CHUNK)]
    rows: Rows = {name: [] for name in coder.CODED}
    bar = tqdm(total=len(records), desc="coding", unit=" articles", disable=not progress, file=sys.stderr)
    with bar:
        for size, made in _results(chunks, names or {}, count if len(records) >= _WORTH_A_PROCESS else 1):
            for name, part in made.items():
                rows[name] += part
            bar.update(size)
    return rows


@contextmanager
def _apart_from_main() -> Iterator[None]:
    """Keep new processes from running the user's script again: they need this package, not that script."""
    main = sys.modules["__main__"].__dict__
    path = main.pop("__file__", None)
    try:
        yield
    finally:
        if path is not None:
            main["__file__"] = path


def _results(
    chunks: list[list[dict[str, Any]]], names: Mapping[str, str], processes: int
) -> Iterator[tuple[int, Rows]]:
    if processes == 1:
        for chunk in chunks:
            yield len(chunk), coder.code_articles(chunk, names)
        return
    with _apart_from_main(), multiprocessing.get_context("spawn").Pool(processes) as pool:
        for chunk, made in zip(chunks, pool.imap(partial(coder.code_articles, names=names), chunks), strict=True):
            yield len(chunk), made
