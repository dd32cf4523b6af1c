"""What people keep asking for and no article answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.measurement import actions, queries
from groundswell.measurement.gaps import list_gaps


@require_GET
@for_right("knowledge.work")
def gaps(request: PageRequest) -> HttpResponse:
    """Show the groups of tickets that no article answers, the dearest first."""
    run = queries.latest_run()
    context = {
        "run": run,
        "gaps": list_gaps(run, seen_by=request.user) if run else [],
        "currency": (run.findings or {}).get("currency", "") if run else "",
        "may_import": may(request.user, "imports.run"),
        "may_work": True,
    }
    return render(request, "measurement/gaps.html", context)


@require_POST
@for_right("knowledge.work")
def answer(request: PageRequest, key: str) -> HttpResponse:
    """Make a draft for a group, and go on writing it."""
    finding = queries.get_problem(key)
    try:
        article = actions.write_answer(finding, by=request.user, at=timezone.now())
    except (Refusal, BadInput) as refusal:
        messages.warning(request, str(refusal))
        return redirect("measurement:gaps")
    messages.info(request, "It is a draft without names. Say what helps, then publish it.")
    return redirect("knowledge:text", article.number)
