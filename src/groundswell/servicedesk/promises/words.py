"""The kinds of promises and of what follows, as choices."""

from django.db import models


class Side(models.TextChoices):
    """Who promises whom."""

    CALLER = "caller", "We to whoever asks (SLA)"
    GROUP = "group", "A support group to the desk (OLA)"
    SUPPLIER = "supplier", "A supplier to us (underpinning contract)"


class Measure(models.TextChoices):
    """What is promised; each has a clock of its own."""

    RESPONSE = "response", "Answered"
    RESOLUTION = "resolution", "Solved"
    UPDATE = "update", "Next word"
    GROUP = "group", "Done by the group"
    SUPPLIER = "supplier", "Done by the supplier"


#: those that the caller was promised
TO_CALLER = (Measure.RESPONSE, Measure.RESOLUTION, Measure.UPDATE)


class Act(models.TextChoices):
    """What happens when a level is reached."""

    TELL = "tell", "Tell somebody, on their page Today"
    NOTE = "note", "Write a note for agents on the ticket"
    RAISE = "raise", "Raise the priority by one"
    REASSIGN = "reassign", "Pass it to a group"


class Whom(models.TextChoices):
    """Who is told."""

    ASSIGNEE = "assignee", "whoever works on it"
    OWNER = "owner", "whoever answers for the service"
    LEAD = "lead", "whoever leads the group"
    DESK = "desk", "everyone at the desk"
