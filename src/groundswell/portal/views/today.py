"""Where everyone starts, and what those who work here see first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_safe
from django.views.decorators.vary import vary_on_cookie

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.accounts.queries import count_known
from groundswell.foundation.parts import answer_parts
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement.briefs.queries import find_due
from groundswell.improvement.queries import list_steps
from groundswell.measurement.levels.queries import list_waiting_reports
from groundswell.measurement.queries import latest_run, list_problems
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.promises import queries as promises
from groundswell.servicedesk.rules.queries.pressing import list_pressing
from groundswell.servicedesk.work.queries import is_late, list_to_do

#: seconds for which a browser keeps the list of places: a new role shows in the palette after that
PLACES_KEPT = 300

QUEUE = 8
#: reports that wait to be looked at
FEW = 3


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send people where they work, and everyone else to the front door."""
    if not request.user.is_authenticated:
        return redirect("accounts:welcome")
    return redirect("portal:today" if may(request.user, "findings.see") else "portal:mine")


@require_GET
@login_required
@cache_control(private=True, max_age=PLACES_KEPT)
@vary_on_cookie
def places(request: HttpRequest) -> HttpResponse:
    """Show what the palette lists before anything is typed; the browser keeps it for a while."""
    return render(request, "portal/places.html")


@require_GET
@login_required
def parts(request: HttpRequest) -> HttpResponse:
    """Show the parts of a page that come after it, each guarded as where it stands."""
    return answer_parts(request, request.GET.getlist("of"))


@require_GET
@for_right("findings.see")
def today(request: PageRequest) -> HttpResponse:
    """Show what burns now, one's own queue and the first steps."""
    run = latest_run()
    sees_desk = may(request.user, "desk.see")
    closed = desk.find_closed(request.user) if sees_desk else ()
    burning, mine = (
        desk.list_first(show, seen_by=request.user, most=QUEUE, closed=closed) if sees_desk else ()
        for show in ("burning", "mine")
    )
    champions = may(request.user, "findings.make")
    context: dict[str, object] = {
        "run": run,
        "champions": champions,
        "steps": list_steps(run, as_of=timezone.now(), seen_by=request.user) or (),
        "problems": list_problems(run)[:3] if run else (),
        "reports": list_waiting_reports(of=request.user)[:FEW],
        "due": find_due(run, seen_by=request.user, as_of=timezone.now()),
        "burning": burning,
        "mine": mine,
        "tasks": [
            (task, is_late(task, on=timezone.localdate()))
            for task in (list_to_do("mine", seen_by=request.user)[:QUEUE] if sees_desk else ())
        ],
        "risks": promises.list_at_risk(seen_by=request.user, at=timezone.now(), closed=closed)
        if sees_desk
        else (),
        "told": promises.list_told(request.user),
        "may_import": may(request.user, "imports.run"),
        "may_work": may(request.user, "desk.work"),
        "sees_desk": sees_desk,
        "calendars": promises.list_calendars(),
        "known_people": count_known,  # asked by the page of the first day only
        # whoever works on tickets and no more comes for the queue
        "steps_first": champions or not sees_desk,
    } | list_pressing(at=timezone.now(), seen_by=request.user)
    return render(request, "portal/today.html", context)
