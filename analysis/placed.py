"""The places that a corpus names, with what the gazetteer knows of each."""

import pandas as pd

from analysis import tables
from analysis.lexicon.additions import NONE, Additions

_TEXT = ("name", "name_en", "kind", "governorate", "district", "country", "pcode", "geonames_id", "source")


def table(mentions: pd.DataFrame, additions: Additions = NONE) -> pd.DataFrame:
    """Return one row per place that is named and listed, the most often named first.

    Parameters
    ----------
    mentions
        Table ``mentions``.
    additions
        What the researcher added to the gazetteer.

    Returns
    -------
    Table ``places``.
    """
    named = mentions[mentions["kind"].eq("place") & mentions["entity_id"].notna()]
    if named.empty:
        return tables.frame("places")
    counts = named.groupby("entity_id")["article_id"].agg(n_mentions="size", n_articles="nunique")
    known = additions.gazetteer.reindex(counts.index)
    text = known[list(_TEXT)].replace("", pd.NA)
    rows = text.join(known[["lat", "lon"]]).join(counts).rename_axis("place_id").reset_index()
    rows = rows.sort_values(["n_mentions", "place_id"], ascending=[False, True], ignore_index=True)
    wanted = [c.name for c in tables.TABLES["places"]]
    return tables.frame("places", [{str(k): _known(v) for k, v in r.items()} for r in rows[wanted].to_dict("records")])


def _known(value: object) -> object:
    return None if value is pd.NA or value != value else value  # NaN differs from itself
