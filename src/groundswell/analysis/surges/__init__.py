"""Surges: many people who write of one thing at once, seen while it happens."""

from groundswell.analysis.surges.arrivals import Arrival
from groundswell.analysis.surges.detector import Detector
from groundswell.analysis.surges.options import SurgeOptions, default_options
from groundswell.analysis.surges.surge import Surge, Unusual
from groundswell.analysis.surges.tail import least_count, tail_chance

__all__ = [
    "Arrival",
    "Detector",
    "Surge",
    "SurgeOptions",
    "Unusual",
    "default_options",
    "least_count",
    "tail_chance",
]
