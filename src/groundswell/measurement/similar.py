"""Which recurring problem a ticket may belong to, by the tickets that are most like it."""

from collections.abc import Sequence

from django.db.models import Count

from groundswell.measurement.models import AnalysisRun, Finding
from groundswell.servicedesk.queries.similar import Similar

#: so many of them in one recurring problem make it the likely one of a ticket that is in none yet
SHARED = 2


def likely_problem(similar: Sequence[Similar], *, run: AnalysisRun) -> Finding | None:
    """Return the recurring problem of this run that most of these tickets are in, or None."""
    keys = [match.ticket.pk for match in similar]
    shared = run.problems.filter(tickets__in=keys).annotate(shared=Count("tickets"))
    return shared.filter(shared__gte=SHARED).order_by("-shared", "rank").first()
