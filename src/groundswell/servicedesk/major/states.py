"""The life of a major incident, and the kinds of what is said and noted in it, as data.

Source: states after the major incident procedure of ITIL: declared, worked on under a coordinator,
restored or stood down, reviewed.
"""

from django.db import models

from groundswell.kernel.lifecycle import Lifecycle


class MajorState(models.TextChoices):
    """Where a major incident is."""

    RUNNING = "running", "Going on"
    RESTORED = "restored", "Service is back"
    STOOD_DOWN = "stood_down", "Stood down"
    REVIEWED = "reviewed", "Reviewed"


MAJOR_LIFE = Lifecycle(
    {
        MajorState.RUNNING: frozenset({MajorState.RESTORED, MajorState.STOOD_DOWN}),
        MajorState.RESTORED: frozenset({MajorState.RUNNING, MajorState.REVIEWED}),
        MajorState.STOOD_DOWN: frozenset(),
        MajorState.REVIEWED: frozenset(),
    }
)


class UpdateKind(models.TextChoices):
    """What an update says."""

    NEWS = "news", "How it stands"
    RESTORED = "restored", "Service is back"
    STOOD_DOWN = "stood_down", "It was no common trouble"


class EntryKind(models.TextChoices):
    """What somebody notes in the timeline."""

    FOUND = "found", "Found out"
    DID = "did", "Done"
    DECIDED = "decided", "Decided"
    HEARD = "heard", "Heard from others"
