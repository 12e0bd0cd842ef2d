"""``actor_names.csv``: what the researcher names the groups that no lexicon holds, once for a corpus."""

from pathlib import Path

import pandas as pd

from analysis.coding.group_names import UNLISTED, name_id
from analysis.errors import CorpusError
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
    path = corpus / FILE if corpus.is_dir() else corpus.parent / FILE
    if not path.is_file():
        return {}
    try:
        table = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CorpusError(f"{path}: is no table in UTF-8 with the columns name and actor_id ({error})") from error
    lacking = [c for c in ("name", "actor_id") if c not in table]
    if lacking:
        raise CorpusError(f"{path}: column {', '.join(lacking)} is missing; expected name and actor_id")
    known, wrong, found = set(catalogue().index), [], {}
    for line, (name, actor) in enumerate(zip(table["name"].str.strip(), table["actor_id"].str.strip(), strict=True), 2):
        if not name:
            wrong.append(f"row {line}: `name` is empty")
        elif actor not in known:
            wrong.append(f"row {line}: actor_id `{actor}` is not in the catalogue; expected an id such as `sna`")
        else:
            found[name if name.startswith(UNLISTED) else name_id(name)] = actor
    if wrong:
        raise CorpusError(f"{path}:\n" + "\n".join(wrong))
    return found
