"""Report figures: tables in, a figure with its words and data out, in Arabic or English."""

from analysis.charts.actors import actor_frequency
from analysis.charts.change_maps import change_map
from analysis.charts.disputes import claim_dates
from analysis.charts.figure import Figure
from analysis.charts.holdings import places_per_actor
from analysis.charts.maps import control_map
from analysis.charts.stepper import map_stepper
from analysis.charts.territory import control_by_place
from analysis.charts.timeline import timeline
from analysis.charts.transitions import gains_and_losses, transfers

__all__ = [
    "Figure",
    "actor_frequency",
    "change_map",
    "claim_dates",
    "control_by_place",
    "control_map",
    "gains_and_losses",
    "map_stepper",
    "places_per_actor",
    "timeline",
    "transfers",
]
