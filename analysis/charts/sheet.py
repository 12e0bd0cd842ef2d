"""What every chart is drawn on: its options checked once, its words in place, and the figure that comes of it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
from matplotlib.figure import Figure as MplFigure

from analysis.charts import labels, sources, theme
from analysis.charts.figure import Behind, Figure, Room, canvas
from analysis.charts.words import LANGS, check_lang, check_least, check_option, word
from analysis.errors import ChartError

# A table is known by a column that no other has, so that two given in one another's place are told.
_MARKS = {
    "articles": "published", "events": "event_type", "mentions": "entity_id", "spells": "state", "control": "claim_id",
    "changes": "ruling", "places": "governorate", "locations": "radius_km", "incidents": "killed_low",
    "casualties": "casualty_id",
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """The options that charts share, with the title and the source line that no figure goes without."""

    name: str
    lang: str
    template: str
    digits: str
    title: str
    source: str
    given: bool = field(default=False, repr=False)  # whether the title is the user's own

    @property
    def size(self) -> theme.Template:
        """Return the width, height and size of type of the template."""
        return theme.TEMPLATES[self.template]

    def about(self, subject: str) -> "Sheet":
        """Return the sheet with the subject before its default title; a title that was given stays."""
        return self if self.given else replace(self, title=f"{subject}: {self.title}")

    def joined(self, parts: "list[str]") -> str:
        """Return parts as a list in this figure's language."""
        return ("، " if self.lang == "ar" else ", ").join(parts)

    def empty(self, reason: str, data: pd.DataFrame) -> Figure:
        """Return a figure that says why there is nothing to show."""
        said = {lang: f"{word('nothing_because', lang=lang)} {word(reason, lang=lang)}" for lang in LANGS}
        with self.page(height=self.size.height * 0.5) as page:
            labels.put_on_figure(
                page.figure, 0.5, (page.room.bottom + page.room.top) / 2, said[self.lang], lang=self.lang,
                ha="center", va="center", fontsize=self.size.size * 1.1, color=theme.QUIET,
            )  # fmt: skip
        return page.done(data, alt=said.__getitem__)

    @contextmanager
    def page(self, *, subtitle: str = "", note: str = "", height: float | None = None) -> Iterator["Page"]:
        """Draw in the house style on a figure with its words in place; `height` is in inches."""
        with theme.style(self.template, self.digits):
            figure, room = canvas(
                lang=self.lang, title=self.title, subtitle=subtitle, note=note, source=self.source,
                template=self.template, height=height,
            )  # fmt: skip
            yield Page(self, figure, room, subtitle, note)


@dataclass(frozen=True)
class Page:
    """A figure being drawn: the words around it stand, and `room` is what they leave."""

    sheet: Sheet
    figure: MplFigure
    room: Room
    subtitle: str
    note: str

    def done(
        self,
        data: pd.DataFrame,
        *,
        alt: Callable[[str], str],
        options: Mapping[str, Any] | None = None,
        behind: Behind | None = None,
    ) -> Figure:
        """Return the finished figure; `alt` describes it in a language, `behind` holds the rows it counts."""
        sheet = self.sheet
        return Figure(
            figure=self.figure, data=data, name=sheet.name, lang=sheet.lang, title=sheet.title, subtitle=self.subtitle,
            note=self.note, source=sheet.source, alt={lang: alt(lang) for lang in LANGS}, options=dict(options or {}),
            template=sheet.template, behind=behind,
        )  # fmt: skip


def begin(
    name: str,
    default: str,
    articles: pd.DataFrame,
    *,
    lang: str,
    title: str | None,
    template: str,
    digits: str,
    top: int = 1,
    **given: pd.DataFrame,
) -> Sheet:
    """Check what charts share and return the sheet to draw on.

    Parameters
    ----------
    name, default
        Name of the chart, and the key of its default title.
    articles, given
        The chart's tables by name.
    lang, title, template, digits, top
        Options as the user gave them.

    Raises
    ------
    ChartError
        If an option is none of those allowed, or a table stands in another's place.
    """
    check_lang(lang)
    check_option("template", template, tuple(theme.TEMPLATES))
    check_option("digits", digits, theme.DIGITS)
    check_least("top", top, 1)
    tables = {**given, "articles": articles}
    wrong = [name for name, table in tables.items() if _MARKS[name] not in table]
    if wrong:
        said = ", ".join(f"`{name}` has no column `{_MARKS[name]}`" for name in wrong)
        raise ChartError(f"{said}; expected the table of that name, in the order {', '.join(tables)}")
    heading = title or word(default, lang=lang)
    return Sheet(name, lang, template, digits, heading, sources.source_line(articles, lang=lang), title is not None)


def claims_behind(rows: pd.DataFrame, *names: str) -> Behind:
    """Return the claims that changes or spells were made of, each with what the columns `names` say."""
    long = rows[[*names, "claim_ids"]].explode("claim_ids").dropna(subset=["claim_ids"])
    return Behind("control", long.rename(columns={"claim_ids": "row_id"}).drop_duplicates(ignore_index=True))
