"""Whose word a claim is, when it was reported, and what the researcher thinks of source and claim."""

from collections.abc import Mapping

import pandas as pd


def attributed(
    control: pd.DataFrame,
    articles: pd.DataFrame,
    origins: Mapping[str, str],
    reliability: Mapping[str, str],
    credibility: Mapping[str, str],
) -> pd.DataFrame:
    """Return table ``control`` with ``reported``, ``origin``, ``reliability`` and ``credibility`` filled.

    Parameters
    ----------
    control, articles
        Coded tables.
    origins
        Agency, observer or report by article, as `analysis.reports.origins` returns them.
    reliability
        A to F by source: the id of a speaker, or the name of an outlet.
    credibility
        1 to 6 by claim. The two stand side by side; nothing multiplies them.
    """
    article = control["article_id"]
    published = articles.set_index("article_id")["published"]
    outlets = articles.set_index("article_id")["outlet"]
    speaker = control["attribution"]
    judged = speaker.map(dict(reliability)).fillna(article.map(outlets).map(dict(reliability)))
    return control.assign(
        reported=article.map(published).astype(control["reported"].dtype),
        origin=speaker.fillna(article.map(dict(origins))).astype("str"),
        reliability=judged.astype("str"),
        credibility=control["claim_id"].map(dict(credibility)).astype("str"),
    )
