"""What figures call a place: its name in the figure's language, told apart from its namesakes."""

import pandas as pd

from analysis.lexicon.places import gazetteer


def by_key(table: pd.DataFrame, lang: str, places: pd.DataFrame | None = None) -> "pd.Series[str]":
    """Return names by key; a place that is not listed keeps its Arabic name.

    Parameters
    ----------
    table
        Rows with ``key`` and ``place_name``.
    lang
        ``ar`` or ``en``.
    places
        Table ``places`` of the same coding, which also knows added places; the shipped gazetteer by default.
    """
    listed = gazetteer() if places is None else places.set_index("place_id").fillna({"name_en": "", "governorate": ""})
    names = table.drop_duplicates("key").set_index("key")["place_name"]
    if lang == "en":
        names = names.index.to_series().map(listed["name_en"]).replace("", pd.NA).fillna(names)
    where = names.index.to_series().map(listed["governorate"]).fillna("")
    doubted = names.duplicated(keep=False) & (where != "")
    return names.where(~doubted, names + " (" + where + ")").astype("str")
