"""Two codings of one corpus, row by row: what a change of rules or lexicon added, took away and altered."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import TableError

# What says that two rows are the same reading, and what may then differ. Ids are numbers within an article.
_KEYS: dict[str, tuple[str, ...]] = {
    "mentions": ("article_id", "start", "kind"),
    "events": ("article_id", "sentence_id", "event_type", "rule"),
    "casualties": ("article_id", "start", "outcome"),
    "control": ("article_id", "sentence_id", "kind", "place_name"),
}
_LOOKED_AT: dict[str, tuple[str, ...]] = {
    "mentions": ("end", "entity_id", "rule"),
    "events": (
        "status", "source_actors", "target_actors", "place_names", "attribution", "date_start", "date_end",
        "is_background",
    ),
    "casualties": ("victim", "low", "high", "is_tally"),
    "control": ("gained_by", "lost_by", "status", "attribution", "date_start", "date_end"),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Comparison:
    """The rows in which two codings differ.

    ``rows`` has a row for each difference: ``table``, ``how`` (`new`, `gone` or `changed`), ``article_id``,
    ``rule``, ``text``, ``what`` changed (column: before → after), and the ``sentence``. ``counts`` sums them
    up by table, rule and kind.
    """

    rows: pd.DataFrame
    counts: pd.DataFrame

    def __str__(self) -> str:
        """Return the counts as an aligned table."""
        return self.counts.to_string(index=False) if len(self.counts) else "no row differs"


def compare(
    before: str | Path | Mapping[str, pd.DataFrame], after: str | Path | Mapping[str, pd.DataFrame]
) -> Comparison:
    """Compare two codings of the same articles.

    Parameters
    ----------
    before, after
        Folders that ``python -m analysis code`` wrote, or their tables by name.

    Raises
    ------
    TableError
        If a table is missing, or the codings share no article.

    Examples
    --------
    >>> from analysis import code
    >>> made = code("corpus", processes=1, progress=False).tables()
    >>> print(compare(made, made))
    no row differs
    """
    old, new = _tables(before), _tables(after)
    shared = set(old["articles"]["article_id"]) & set(new["articles"]["article_id"])
    if not shared:
        raise TableError("the two codings share no article; compare codings of one corpus")
    sentences = _sentences(new) | _sentences(old)
    parts = [_differences(name, old[name], new[name], shared, sentences) for name in _KEYS]
    rows = pd.concat(parts, ignore_index=True)
    counts = rows.groupby(["table", "rule", "how"], sort=True).size().rename("rows").reset_index()
    return Comparison(rows, counts.sort_values(["rows", "table", "rule"], ascending=[False, True, True]))


def _tables(coded: str | Path | Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    wanted = ("articles", "sentences", *_KEYS)
    if isinstance(coded, Mapping):
        missing = [name for name in wanted if name not in coded]
        if missing:
            raise TableError(f"no table {', '.join(missing)}; expected {', '.join(wanted)}")
        return coded
    folder = Path(coded)
    missing = [name for name in wanted if not (folder / f"{name}.parquet").is_file()]
    if missing:
        raise TableError(f"{folder}: no {', '.join(f'{n}.parquet' for n in missing)}; run `code` first")
    # Not checked against the contract: the coding to compare with may be older than it.
    return {name: pd.read_parquet(folder / f"{name}.parquet") for name in wanted}


def _sentences(coded: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    text = dict(zip(coded["articles"]["article_id"], coded["articles"]["text"], strict=True))
    spans = coded["sentences"][["article_id", "sentence_id", "start", "end"]].to_numpy().tolist()
    return {str(s): text[a][start:end] for a, s, start, end in spans if a in text}


def _differences(
    name: str, old: pd.DataFrame, new: pd.DataFrame, shared: set[str], sentences: Mapping[str, str]
) -> pd.DataFrame:
    found = []
    one, other = _keyed(name, old, shared), _keyed(name, new, shared)
    for key in sorted({*one, *other}, key=str):
        was, is_ = one.get(key), other.get(key)
        if was is None or is_ is None:
            row, how, what = (was, "gone", "") if is_ is None else (is_, "new", "")
        else:
            row, how = is_, "changed"
            both = [c for c in _LOOKED_AT[name] if c in was and c in is_]
            pairs = [(c, _shown(was[c]), _shown(is_[c])) for c in both]
            what = "; ".join(f"{c}: {a} → {b}" for c, a, b in pairs if a != b)
            if not what:
                continue
        assert row is not None
        said = sentences.get(str(row["sentence_id"]), "")
        found.append((name, how, row["article_id"], row["rule"], row["text"], what, said))
    columns = ["table", "how", "article_id", "rule", "text", "what", "sentence"]
    return pd.DataFrame(found, columns=columns, dtype="str")


def _keyed(name: str, table: pd.DataFrame, shared: set[str]) -> dict[tuple[object, ...], dict[str, object]]:
    """Return the rows by their key and, for rows that share one, their place among them."""
    rows: dict[tuple[object, ...], dict[str, object]] = {}
    seen: dict[tuple[object, ...], int] = {}
    for record in table[table["article_id"].isin(shared)].to_dict("records"):
        row = {str(k): v for k, v in record.items()}
        key = tuple(row[c] for c in _KEYS[name])
        seen[key] = seen.get(key, -1) + 1
        rows[(*key, seen[key])] = row
    return rows


def _shown(value: object) -> str:
    if isinstance(value, (list, np.ndarray)):
        return "، ".join(map(str, value)) or "-"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return "-" if value is None or value != value or str(value) in ("NaT", "<NA>", "") else str(value)
