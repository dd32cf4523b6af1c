"""The map of recurring troubles."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.measurement import queries
from groundswell.measurement.themes import GROUPINGS, map_themes


@require_GET
@for_right("findings.see")
def themes(request: PageRequest) -> HttpResponse:
    """Show all recurring troubles of the newest run as a map, and which few carry half."""
    run = queries.latest_run()
    by, within = request.GET.get("by", ""), request.GET.get("group", "")
    document = (run.findings or {}) if run else {}
    why_not = document.get("not_known", {}).get("problems", "the source does not say")
    context = {
        "run": run,
        "not_known": why_not if run and document.get("problems") is None else "",
        "map": map_themes(run, by=by, within=within) if run else None,
        "groupings": GROUPINGS,
        "may_make": may(request.user, "findings.make"),
    }
    return render(request, "measurement/themes.html", context)
