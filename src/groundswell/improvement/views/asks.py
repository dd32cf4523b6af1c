"""Asks from request to return: what waits, what to follow up, when to ask, who may say yes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, keep_written, show_forms
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import actions, queries
from groundswell.improvement.forms.occasions import OccasionForm, SmallerForm
from groundswell.improvement.models import Ask
from groundswell.improvement.queries import moments
from groundswell.improvement.queries.limits import check_limits
from groundswell.improvement.queries.people import list_limits

PAGE = "improvement/asks.html"


@require_GET
@for_right("problems.see")
def asked(request: PageRequest) -> HttpResponse:
    """Show every ask with its answer, what to follow up, good moments, and who may approve what."""
    return _show(request)


def _show(request: PageRequest, failed: forms.Form | None = None) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    asks = list(queries.list_asks(seen_by=user)[:200])
    follow_ups = moments.list_follow_ups(seen_by=user, on=today)
    context: dict[str, Any] = {
        "lines": check_limits(asks, seen_by=user),
        "follow_ups": [
            {"one": one, "form": keep_written(_offer_smaller(one), failed)} for one in follow_ups
        ],
        "moments": moments.list_moments(seen_by=user, on=today),
        "limits": list_limits(seen_by=user),
        "may_work": may(user, "problems.work"),
        "occasion_form": OccasionForm(auto_id="occasion_%s")
        if may(user, "improvements.work")
        else None,
    }
    return show_forms(request, PAGE, context, failed)


def _offer_smaller(one: moments.FollowUp) -> SmallerForm:
    half = {"amount": one.half, "asked_of": one.ask.asked_of}
    return SmallerForm(auto_id=_ids(one.ask), initial=half)


def _ids(ask: Ask) -> str:
    """Return the ids of the form with which less is asked for than there."""
    return f"{ask.number}_%s"


@require_POST
@for_right("problems.work")
def smaller(request: PageRequest, number: str) -> HttpResponse:
    """Ask again, for less."""
    before = queries.get_ask(number, seen_by=request.user)
    form = SmallerForm(request.POST, auto_id=_ids(before))
    kept = carry_out(
        form,
        lambda: actions.ask_for_fix(
            before.problem,
            by=request.user,
            at=timezone.now(),
            new=actions.NewAsk(follows=before, **form.cleaned_data),
        ),
    )
    if kept is None:
        return _show(request, form)
    messages.info(request, f"{kept} is asked; the no to {before} stays beside it.")
    return redirect("improvement:asked")


@require_POST
@for_right("improvements.work")
def occasions(request: PageRequest) -> HttpResponse:
    """Write down a date on which something is decided anyway."""
    form = OccasionForm(request.POST)
    if not carry_out(
        form, lambda: actions.note_occasion(by=request.user, at=timezone.now(), **form.cleaned_data)
    ):
        return _show(request, form)
    return redirect("improvement:asked")
