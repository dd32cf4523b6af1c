"""Where this installation stands: what is reached, open, finished, and how far support carries."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min

from groundswell.analysis.steps import Standing
from groundswell.catalogue.models import Service
from groundswell.cmdb.models import Relation
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.improvement.models import Improvement, Signal, Stakeholder
from groundswell.improvement.queries.people import list_stakeholders
from groundswell.improvement.states import TAKEN_ON
from groundswell.measurement.levels.queries import list_targets
from groundswell.measurement.models import AnalysisRun
from groundswell.problems.models import KnownError, Problem
from groundswell.servicedesk.models import Ticket

#: a round of the champion's work, in days
_ROUND = 30
#: the highest mandate that support can cover
_MOST = 4


def find_standing(
    document: Mapping[str, Any],
    *,
    as_of: datetime,
    seen_by: User | None,
    weights: Mapping[str, float],
    more_open: int,
) -> Standing:
    """Return where the house stands, from the newest findings and the registers.

    Args:
        document: the findings of the newest run, empty before the first.
        as_of: when.
        seen_by: who looks; support counts only for those who keep the register of people.
        weights: of the situation.
        more_open: improvements that are open elsewhere.
    """
    return Standing(
        shown=frozenset(document.get("reached") or ()) | _list_kept(),
        weights=weights,
        targets=list_targets(),
        levels={one["practice"]: one["level"] for one in document.get("maturity") or ()},
        open=_count_open(seen_by) + more_open,
        finished=Improvement.objects.filter(measured_at__isnull=False).count(),
        covered=_find_cover(seen_by, as_of),
        round=_count_rounds(as_of),
        signs=_count_signs(as_of),
        owners=dict(Service.objects.filter(owner__isnull=False).values_list("name", "owner__name")),
    )


def _list_kept() -> frozenset[str]:
    """Return what the registers show since the newest run."""
    kept = {
        "PRB.1": Problem.objects.all(),
        "KNW.1": KnownError.objects.all(),
        "CFG.1": Relation.objects.all(),
        "SVC.1": Service.objects.all(),
        "INC.1": Ticket.objects.all(),
        "CSI.1": Improvement.objects.all(),
        "MGT.1": Stakeholder.objects.all(),
    }
    return frozenset(node for node, records in kept.items() if records.exists())


def _count_open(person: User | None) -> int:
    """Return how many improvements one person has taken on."""
    if person is not None:
        return Improvement.objects.taken_on_by(person).count()
    owners = list(Improvement.objects.filter(state__in=TAKEN_ON).values_list("owner_id", flat=True))
    return len(owners) if len(set(owners)) == 1 else 0


def _find_cover(person: User | None, as_of: datetime) -> int:
    """Return the highest mandate that support on record covers, 0 for whoever may not see it."""
    if person is None or not may(person, "support.keep"):
        return 0
    stages = [one.place.stage for one in list_stakeholders(seen_by=person, on=as_of.date())]
    return max(0, min(_MOST, max(stages, default=0)))


def _count_rounds(as_of: datetime) -> int:
    first = AnalysisRun.objects.aggregate(first=Min("as_of"))["first"]
    return 1 + max(0, (as_of - first).days) // _ROUND if first else 1


def _count_signs(as_of: datetime) -> int:
    """Return how many signs of interest were seen in the last round."""
    since = (as_of - timedelta(days=_ROUND)).date()
    return Signal.objects.filter(seen_on__gte=since, seen_on__lte=as_of.date()).count()
