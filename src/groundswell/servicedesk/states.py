"""The lives of an incident and of a service request, as data.

Source: state names of the glossary (FitSM first, ITIL where FitSM has none).
"""

from django.db import models

from groundswell.kernel.lifecycle import Lifecycle


class Kind(models.TextChoices):
    """What a ticket is."""

    INCIDENT = "incident", "Incident"
    REQUEST = "request", "Request"


class State(models.TextChoices):
    """Every state of either kind; which belong to which kind is said below."""

    NEW = "new", "New"
    ASSIGNED = "assigned", "Assigned"
    IN_PROGRESS = "in_progress", "In progress"
    ON_HOLD = "on_hold", "On hold"
    RESOLVED = "resolved", "Resolved"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"
    SUBMITTED = "submitted", "Submitted"
    APPROVED = "approved", "Approved"
    FULFILLING = "fulfilling", "Being fulfilled"
    FULFILLED = "fulfilled", "Fulfilled"
    REJECTED = "rejected", "Rejected"


INCIDENT_LIFE = Lifecycle(
    {
        State.NEW: frozenset({State.ASSIGNED, State.IN_PROGRESS, State.RESOLVED, State.CANCELLED}),
        State.ASSIGNED: frozenset(
            {State.IN_PROGRESS, State.ON_HOLD, State.RESOLVED, State.CANCELLED}
        ),
        State.IN_PROGRESS: frozenset(
            {State.ASSIGNED, State.ON_HOLD, State.RESOLVED, State.CANCELLED}
        ),
        State.ON_HOLD: frozenset({State.ASSIGNED, State.IN_PROGRESS, State.RESOLVED}),
        State.RESOLVED: frozenset({State.IN_PROGRESS, State.CLOSED}),
        State.CLOSED: frozenset({State.IN_PROGRESS}),
        State.CANCELLED: frozenset(),
    }
)

REQUEST_LIFE = Lifecycle(
    {
        State.SUBMITTED: frozenset({State.APPROVED, State.REJECTED, State.CANCELLED}),
        State.APPROVED: frozenset({State.FULFILLING, State.CANCELLED}),
        State.FULFILLING: frozenset({State.ON_HOLD, State.FULFILLED, State.CANCELLED}),
        State.ON_HOLD: frozenset({State.FULFILLING, State.CANCELLED}),
        State.FULFILLED: frozenset({State.FULFILLING, State.CLOSED}),
        State.CLOSED: frozenset({State.FULFILLING}),
        State.REJECTED: frozenset(),
        State.CANCELLED: frozenset(),
    }
)


class SurgeState(models.TextChoices):
    """What people made of a surge."""

    OPEN = "open", "Nobody looked yet"
    JOINED = "joined", "Joined"
    DISMISSED = "dismissed", "No common trouble"
    ENDED = "ended", "Over"


SURGE_LIFE = Lifecycle(
    {
        SurgeState.OPEN: frozenset({SurgeState.JOINED, SurgeState.DISMISSED, SurgeState.ENDED}),
        SurgeState.JOINED: frozenset({SurgeState.JOINED, SurgeState.ENDED}),
        SurgeState.DISMISSED: frozenset({SurgeState.JOINED, SurgeState.ENDED}),
        SurgeState.ENDED: frozenset(),
    }
)

LIFE = {Kind.INCIDENT: INCIDENT_LIFE, Kind.REQUEST: REQUEST_LIFE}
FIRST = {Kind.INCIDENT: State.NEW, Kind.REQUEST: State.SUBMITTED}
WORK = {Kind.INCIDENT: State.IN_PROGRESS, Kind.REQUEST: State.FULFILLING}
#: How a ticket stands once it turns out to be of the other kind; one that is over stays what it
#: was. Whoever passed an incident on has agreed to nothing, so it is a request to be agreed to; and
#: that a request may begin says nothing of whether somebody has the incident (see `change_kind`).
ACROSS = {
    State.NEW: State.SUBMITTED,
    State.ASSIGNED: State.SUBMITTED,
    State.IN_PROGRESS: State.FULFILLING,
    State.ON_HOLD: State.ON_HOLD,
    State.SUBMITTED: State.NEW,
    State.APPROVED: State.NEW,
    State.FULFILLING: State.IN_PROGRESS,
}

#: Somebody still waits for something.
OPEN = (
    State.NEW,
    State.ASSIGNED,
    State.IN_PROGRESS,
    State.ON_HOLD,
    State.SUBMITTED,
    State.APPROVED,
    State.FULFILLING,
)
#: Nobody waits any more.
OVER = tuple(state for state in State if state not in OPEN)
#: The caller has what they came for.
RESTORED = (State.RESOLVED, State.FULFILLED)
