"""What lies beside the articles to add to the lexicons: named groups, added places, placed names."""

import warnings
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from analysis.errors import CorpusError
from analysis.ingest import actor_names, beside, judgements
from analysis.lexicon import places
from analysis.lexicon.additions import Additions
from analysis.text.normalise import fold

GAZETTEER = "gazetteer"
PLACED = "place_names.csv"
T = TypeVar("T")
_REQUIRED = ("place_id", "name", "kind")


def read(corpus: Path) -> Additions:
    """Return the additions of a corpus; none where it has no such files.

    ``actor_names.csv`` names groups (`analysis.ingest.actor_names`); ``gazetteer/*.csv`` holds places as
    ``gazetteer add`` writes them; ``place_names.csv`` with ``name,place_id`` says which listed place a
    name of the table ``unlisted`` is.

    Raises
    ------
    CorpusError
        Naming file, line and value of everything that is wrong, over all files at once.
    """
    faults: list[str] = []
    actors = _gathered(partial(actor_names.read, corpus), faults) or {}
    tables = [t for path in added(corpus) if (t := _gathered(partial(table, path), faults)) is not None]
    own = pd.concat(tables, ignore_index=True) if tables else None
    placed = _gathered(partial(_placed, beside.folder_of(corpus) / PLACED, own), faults)
    if faults:
        raise CorpusError("\n".join(faults))
    rows = [t for t in (own, placed) if t is not None]
    return Additions(actors, pd.concat(rows).set_index("place_id")) if rows else Additions(actors)


def faults(corpus: Path) -> list[str]:
    """Return everything wrong with the files beside the articles, judgements included, a line each."""
    found: list[str] = []
    _gathered(partial(read, corpus), found)
    for name in (judgements.SOURCES, judgements.CLAIMS):
        _gathered(partial(judgements.read, corpus, name), found)
    return found


def _gathered(reading: Callable[[], T], faults: list[str]) -> T | None:
    """Return what a reading gives, or add the lines of its error to `faults`, that all are told at once."""
    try:
        return reading()
    except CorpusError as error:
        faults += str(error).splitlines()
        return None


def say_unused(additions: Additions, mentions: pd.DataFrame) -> None:
    """Warn of every name of a group or place that no article has: a slip of the pen names nothing."""
    written = {fold(text) for text in mentions["text"].unique()}
    for name in additions.actor_aliases:
        if name not in written:
            warnings.warn(f"{actor_names.FILE}: no article names `{name}`; it names nobody", stacklevel=3)
    for name in additions.places.loc[additions.places["source"] == PLACED, "name"]:
        if fold(name) not in written:
            warnings.warn(f"{PLACED}: no article names the place `{name}`; it places nothing", stacklevel=3)


def added(corpus: Path) -> list[Path]:
    """Return the files of added places, in the order in which they were added."""
    return sorted((beside.folder_of(corpus) / GAZETTEER).glob("*.csv"))


def table(path: Path) -> pd.DataFrame:
    """Return one file of added places with every column of the gazetteer, as text.

    Raises
    ------
    CorpusError
        Naming every row that is wrong.
    """
    found = beside.read(path, required=_REQUIRED, check=_fault)
    if found is None:
        raise CorpusError(f"{path}: no such file")
    return found.reindex(columns=list(places.COLUMNS), fill_value="").astype("str")


def _fault(row: Mapping[str, str]) -> str | None:
    return places.wrong({"needs_head": "", "lat": "", "lon": ""} | dict(row))


def _placed(path: Path, own: pd.DataFrame | None) -> pd.DataFrame | None:
    if not path.is_file():
        return None
    listed = places.gazetteer().reset_index()
    kinds = pd.concat([listed, own]) if own is not None else listed
    kind = kinds.drop_duplicates("place_id").set_index("place_id")["kind"]
    found = beside.read(
        path,
        required=("name", "place_id"),
        check=lambda row: beside.unknown("place_id", row["place_id"], kind.index, "is in no gazetteer"),
    )
    if found is None:
        return None
    # A name of one word is as good as any word: it is read as a place where a head noun announces it.
    needs = found["name"].map(lambda name: "" if " " in name else "yes")
    made = found.assign(needs_head=needs, kind=found["place_id"].map(kind), source=PLACED)
    return made.reindex(columns=list(places.COLUMNS), fill_value="").astype("str")
