"""``actor_names.csv``: what the researcher names the groups that no lexicon holds, once for a corpus."""

from collections.abc import Mapping
from pathlib import Path

from analysis.coding.group_names import UNLISTED, name_id
from analysis.ingest import beside
from analysis.lexicon.actors import catalogue

FILE = "actor_names.csv"


def read(corpus: Path) -> dict[str, str]:
    """Return actor ids by provisional id, as ``actor_names.csv`` beside the articles has them.

    The file has the columns ``name`` (the name as written, or its provisional id) and ``actor_id``
    (an id of the catalogue).

    Raises
    ------
    CorpusError
        Naming every row that has no name, or an id that the catalogue does not have.
    """
    table = beside.read(beside.folder_of(corpus) / FILE, required=("name", "actor_id"), check=_unknown)
    if table is None:
        return {}
    pairs = zip(table["name"], table["actor_id"], strict=True)
    return {name if name.startswith(UNLISTED) else name_id(name): actor for name, actor in pairs}


def _unknown(row: Mapping[str, str]) -> str | None:
    return beside.unknown("actor_id", row["actor_id"], catalogue().index, "is not in the catalogue")
