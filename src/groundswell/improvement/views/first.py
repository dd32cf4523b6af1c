"""What to do first, what comes before what, where to begin, and a starter kit for each practice."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.analysis.steps import complete_nodes, load_graph
from groundswell.analysis.steps.guides import load_kits
from groundswell.analysis.steps.map import draw_map
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import queries
from groundswell.improvement.briefs.queries import find_due


@require_GET
@for_right("findings.see")
def steps(request: PageRequest) -> HttpResponse:
    """Show what to do first, and everything that the order rests on."""
    found = queries.find_next(as_of=timezone.now(), seen_by=request.user)
    context = {
        "next": found,
        "steps": found.steps,
        "sees_desk": may(request.user, "desk.see"),
        "due": find_due(found.run, seen_by=request.user, as_of=timezone.now()),
    }
    return render(request, "improvement/steps.html", context)


@require_GET
@for_right("findings.see")
def order(request: PageRequest) -> HttpResponse:
    """Show what has to be there before what, with what is reached."""
    standing = queries.find_next(as_of=timezone.now(), seen_by=request.user).standing
    reached = complete_nodes(standing.shown, standing.levels, finished=standing.finished)
    drawing = draw_map(reached)
    context = {
        "drawing": drawing,
        "practices": load_graph().practices,
        "reached": [box for box in drawing.boxes if box.where == "reached"],
        "open": [box for box in drawing.boxes if box.where == "open"],
        "later": [box for box in drawing.boxes if box.where == "later"],
    }
    return render(request, "improvement/order.html", context)


@require_GET
@for_right("findings.see")
def begin(request: PageRequest) -> HttpResponse:
    """Show the way from the first ten minutes on, with what is done here."""
    months, interest_months, scale = queries.read_way()
    context = {
        "stages": queries.find_stages(as_of=timezone.now()),
        "months": months,
        "interest_months": interest_months,
        "scale": scale,
    }
    return render(request, "improvement/begin.html", context)


@require_GET
@for_right("findings.see")
def kits(request: PageRequest) -> HttpResponse:
    """List the practices that can be started."""
    return render(request, "improvement/kits.html", {"kits": load_kits().values()})


@require_GET
@for_right("findings.see")
def kit(request: PageRequest, practice: str) -> HttpResponse:
    """Show what it takes to start one practice."""
    found = queries.tell_kit(practice)
    if found is None:
        raise Http404(f'There is no starter kit "{practice}".')
    context = {
        "kit": found[0],
        "sentences": found[1],
        "may_team": may(request.user, "improvements.see_all"),
    }
    return render(request, "improvement/kit.html", context)
