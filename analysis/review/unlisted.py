"""Names that no lexicon holds, gathered in one table for the researcher to name once."""

import pandas as pd
from rapidfuzz import fuzz, process

from analysis import tables
from analysis.coding.group_names import UNLISTED
from analysis.lexicon import actors
from analysis.lexicon.additions import NONE, Additions
from analysis.text.normalise import fold

_ALIKE = 85  # of 100; below this two spellings are two names
_CANDIDATES = 3


def table(
    mentions: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame, additions: Additions = NONE
) -> pd.DataFrame:
    """Return one row per name that neither the actors' lexicon nor the gazetteer holds, the commonest first.

    Parameters
    ----------
    mentions, articles, sentences
        Tables of one coding.
    additions
        What the researcher added to the lexicons.

    Returns
    -------
    Table ``unlisted``.
    """
    found = mentions[mentions["name_id"].str.startswith(UNLISTED, na=False)]
    if found.empty:
        return tables.frame("unlisted")
    text = dict(zip(articles["article_id"], articles["text"], strict=True))
    spans = {s: (int(a), int(b)) for s, a, b in sentences[["sentence_id", "start", "end"]].to_numpy().tolist()}
    known = {"actor": list(actors.aliases()), "place": list(additions.spellings)}
    rows = []
    for (kind, name_id), named in found.groupby(["kind", "name_id"], sort=True):
        first = named.iloc[0]
        start, end = spans[first["sentence_id"]]
        rows.append(
            {
                "name_id": name_id,
                "kind": kind,
                "name": named["text"].value_counts().index[0],
                "entity_id": first["entity_id"] if kind == "actor" else None,
                "n_mentions": len(named),
                "n_articles": named["article_id"].nunique(),
                "article_id": first["article_id"],
                "sentence": text[first["article_id"]][start:end],
                "candidates": list(first["candidates"])
                or _alike(str(kind), str(name_id).removeprefix(UNLISTED), known[str(kind)], additions),
            }
        )
    made = tables.frame("unlisted", rows)
    return made.sort_values(["n_articles", "n_mentions", "name_id"], ascending=[False, False, True], ignore_index=True)


def _alike(kind: str, name: str, known: list[str], additions: Additions) -> list[str]:
    """Return the ids whose spelling is closest; normalised first, for a stroke more is no other name."""
    close = process.extract(fold(name), known, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_CANDIDATES)
    found = [spelling for spelling, _, _ in close]
    if kind == "actor":
        ids = [alias.actor_id for spelling in found for alias in actors.aliases()[spelling]]
    else:
        ids = [place.place_id for spelling in found for place in additions.spellings[spelling]]
    return list(dict.fromkeys(ids))[:_CANDIDATES]
