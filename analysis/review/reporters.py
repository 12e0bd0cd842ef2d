"""Who says what: how late outlets report a change of control, and whose claims others made too."""

import pandas as pd


def lag(control: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return, by outlet, how many days after the change its claims were published.

    Parameters
    ----------
    control, articles
        Coded tables; claims of a change that are dated to the day, in articles with a date.

    Returns
    -------
    ``outlet``, ``claims``, ``median`` and ``latest`` days, most claims first. Most dates are read from the
    article itself, relative to its publication: the lag says how outlets date, not how fast they are.

    Examples
    --------
    >>> from analysis import tables
    >>> lag(tables.frame("control"), tables.frame("articles")).empty
    True
    """
    dated = control[control["kind"].eq("change") & control["date_precision"].eq("day") & control["reported"].notna()]
    days = (dated["reported"] - dated["date_end"]).dt.days
    outlet = dated["article_id"].map(articles.set_index("article_id")["outlet"]).fillna("?")
    groups = pd.DataFrame({"outlet": outlet, "days": days}).groupby("outlet")["days"]
    found = pd.DataFrame({"claims": groups.size(), "median": groups.median(), "latest": groups.max()}).reset_index()
    return found.sort_values(["claims", "median"], ascending=[False, True], ignore_index=True)


def confirmed(control: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return, by origin, how many of its claims of a change others made too, and how many were ruled against.

    Parameters
    ----------
    control, changes
        Coded tables.

    Returns
    -------
    ``origin``, ``claims``, ``shared`` (another origin has the same change), ``contested`` and ``overruled``,
    most claims first. A claim that nobody repeats may be true, and one that many repeat false.

    Examples
    --------
    >>> from analysis import tables
    >>> confirmed(tables.frame("control"), tables.frame("changes")).empty
    True
    """
    long = changes[["claim_ids", "n_origins", "ruling"]].explode("claim_ids")
    told = control[["claim_id", "origin"]].merge(long, left_on="claim_id", right_on="claim_ids")
    parts = pd.DataFrame(
        {
            "origin": told["origin"],
            "claims": 1,
            "shared": told["n_origins"] > 1,
            "contested": told["ruling"] == "contested",
            "overruled": ~told["ruling"].isin(["counts", "contested"]),
        }
    )
    sums = parts.groupby("origin").sum().astype("int64").reset_index()
    return sums.sort_values(["claims", "origin"], ascending=[False, True], ignore_index=True)
