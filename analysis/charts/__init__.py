"""Report figures: tables in, a figure with its words and data out, in Arabic or English."""

from analysis.charts.actors import actor_frequency
from analysis.charts.attacks import who_attacks_whom
from analysis.charts.calendar import coverage_calendar
from analysis.charts.change_maps import change_map
from analysis.charts.dead import killed_by_month
from analysis.charts.disputes import claim_dates
from analysis.charts.event_maps import event_map
from analysis.charts.exactness import exactness
from analysis.charts.figure import Figure
from analysis.charts.governorates import by_governorate
from analysis.charts.holdings import places_per_actor
from analysis.charts.maps import control_map
from analysis.charts.mix import event_mix
from analysis.charts.naming import naming_by_outlet
from analysis.charts.network import attack_network
from analysis.charts.ranks import actor_ranks
from analysis.charts.stepper import map_stepper
from analysis.charts.territory import control_by_place
from analysis.charts.timeline import timeline
from analysis.charts.transitions import gains_and_losses, transfers

__all__ = [
    "Figure",
    "actor_frequency",
    "actor_ranks",
    "attack_network",
    "by_governorate",
    "change_map",
    "claim_dates",
    "control_by_place",
    "control_map",
    "coverage_calendar",
    "event_map",
    "event_mix",
    "exactness",
    "gains_and_losses",
    "killed_by_month",
    "map_stepper",
    "naming_by_outlet",
    "places_per_actor",
    "timeline",
    "transfers",
    "who_attacks_whom",
]
