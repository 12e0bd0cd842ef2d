"""Every chart of one coding, in both languages, on one page to look through."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from tqdm import tqdm

from analysis import charts
from analysis.charts.figure import Figure
from analysis.charts.words import LANGS
from analysis.coded import Coded
from analysis.ledger import sensitivity

# What each chart is called with; options that all charts share (`lang`, `template`, `digits`) go to each.
DRAWINGS: dict[str, Callable[..., Figure]] = {
    "timeline": lambda c, **o: charts.timeline(c.events, c.articles, **o),
    "timeline-actors": lambda c, **o: charts.timeline(c.events, c.articles, by="source_actors", **o),
    "event_mix": lambda c, **o: charts.event_mix(c.events, c.articles, **o),
    "killed_by_month": lambda c, **o: charts.killed_by_month(c.incidents, c.casualties, c.events, c.articles, **o),
    "event_map": lambda c, **o: charts.event_map(c.events, c.places, c.locations, c.articles, **o),
    "by_governorate": lambda c, **o: charts.by_governorate(c.events, c.places, c.articles, **o),
    "exactness": lambda c, **o: charts.exactness(c.events, c.articles, **o),
    "exactness-place": lambda c, **o: charts.exactness(c.events, c.articles, of="place", **o),
    "actor_frequency": lambda c, **o: charts.actor_frequency(c.mentions, c.events, c.articles, **o),
    "actor_frequency-all": lambda c, **o: charts.actor_frequency(
        c.mentions, c.events, c.articles, measure="all", split=None, top=10, **o
    ),
    "actor_ranks": lambda c, **o: charts.actor_ranks(c.mentions, c.articles, **o),
    "who_attacks_whom": lambda c, **o: charts.who_attacks_whom(c.events, c.articles, **o),
    "attack_network": lambda c, **o: charts.attack_network(c.events, c.articles, **o),
    "naming_by_outlet": lambda c, **o: charts.naming_by_outlet(c.mentions, c.articles, **o),
    "control_by_place": lambda c, **o: charts.control_by_place(c.spells, c.control, c.articles, **o),
    "places_per_actor": lambda c, **o: charts.places_per_actor(
        c.spells, c.articles, sensitivity=sensitivity(c.control, c.events), **o
    ),
    "gains_and_losses": lambda c, **o: charts.gains_and_losses(c.changes, c.articles, **o),
    "transfers": lambda c, **o: charts.transfers(c.changes, c.articles, **o),
    "claim_dates": lambda c, **o: charts.claim_dates(c.control, c.changes, c.articles, **o),
    "control_map": lambda c, **o: charts.control_map(c.spells, c.places, c.articles, **o),
    "change_map": lambda c, **o: charts.change_map(c.spells, c.places, c.articles, **o),
    "coverage_calendar": lambda c, **o: charts.coverage_calendar(c.articles, **o),
}


def every(coded: Coded, **options: Any) -> Iterator[tuple[str, Figure]]:
    """Yield every chart by name, drawn with the options that all charts share."""
    for name, draw in DRAWINGS.items():
        yield name, draw(coded, **options)


def write(coded: Coded, folder: str | Path, *, template: str = "page", about: str = "", progress: bool = True) -> Path:
    """Draw every chart in both languages into a folder with a page, ``README.md``, that shows them in pairs.

    Parameters
    ----------
    coded
        The tables.
    folder
        Made if need be; pictures of the same names are written over.
    template
        Size of the figures.
    about
        What the texts are, to stand above the pictures; `about_of` reads it from a corpus.
    progress
        Whether to show a progress bar.

    Returns
    -------
    Path of the page.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    rows = ["| العربية | English |", "| --- | --- |"]
    for name in tqdm(DRAWINGS, desc="gallery", unit=" chart", disable=not progress):
        cells = []
        for lang in LANGS:
            figure = DRAWINGS[name](coded, lang=lang, template=template)
            path = target / f"{name}-{lang}.png"
            with Image.open(BytesIO(figure._repr_png_())) as picture:
                picture.convert("RGB").save(path, optimize=True)
            cells.append(f"![{_plain(figure.alt[lang])}]({path.name})")
        rows.append(f"| {' | '.join(cells)} |")
    head = ["# Every chart, in both languages", "", f"{len(coded.articles):,} articles. Reports, not events.", ""]
    head += [f"> {_plain(about)}", ""] if about else []
    page = target / "README.md"
    page.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    return page


def about_of(corpus: str | Path) -> str:
    """Return the first paragraph of a corpus's ``README.md``, empty where it has none.

    Examples
    --------
    >>> about_of("corpus").startswith("277 short Arabic dispatches")
    True
    """
    sheet = Path(corpus) / "README.md"
    if not sheet.is_file():
        return ""
    paragraphs = sheet.read_text(encoding="utf-8-sig", errors="replace").split("\n\n")
    return next((" ".join(p.split()) for p in paragraphs if p.strip() and not p.lstrip().startswith("#")), "")


def _plain(text: str) -> str:
    """Return text without what Markdown would read as a mark."""
    return " ".join("".join(" " if c in "[]()|<>`*_\\!" else c for c in text).split())
