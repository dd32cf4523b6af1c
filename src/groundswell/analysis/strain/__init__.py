"""The strain of daily work: firefighting, interruptions, heroes, days without trouble, victims."""

from groundswell.analysis.strain.figures import (
    Measure,
    Strain,
    bus_factor,
    firefighting,
    heroes,
    interruptions,
    measure_strain,
    repeat_victims,
)
from groundswell.analysis.strain.quiet import QuietDays, quiet_days

__all__ = [
    "Measure",
    "QuietDays",
    "Strain",
    "bus_factor",
    "firefighting",
    "heroes",
    "interruptions",
    "measure_strain",
    "quiet_days",
    "repeat_victims",
]
