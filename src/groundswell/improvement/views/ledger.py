"""What was promised, and what came of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import queries
from groundswell.improvement.queries.value import sum_value


@require_GET
@for_right("problems.see")
def ledger(request: PageRequest) -> HttpResponse:
    """Show every fix that was promised, misses first."""
    lines = queries.list_ledger(seen_by=request.user)
    counts = queries.count_results(lines)
    today = timezone.localdate()
    context = {
        "lines": lines,
        "counts": counts,
        "hit_rate": queries.tell_hit_rate(lines),
        "value": sum_value(seen_by=request.user, on=today, ledger=lines),
    }
    return render(request, "improvement/ledger.html", context)
