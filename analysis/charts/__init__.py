"""Report figures: tables in, a figure with its words and data out, in Arabic or English."""

from analysis.charts.actors import actor_frequency
from analysis.charts.figure import Figure
from analysis.charts.holdings import places_per_actor
from analysis.charts.territory import control_by_place
from analysis.charts.timeline import timeline

__all__ = ["Figure", "actor_frequency", "control_by_place", "places_per_actor", "timeline"]
