"""Events to look through in a notebook: what is chosen as a chart, as rows, and in their articles."""

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.charts import selection
from analysis.charts.figure import Figure
from analysis.charts.span import short_name
from analysis.charts.timeline import timeline
from analysis.charts.words import check_lang, word
from analysis.coded import Coded
from analysis.errors import TableError
from analysis.review.evidence import rows_by_id
from analysis.text.turns import plain

_MOST_CHOICES, _MOST_ROWS = 60, 50
_ALL = -1  # every bar
_MARK, _OTHER = "#ffd75e", "#fff3c4"


def select(
    events: pd.DataFrame,
    *,
    since: str | None = None,
    until: str | None = None,
    types: Sequence[str] = (),
    actors: Sequence[str] = (),
    places: Sequence[str] = (),
) -> pd.DataFrame:
    """Return the events of a period, of some types, actors and places; what is not given is not asked for.

    Parameters
    ----------
    events
        Table ``events``.
    since, until
        First and last day, as ``2015-06-30``; events that can lie in the period are kept, undated ones are not.
    types, actors, places
        Event types, actor ids, and Arabic names of places, any of which will do.

    Raises
    ------
    TableError
        If a day cannot be read.

    Examples
    --------
    >>> from analysis import code
    >>> coded = code("corpus", processes=1, progress=False)
    >>> chosen = select(coded.events, since="2016-01-01", until="2016-12-31", actors=["isis"])
    >>> sorted(set(chosen["date_start"].dt.year))
    [2016]
    """
    first, last = _day(since, "since"), _day(until, "until")
    kept = pd.Series(True, index=events.index)
    if first is not None:
        kept &= events["date_end"].fillna(events["date_start"]).ge(first)
    if last is not None:
        kept &= events["date_start"].le(last)
    if types:
        kept &= events["event_type"].isin(selection.several(types))
    parties, named = set(selection.several(actors)), set(selection.several(places))
    for wanted, columns in ((parties, ("source_actors", "target_actors")), (named, ("place_names",))):
        if wanted:
            held = [bool(wanted & {v for column in row for v in column}) for row in events[list(columns)].to_numpy()]
            kept &= pd.Series(held, index=events.index, dtype="bool")
    return events[kept]


def _day(value: str | None, name: str) -> pd.Timestamp | None:
    day = pd.to_datetime(value, errors="coerce") if value is not None else None
    if day is not None and pd.isna(day):
        raise TableError(f"`{name}` is `{value}`; expected a day such as 2015-06-30")
    return day


def article_html(coded: Coded, event_id: str) -> str:
    """Return the article of an event as HTML, escaped, the event marked and the others in it more palely.

    Raises
    ------
    TableError
        If there is no such event.
    """
    row = rows_by_id(coded, "events", [event_id]).iloc[0]
    text = str(coded.articles.set_index("article_id").at[row["article_id"], "text"])
    others = coded.events[coded.events["article_id"] == row["article_id"]]
    spans = [(int(row["start"]), int(row["end"]), _MARK)]
    spans += [(int(s), int(e), _OTHER) for s, e in others[["start", "end"]].to_numpy().tolist()]
    marks: list[tuple[int, int, str]] = []
    for span in spans:
        if all(span[1] <= start or end <= span[0] for start, end, _ in marks):
            marks.append(span)
    parts, at = [], 0
    for start, end, colour in sorted(marks):
        parts += [escape(text[at:start]), f'<mark style="background:{colour}">{escape(text[start:end])}</mark>']
        at = end
    body = "".join([*parts, escape(text[at:])]).replace("\n", "<br>")
    return f'<div dir="rtl" lang="ar" style="text-align:right;unicode-bidi:isolate">{body}</div>'


class Explorer:
    """Widgets over one coding; ``box`` is what a notebook shows, ``code`` the call that draws the same figure."""

    def __init__(self, coded: Coded, *, lang: str = "ar", template: str = "page") -> None:
        import ipywidgets as widgets

        check_lang(lang)
        if not isinstance(coded, Coded):
            raise TableError(f"explore: expected what `code` or `load` returned, not {type(coded).__name__}")
        self._coded, self._lang, self._template = coded, lang, template
        self._kept = selection.chosen(coded.events)
        months = pd.period_range(*_span(self._kept), freq="M").strftime("%Y-%m").tolist()
        wide = {"width": "98%"}
        self.period = widgets.SelectionRangeSlider(
            options=months, index=(0, len(months) - 1), description=self._word("period"), continuous_update=False,
            layout=wide,
        )  # fmt: skip
        self.types = self._choices("types", self._kept["event_type"], lambda k: word(k, lang=lang))
        named = [*self._kept["source_actors"], *self._kept["target_actors"]]
        self.actors = self._choices("actors", pd.Series(named, dtype="object").explode(), lambda k: short_name(k, lang))
        self.places = self._choices("places", self._kept["place_names"].explode(), self._place)
        self.bars = widgets.Dropdown(description=self._word("bar"), layout=wide)
        self.rows = widgets.Select(description=self._word("rows"), rows=8, layout=wide)
        self.picture, self.sentence = widgets.Image(format="png"), widgets.HTML()
        self.code_shown, self.code = widgets.HTML(), ""
        self.figure: Figure | None = None
        for chooser in (self.period, self.types, self.actors, self.places):
            chooser.observe(lambda _: self._draw(), names="value")
        self.bars.observe(lambda _: self._list(), names="value")
        self.rows.observe(lambda _: self._read(), names="value")
        choices = widgets.HBox([self.types, self.actors, self.places])
        self.box = widgets.VBox(
            [self.period, choices, self.picture, self.bars, self.rows, self.sentence, self.code_shown]
        )
        self._draw()

    def _place(self, name: str) -> str:
        """Return what a place is called in the language of the widgets; the tables know it by its Arabic name."""
        if self._lang == "ar":
            return plain(name)
        named = self._coded.places.dropna(subset=["name_en"]).drop_duplicates("name").set_index("name")["name_en"]
        return plain(named.get(name, name))

    def _word(self, key: str) -> str:
        return word(f"explore_{key}", lang=self._lang)

    def _choices(self, key: str, values: "pd.Series[Any]", name: Any) -> Any:
        """Return a list to choose from, the commonest first, with their numbers."""
        import ipywidgets as widgets

        counts = values.dropna().value_counts()
        most = selection.commonest(counts[counts.index != ""], _MOST_CHOICES)
        options = [(f"{name(k)} ({counts[k]:,})", k) for k in most]
        return widgets.SelectMultiple(
            options=options,
            description=self._word(key),
            rows=8,
            layout={"width": "33%"},
            style={"description_width": "4em"},
        )

    def _asked(self) -> dict[str, Any]:
        """Return what is chosen as arguments of `select`; a choice of everything is none."""
        first, last = self.period.value
        asked: dict[str, Any] = {}
        if (first, last) != (self.period.options[0], self.period.options[-1]):
            asked["since"] = f"{first}-01"
            asked["until"] = f"{pd.Period(last).end_time:%Y-%m-%d}"
        chosen = {"types": self.types.value, "actors": self.actors.value, "places": self.places.value}
        return asked | {name: list(value) for name, value in chosen.items() if value}

    def _draw(self) -> None:
        """Draw the chart of what is chosen, and offer its bars."""
        asked = self._asked()
        events = select(self._coded.events, **asked)
        self.figure = timeline(events, self._coded.articles, lang=self._lang, template=self._template)
        self.picture.value = self.figure._repr_png_()
        said = ", ".join(f"{name}={value!r}" for name, value in asked.items())
        chosen = f"select(coded.events, {said})" if said else "coded.events"
        self.code = f'charts.timeline({chosen}, coded.articles, lang="{self._lang}")'
        self.code_shown.value = f'<code dir="ltr">{escape(self.code)}</code>'
        self.bars.options = [(self._word("all_bars"), _ALL), *((self._bar(k), k) for k in range(len(self._data())))]
        self._list()

    def _data(self) -> pd.DataFrame:
        return self.figure.data if self.figure is not None else pd.DataFrame()

    def _bar(self, number: int) -> str:
        row = self._data().iloc[number]
        when = word(str(row["place"]), lang=self._lang) if pd.isna(row["bin"]) else f"{row['bin']:%Y-%m-%d}"
        return self._turned(f"{when} · {word(str(row['group']), lang=self._lang)} ({row['count']:,})")

    def _turned(self, text: str) -> str:
        """Return a line of a list so that Arabic reads from the right, whatever it begins with."""
        return f"\u2067{text}\u2069" if self._lang == "ar" else text

    def _list(self) -> None:
        """List the rows of the chosen bar, or of the whole chart."""
        behind = None if self.figure is None else self.figure.behind
        if behind is None:
            self.rows.options, self.sentence.value = [], ""
            return
        rows = behind.rows
        if self.bars.value not in (None, _ALL):
            bar = self._data().iloc[self.bars.value]
            same = (rows["place"] == bar["place"]) & (rows["group"] == bar["group"])
            rows = rows[same & ((rows["bin"] == bar["bin"]) | pd.isna(bar["bin"]))]
        events = rows_by_id(self._coded, "events", rows["row_id"].tolist()[:_MOST_ROWS])
        self.rows.options = [(self._line(row), str(event_id)) for event_id, row in events.iterrows()]
        self.rows.index = 0 if len(events) else None
        self._read()

    def _line(self, row: "pd.Series[Any]") -> str:
        """Return a row as one line: day, type, who to whom, where."""
        when = word("undated", lang=self._lang) if pd.isna(row["date_start"]) else f"{row['date_start']:%Y-%m-%d}"
        comma, arrow = ("، ", "←") if self._lang == "ar" else (", ", "→")
        who, whom = (
            comma.join(short_name(a, self._lang) for a in row[side]) or "—"
            for side in ("source_actors", "target_actors")
        )
        where = plain(comma.join(row["place_names"]))
        kind = word(row["event_type"], lang=self._lang)
        return self._turned(f"{when} · {kind} · {who} {arrow} {whom} · {where}")

    def _read(self) -> None:
        """Show the article of the chosen row, with the row marked in it."""
        self.sentence.value = "" if self.rows.value is None else article_html(self._coded, self.rows.value)


def _span(events: pd.DataFrame) -> tuple[pd.Period, pd.Period]:
    dates = events["date_start"].dropna()
    if dates.empty:
        today = pd.Period("2011-03", freq="M")
        return today, today
    return dates.min().to_period("M"), max(dates.max(), events["date_end"].max()).to_period("M")


def explore(coded: Coded, *, lang: str = "ar", template: str = "page") -> Any:
    """Return widgets to look through the events: brush a period, choose, see the chart, the rows and their articles.

    The line at the foot is the code that draws the same figure.

    Parameters
    ----------
    coded
        The tables.
    lang
        ``ar`` or ``en``.
    template
        Size of the figure.

    Returns
    -------
    An `ipywidgets.VBox`.
    """
    return Explorer(coded, lang=lang, template=template).box
