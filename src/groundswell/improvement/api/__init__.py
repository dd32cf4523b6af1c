"""The REST doors of business cases, asks, improvements, practices and people who decide."""

from groundswell.improvement.api.cases import router as cases
from groundswell.improvement.api.people import router as people
from groundswell.improvement.api.registers import router as registers

#: each with a tag of its own in the description
routers = (cases, registers, people)

__all__ = ["routers"]
