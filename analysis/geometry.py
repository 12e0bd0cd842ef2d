"""Distances and directions on the Earth's ellipsoid; points are (latitude, longitude) in degrees."""

from collections.abc import Sequence

from pyproj import Geod

_EARTH = Geod(ellps="WGS84")

Point = tuple[float, float]


def distances_km(point: Point, others: Sequence[Point]) -> list[float]:
    """Return the km from one point to each of the others.

    Examples
    --------
    >>> [round(km) for km in distances_km((35.13, 36.75), [(34.73, 36.72)])]
    [44]
    """
    n = len(others)
    lats, lons = [a for a, _ in others], [o for _, o in others]
    return [float(metres) / 1000 for metres in _EARTH.inv([point[1]] * n, [point[0]] * n, lons, lats)[2]]


def distance_km(one: Point, other: Point) -> float:
    """Return the km between two points."""
    return distances_km(one, [other])[0]


def moved(point: Point, bearing: float, km: float) -> Point:
    """Return the point that lies so many km off in a direction, degrees clockwise from north.

    Examples
    --------
    >>> [round(degrees, 2) for degrees in moved((35.0, 38.0), 90, 10)]
    [35.0, 38.11]
    """
    lon, lat, _ = _EARTH.fwd(point[1], point[0], bearing, km * 1000)
    return float(lat), float(lon)


def midpoint(one: Point, other: Point) -> Point:
    """Return the point halfway on the line between two."""
    bearing, _, metres = _EARTH.inv(one[1], one[0], other[1], other[0])
    return moved(one, bearing, metres / 2000)
