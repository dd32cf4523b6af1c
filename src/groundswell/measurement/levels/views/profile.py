"""The profile of all practices."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.analysis.maturity import load_practices
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.views.practice import NAMES, names_of


@require_GET
@for_right("findings.see")
def profile(request: PageRequest) -> HttpResponse:
    """Show every practice as a row of steps, and what would move it one up."""
    snapshot = queries.latest_snapshot()
    document = snapshot.document if snapshot else None
    seen, unseen = queries.draw_profile(document) if document else ([], [])
    quarters = queries.list_quarters()
    context = {
        "snapshot": snapshot,
        "seen": seen,
        "unseen": unseen,
        "checks": queries.list_checks(document) if document else (),
        "quarters": quarters,
        "course": queries.course_of([row.key for row in seen], quarters),
        "may_make": may(request.user, "findings.make"),
        **names_of(request),
    }
    return render(request, "levels/profile.html", context)


@require_POST
@for_right("findings.make")
def snapshots(request: PageRequest) -> HttpResponse:
    """Have a snapshot taken now."""
    actions.ask_snapshot(by=request.user, at=timezone.now())
    messages.info(request, "The records are being looked at; this takes a moment.")
    return redirect("measurement:levels:profile")


@require_POST
@for_right("findings.see")
def names(request: PageRequest) -> HttpResponse:
    """Show or hide the names that frameworks use, for this reader."""
    request.session[NAMES] = request.POST.get("show") == "yes"
    practice = request.POST.get("practice", "")
    if practice in load_practices():
        return redirect("measurement:levels:practice", key=practice)
    return redirect("measurement:levels:profile")
