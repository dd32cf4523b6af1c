"""Doors for what people say of a level: their view, a link to it, a contest and its decision."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.analysis.maturity import load_practices
from groundswell.foundation.accounts.models import User
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.forms import ContestForm, DecisionForm, ViewForm, WhoForm
from groundswell.measurement.levels.views.practice import show_practice


@require_POST
@for_right("findings.see")
def views(request: PageRequest, key: str) -> HttpResponse:
    """Keep how the person who is signed in sees a practice."""
    form = ViewForm(request.POST)
    if form.is_valid():
        try:
            actions.give_view(by=request.user, at=timezone.now(), practice=key, new=form.new)
        except BadInput as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("measurement:levels:practice", key=key)
    return show_practice(request, key, refused=form)


@require_POST
@for_right("findings.make")
def links(request: PageRequest, key: str) -> HttpResponse:
    """Make a link by which one person can say how they see a practice."""
    form = WhoForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_view(by=request.user, at=timezone.now(), practice=key, **form.cleaned_data)
        except (BadInput, Refusal) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("measurement:levels:practice", key=key)
    return show_practice(request, key, refused=form)


@require_POST
@for_right("findings.see")
def contests(request: PageRequest, key: str) -> HttpResponse:
    """Keep that somebody contests a level."""
    form = ContestForm(request.POST)
    if form.is_valid():
        at, given = timezone.now(), form.cleaned_data
        try:
            actions.contest_level(by=request.user, at=at, practice=key, **given)
        except (BadInput, Refusal) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("measurement:levels:practice", key=key)
    return show_practice(request, key, refused=form)


@require_POST
@for_right("findings.make")
def decision(request: PageRequest, number: str) -> HttpResponse:
    """Keep what was decided of a contest."""
    contest = queries.get_contest(number)
    form: forms.Form = DecisionForm(request.POST)
    if form.is_valid():
        at, given = timezone.now(), form.cleaned_data
        try:
            actions.decide_contest(contest, by=request.user, at=at, **given)
        except (BadInput, Refusal) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("measurement:levels:practice", key=contest.practice)
    return show_practice(request, contest.practice, refused=form)


@require_http_methods(["GET", "POST"])
def view(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever holds the link answer its three questions, without an account."""
    asked = queries.get_view_by_link(token)
    form = ViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = request.user if isinstance(request.user, User) else None
        try:
            asked = actions.give_view_by_link(asked, by=by, at=timezone.now(), new=form.new)
        except (BadInput, Refusal) as refusal:
            form.add_error(None, str(refusal))
    context = {"view": asked, "practice": load_practices()[asked.practice], "form": form}
    return render(request, "levels/view.html", context, status=422 if form.errors else 200)
