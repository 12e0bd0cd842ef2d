"""Articles that are there more than once, with other spacing or punctuation at most."""

import hashlib
import re
import unicodedata

import pandas as pd

# Marks, punctuation, spaces, joiners and the letter-stretching tatweel say nothing of the wording.
_NO_LETTER = re.compile(r"[\W_ـ]+")


def mark(articles: pd.DataFrame) -> pd.DataFrame:
    """Return articles with ``duplicate_of`` filled in.

    An article with the same letters and digits as another one is a copy of the earliest of them; undated
    ones come last, and the id decides between articles of one day.

    Examples
    --------
    >>> from analysis import tables
    >>> articles = tables.frame("articles", [{"article_id": "b", "text": "هدأت الجبهة."},
    ...                                      {"article_id": "a", "text": "هدأت  الجبهة"}])
    >>> mark(articles)["duplicate_of"].tolist()
    ['a', nan]
    """
    order = articles.assign(hash=[_hash(text) for text in articles["text"]])
    order = order.sort_values(["published", "article_id"], na_position="last")
    first = order.groupby("hash")["article_id"].transform("first").reindex(articles.index)
    # Texts without a letter are alike only in saying nothing.
    copies = (first != articles["article_id"]) & order["hash"].reindex(articles.index).ne("")
    return articles.assign(duplicate_of=first.where(copies).astype("str"))


def _hash(text: str) -> str:
    folded = _NO_LETTER.sub("", unicodedata.normalize("NFKC", text))
    return hashlib.sha256(folded.encode()).hexdigest() if folded else ""
