"""Findings, and what they were made from."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from groundswell.analysis.charts import problem_trend
from groundswell.analysis.documents import read_problem
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import told_refusals
from groundswell.foundation.web import PageRequest, for_right
from groundswell.measurement import actions, queries
from groundswell.measurement.matching import match_problems, weights_in_use
from groundswell.measurement.purity import list_to_look_at, purity_of
from groundswell.problems.queries import problem_of_finding
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.queries.guessing import find_voters, guess
from groundswell.servicedesk.queries.similar import SHOWN


@require_GET
@for_right("findings.see")
def findings(request: PageRequest) -> HttpResponse:
    """Show the recurring problems of the newest run, the dearest first."""
    run = queries.latest_run()
    context = {
        "run": run,
        "busy": queries.busy_run(),
        "failed": queries.failed_run(),
        "findings": run.findings if run else None,
        "outdated": queries.is_outdated(run),
        "page": queries.page_problems(run, page=request.GET.get("page", "")) if run else None,
        "dearest": queries.list_problems(run)[: queries.PAGE] if run else (),
        "may_make": may(request.user, "findings.make"),
        "may_read_tickets": queries.may_read_tickets(request.user),
    }
    return render(request, "measurement/findings.html", context)


@require_POST
@for_right("findings.make")
def runs(request: PageRequest) -> HttpResponse:
    """Start a run of the analysis."""
    with told_refusals(request):
        actions.start_analysis(by=request.user, at=timezone.now())
    return redirect("measurement:findings")


@require_GET
@for_right("findings.see")
def progress(request: PageRequest) -> HttpResponse:
    """Say whether a run is under way; htmx asks until it is over and then loads the page anew."""
    busy = queries.busy_run()
    if not busy:
        return HttpResponseClientRefresh()
    return render(request, "measurement/progress.html", {"busy": busy})


@require_GET
@for_right("findings.see")
def problem(request: PageRequest, key: str) -> HttpResponse:
    """Show one recurring problem: why we think so, what it costs and how that was reached."""
    return show_problem(request, key)


def show_problem(
    request: PageRequest,
    key: str,
    refused: forms.Form | None = None,
    left_out: Sequence[str] = (),
) -> HttpResponse:
    """Show one recurring problem, and what was said of it where that was refused."""
    found = queries.get_problem(key)
    reads = queries.may_read_tickets(request.user)
    most = queries.MOST if request.GET.get("tickets") == "all" else queries.FEW
    tickets = queries.list_members(found, seen_by=request.user, limit=most) if reads else None
    context = {
        "problem": found,
        "detail": found.detail,
        "chart": problem_trend(read_problem(found.detail)),
        "tickets": tickets,
        "shows_all": most == queries.MOST or len(tickets or ()) < most,
        "assumptions": (found.run.findings or {}).get("assumptions", []),
        "run": found.run,
        "record": problem_of_finding(key),
        "judgement": queries.judgement_of(key),
        "may_decide": may(request.user, "problems.work"),
        "may_read_tickets": reads,
        "purity": purity_of(found),
        "look_at": list_to_look_at(found, seen_by=request.user) if reads else (),
        "refused": refused,
        "left_out": left_out,
    }
    status = 422 if refused else 200
    return render(request, "measurement/problem.html", context, status=status)


@require_GET
@for_right("desk.see")
def of_ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show, on a ticket's page, the problem it may belong to and the tickets most like it."""
    ticket = get_ticket(number, seen_by=request.user)
    voters = find_voters(ticket, seen_by=request.user)
    similar = voters[:SHOWN]
    context = {
        "ticket": ticket,
        "guesses": guess(ticket, voters) if may(request.user, "desk.work") else (),
        "problem": queries.problem_of(ticket, similar=similar),
        "similar": similar,
        "matched": match_problems(ticket, seen_by=request.user),
        "weights": weights_in_use(),
        "may_link": may(request.user, "problems.work"),
        "may_read_findings": may(request.user, "findings.see"),
    }
    return render(request, "measurement/of_ticket.html", context)


@require_GET
@for_right("findings.see")
def quality(request: PageRequest) -> HttpResponse:
    """Show how well the fields are filled, and what the gaps cost."""
    run = queries.latest_run()
    document = (run.findings or {}) if run else {}
    context = {
        "run": run,
        "quality": queries.rank_gaps(document.get("quality", [])),
        "not_known": document.get("not_known", {}),
        "assumptions": document.get("assumptions", []),
        "sources": document.get("sources", []),
    }
    return render(request, "measurement/quality.html", context)
