"""What can happen to services, and to what an hour costs."""

from groundswell.catalogue.actions.naming import say_other_names
from groundswell.catalogue.actions.rates import Said, confirm_rate, give_rate, withdraw_rate
from groundswell.catalogue.actions.services import (
    ServiceFacts,
    add_service,
    describe_service,
    move_service,
    name_services,
    take_over_services,
)

__all__ = [
    "Said",
    "ServiceFacts",
    "add_service",
    "confirm_rate",
    "describe_service",
    "give_rate",
    "move_service",
    "name_services",
    "say_other_names",
    "take_over_services",
    "withdraw_rate",
]
