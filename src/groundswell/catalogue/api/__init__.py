"""The REST doors of the catalogue: services, and what an hour costs."""

from groundswell.catalogue.api.rates import router as rates
from groundswell.catalogue.api.services import router as services

routers = (services, rates)

__all__ = ["routers"]
