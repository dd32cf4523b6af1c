"""The whole effort on one page: the line, the quarters, and what to do when it stands still."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.analysis.journey import load_journey
from groundswell.foundation.choices import name_unknown
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement.queries import journey as queries

PAGE = "improvement/journey.html"


@require_GET
@for_right("findings.see")
def journey(request: PageRequest) -> HttpResponse:
    """Show everything that was done, decided and seen, and how far it is."""
    user, at = request.user, timezone.now()
    today = timezone.localdate()
    every = queries.list_moments(seen_by=user, on=today)
    kind = request.GET.get("kind", "")
    shown = [one for one in every if one.kind == kind] if kind in load_journey().kinds else every
    context = {
        "moments": shown,
        "line": queries.show_line(shown, until=today),
        "kinds": queries.count_kinds(every),
        "count": len(every),
        "kind": kind,
        "unknown": name_unknown(request.GET, {"kind": load_journey().kinds}, {"kind": "kind"}),
        "progress": queries.sum_up(every, seen_by=user, at=at, on=today),
        "stall": queries.find_stall(seen_by=user, at=at),
    }
    return render(request, PAGE, context)


@require_GET
@for_right("findings.make")
def stall(request: PageRequest) -> HttpResponse:
    """Show since when nothing moved: the part of Today that asks for it; nothing where it moves."""
    found = queries.find_stall(seen_by=request.user, at=timezone.now())
    if found is None:
        return HttpResponse()
    return render(request, "improvement/stall.html", {"stall": found})


@require_GET
@for_right("findings.see")
def quarters(request: PageRequest) -> HttpResponse:
    """Show the few measures that move, quarter by quarter."""
    table = queries.compare_quarters(seen_by=request.user, on=timezone.localdate())
    context = {
        "table": table,
        "charts": [row.chart for row in table.rows if row.chart],
        "stall_weeks": load_journey().stall_weeks,
    }
    return render(request, "improvement/quarters.html", context)
