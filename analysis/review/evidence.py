"""The sentence behind a row: what it says, where, who published it and when."""

import pandas as pd

from analysis.errors import TableError


def sentences_of(rows: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return one line of evidence for every row of a coded table.

    Parameters
    ----------
    rows
        Any table with ``article_id``, ``sentence_id``, ``start`` and ``end``, such as ``events``.
    articles, sentences
        Tables of the same coding.

    Returns
    -------
    DataFrame with the index of `rows` and columns ``outlet``, ``published``, ``before``,
    ``core``, ``after`` (together the sentence), ``title``, ``url`` and ``article_id``.

    Raises
    ------
    TableError
        If a row points to an article or sentence that is not there.

    Examples
    --------
    >>> from analysis import code
    >>> coded = code("corpus", processes=1, progress=False)
    >>> sentences_of(coded.events.head(1), coded.articles, coded.sentences).columns[0]
    'outlet'
    """
    texts = articles.drop_duplicates("article_id").set_index("article_id")
    spans = {str(s): (int(a), int(b)) for s, a, b in sentences[["sentence_id", "start", "end"]].to_numpy().tolist()}
    lost = sorted(set(rows["article_id"]) - set(texts.index)) + sorted(set(rows["sentence_id"]) - set(spans))
    if lost:
        raise TableError(f"evidence: rows point to {', '.join(map(str, lost[:5]))}, which the tables do not hold")
    lines = []
    for row in rows.to_dict("records"):
        text = str(texts.at[row["article_id"], "text"])
        first, last = spans[str(row["sentence_id"])]
        start, end = min(first, int(row["start"])), max(last, int(row["end"]))
        lines.append(
            {
                "outlet": texts.at[row["article_id"], "outlet"],
                "published": texts.at[row["article_id"], "published"],
                "before": text[start : int(row["start"])],
                "core": text[int(row["start"]) : int(row["end"])],
                "after": text[int(row["end"]) : end],
                "title": texts.at[row["article_id"], "title"],
                "url": texts.at[row["article_id"], "url"],
                "article_id": row["article_id"],
            }
        )
    columns = ["outlet", "published", "before", "core", "after", "title", "url", "article_id"]
    return pd.DataFrame(lines, columns=columns, index=rows.index)
