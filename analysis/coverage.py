"""What a corpus holds and what it lacks: articles per outlet and month, undated, repeated."""

import pandas as pd


def by_outlet(articles: pd.DataFrame) -> pd.DataFrame:
    """Return one row per outlet: articles, first and last day, undated, repeats of another article.

    Examples
    --------
    >>> from analysis import open_corpus
    >>> len(by_outlet(open_corpus("corpus").articles))
    4
    """
    named = articles.assign(outlet=articles["outlet"].fillna("?"))
    groups = named.groupby("outlet", sort=True)
    table = pd.DataFrame(
        {
            "articles": groups.size(),
            "first": groups["published"].min(),
            "last": groups["published"].max(),
            "undated": groups["published"].apply(lambda days: int(days.isna().sum())),
            "repeats": groups["duplicate_of"].count(),
            "characters": groups["n_chars"].sum(),
        }
    )
    return table.sort_values(["articles", "characters"], ascending=False, kind="stable")


def by_month(articles: pd.DataFrame) -> pd.DataFrame:
    """Return articles per month and outlet, months without any included; undated ones are left out."""
    dated = articles[articles["published"].notna()]
    if dated.empty:
        return pd.DataFrame()
    months = dated["published"].dt.to_period("M")
    every = pd.period_range(months.min(), months.max(), freq="M")
    table = pd.crosstab(months, dated["outlet"].fillna("?"))
    return table.reindex(every, fill_value=0)


def gaps(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the stretches of months in which the corpus has no dated article, longest first."""
    counts = by_month(articles)
    if counts.empty:
        return pd.DataFrame({"first": [], "last": [], "months": []})
    empty = counts.sum(axis=1) == 0
    runs = (empty != empty.shift()).cumsum()[empty]
    rows = [(months.index[0], months.index[-1], len(months)) for _, months in runs.groupby(runs)]
    table = pd.DataFrame(rows, columns=["first", "last", "months"])
    return table.sort_values("months", ascending=False, kind="stable", ignore_index=True)
