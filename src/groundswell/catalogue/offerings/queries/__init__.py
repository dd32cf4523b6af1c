"""Questions about what people can ask for."""

from groundswell.catalogue.offerings.queries.finding import OfferingLine, fitting
from groundswell.catalogue.offerings.queries.forms import (
    list_fields,
    list_gone,
    list_planned,
    list_questions,
    list_steps,
)
from groundswell.catalogue.offerings.queries.lists import (
    get_offering,
    get_open_offering,
    has_offerings,
    list_by_service,
    list_offerings,
    tell_acts,
)
from groundswell.catalogue.offerings.queries.models_to_begin import list_models, load_models

__all__ = [
    "OfferingLine",
    "fitting",
    "get_offering",
    "get_open_offering",
    "has_offerings",
    "list_by_service",
    "list_fields",
    "list_gone",
    "list_models",
    "list_offerings",
    "list_planned",
    "list_questions",
    "list_steps",
    "load_models",
    "tell_acts",
]
