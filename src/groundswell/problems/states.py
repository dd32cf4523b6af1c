"""The life of a problem and of a known error, and the words of an investigation, as data.

Source: state names and cause classes of the glossary; the branches of the fishbone follow
K. Ishikawa, "Guide to Quality Control" (1976), in the words of an IT desk.
"""

from django.db import models

from groundswell.kernel.lifecycle import Lifecycle


class ProblemState(models.TextChoices):
    """Where a problem is in its life."""

    NEW = "new", "New"
    INVESTIGATING = "investigating", "Looking for the cause"
    KNOWN_ERROR = "known_error", "Cause known"
    FIX_PLANNED = "fix_planned", "Fix planned"
    RESOLVED = "resolved", "Fixed, being watched"
    CLOSED = "closed", "Closed"
    ACCEPTED = "accepted", "Lived with"


PROBLEM_LIFE = Lifecycle(
    {
        ProblemState.NEW: frozenset(
            {
                ProblemState.INVESTIGATING,
                ProblemState.KNOWN_ERROR,
                ProblemState.ACCEPTED,
                ProblemState.CLOSED,
            }
        ),
        ProblemState.INVESTIGATING: frozenset(
            {ProblemState.KNOWN_ERROR, ProblemState.ACCEPTED, ProblemState.CLOSED}
        ),
        ProblemState.KNOWN_ERROR: frozenset(
            {
                ProblemState.INVESTIGATING,
                ProblemState.FIX_PLANNED,
                ProblemState.RESOLVED,
                ProblemState.ACCEPTED,
            }
        ),
        ProblemState.FIX_PLANNED: frozenset(
            {ProblemState.KNOWN_ERROR, ProblemState.RESOLVED, ProblemState.ACCEPTED}
        ),
        ProblemState.RESOLVED: frozenset({ProblemState.CLOSED, ProblemState.INVESTIGATING}),
        ProblemState.ACCEPTED: frozenset(
            {ProblemState.INVESTIGATING, ProblemState.FIX_PLANNED, ProblemState.CLOSED}
        ),
        ProblemState.CLOSED: frozenset({ProblemState.INVESTIGATING}),
    }
)

#: Somebody still has to do something about the cause.
OPEN = (
    ProblemState.NEW,
    ProblemState.INVESTIGATING,
    ProblemState.KNOWN_ERROR,
    ProblemState.FIX_PLANNED,
)
#: The cause is known: nothing gets here without a class and words.
EXPLAINED = (ProblemState.KNOWN_ERROR, ProblemState.FIX_PLANNED, ProblemState.RESOLVED)
#: The order of the columns of the board.
COLUMNS = (
    ProblemState.NEW,
    ProblemState.INVESTIGATING,
    ProblemState.KNOWN_ERROR,
    ProblemState.FIX_PLANNED,
    ProblemState.RESOLVED,
)


class CauseClass(models.TextChoices):
    """Why it happened, as a class that can be counted."""

    DEFECT = "defect", "Defect: it never worked as it should"
    CHANGE = "change", "Change: something was altered"
    CAPACITY = "capacity", "Capacity: there is not enough of it"
    OVERLOAD = "overload", "Overload: asked for more than it was made for"
    COMPATIBILITY = "compatibility", "Compatibility: two parts do not fit"
    CONFIGURATION = "configuration", "Configuration: set up in the wrong way"
    AGE = "age", "Age: worn out or out of support"
    SUPPLIER = "supplier", "Supplier: the fault is on their side"
    OUTSIDE = "outside", "Outside interference: somebody or something got in"
    SECURITY = "security", "Security: an attack or a leak"
    USE = "use", "Use: it is easy to use it wrongly"
    ENVIRONMENT = "environment", "Environment: power, heat, building"
    UNKNOWN = "unknown", "Not known"


class Origin(models.TextChoices):
    """What made somebody look."""

    TICKETS = "tickets", "Tickets"
    FINDING = "finding", "A finding of the analysis"
    EVENTS = "events", "Monitoring"
    SUPPLIER = "supplier", "A supplier"
    REVIEW = "review", "A review"


class LinkReason(models.TextChoices):
    """Why a ticket is believed to have this cause."""

    SAID = "said", "Somebody said so"
    TEXT = "text", "It is told in like words"
    CI = "ci", "The same thing failed"
    SERVICE = "service", "The same service was hurt"
    CLOSURE = "closure", "It was ended the same way"
    TIME = "time", "It came at the same time"


class EntryKind(models.TextChoices):
    """What an entry of an investigation says."""

    FACT = "fact", "What happened"
    WHY = "why", "Why"
    CAUSE = "cause", "A possible cause"
    CHECK = "check", "What was checked"


class Branch(models.TextChoices):
    """The bones of the fishbone."""

    TECHNOLOGY = "technology", "Technology"
    CHANGE = "change", "Changes"
    CAPACITY = "capacity", "Load and capacity"
    PROCESS = "process", "How it is done"
    PEOPLE = "people", "Knowledge and people"
    SUPPLIER = "supplier", "Suppliers"
    ENVIRONMENT = "environment", "Surroundings"


class Standing(models.TextChoices):
    """How far a possible cause has been shown."""

    SUSPECTED = "suspected", "Suspected"
    CONFIRMED = "confirmed", "Confirmed"
    RULED_OUT = "ruled_out", "Ruled out"
