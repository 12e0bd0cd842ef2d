"""The same coding over several processes, in the order of the corpus, with progress."""

import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
from tqdm import tqdm

from analysis.coding import coder
from analysis.coding.coder import Rows
from analysis.lexicon.additions import NONE, Additions

_WORTH_A_PROCESS = 200
_CHUNK = 25
_NEEDED = ["article_id", "outlet", "title", "published", "published_precision", "text"]


def code_all(
    articles: pd.DataFrame,
    *,
    additions: Additions = NONE,
    processes: int | None = None,
    progress: bool = True,
) -> Rows:
    """Code every article and return the rows of the coded tables, in corpus order.

    Parameters
    ----------
    articles
        Table ``articles``.
    additions
        What the researcher added to the lexicons.
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
        for size, made in _results(chunks, additions, count if len(records) >= _WORTH_A_PROCESS else 1):
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


class _Worker:
    """What a process keeps between chunks: sent once, for the vocabulary is built anew for each copy of it."""

    additions: Additions = NONE

    @classmethod
    def prepare(cls, additions: Additions) -> None:
        cls.additions = additions

    @classmethod
    def code(cls, chunk: list[dict[str, Any]]) -> Rows:
        return coder.code_articles(chunk, cls.additions)


def _results(chunks: list[list[dict[str, Any]]], additions: Additions, processes: int) -> Iterator[tuple[int, Rows]]:
    if processes == 1:
        for chunk in chunks:
            yield len(chunk), coder.code_articles(chunk, additions)
        return
    context = multiprocessing.get_context("spawn")
    with _apart_from_main(), context.Pool(processes, _Worker.prepare, (additions,)) as pool:
        for chunk, made in zip(chunks, pool.imap(_Worker.code, chunks), strict=True):
            yield len(chunk), made
