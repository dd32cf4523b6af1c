"""What recurring trouble costs in a year, with its range and the way it was reached."""

from groundswell.analysis.cost.frequency import Period, find_period
from groundswell.analysis.cost.members import TicketFacts, load_tickets
from groundswell.analysis.cost.model import CostEstimate, Estimator
from groundswell.analysis.cost.rates import Input, RateCard, load_rates

__all__ = [
    "CostEstimate",
    "Estimator",
    "Input",
    "Period",
    "RateCard",
    "TicketFacts",
    "find_period",
    "load_rates",
    "load_tickets",
]
