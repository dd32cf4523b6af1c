"""Doors for what people say of a level: their view, a link to it, a contest and its decision."""

from collections.abc import Callable

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.analysis.maturity import load_practices
from groundswell.foundation.accounts.models import User
from groundswell.foundation.doors import carry_out
from groundswell.foundation.web import PageRequest, for_right
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.forms import ContestForm, DecisionForm, ViewForm, WhoForm
from groundswell.measurement.levels.views.practice import show_practice


@require_POST
@for_right("findings.see")
def views(request: PageRequest, key: str) -> HttpResponse:
    """Keep how the person who is signed in sees a practice."""
    form, by, at = ViewForm(request.POST), request.user, timezone.now()
    return _keep(
        request, key, form, lambda: actions.give_view(by=by, at=at, practice=key, new=form.new)
    )


@require_POST
@for_right("findings.make")
def links(request: PageRequest, key: str) -> HttpResponse:
    """Make a link by which one person can say how they see a practice."""
    form, by, at = WhoForm(request.POST), request.user, timezone.now()
    return _keep(
        request,
        key,
        form,
        lambda: actions.ask_view(by=by, at=at, practice=key, **form.cleaned_data),
    )


@require_POST
@for_right("findings.see")
def contests(request: PageRequest, key: str) -> HttpResponse:
    """Keep that somebody contests a level."""
    form, by, at = ContestForm(request.POST), request.user, timezone.now()
    return _keep(
        request,
        key,
        form,
        lambda: actions.contest_level(by=by, at=at, practice=key, **form.cleaned_data),
    )


@require_POST
@for_right("findings.make")
def decision(request: PageRequest, number: str) -> HttpResponse:
    """Keep what was decided of a contest."""
    contest = queries.get_contest(number)
    form, by, at = DecisionForm(request.POST), request.user, timezone.now()
    return _keep(
        request,
        contest.practice,
        form,
        lambda: actions.decide_contest(contest, by=by, at=at, **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def view(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever holds the link answer its three questions, without an account."""
    asked = queries.get_view_by_link(token)
    form = ViewForm(request.POST or None)
    by = request.user if isinstance(request.user, User) else None
    given = carry_out(
        form, lambda: actions.give_view_by_link(asked, by=by, at=timezone.now(), new=form.new)
    )
    context = {"view": given or asked, "practice": load_practices()[asked.practice], "form": form}
    return render(request, "levels/view.html", context, status=422 if form.errors else 200)


def _keep(
    request: PageRequest, key: str, form: forms.Form, act: Callable[[], Model]
) -> HttpResponse:
    """Do what a form asks for and show the practice again, with the form where it is refused."""
    if not carry_out(form, act):
        return show_practice(request, key, refused=form)
    return redirect("measurement:levels:practice", key=key)
