"""The pages of what is promised, of what follows, and of counting anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right, page_or_part
from groundswell.servicedesk.promises import actions, queries
from groundswell.servicedesk.promises.forms import LevelForm, TargetForm
from groundswell.servicedesk.promises.words import Side

_ANEW = "Open tickets follow with their next act, or at once where you have all worked out anew."


@for_right("register.see")
def targets(request: PageRequest) -> HttpResponse:
    """Show what is promised, and take down a promise."""
    may_keep = may(request.user, "promises.keep")
    form = TargetForm(request.POST if request.method == "POST" and may_keep else None)
    if carry_out(
        form, lambda: actions.say_target(by=request.user, at=timezone.now(), facts=form.facts())
    ):
        messages.info(request, f"Promised. {_ANEW}")
        return redirect("promises:targets")
    context = {
        "goals": queries.list_goals(side=Side.CALLER),
        "parts": [
            *queries.list_goals(side=Side.GROUP),
            *queries.list_goals(side=Side.SUPPLIER),
        ],
        "defaults": len(queries.list_defaults()),
        "form": form,
        "calendars": queries.list_calendars(),
        "run": queries.latest_recount(),
        "may_keep": may_keep,
    }
    status = 422 if form.errors else 200
    return render(request, "promises/targets.html", context, status=status)


@require_POST
@for_right("promises.keep")
def confirmation(request: PageRequest) -> HttpResponse:
    """Make the defaults promises of this house."""
    with told_refusals(request):
        made = actions.confirm_defaults(by=request.user, at=timezone.now())
        messages.info(request, f"{len(made)} defaults are promises of this house now.")
    return redirect("promises:targets")


@require_POST
@for_right("promises.keep")
def withdrawal(request: PageRequest, number: str) -> HttpResponse:
    """Take a promise back."""
    target = queries.get_target(number)
    with told_refusals(request):
        actions.withdraw_target(target, by=request.user, at=timezone.now())
        messages.info(request, f"Taken back: what is less specific holds again. {_ANEW}")
    return redirect("promises:targets")


@require_GET
@for_right("register.see")
def of_service(request: PageRequest, number: str) -> HttpResponse:
    """Show what is promised for a service: the part that its page asks for."""
    service = queries.get_service(number)
    goals = queries.list_goals_of(service)
    own = any(goal.service_id or goal.offering_id for goal in goals)
    context = {"service": service, "goals": goals, "own": own}
    return render(request, "promises/of_service.html", context)


@for_right("register.see")
def levels(request: PageRequest) -> HttpResponse:
    """Show what happens before and after a promise is due, and take down a level."""
    may_keep = may(request.user, "promises.keep")
    form = LevelForm(request.POST if request.method == "POST" and may_keep else None)
    if carry_out(
        form, lambda: actions.add_level(by=request.user, at=timezone.now(), facts=form.facts())
    ):
        messages.info(request, f"Noted. {_ANEW}")
        return redirect("promises:levels")
    context = {"levels": queries.list_levels(), "form": form, "may_keep": may_keep}
    status = 422 if form.errors else 200
    return render(request, "promises/levels.html", context, status=status)


@require_POST
@for_right("promises.keep")
def level_withdrawal(request: PageRequest, key: str) -> HttpResponse:
    """Let something happen no more."""
    with told_refusals(request):
        actions.withdraw_level(by=request.user, at=timezone.now(), key=key)
    return redirect("promises:levels")


@require_POST
@for_right("promises.keep")
def recounts(request: PageRequest) -> HttpResponse:
    """Have every promise worked out anew."""
    run = actions.ask_recount(by=request.user, at=timezone.now())
    return redirect("promises:recount", run.number)


@require_GET
@for_right("register.see")
def recount(request: PageRequest, number: str) -> HttpResponse:
    """Show how far a round over all tickets is."""
    context = {"run": queries.get_recount(number)}
    return page_or_part(request, "promises/recount.html", part="state", context=context)
