"""The outlines of Syria's governorates (Natural Earth, public domain), and the frame that maps share."""

from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from analysis.charts import labels

_LAND, _EDGE = "#f4f2ec", "#b9b4a7"
_AROUND, _CLEAR = 0.3, 0.12  # degrees of margin, and of it what stays clear of points


@cache
def governorates() -> Any:
    """Return the outlines as a GeoDataFrame; geopandas takes a second to load, so only maps load it."""
    import geopandas  # type: ignore[import-untyped]

    with as_file(files("analysis.charts") / "data" / "syria_adm1.geojson") as path:
        return geopandas.read_file(path)


def frame(axes: Axes) -> None:
    """Draw the outlines, and set the frame to the country with a margin: the same on every map.

    One degree of latitude is as long on the page as it is on the ground.
    """
    shapes = governorates()
    shapes.plot(ax=axes, facecolor=_LAND, edgecolor=_EDGE, linewidth=0.5, zorder=0, aspect=None)
    west, south, east, north = (float(v) for v in shapes.total_bounds)
    axes.set_xlim(west - _AROUND, east + _AROUND)
    axes.set_ylim(south - _AROUND, north + _AROUND)
    axes.set_aspect(1 / float(np.cos(np.radians((south + north) / 2))))
    axes.set_axis_off()


def inside(lon: float, lat: float) -> bool:
    """Say whether a point lies on the map: in the country or right beside it."""
    west, south, east, north = (float(v) for v in governorates().total_bounds)
    near = _AROUND - _CLEAR
    return west - near < lon < east + near and south - near < lat < north + near


def write_names(axes: Axes, named: "list[tuple[float, float, str]]", most: int, lang: str, size: float) -> None:
    """Write names right of their points, the first `most` of them that do not come to lie on one another."""
    taken: list[tuple[float, float]] = []
    for x, y, name in named:
        if len(taken) >= most or any(abs(x - a) < 0.85 and abs(y - b) < 0.17 for a, b in taken):
            continue
        taken.append((x, y))
        labels.put(axes, x + 0.09, y, labels.short(name, 24), lang=lang, ha="left", va="center", fontsize=size * 0.85,
                   path_effects=[withStroke(linewidth=1.8, foreground="white")], zorder=5)  # fmt: skip
