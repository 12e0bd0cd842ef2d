"""A map to step through in a notebook: one date after another, with the code that draws the same map."""

from typing import Any

import pandas as pd

from analysis.charts.maps import control_map
from analysis.charts.words import word

_MOST_STEPS = 60


def map_stepper(
    spells: pd.DataFrame,
    places: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    lang: str = "ar",
    template: str = "page",
    rules: str = "default",
) -> Any:
    """Return a slider over the days on which anything changed, with the map of the day under it.

    Parameters
    ----------
    spells, places, articles
        Coded tables.
    rules
        Name of the ledger's rule set that made the spells.

    Returns
    -------
    An `ipywidgets.VBox`: a slider, buttons for the step before and after, the map, and the code that draws it.
    """
    import ipywidgets

    days = sorted({day.normalize() for day in spells["start"].dropna()})
    if not days:
        return ipywidgets.HTML(f"{word('nothing_because', lang=lang)} {word('no_spells', lang=lang)}")
    every = -(-len(days) // _MOST_STEPS)
    steps = [*days[::every], *([days[-1]] if (len(days) - 1) % every else [])]
    options = [(f"{day:%Y-%m-%d}", day) for day in steps]
    slider = ipywidgets.SelectionSlider(
        options=options, value=steps[-1], description=word("on_day", lang=lang), continuous_update=False
    )
    slider.layout.width = "100%"
    back, onward = (ipywidgets.Button(icon=icon, layout={"width": "3em"}) for icon in ("step-backward", "step-forward"))
    picture, code = ipywidgets.Image(format="png"), ipywidgets.HTML()

    def draw(*_: Any) -> None:
        day = slider.value
        figure = control_map(spells, places, articles, dates=[day], lang=lang, template=template, rules=rules)
        picture.value = figure._repr_png_()
        shown = f'charts.control_map(spells, places, articles, dates=["{day:%Y-%m-%d}"], lang="{lang}")'
        code.value = f'<code dir="ltr">{shown}</code>'

    def move(step: int) -> None:
        slider.index = min(len(steps) - 1, max(0, slider.index + step))

    back.on_click(lambda _: move(-1))
    onward.on_click(lambda _: move(1))
    slider.observe(draw, names="value")
    draw()
    return ipywidgets.VBox([ipywidgets.HBox([back, onward, slider]), picture, code])
