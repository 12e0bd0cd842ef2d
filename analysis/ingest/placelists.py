"""Lists of places as researchers download them: OCHA populated places, COD-AB tables, GeoNames, any CSV."""

import csv
import re
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.errors import CorpusError
from analysis.lexicon import places, tabledata
from analysis.lexicon.words import word_class
from analysis.text.normalise import fold

FORMATS = (".csv", ".tsv", ".txt", ".xlsx")
# The dump of GeoNames has no header; its readme names the columns in this order.
_GEONAMES = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code",
    "country_code", "cc2", "admin1_code", "admin2_code", "admin3_code", "admin4_code", "population", "elevation",
    "dem", "timezone", "modification_date",
)  # fmt: skip
_FEATURES = {
    "P": "settlement", "T": "mountain", "H": "river", "R": "road", "L": "region", "A": "region",
}  # fmt: skip
_CODES = {
    "MILB": "base", "AIRB": "base", "AIRP": "airport", "AIRF": "airport", "OILF": "oil_field", "DAM": "dam",
    "PPLX": "quarter", "ADM1": "governorate", "PCLI": "country",
}  # fmt: skip
_FEW = 20
_SYRIA = (35.5, 32.2, 42.5, 37.4)  # west, south, east, north
_COMMON = word_class("no-place-name")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_OTHER_SCRIPT = re.compile(r"[پچژکگیەۆێڵڕۇې]")  # letters of Kurdish and Persian, which the Arabic press does not write
_LEVEL = re.compile(r"adm(?:in)?([1-4])_?(?:name)?_?(ar|1|alt|en|p_?code)?", re.IGNORECASE)


def read(path: Path) -> tuple[pd.DataFrame, list[str]]:
    """Return the places of a list as rows of the gazetteer's columns, and what is wrong with the others.

    Parameters
    ----------
    path
        ``.csv``, ``.tsv``, ``.txt`` (GeoNames) or ``.xlsx``, of which every sheet with places is read.

    Returns
    -------
    The rows as text, ``place_id`` still empty, and for each row that cannot be used a sentence that names
    its line, value and what was expected.

    Raises
    ------
    CorpusError
        If the file cannot be read, or has no column with Arabic names.
    """
    found, faults = [], []
    for where, raw in _raw(path):
        columns = _columns(list(raw.columns))
        if "name" not in columns and "any_name" not in columns and "variants" not in columns:
            continue
        rows, wrong = _rows(raw, columns, where)
        found.append(rows)
        faults += wrong
    if not found:
        raise CorpusError(f"{path.name}: no column with Arabic names; expected one such as name_ar or name, lat, lon")
    return pd.concat(found, ignore_index=True), faults


def _raw(path: Path) -> list[tuple[str, pd.DataFrame]]:
    """Return the tables of a file with the name of each, all values as text."""
    try:
        if path.suffix.lower() == ".xlsx":
            sheets = pd.read_excel(path, sheet_name=None, dtype="str", keep_default_na=False)
            return [(f"{path.name}[{sheet}]", table) for sheet, table in sheets.items()]
        if path.suffix.lower() not in FORMATS:
            raise CorpusError(f"{path.name}: the format is not read; expected {', '.join(FORMATS)}")
        with path.open(encoding="utf-8-sig", newline="") as handle:
            head = handle.readline()
        if head.count("\t") == len(_GEONAMES) - 1 and head.split("\t")[0].isdigit():
            table = pd.read_csv(path, sep="\t", names=list(_GEONAMES), dtype="str", keep_default_na=False,
                                quoting=csv.QUOTE_NONE, encoding="utf-8")  # fmt: skip
            return [(path.name, table[table["feature_class"].isin(list(_FEATURES))])]
        separator = max((",", ";", "\t"), key=head.count)
        table = pd.read_csv(path, sep=separator, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError:
        raise CorpusError(f"{path}: no such file") from None
    except (UnicodeDecodeError, ValueError, KeyError, OSError) as error:
        raise CorpusError(f"{path.name}: cannot be read as a table ({error})") from None
    return [(path.name, table)]


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    table = tabledata.load("gazetteer_columns.csv", required=("field", "pattern"))
    return [(row["field"], re.compile(row["pattern"], re.IGNORECASE)) for row in table.to_dict("records")]


def _columns(names: list[str]) -> dict[str, str]:
    """Return the file's column for each field; the name in an administrative table is that of its lowest level."""
    found: dict[str, str] = {}
    for name in names:
        for field, pattern in _patterns():
            if field not in found and pattern.fullmatch(str(name).strip()):
                found[field] = name
                break
    if "name" not in found and "any_name" not in found:
        found |= _administrative(names)
    return found


def _administrative(names: list[str]) -> dict[str, str]:
    """COD-AB tables name their rows ADM3_AR, or adm3_name1, with ADM3_EN and ADM3_PCODE beside it."""
    levels: dict[int, dict[str, str]] = {}
    for name in names:
        match = _LEVEL.fullmatch(str(name).strip())
        if match:
            part = (match[2] or "").lower()
            kind = "pcode" if part.startswith("p") else ("name_en" if part in ("", "en") else "name")
            levels.setdefault(int(match[1]), {}).setdefault(kind, name)
    lowest = max((n for n, parts in levels.items() if "name" in parts), default=None)
    return {} if lowest is None else levels[lowest] | {"level": str(lowest)}


def _rows(raw: pd.DataFrame, columns: dict[str, str], where: str) -> tuple[pd.DataFrame, list[str]]:
    rows, nameless, faults = [], [], []
    level = columns.pop("level", "")
    header = 1 if "feature_code" in raw else 2
    for index, cells in zip(raw.index, raw.to_dict("records"), strict=True):
        line, record = int(index) + header, {str(k): str(v) for k, v in cells.items()}
        value = {field: record[column].strip() for field, column in columns.items()}
        spelled = _names(value)
        if not spelled:
            nameless.append(f"{where}:{line}: `{value.get('name') or value.get('any_name', '')}` is no Arabic name")
            continue
        row = dict.fromkeys(places.COLUMNS, "") | {
            "name": spelled[0],
            "variants": "|".join(spelled[1:]),
            "name_en": _english(value),
            "kind": _kind(value, record, level),
            "governorate": _arabic(value.get("governorate", "")),
            "district": _arabic(value.get("district", "")),
            "country": value.get("country", "")[:2].upper(),
            "lat": value.get("lat", ""),
            "lon": value.get("lon", ""),
            "pcode": value.get("pcode", ""),
            "geonames_id": value.get("geonames_id", ""),
            "needs_head": value.get("needs_head", ""),
            "comment": value.get("comment", ""),
        }
        if not level and not (row["lat"] and row["lon"]):
            faults.append(f"{where}:{line}: `{row['name']}` has no coordinates; expected lat and lon in degrees")
        elif wrong := places.wrong(row) or _unlikely(row):
            faults.append(f"{where}:{line}: {wrong}")
        else:
            rows.append(row | {"country": row["country"] or ("SY" if level or _in_syria(row) else "XX")})
    if len(nameless) > _FEW:  # GeoNames has thousands of such rows
        nameless = [f"{where}: {len(nameless):,} rows without an Arabic name are left out, the first in {nameless[0]}"]
    return pd.DataFrame(rows, columns=list(places.COLUMNS)).astype("str"), nameless + faults


def _in_syria(row: dict[str, str], lat: str = "lat", lon: str = "lon") -> bool:
    west, south, east, north = _SYRIA
    return south <= float(row[lat]) <= north and west <= float(row[lon]) <= east


def _unlikely(row: dict[str, str]) -> str | None:
    """Return what makes a row no place: a common word for a name, latitude and longitude the wrong way round."""
    name = fold(row["name"])
    common = name in _COMMON or name in places.heads()
    # A register may list a village «الجديدة»: it is kept, and read only where nothing else can be meant.
    if common and not (row["pcode"] or row["geonames_id"]):
        return f"`{row['name']}` is a common word; expected the name of a place"
    if row["lat"] and row["lon"] and not _in_syria(row) and _in_syria(row, "lon", "lat"):
        return f"lat `{row['lat']}` and lon `{row['lon']}` look exchanged"
    return None


def _names(value: dict[str, str]) -> list[str]:
    """Return the Arabic spellings of a row: «المنصورة (تادف)», «السامرة_سللور», «شراقي/ قره شوكي» give two."""
    written = [value.get("name", "") or value.get("any_name", ""), *re.split(r"[|,،;]", value.get("variants", ""))]
    listed = places.spellings()
    found: list[str] = []
    for name in written:
        parts = [" ".join(p.replace("ـ", "").split()) for p in re.split(r"[/_()\[\]؛\-–]", name)]
        usable = [p for p in parts if _ARABIC.search(p) and not _OTHER_SCRIPT.search(p) and len(p) > 1]
        # «المنصورة (تادف)»: what stands behind and is a place of its own only tells where the first lies.
        found += [p for k, p in enumerate(usable) if k == 0 or fold(p) not in listed]
    return list(dict.fromkeys(found))


def _english(value: dict[str, str]) -> str:
    given = value.get("name_en", "") or value.get("any_name", "")
    return "" if _ARABIC.search(given) else given


def _arabic(written: str) -> str:
    return written if _ARABIC.search(written) else ""


def _kind(value: dict[str, str], record: dict[str, str], level: str) -> str:
    if level:
        return {"1": "governorate", "4": "quarter"}.get(level, "region")
    code = record.get("feature_code", "")
    if code:
        return _CODES.get(code) or _FEATURES.get(record["feature_class"], "settlement")
    given = value.get("kind", "").lower()
    return given if given in places.KINDS else "village"
