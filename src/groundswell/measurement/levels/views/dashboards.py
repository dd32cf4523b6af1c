"""Doors to dashboards and their reports."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groundswell.foundation.accounts.models import User
from groundswell.foundation.doors import Doors, carry_out
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.forms import FigureForm, SharingForm, TitleForm, arrange
from groundswell.measurement.levels.models import Dashboard
from groundswell.measurement.levels.paper import FILES


@require_http_methods(["GET", "POST"])
@for_right("findings.see")
def dashboards(request: PageRequest) -> HttpResponse:
    """Show the dashboards, and begin another one."""
    form = TitleForm(request.POST or None)
    made = carry_out(
        form,
        lambda: actions.make_dashboard(by=request.user, at=timezone.now(), **form.cleaned_data),
    )
    if made:
        return redirect("measurement:levels:dashboard", number=made.number)
    context = {"dashboards": queries.list_dashboards(seen_by=request.user), "form": form}
    status = 422 if form.errors else 200
    return render(request, "levels/dashboards.html", context, status=status)


@require_GET
@for_right("findings.see")
def dashboard(request: PageRequest, number: str) -> HttpResponse:
    """Show a dashboard."""
    return _show(request, queries.get_dashboard(number, seen_by=request.user))


@require_POST
@for_right("findings.see")
def reports(request: PageRequest, number: str) -> HttpResponse:
    """Prepare the report of today."""
    held = queries.get_dashboard(number, seen_by=request.user)
    report = actions.prepare_report(held, by=request.user, at=timezone.now())
    return redirect("measurement:levels:report", number=report.number)


@require_http_methods(["GET", "POST"])
@for_right("findings.see")
def report(request: PageRequest, number: str) -> HttpResponse:
    """Show a report before it is sent, and keep what became of it."""
    held = queries.get_report(number, seen_by=request.user)
    refusals = []
    if request.method == "POST":
        sent = request.POST.get("sent") == "yes"
        try:
            held = actions.end_report(held, by=request.user, at=timezone.now(), sent=sent)
        except (NotAllowed, Refusal) as refusal:
            refusals.append(str(refusal))
    owns = held.dashboard.owner_id == request.user.pk
    context = {"report": held, "owns": owns, "refusals": refusals}
    return render(request, "levels/report.html", context, status=422 if refusals else 200)


@require_GET
@for_right("findings.see")
def paper(request: PageRequest, number: str, kind: str) -> HttpResponse:
    """Give a report as a file: PDF, HTML, the draft of a mail, or plain text."""
    held = queries.get_report(number, seen_by=request.user)
    kind = kind if kind in FILES else "txt"
    write, media = FILES[kind]
    answer = HttpResponse(write(held), content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{held.number}.{kind}"'
    return answer


def _show(
    request: PageRequest, held: Dashboard, refused: forms.Form | None = None, /
) -> HttpResponse:
    shown = queries.show_figures(held.figures, as_of=timezone.now())
    given = {"shared_with": held.shared_with, "every": held.every}
    context = {
        "dashboard": held,
        "figures": [
            (one, queries.say_forecast(one.forecast) if one.forecast else "") for one in shown
        ],
        "owns": held.owner_id == request.user.pk,
        "reports": queries.list_reports(held),
        "figure_form": FigureForm(),
        "sharing_form": SharingForm(initial=given),
        "refused": refused,
    }
    return render(request, "levels/dashboard.html", context, status=422 if refused else 200)


def _arrange(held: Any, said: Mapping[str, Any], _user: User) -> Mapping[str, Any]:
    return {"figures": arrange(held.figures, **said)}


_door = Doors("findings.see", queries.get_dashboard, _show, "measurement:levels:dashboard")

figures = _door(FigureForm, actions.compose_dashboard, translate=_arrange)
sharing = _door(SharingForm, actions.share_dashboard)
