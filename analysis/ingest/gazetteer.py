"""``gazetteer add``: a downloaded list of places becomes part of one corpus, with preview, collisions and undo."""

import math
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz

from analysis import spreadsheet
from analysis.errors import CorpusError
from analysis.geometry import distance_km
from analysis.ingest import additions, placelists
from analysis.lexicon import places
from analysis.text.normalise import fold

_SAME_NAME = 5.0  # km within which one name is one place
_OTHER_SPELLING = 3.0  # km within which a like name is another spelling
_ALIKE = 85  # of 100
_CELL = 0.1  # degrees
_SHOWN = 10
_UNDONE = ".undone"

NEW, SPELLING, THERE = "new", "spelling", "there"


@dataclass(frozen=True, eq=False, repr=False)
class Plan:
    """What a list of places brings to a corpus.

    Attributes
    ----------
    rows
        The rows of the list with ``outcome``: ``new``, ``spelling`` (of a place that is listed, to whose
        ``place_id`` it goes) or ``there`` (nothing to add).
    collisions
        ``name``, ``place_ids`` and their number ``n`` for every name that two places or more will share.
    faults
        What is wrong with rows that were left out.
    file
        Where the rows were written, None in a preview and when there is nothing to add.
    """

    source: Path
    rows: pd.DataFrame
    collisions: pd.DataFrame
    faults: tuple[str, ...]
    file: Path | None = None

    @property
    def wanted(self) -> pd.DataFrame:
        """The rows to be added."""
        return self.rows[self.rows["outcome"] != THERE]

    def __str__(self) -> str:
        """Return counts, examples, collisions and faults as text to read."""
        counts = {o: int((self.rows["outcome"] == o).sum()) for o in (NEW, SPELLING, THERE)}
        lines = [
            f"{self.source}: {counts[NEW]:,} new places, {counts[SPELLING]:,} further spellings of listed places, "
            f"{counts[THERE]:,} there already, {len(self.faults):,} left out",
            *_shown("new", self._named(NEW)),
            *_shown("spellings", self._named(SPELLING)),
            *_shown(
                "names that several places share (told apart by what the article says, else ambiguous)",
                [f"{name}: {n}" for name, n in self.collisions[["name", "n"]].itertuples(index=False)],
            ),
            *_shown("left out", list(self.faults)),
        ]
        done = f"written to {self.file}; `gazetteer undo` takes it back" if self.file else "nothing was written"
        return "\n".join([*lines, done])

    def _named(self, outcome: str) -> list[str]:
        rows = self.rows[self.rows["outcome"] == outcome]
        told = rows[["name", "place_id", "kind", "governorate", "country", "lat", "lon"]].to_numpy().tolist()
        return [
            f"{n} -> {i}  ({kind}, {g or country}, {a or '?'} N {o or '?'} E)" for n, i, kind, g, country, a, o in told
        ]


def _shown(title: str, items: list[str]) -> list[str]:
    if not items:
        return []
    rest = [f"  … and {len(items) - _SHOWN:,} more"] if len(items) > _SHOWN else []
    return [f"{title} ({len(items):,}):", *(f"  {item}" for item in items[:_SHOWN]), *rest]


def add(source: str | Path, to: str | Path, *, preview: bool = False) -> Plan:
    """Add a list of places to a corpus, as ``gazetteer/NNN-NAME.csv`` beside its articles.

    A row is there already when a listed place has its name within 5 km, or its P-code or GeoNames id; it is
    a further spelling when a listed place within 3 km is written almost alike. Names of one word are read
    only behind a head noun («قرية …») or in a list, for any word can be a village's name; the column
    ``needs_head`` of the written file changes that.

    Parameters
    ----------
    source
        OCHA populated places, COD-AB tables, GeoNames ``SY.txt``, any CSV or XLSX with names and coordinates.
    to
        The corpus folder.
    preview
        Only say what would be added.

    Raises
    ------
    CorpusError
        If the list cannot be read, the folder is none, or no row can be used.
    """
    folder = Path(to)
    if not folder.is_dir():
        raise CorpusError(f"{folder}: is no folder; expected that of a corpus")
    read, faults = placelists.read(Path(source))
    if read.empty:
        raise CorpusError("\n".join([f"{source}: no row can be used", *faults[:_SHOWN]]))
    known = additions.read(folder)
    rows = _compared(read.assign(source=Path(source).name), known.gazetteer.reset_index(), known.spellings)
    plan = Plan(Path(source), rows, _collisions(rows, known.spellings), tuple(faults))
    if preview or plan.wanted.empty:
        return plan
    return replace(plan, file=_written(plan.wanted, folder, plan.source.stem))


def undo(to: str | Path) -> Path:
    """Take back the last list that was added; its file stays beside, unread, with ``.undone`` behind its name.

    Raises
    ------
    CorpusError
        If nothing was added.
    """
    there = additions.added(Path(to))
    if not there:
        raise CorpusError(f"{to}: no list of places was added; there is nothing to undo")
    last = there[-1]
    os.replace(last, last.with_name(last.name + _UNDONE))
    return last


def listing(to: str | Path) -> pd.DataFrame:
    """Return the lists that were added: ``file``, ``places`` of its own, ``spellings`` of listed ones."""
    listed = set(places.gazetteer().index)
    rows = []
    for path in additions.added(Path(to)):
        ids = additions.table(path)["place_id"]
        rows.append((path.name, int((~ids.isin(listed)).sum()), int(ids.isin(listed).sum())))
    return pd.DataFrame(rows, columns=["file", "places", "spellings"])


def _written(rows: pd.DataFrame, folder: Path, stem: str) -> Path:
    to = folder / additions.GAZETTEER
    to.mkdir(exist_ok=True)
    taken = [int(m[1]) for p in to.iterdir() if (m := re.match(r"(\d+)-", p.name))]
    name = re.sub(r"[^\w.-]+", "_", stem)[:80]
    path = to / f"{max(taken, default=0) + 1:03}-{name}.csv"
    table = rows[list(places.COLUMNS)]
    unfinished = path.with_suffix(".part")
    spreadsheet.write(table.assign(lat=pd.to_numeric(table["lat"]), lon=pd.to_numeric(table["lon"])), unfinished)
    os.replace(unfinished, path)
    return path


def _compared(rows: pd.DataFrame, known: pd.DataFrame, spellings: dict[str, tuple[places.Place, ...]]) -> pd.DataFrame:
    """Give each row its ``outcome`` and ``place_id``, and where it is new what must stand before its name."""
    by_code = {c: i for k in ("pcode", "geonames_id") for c, i in zip(known[k], known["place_id"], strict=True) if c}
    codes = {i: (p, g) for i, p, g in known[["place_id", "pcode", "geonames_id"]].itertuples(index=False)}
    points: dict[str, tuple[float, float]] = {
        i: (a, o) for i, a, o in known[["place_id", "lat", "lon"]].itertuples(index=False) if not math.isnan(a)
    }
    names: dict[str, set[str]] = defaultdict(set)
    for spelling, bearing in spellings.items():
        for place in bearing:
            names[place.place_id].add(spelling)
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for known_id, where in points.items():
        cells[_cell(*where)].append(known_id)
    made = []
    taken = set(known["place_id"])
    for record in rows.to_dict("records"):
        row = {str(k): str(v) for k, v in record.items()}
        spelled = [fold(n) for n in (row["name"], *str(row["variants"]).split("|")) if n]
        point = _point(row)
        place_id: str | None = by_code.get(row["pcode"]) or by_code.get(row["geonames_id"])
        if place_id is None and point is not None:
            around = (i for i in _around(cells, point) if _may_be_one(row, codes[i]))
            near = sorted((distance_km(point, points[i]), i) for i in around)
            close = [i for km, i in near if km <= _OTHER_SPELLING]
            place_id = next((i for km, i in near if km <= _SAME_NAME and names[i].intersection(spelled)), None)
            place_id = place_id or next((i for i in close if _like(spelled, names[i])), None)
        if place_id is None:
            place_id = _new_id(row, taken)
            outcome = NEW
            names[place_id].update(spelled)
            codes[place_id] = (row["pcode"], row["geonames_id"])
            if point is not None:
                points[place_id] = point
                cells[_cell(*point)].append(place_id)
            taken.add(place_id)
        else:
            outcome = THERE if names[place_id].issuperset(spelled) else SPELLING
            names[place_id].update(spelled)
        needs = row["needs_head"] or ("prep" if " " in row["name"] else "yes")
        made.append(row | {"place_id": place_id, "outcome": outcome, "needs_head": needs})
    return pd.DataFrame(made)


def _point(row: dict[str, str]) -> tuple[float, float] | None:
    return (float(row["lat"]), float(row["lon"])) if row["lat"] and row["lon"] else None


def _may_be_one(row: dict[str, str], codes: tuple[str, str]) -> bool:
    """Two codes of one register are two places, however like their names."""
    return not any(a and b and a != b for a, b in zip((row["pcode"], row["geonames_id"]), codes, strict=True))


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)


def _around(cells: dict[tuple[int, int], list[str]], point: tuple[float, float]) -> Iterator[str]:
    row, column = _cell(*point)
    for r in (row - 1, row, row + 1):
        for c in (column - 1, column, column + 1):
            yield from cells.get((r, c), ())


def _like(spelled: list[str], names: set[str]) -> bool:
    """Say whether two names differ only by a letter or the article."""
    pairs = ((a.removeprefix("ال"), b.removeprefix("ال")) for a in spelled for b in names)
    return any(min(len(a), len(b)) > 3 and fuzz.ratio(a, b) >= _ALIKE for a, b in pairs)


def _new_id(row: dict[str, str], taken: set[str]) -> str:
    if row["pcode"]:
        base = f"pcode-{row['pcode'].lower()}"
    elif row["geonames_id"]:
        base = f"geonames-{row['geonames_id']}"
    else:
        latin = re.sub(r"[^a-z0-9]+", "-", row["name_en"].lower()).strip("-")
        base = f"own-{latin or fold(row['name']).replace(' ', '-')}"
    number = 2
    unique = base
    while unique in taken:
        unique, number = f"{base}-{number}", number + 1
    return unique


def _collisions(rows: pd.DataFrame, spellings: dict[str, tuple[places.Place, ...]]) -> pd.DataFrame:
    bearing: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for name, place_id in rows.loc[rows["outcome"] != THERE, ["name", "place_id"]].itertuples(index=False):
        bearing[fold(name)].add(place_id)
        shown.setdefault(fold(name), name)
    for plain in bearing:
        bearing[plain].update(p.place_id for p in spellings.get(plain, ()))
    shared = [(shown[n], sorted(ids), len(ids)) for n, ids in bearing.items() if len(ids) > 1]
    made = pd.DataFrame(shared, columns=["name", "place_ids", "n"])
    return made.sort_values(["n", "name"], ascending=[False, True], ignore_index=True)
