"""The contract: every table, column, type, meaning and unit, in one place.

The data dictionary of the README is made from this module, and every table that is
written is checked against it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import TableError

STATUSES = ("happened", "attempted", "planned", "rumoured", "hypothetical", "denied")
PRECISIONS = ("day", "week", "month", "year", "unknown")
OUTCOMES = ("killed", "wounded", "killed_or_wounded", "captured", "missing")
STATES = ("held", "contested", "besieged", "unknown")
EVENT_TYPES = (
    "clash",
    "ground_attack",
    "air_strike",
    "shelling",
    "vehicle_bomb",
    "suicide_bombing",
    "ied_blast",
    "explosion",
    "sabotage",
    "shooting",
    "killing",
    "abduction",
    "arrest_raid",
    "advance",
    "territory_gain",
    "territory_loss",
    "withdrawal",
    "siege",
    "troop_movement",
    "displacement",
    "restriction",
    "agreement",
    "protest",
)

# One Arrow type per kind of column. Dates carry no time of day; milliseconds survive Parquet.
_ARROW: dict[str, pa.DataType] = {
    "text": pa.string(),
    "date": pa.timestamp("ms"),
    "count": pa.int64(),
    "share": pa.float64(),
    "flag": pa.bool_(),
    "list": pa.list_(pa.string()),
}
_PANDAS = {
    "text": "str",
    "date": "datetime64[ms]",
    "count": "Int64",
    "share": "float64",
    "flag": "bool",
    "list": "object",
}


@dataclass(frozen=True)
class Column:
    """One column of the contract.

    ``kind`` is ``text``, ``date``, ``count``, ``share``, ``flag`` or ``list`` (a list of text);
    ``values`` names the only values allowed, when they are few.
    """

    name: str
    kind: str
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()


def _text(name: str, meaning: str, unit: str = "", values: tuple[str, ...] = ()) -> Column:
    return Column(name, "text", meaning, unit, values)


_WHERE_FROM = (
    _text("article_id", "the article the row was read from"),
    _text("sentence_id", "the sentence the row was read from"),
    Column("start", "count", "first character of the span in `articles.text`", "characters"),
    Column("end", "count", "one past the last character of the span", "characters"),
)
_SPAN = (*_WHERE_FROM, _text("text", "the words of the span, as the article has them"))
_TIME = (
    Column("date_start", "date", "first day on which it can have happened; missing when unknown"),
    Column("date_end", "date", "last day on which it can have happened; missing when unknown"),
    _text("date_precision", "how exact the date is", values=PRECISIONS),
)
_STATUS = _text("status", "what the text asserts of it", values=STATUSES)
_ATTRIBUTION = _text("attribution", "actor id of the speaker; missing when the outlet speaks itself")
_RULE = _text("rule", "name of the rule that made the row")

TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (
        _text("article_id", "file stem, or the id given in the file"),
        _text("outlet", "who published it, as the corpus says"),
        _text("title", "headline, when the corpus gives one"),
        Column("published", "date", "day of publication; missing when undated"),
        _text("published_precision", "how exact `published` is", values=PRECISIONS),
        _text("published_basis", "what `published` rests on"),
        _text("url", "address, when the corpus gives one"),
        _text("text", "the article, unchanged"),
        Column("n_chars", "count", "length of `text`", "characters"),
        _text("sha256", "hash of `text` in UTF-8"),
        _text("duplicate_of", "id of the earlier article with the same text; missing when first"),
        _text("source_file", "file the article came from, relative to the corpus"),
    ),
    "sentences": (
        *_WHERE_FROM,
        Column("is_repeat", "flag", "a line that repeats the body (pull quote, pasted twice); codes nothing"),
    ),
    "mentions": (
        *_SPAN,
        _text("kind", "what is named", values=("actor", "place")),
        _text("entity_id", "actor id of the codebook, or place id of the gazetteer"),
        _text("name_id", "the finer id: of the catalogue or gazetteer, or `unlisted:…` for a name that neither holds"),
        Column("candidates", "list", "ids of the places that share the name, where nothing tells which is meant"),
        _RULE,
    ),
    "unlisted": (
        _text("name_id", "provisional id of a name that no lexicon holds"),
        _text("kind", "what is named", values=("actor", "place")),
        _text("name", "the name as it is written most often"),
        _text("entity_id", "actor id of the codebook that it is counted under until it is named; missing for a place"),
        Column("n_mentions", "count", "how often it is named", "mentions"),
        Column("n_articles", "count", "articles that name it", "articles"),
        _text("article_id", "the first of these articles"),
        _text("sentence", "the sentence of that article that names it"),
        Column("candidates", "list", "ids of the lexicon whose names are spelled most alike, best first"),
    ),
    "events": (
        _text("event_id", "the event"),
        *_SPAN,
        _text("event_type", "type of the codebook", values=EVENT_TYPES),
        _STATUS,
        Column("source_actors", "list", "actor ids of those who do it"),
        Column("target_actors", "list", "actor ids of those who suffer it"),
        Column("place_ids", "list", "gazetteer ids of where it happens; empty text for a place not listed"),
        Column("place_names", "list", "Arabic names of where it happens"),
        _ATTRIBUTION,
        *_TIME,
        _text("incident_id", "the occurrence; shared by all events that report it"),
        Column("is_background", "flag", "what the article only recalls: earlier times, totals, habits"),
        _text("background_rule", "the rule that says so; missing for news"),
        Column("confidence", "share", "probability that a careful reader codes it too", "0 to 1"),
        _RULE,
    ),
    "casualties": (
        _text("casualty_id", "the count"),
        *_SPAN,
        _text("event_id", "the event it is a toll of; missing when none is near"),
        _text("victim", "actor id of the victims; missing when mixed or not said"),
        _text("outcome", "what became of them", values=OUTCOMES),
        Column("low", "count", "least number the words allow", "people"),
        Column("high", "count", "greatest number the words allow; missing when open", "people"),
        Column("approximate", "flag", "the text says «نحو» or the like"),
        Column("is_tally", "flag", "a running total; never to be added to other rows"),
        Column("civilian", "count", "fewest of them that the text says are civilians; missing when not said", "people"),
        Column("children", "count", "fewest of them that the text says are children; missing when not said", "people"),
        Column("women", "count", "fewest of them that the text says are women; missing when not said", "people"),
        _RULE,
    ),
    "incidents": (
        _text("incident_id", "the occurrence, named after its first event"),
        _text("event_type", "type of the codebook that most of its events have", values=EVENT_TYPES),
        Column("place_names", "list", "Arabic names of where it happened, by any of its events"),
        Column("source_actors", "list", "actor ids of those who did it, by any of its events"),
        Column("target_actors", "list", "actor ids of those who suffered it, by any of its events"),
        *_TIME,
        Column("killed_low", "count", "least of the numbers of dead told; missing when none is", "people"),
        Column("killed_high", "count", "greatest of the numbers of dead told; missing when none is", "people"),
        Column("n_events", "count", "events that tell it", "events"),
        Column("n_articles", "count", "articles that tell it", "articles"),
        Column("n_reports", "count", "of these, texts that are not near-copies of each other", "reports"),
        Column("n_origins", "count", "agencies, observers or outlets on whose word they rest", "origins"),
        Column("origins", "list", "these origins; `report …` where a text names none"),
        Column("is_background", "flag", "told only as something recalled"),
    ),
    "control": (
        _text("claim_id", "the claim"),
        *_SPAN,
        _text("event_id", "the event that states it; missing for a standing state"),
        _text("kind", "a change of hands, or a standing state", values=("change", "state")),
        _text("place_id", "gazetteer id of the place; missing when not listed"),
        _text("place_name", "Arabic name of the place"),
        _text("gained_by", "actor id of the taker, or of the holder in a state; missing when not said"),
        _text("lost_by", "actor id of the loser; missing when not said"),
        _STATUS,
        _ATTRIBUTION,
        *_TIME,
        Column("reported", "date", "day of publication of the article that says it; missing when undated"),
        _text("origin", "on whose word it is: the speaker, else the agency or report of the article"),
        _text("reliability", "of the source, A to F, as the researcher judged it; missing when not judged"),
        _text("credibility", "of the claim, 1 to 6, as the researcher judged it; missing when not judged"),
        _RULE,
    ),
    "changes": (
        _text("change_id", "the fused change, named after its first claim"),
        _text("place_id", "gazetteer id of the place; missing when not listed"),
        _text("place_name", "Arabic name of the place"),
        _text("gained_by", "actor id of the taker; missing when not said"),
        _text("lost_by", "actor id of the loser; missing when not said or said differently"),
        Column("date_start", "date", "first day on which it can have happened"),
        Column("date_end", "date", "last day on which it can have happened"),
        _text("dated_by", "how the claims agree on the day", values=("exact-day", "majority-day", "interval")),
        _text("ruling", "`counts`, `contested`, or the ledger's rule that decided against it"),
        Column("n_claims", "count", "claims that were fused", "claims"),
        Column("n_origins", "count", "on whose word they rest", "origins"),
        Column("origins", "list", "these origins"),
        Column("claim_ids", "list", "the claims that were fused"),
    ),
    "spells": (
        _text("place_id", "gazetteer id of the place; missing when not listed"),
        _text("place_name", "Arabic name of the place"),
        _text("state", "what the claims say of the place in this time", values=STATES),
        _text("actor", "actor id of the holder; missing unless held or besieged"),
        _text("besieged_by", "actor id of the besieger; missing unless besieged"),
        Column("start", "date", "first day of the spell"),
        Column("end", "date", "first day of the next spell; missing while it lasts"),
        Column("confirmed", "date", "last day of which a claim says so; missing unless held or besieged"),
        Column("claim_ids", "list", "the claims that the spell rests on"),
    ),
}


def columns(name: str) -> tuple[str, ...]:
    """Return the column names of a table, in order."""
    return tuple(c.name for c in _columns(name))


def _columns(name: str) -> tuple[Column, ...]:
    if name not in TABLES:
        raise TableError(f"no table is named `{name}`; expected one of {', '.join(TABLES)}")
    return TABLES[name]


def schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    return pa.schema([(c.name, _ARROW[c.kind]) for c in _columns(name)])


def frame(name: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Build a table from rows; columns a row lacks are missing.

    Parameters
    ----------
    name
        A key of `TABLES`.
    rows
        Mappings from column name to value; keys outside the contract are refused.

    Returns
    -------
    DataFrame with exactly the columns of the contract, in order and typed.

    Raises
    ------
    TableError
        If a row has a key that the table has not.

    Examples
    --------
    >>> frame("sentences", [{"article_id": "a", "sentence_id": "a-0", "start": 0, "end": 4,
    ...                      "is_repeat": False}]).shape
    (1, 5)
    """
    rows = list(rows)
    wanted = _columns(name)
    extra = {key for row in rows for key in row} - {c.name for c in wanted}
    if extra:
        raise TableError(f"table `{name}` has no column {sorted(extra)}")
    data = {c.name: _series([row.get(c.name) for row in rows], c) for c in wanted}
    return pd.DataFrame(data)


def _series(values: Sequence[Any], column: Column) -> "pd.Series[Any]":
    if column.kind == "list":
        return pd.Series([list(v) if v is not None else [] for v in values], dtype="object")
    if column.kind == "flag":
        return pd.Series([bool(v) for v in values], dtype="bool")
    if column.kind == "date":
        return pd.Series(pd.to_datetime(pd.Series(list(values), dtype="object"))).astype("datetime64[ms]")
    return pd.Series(list(values), dtype=_PANDAS[column.kind])


def check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` unchanged if it keeps the contract; say all that is wrong otherwise.

    Raises
    ------
    TableError
        Naming every missing column, wrong type and value that is not allowed.
    """
    problems: list[str] = []
    for c in _columns(name):
        if c.name not in table:
            problems.append(f"column `{c.name}` is missing")
            continue
        found = str(table[c.name].dtype)
        if found != _PANDAS[c.kind]:
            problems.append(f"column `{c.name}` is {found}, expected {_PANDAS[c.kind]}")
        elif c.values:
            odd = sorted(set(table[c.name].dropna()) - set(c.values))
            if odd:
                problems.append(f"column `{c.name}` holds {odd}, expected one of {list(c.values)}")
    if problems:
        raise TableError(f"table `{name}`: " + "; ".join(problems))
    return table


def write(tables: Mapping[str, pd.DataFrame], folder: str | Path) -> list[Path]:
    """Check every table and write it to `folder` as ``NAME.parquet``; return the paths."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables.items():
        check(name, table)
        extra = [c for c in table.columns if c not in columns(name)]
        fields = list(schema(name)) + [pa.field(c, pa.array(table[c]).type) for c in extra]
        arrow = pa.Table.from_pandas(table, schema=pa.schema(fields), preserve_index=False)
        paths.append(folder / f"{name}.parquet")
        pq.write_table(arrow.replace_schema_metadata(None), paths[-1])
    return paths


def read(folder: str | Path, names: Sequence[str] = tuple(TABLES)) -> dict[str, pd.DataFrame]:
    """Read tables that `write` wrote, typed as the contract says.

    Raises
    ------
    TableError
        If a file is missing, or does not keep the contract.
    """
    missing = [n for n in names if not (Path(folder) / f"{n}.parquet").is_file()]
    if missing:
        raise TableError(f"{folder}: no {', '.join(f'{n}.parquet' for n in missing)}; run `code` first")
    return {name: check(name, _typed(name, pd.read_parquet(Path(folder) / f"{name}.parquet"))) for name in names}


def _typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    made = {c.name: _series(table[c.name].tolist(), c) for c in _columns(name) if c.name in table}
    return table.assign(**made)


def dictionary() -> str:
    """Return the data dictionary as Markdown, one table per table."""
    parts = []
    for name, cols in TABLES.items():
        lines = [f"**{name}**", "", "| column | type | meaning |", "| --- | --- | --- |"]
        for c in cols:
            unit = f" ({c.unit})" if c.unit else ""
            values = f": {', '.join(f'`{v}`' for v in c.values)}" if c.values and len(c.values) < 10 else ""
            lines.append(f"| `{c.name}` | {c.kind} | {c.meaning}{unit}{values} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


if __name__ == "__main__":
    print(dictionary())
