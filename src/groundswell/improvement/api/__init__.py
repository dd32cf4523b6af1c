"""The REST doors of business cases, asks, improvements, practices, people and the way."""

from groundswell.improvement.api.cases import router as cases
from groundswell.improvement.api.journey import router as journey
from groundswell.improvement.api.people import router as people
from groundswell.improvement.api.registers import router as registers

#: each with a tag of its own in the description
routers = (cases, registers, people, journey)

__all__ = ["routers"]
