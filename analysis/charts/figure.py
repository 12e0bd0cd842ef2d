"""A figure with its words and its data, and the files it is written to."""

import hashlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as MplFigure
from PIL import Image

from analysis.charts import labels, theme
from analysis.spreadsheet import safe_cells

_DPI, _SAVE_DPI = 100, 200
_CHARS_PER_INCH = 17.5
_KINDS = ("png", "svg", "pdf", "csv", "json")
_OWN_TITLE = re.compile(r"\s*<title>.*?</title>", re.DOTALL)  # matplotlib's, which has no id
_MOST_IDS = 10_000  # in a sidecar; `Figure.behind` has all
_PATHS, _TAILS = re.compile(r' d="[^"]*"'), re.compile(r"(?<=\.\d\d)\d+")
LEGEND = 0.85  # size of type in a legend, as a share of the base size


@dataclass(frozen=True, repr=False)
class Behind:
    """The coded rows that a figure counts.

    ``rows`` has the columns of the figure's data that tell where a row is counted, and ``row_id``: an id of
    `table`, for mentions the article's id and the first character.
    """

    table: str
    rows: pd.DataFrame

    def renamed(self, **names: str) -> "Behind":
        """Return the rows with columns under the names that the figure's data gives them."""
        return Behind(self.table, self.rows.rename(columns=names))


@dataclass(frozen=True, repr=False)
class Figure:
    """A drawn chart: the matplotlib figure, the data behind it, and every word around it.

    ``alt`` describes it in both languages for those who cannot see it. ``behind`` holds the coded rows that it
    counts; `analysis.review.evidence.behind` returns their sentences.
    """

    figure: MplFigure
    data: pd.DataFrame
    name: str
    lang: str
    title: str
    subtitle: str
    note: str
    source: str
    alt: dict[str, str]
    options: dict[str, Any] = field(default_factory=dict)
    template: str = "page"
    behind: Behind | None = None

    def __repr__(self) -> str:
        return f"Figure({self.name}, {self.lang}, {len(self.data):,} rows: {self.title})"

    def save(self, stem: str | Path) -> list[Path]:
        """Write ``stem`` as PNG at twice the screen's size, SVG, PDF, CSV and a JSON sidecar.

        The bytes repeat on one matplotlib version: no file holds a time.

        Returns
        -------
        The five paths.
        """
        base = Path(stem)
        base = base.with_suffix("") if base.suffix[1:] in _KINDS else base  # «figure.png» means «figure» with all five
        base.parent.mkdir(parents=True, exist_ok=True)
        paths = [base.with_name(f"{base.name}.{kind}") for kind in _KINDS]
        title = labels.clean(self.title)
        about = labels.clean(f"{title}. {self.subtitle}. {self.source}")
        described = "\n".join(labels.clean(self.alt[lang]) for lang in sorted(self.alt))
        with theme.style(self.template):
            self.figure.savefig(
                paths[0], dpi=_SAVE_DPI, metadata={"Software": None, "Title": title, "Description": described}
            )
            drawn = io.StringIO()
            self.figure.savefig(
                drawn, format="svg", metadata={"Date": None, "Creator": None, "Title": title, "Description": about}
            )
            self.figure.savefig(
                paths[2],
                metadata={"CreationDate": None, "Creator": None, "Producer": None, "Title": title, "Subject": about},
            )
        paths[1].write_text(_told(drawn.getvalue(), title, self.alt), encoding="utf-8", newline="")
        written = safe_cells(self.data).to_csv(index=False, lineterminator="\n")
        paths[3].write_text(written, encoding="utf-8-sig", newline="")
        paths[4].write_text(json.dumps(self._sidecar(written), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return paths

    def _sidecar(self, written: str) -> dict[str, Any]:
        return {
            "name": self.name,
            "lang": self.lang,
            "title": self.title,
            "subtitle": self.subtitle,
            "note": self.note,
            "source": self.source,
            "alt": self.alt,
            "options": {k: str(v) for k, v in sorted(self.options.items())},
            "behind": _ids(self.behind),
            "data_sha256": hashlib.sha256(written.encode()).hexdigest(),
            "versions": {name: version(name) for name in ("matplotlib", "pandas")},
        }

    def image(self) -> Image.Image:
        """Return the figure as a picture at screen size."""
        return Image.open(io.BytesIO(self._repr_png_()))

    def _repr_png_(self) -> bytes:
        stream = io.BytesIO()
        with theme.style(self.template):
            FigureCanvasAgg(self.figure)
            self.figure.savefig(stream, dpi=_DPI * 1.5, format="png", metadata={"Software": None})
        return stream.getvalue()


def mention_ids(mentions: pd.DataFrame) -> "pd.Series[str]":
    """Return what `Behind` calls mentions, which have no id of their own: the article and the first character."""
    return mentions["article_id"] + "@" + mentions["start"].astype("str")


def _ids(behind: Behind | None) -> dict[str, Any]:
    """Return the table, the number and the first ids of the rows that a figure counts, each once, in its order."""
    if behind is None:
        return {"table": None, "rows": 0, "ids": []}
    ids = list(dict.fromkeys(behind.rows["row_id"].astype("str")))
    return {"table": behind.table, "rows": len(ids), "ids": ids[:_MOST_IDS]}


def _told(svg: str, title: str, alt: dict[str, str]) -> str:
    """Return an SVG that says what it shows, in every language, to those who have it read to them.

    Points are kept to a hundredth, which no eye sees and which takes a third off the file.
    """
    svg = _PATHS.sub(lambda path: _TAILS.sub("", path.group()), svg)
    svg = _OWN_TITLE.sub("", svg, count=1)
    opening = svg.index(">", svg.index("<svg"))
    words = "".join(f'<desc id="rasd-desc-{lang}" xml:lang="{lang}">{escape(alt[lang])}</desc>' for lang in sorted(alt))
    about = " ".join(f"rasd-desc-{lang}" for lang in sorted(alt))
    marks = f' role="img" aria-labelledby="rasd-title" aria-describedby="{about}"'
    head = f'{marks}>\n <title id="rasd-title">{escape(title)}</title>{words}'
    return svg[:opening] + head + svg[opening + 1 :]


@dataclass(frozen=True, slots=True)
class Room:
    """The part of a figure that the axes may use, as fractions of it."""

    left: float
    bottom: float
    right: float
    top: float


def canvas(
    *, lang: str, title: str, subtitle: str, note: str, source: str, template: str, height: float | None = None
) -> tuple[MplFigure, Room]:
    """Return an empty figure with its words in place, and the room they leave.

    Parameters
    ----------
    lang
        Words stand at the right for ``ar``, at the left for ``en``.
    title, subtitle, note, source
        Wrapped to the width of the template.
    height
        Height of the figure in inches; the template's by default.
    """
    size = theme.TEMPLATES[template]
    tall = height or size.height
    figure = MplFigure(figsize=(size.width, tall), dpi=_DPI)
    line = size.size * 1.45 / 72 / tall
    x, side = (0.985, "right") if lang == "ar" else (0.015, "left")
    width = size.width * _CHARS_PER_INCH * 8 / size.size

    def write(y: float, text: str, scale: float, valign: str, **options: Any) -> int:
        wrapped = labels.wrap(text, max(20, int(width / scale)))
        labels.put_on_figure(
            figure,
            x,
            y,
            wrapped,
            lang=lang,
            ha=side,
            va=valign,
            fontsize=size.size * scale,
            linespacing=0.95,
            **options,
        )
        return wrapped.count("\n") + 1

    top = 1 - 0.35 * line
    top -= write(top, title, 1.35, "top", fontweight="bold") * line * 1.35 + 0.15 * line
    if subtitle:
        top -= write(top, subtitle, 1.0, "top", color=theme.QUIET) * line
    bottom = 0.35 * line
    bottom += write(bottom, source, 0.85, "bottom", color=theme.QUIET) * line * 0.85
    if note:
        bottom += write(bottom, note, 0.85, "bottom", color=theme.QUIET) * line * 0.85
    return figure, Room(0.02, bottom + 0.5 * line, 0.98, top - 0.6 * line)


def legend_below(figure: MplFigure, room: Room, entries: Sequence[tuple[Any, str]], *, lang: str, size: float) -> float:
    """Write a legend under the subtitle; return where it ends, as a share of the figure's height.

    Parameters
    ----------
    entries
        Keys with their words.
    size
        Base size of type in points, of which the legend takes `LEGEND`.
    """
    line = size * 1.5 / 72 / figure.get_figheight()
    handles, texts = [handle for handle, _ in entries], [text for _, text in entries]
    rows = labels.put_legend(figure, handles, texts, lang=lang, top=room.top + 0.3 * line, size=size * LEGEND, gap=1.0)
    return room.top - (rows + 0.6) * line
