"""Major incidents, what everybody was told of them, who has the trouble too, what is to follow."""

from groundswell.servicedesk.major.models.affected import MeToo
from groundswell.servicedesk.major.models.following import FollowUp, TimelineEntry
from groundswell.servicedesk.major.models.incidents import MajorIncident, MajorQuerySet
from groundswell.servicedesk.major.models.telling import MajorUpdate, Told

__all__ = [
    "FollowUp",
    "MajorIncident",
    "MajorQuerySet",
    "MajorUpdate",
    "MeToo",
    "TimelineEntry",
    "Told",
]
