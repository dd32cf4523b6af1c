"""What people may send to the catalogue."""

from groundswell.catalogue.forms.rates import OutputForm, RateForm, prefix_of
from groundswell.catalogue.forms.services import (
    FirstServicesForm,
    ServiceFactsForm,
    ServiceForm,
    StateForm,
)

__all__ = [
    "FirstServicesForm",
    "OutputForm",
    "RateForm",
    "ServiceFactsForm",
    "ServiceForm",
    "StateForm",
    "prefix_of",
]
