"""By what tickets are found: each index with who asks by it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

#: in which order a queue is worked: by harm, then by age
PRESSING = ("priority", "opened_at")

INDEXES = (
    # Whoever is open has no time of restoration (see the constraints of the ticket). SQLite uses a
    # partial index only where the question repeats its condition without a parameter.
    models.Index(
        fields=(*PRESSING, "kind", "state", "parent"),
        condition=Q(resolved_at__isnull=True),
        name="open_tickets_by_priority",
    ),
    # The board counts the open tickets of each column and shows the first of them; who
    # works on some sees them in the same order. With kind and state all answer alone.
    models.Index(
        fields=("kind", "state", *PRESSING),
        condition=Q(resolved_at__isnull=True),
        name="open_tickets_of_state",
    ),
    *(
        models.Index(
            fields=(whose, *PRESSING, "kind", "state"),
            condition=Q(resolved_at__isnull=True),
            name=f"open_tickets_of_{whose}",
        )
        for whose in ("group", "assignee")
    ),
    # The front door shows a caller the newest of them, beside a million that ended.
    models.Index(
        fields=("caller", "-opened_at", "state"),
        condition=Q(resolved_at__isnull=True),
        name="open_tickets_of_caller",
    ),
    # Lists and the board count those that stand under another: few, and nothing else.
    models.Index(
        fields=("parent",),
        condition=Q(resolved_at__isnull=True, parent__isnull=False),
        name="open_tickets_joined",
    ),
    # Those whose caller wrote and has no answer are few; lists read them in either order.
    *(
        models.Index(fields=order, condition=Q(unanswered_since__isnull=False), name=name)
        for order, name in (
            (PRESSING, "unanswered_by_priority"),
            (("-opened_at", "-id"), "unanswered_by_age"),
        )
    ),
    # What is solved here and not closed yet; what another tool solved is passed over.
    models.Index(
        fields=("source_name", "resolved_at"),
        condition=Q(resolved_at__isnull=False, closed_at__isnull=True),
        name="tickets_to_close",
    ),
    models.Index(fields=("-opened_at", "-id"), name="tickets_by_age"),
    models.Index(fields=("state", "-opened_at"), name="tickets_by_state"),
    models.Index(fields=("assignee", "state"), name="tickets_by_assignee"),
    models.Index(fields=("caller", "-opened_at"), name="tickets_by_caller"),
    # The weeks of a dashboard ask what was done with since.
    models.Index(Coalesce("resolved_at", "closed_at"), name="tickets_by_end"),
)
