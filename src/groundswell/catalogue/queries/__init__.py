"""Questions about services, and about what an hour costs."""

from groundswell.catalogue.queries.card import rate_card
from groundswell.catalogue.queries.page import (
    RateLine,
    RatePart,
    count_defaults,
    list_inputs,
    list_particular,
    say_rate,
)
from groundswell.catalogue.queries.rates import (
    find_rate,
    get_rate,
    is_manager,
    known_inputs,
    list_rates,
    may_change,
    rates_changed_at,
)
from groundswell.catalogue.queries.services import (
    get_department,
    get_offered,
    get_service,
    has_enough_services,
    has_services,
    list_departments,
    list_offered,
    list_rates_of,
    list_services,
    tell_acts,
)

__all__ = [
    "RateLine",
    "RatePart",
    "count_defaults",
    "find_rate",
    "get_department",
    "get_offered",
    "get_rate",
    "get_service",
    "has_enough_services",
    "has_services",
    "is_manager",
    "known_inputs",
    "list_departments",
    "list_inputs",
    "list_offered",
    "list_particular",
    "list_rates",
    "list_rates_of",
    "list_services",
    "may_change",
    "rate_card",
    "rates_changed_at",
    "say_rate",
    "tell_acts",
]
