"""A matrix of two sides: numbers on squares, the darker the more, names at the side and on top."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import labels, selection, theme
from analysis.charts.sheet import Page, Sheet
from analysis.charts.span import short_name
from analysis.charts.words import word

_UPRIGHT = 25  # letters of a name over a narrow column
NOT_SAID, REST = "not_said", "other_actors"


def pairs(table: pd.DataFrame, rows: str, columns: str, *, top: int, value: str) -> pd.DataFrame:
    """Return how often each pair of `table` occurs, most often first, with ``from``, ``to`` and `value`.

    Parameters
    ----------
    table
        One row per occurrence; a missing side is counted as not said.
    rows, columns
        Its columns with the two sides.
    top
        How many of a side are kept, those that occur most; the rest is one.
    """
    known = table[[rows, columns]].fillna(NOT_SAID)
    for side in (rows, columns):
        most = known.loc[known[side] != NOT_SAID, side].value_counts()
        kept = selection.commonest(most, top)
        known[side] = known[side].where(known[side].isin([*kept, NOT_SAID]), REST)
    counted = known.groupby([rows, columns]).size().rename(value).reset_index()
    named = counted.rename(columns={rows: "from", columns: "to"})
    return named.sort_values([value, "from", "to"], ascending=[False, True, True], ignore_index=True)


def named(actor: str, lang: str) -> str:
    """Return what a side is called; also those that stand for many or for nobody."""
    return word(actor, lang=lang) if actor in (NOT_SAID, REST) else short_name(actor, lang)


def _ordered(data: pd.DataFrame, side: str, value: str) -> list[str]:
    sums = data.groupby(side)[value].sum()
    last = {REST: 1, NOT_SAID: 2}
    return sorted(sums.index, key=lambda a: (last.get(a, 0), -sums[a], a))


@dataclass(frozen=True, slots=True)
class _Heads:
    """The names over the columns: wrapped, or upright where the columns are narrow; the height that they take."""

    texts: list[str]
    size: float
    rotation: float
    inches: float


def _heads(said: list[str], cell: float, size: float, lang: str) -> _Heads:
    """Return the names over columns that are `cell` inches wide."""
    longest = max(len(part) for text in said for part in text.split())
    # The longest word sets the size of type, that no head runs into the next.
    room_for = cell * (1.08 if lang == "ar" else 0.95)  # Arabic letters run narrower
    fitting = [s for s in (0.85, 0.8, 0.75, 0.7) if labels.fit(room_for, size * s) >= longest]
    if fitting and longest > 6:
        wide = max(labels.fit(room_for, size * fitting[0]), longest)
        texts = [labels.wrap(labels.short(text, 3 * wide), wide) for text in said]
        return _Heads(texts, size * fitting[0], 0.0, 4.2 * size * 1.5 / 72)
    texts = [labels.short(text, _UPRIGHT) for text in said]
    return _Heads(texts, size * 0.8, 90.0, labels.inches(max(texts, key=len), size * 0.8) + 0.1)


def draw(
    page: Page,
    data: pd.DataFrame,
    *,
    value: str,
    titles: tuple[str, str],
    name: Callable[[str, str], str] = named,
) -> None:
    """Draw what `pairs` returns; `titles` are the words for the rows and for the columns."""
    figure, room, lang, size = page.figure, page.room, page.sheet.lang, page.sheet.size.size
    rows, columns = _ordered(data, "from", value), _ordered(data, "to", value)
    across = columns[::-1] if lang == "ar" else columns
    counts: dict[tuple[str, str], int] = dict.fromkeys(((a, b) for a in rows for b in across), 0)
    counts |= {(a, b): int(n) for a, b, n in data[["from", "to", value]].to_numpy().tolist()}
    line = size * 1.5 / 72 / figure.get_figheight()
    names = 0.24 if figure.get_figwidth() > 5 else 0.32
    width = room.right - room.left - names - 0.01
    heads = _heads([name(a, lang) for a in across], width * figure.get_figwidth() / len(across), size, lang)
    left = room.left + (names if lang == "en" else 0.01)
    tall = heads.inches / figure.get_figheight()
    box = (left, room.bottom, width, room.top - room.bottom - tall - 1.3 * line)
    axes = figure.add_axes(box)
    theme.plain(axes)
    axes.set_xlim(-0.5, len(across) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    most = float(max(counts.values()))
    for r, row in enumerate(rows):
        for c, column in enumerate(across):
            square(axes, c, r, counts[row, column], most, size)
    axes.xaxis.tick_top()
    labels.put_ticks(
        axes, "x", [float(k) for k in range(len(across))], heads.texts, lang=lang, fontsize=heads.size,
        rotation=heads.rotation,
    )  # fmt: skip
    side = labels.fit(names * figure.get_figwidth(), size * 0.9)
    texts = [labels.wrap(labels.short(name(a, lang), 2 * side), side) for a in rows]
    labels.put_ticks(axes, "y", [float(k) for k in range(len(rows))], texts, lang=lang, fontsize=size * 0.9)
    if lang == "ar":
        axes.yaxis.tick_right()
    axes.tick_params(length=0)
    quiet = {"fontsize": size * 0.9, "color": theme.QUIET}
    x, anchor = (room.right, "right") if lang == "ar" else (room.left, "left")
    labels.put_on_figure(figure, x, box[1] + box[3] + 0.2 * line, titles[0], lang=lang, ha=anchor, va="bottom", **quiet)
    middle = box[0] + box[2] / 2
    labels.put_on_figure(figure, middle, room.top, titles[1], lang=lang, ha="center", va="top", **quiet)


def height(sheet: Sheet, data: pd.DataFrame) -> float:
    """Return how tall a figure must be, in inches, for the rows of what `pairs` returns."""
    size, pitch = sheet.size, 1.5 if sheet.size.width > 5 else 1.9  # where there is little width names take two lines
    return max(size.height, (data["from"].nunique() * pitch + 14) * size.size * 1.5 / 72)


def square(axes: Axes, column: int, row: int, value: int, most: float, size: float) -> None:
    """Draw a number on a square that is the darker the more; an empty one where there is none."""
    share = 0.14 + 0.86 * value / most if value else 0.0  # the palest is darker than an empty square
    shade = f"#{round(255 - 165 * share):02x}{round(255 - 120 * share):02x}{round(255 - 60 * share):02x}"
    across, up = [column - 0.47, column + 0.47], (row - 0.45, row + 0.45)
    axes.fill_between(across, *up, color=shade if value else "#f6f6f6", linewidth=0)
    if value and size:
        labels.put(axes, column, row, f"{value:,}", lang="en", ha="center", va="center", fontsize=size,
                   color=theme.ink_on(shade))  # fmt: skip
