"""A coded corpus: every table of the contract, read from the articles or from disk."""

from dataclasses import dataclass, field, fields
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from analysis import extents, incidents, ledger, placed, reports, scale, tables
from analysis.coding import coder
from analysis.corpus import Corpus, open_corpus
from analysis.errors import TableError
from analysis.ingest import judgements
from analysis.ingest.additions import read as read_additions
from analysis.ingest.additions import say_unused as say_unused_names
from analysis.ingest.problems import frame as problems_frame
from analysis.ledger import provenance
from analysis.lexicon.actors import catalogue
from analysis.lexicon.additions import NONE, Additions
from analysis.review import unlisted
from analysis.review.explain import Explanation, explain

_MANY = 500  # articles from which joining them is long enough to be shown


@dataclass(frozen=True)
class Coded:
    """The tables of one corpus; each is a DataFrame as the data dictionary describes it."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    unlisted: pd.DataFrame
    places: pd.DataFrame
    locations: pd.DataFrame
    events: pd.DataFrame
    casualties: pd.DataFrame
    incidents: pd.DataFrame
    control: pd.DataFrame
    changes: pd.DataFrame
    spells: pd.DataFrame
    additions: Additions = field(default=NONE, repr=False)
    problems: pd.DataFrame = field(default_factory=lambda: problems_frame([]), repr=False)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name in tables.TABLES}

    def save(self, folder: str | Path) -> list[Path]:
        """Write every table to `folder` as Parquet; return the paths."""
        return tables.write(self.tables(), folder)

    def to_excel(self, path: str | Path) -> Path:
        """Write every table to one Excel workbook, a sheet each; return its path.

        Raises
        ------
        TableError
            If a table has more rows than a sheet holds, or `path` does not end in ``.xlsx``.
        """
        from analysis import workbook  # openpyxl takes a tenth of a second to load

        return workbook.write(self.tables(), path)

    def explain(self, event_id: str) -> Explanation:
        """Return why an event was coded: its sentence marked, its rule, and what was rejected.

        Raises
        ------
        TableError
            If there is no such event.
        """
        if event_id not in set(self.events["event_id"]):
            raise TableError(f"no event `{event_id}`; see the column event_id of the table events")
        return explain(event_id, self.articles, self.additions)

    def summary(self) -> pd.DataFrame:
        """Return the number of rows of every table."""
        return pd.DataFrame({"rows": {name: len(table) for name, table in self.tables().items()}})

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(table):,} {name}" for name, table in self.tables().items())
        return f"Coded({counts})"

    def _repr_html_(self) -> str:
        published = self.articles["published"]
        dates = f"{published.min():%Y-%m-%d} to {published.max():%Y-%m-%d}" if published.notna().any() else "no date"
        left = int(self.problems["set_aside"].sum())
        facts = {
            "published": dates,
            "undated articles": f"{published.isna().sum():,}",
            "repeated articles, coded once": f"{self.articles['duplicate_of'].notna().sum():,}",
            "set aside, could not be read": f"{left:,}",
        } | {name: f"{len(table):,}" for name, table in self.tables().items()}
        cells = "".join(f"<tr><th>{escape(name)}</th><td>{escape(said)}</td></tr>" for name, said in facts.items())
        return f"<table><caption>Coded: reports, not events</caption>{cells}</table>"


def code(corpus: Corpus | str | Path, *, processes: int | None = None, progress: bool = True) -> Coded:
    """Code a corpus: actors, places, events, casualties, control claims, incidents and spells.

    Parameters
    ----------
    corpus
        What `open_corpus` returned, or a path for it.
    processes
        How many to use; by default one per core, and one for a small corpus.
    progress
        Whether to show a progress bar.

    Returns
    -------
    The tables; repeats of an article (``duplicate_of``) are kept as articles and coded once.

    Examples
    --------
    >>> code("corpus", processes=1, progress=False).events.columns[0]
    'event_id'
    """
    opened = corpus if isinstance(corpus, Corpus) else open_corpus(corpus)
    articles = opened.articles
    first = articles[articles["duplicate_of"].isna()]
    additions = read_additions(opened.path)
    reliability = judgements.read(opened.path, judgements.SOURCES)
    credibility = judgements.read(opened.path, judgements.CLAIMS)
    made = coder.to_tables(scale.code_all(first, additions=additions, processes=processes, progress=progress))
    # What joins articles to each other takes seconds where there are thousands of them.
    with tqdm(total=4, desc="joining", unit=" step", disable=not progress or len(articles) < _MANY) as bar:
        copies = reports.near_copies(articles, made["sentences"])
        bar.update()
        places = placed.table(made["mentions"], additions)
        inside = extents.extents(places)
        events = incidents.assign(made["events"], made["casualties"], copies, inside)
        origins = reports.origins(articles, made["mentions"], copies)
        told = reports.table(events, made["casualties"], copies, origins, inside)
        bar.update()
        names = unlisted.table(made["mentions"], articles, made["sentences"], additions)
        bar.update()
        control = provenance.attributed(made["control"], articles, origins, reliability, credibility)
        changes, spells = ledger.changes(control), ledger.spells(control, events)
        bar.update()
    say_unused_names(additions, made["mentions"])
    judgements.say_unused(judgements.SOURCES, reliability, {*articles["outlet"].dropna(), *catalogue().index})
    judgements.say_unused(judgements.CLAIMS, credibility, set(control["claim_id"]))
    return Coded(
        articles=articles,
        sentences=made["sentences"],
        mentions=made["mentions"],
        unlisted=names,
        places=places,
        locations=made["locations"],
        events=events,
        casualties=made["casualties"],
        incidents=told,
        control=control,
        changes=changes,
        spells=spells,
        additions=additions,
        problems=opened.problems,
    )


def load(folder: str | Path) -> Coded:
    """Return the tables that `Coded.save` or ``python -m analysis code`` wrote."""
    found: dict[str, Any] = dict(tables.read(folder))
    return Coded(**found)
