"""The improvement register and the page of one improvement with its doors."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, carry_out, show_forms
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import actions
from groundswell.improvement.forms.registers import (
    AssessmentForm,
    DropForm,
    GoalForm,
    ImprovementForm,
    NeedsForm,
    NextForm,
    PilotEndForm,
    PilotForm,
    ResultForm,
    StepForm,
    TakeOnForm,
)
from groundswell.improvement.forms.steps import read_step
from groundswell.improvement.models import Improvement
from groundswell.improvement.queries import find_step
from groundswell.improvement.queries import register as queries
from groundswell.improvement.queries.sleeping import list_sleeping
from groundswell.improvement.queries.sources import find_page, find_source
from groundswell.kernel.errors import BadInput, NotKnown, Refusal
from groundswell.problems.queries import tell_acts

LIST = "improvement/register.html"
RECORD = "improvement/improvement.html"


@require_GET
@for_right("improvements.see")
def improvements(request: PageRequest) -> HttpResponse:
    """Show the register by state, the goals, and what fell asleep."""
    return _list(request)


def _list(request: PageRequest, goal_form: forms.Form | None = None) -> HttpResponse:
    user, at = request.user, timezone.now()
    works = may(user, "improvements.work")
    taken, most = queries.count_taken_on(user)
    context = {
        "columns": queries.list_register(seen_by=user),
        "dropped": queries.list_dropped(seen_by=user),
        "goals": queries.list_goals(),
        "sleeping": list_sleeping(seen_by=user, at=at)[:8],
        "goal_form": goal_form or (GoalForm(auto_id="goal_%s") if works else None),
        "taken": taken,
        "most": most,
        "may_work": works,
    }
    return render(request, LIST, context, status=422 if goal_form else 200)


@for_right("improvements.work")
def new_improvement(request: PageRequest) -> HttpResponse:
    """Write an idea down, because of the record that the address names where it names one."""
    try:
        source = find_source(request.GET.dict(), seen_by=request.user)
    except BadInput as refusal:
        messages.warning(request, str(refusal))
        return redirect("improvement:new_improvement")
    form = ImprovementForm(request.POST or None, initial=source.beginning if source else {})
    kept = carry_out(
        form,
        lambda: actions.add_improvement(
            by=request.user,
            at=timezone.now(),
            new=form.new_improvement(**(source.kept if source else {})),
        ),
    )
    if kept:
        messages.info(request, f"{kept} is in the register. Say what you believe will change.")
        return redirect("improvement:improvement", kept.number)
    context = {"form": form, "source": source}
    status = 422 if form.errors else 200
    return render(request, "improvement/new_improvement.html", context, status=status)


@require_POST
@for_right("improvements.work")
def taking(request: PageRequest) -> HttpResponse:
    """Take a first step on, in one click."""
    form, at = StepForm(request.POST), timezone.now()
    try:
        step = find_step(form.data.get("step", ""), as_of=at, seen_by=request.user)
        kept = actions.take_on(by=request.user, at=at, new=read_step(step))
    except (Refusal, BadInput, NotKnown) as refusal:
        messages.warning(request, str(refusal))
        return redirect("improvement:improvements")
    messages.info(request, f"{kept} is yours. What comes first: {kept.next_step or 'begin'}.")
    return redirect("improvement:improvement", kept.number)


@require_GET
@for_right("improvements.see")
def improvement(request: PageRequest, number: str) -> HttpResponse:
    """Show one improvement: why, what we believe, how it went, what came of it."""
    return _show(request, queries.get_improvement(number, seen_by=request.user))


def _show(
    request: PageRequest, record: Improvement, failed: forms.Form | None = None
) -> HttpResponse:
    works = may(request.user, "improvements.work")
    taken, most = queries.count_taken_on(request.user)
    context: dict[str, object] = {
        "improvement": record,
        "taken": taken,
        "most": most,
        "next_states": [str(state) for state in record.next_states],
        "pilot": queries.get_running_pilot(record),
        "pilots": record.pilots.order_by("-starts_on"),
        "acts": tell_acts(record.number)[:40],
        "may_work": works,
        "sees_problem": may(request.user, "problems.see"),
        "source_page": find_page(record.source, seen_by=request.user),
        **(_forms(record) if works else {}),
    }
    return show_forms(request, RECORD, context, failed, part="record")


def _forms(record: Improvement) -> dict[str, forms.Form]:
    believed = ("hypothesis", "measure", "before", "target", "effort_hours", "forecast")
    plan = {"owner": record.owner_id, "next_step": record.next_step, "due_on": record.due_on}
    today = timezone.localdate()
    return {
        "assessment_form": AssessmentForm(
            auto_id="assess_%s", initial={name: getattr(record, name) for name in believed}
        ),
        "take_on_form": TakeOnForm(auto_id="take_%s", initial=plan),
        "next_form": NextForm(auto_id="next_%s", initial=plan),
        "pilot_form": PilotForm(auto_id="pilot_%s", initial={"starts_on": today}),
        "pilot_end_form": PilotEndForm(auto_id="end_%s"),
        "result_form": ResultForm(auto_id="result_%s", initial={"before": record.before}),
        "drop_form": DropForm(auto_id="drop_%s"),
    }


door = Doors(
    right="improvements.work",
    get=queries.get_improvement,
    show=_show,
    page="improvement:improvement",
)


def _end_goal(request: PageRequest, number: str) -> HttpResponse:
    actions.end_goal(queries.get_goal(number), by=request.user, at=timezone.now())
    return redirect("improvement:improvements")


@require_POST
@for_right("improvements.work")
def goals(request: PageRequest) -> HttpResponse:
    """Write down a goal of the organisation."""
    form = GoalForm(request.POST, auto_id="goal_%s")
    if not form.is_valid():
        return _list(request, form)
    given: Mapping[str, Any] = form.cleaned_data
    kept = actions.set_goal(by=request.user, at=timezone.now(), **given)
    messages.info(request, f"{kept} is kept. Improvements can serve it now.")
    return redirect("improvement:improvements")


@for_right("improvements.work")
def goal_needs(request: PageRequest, number: str) -> HttpResponse:
    """Say which services a goal needs."""
    goal = queries.get_goal(number)
    start = {"services": [service.pk for service in goal.services.all()]}
    form = NeedsForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.tie_goal(goal, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.info(request, f"{goal} is kept; trouble with these services names it.")
        return redirect("improvement:improvements")
    context = {"goal": goal, "form": form}
    status = 422 if form.errors else 200
    return render(request, "improvement/goal_needs.html", context, status=status)


goal_end = require_POST(for_right("improvements.work")(_end_goal))
assessment = door(AssessmentForm, actions.assess_improvement)
plan = door(TakeOnForm, actions.plan_improvement)
start = door(forms.Form, actions.start_improvement)
following = door(NextForm, actions.next_improvement)
pilot = door(PilotForm, actions.begin_pilot)
pilot_end = door(PilotEndForm, actions.end_pilot)
finish = door(forms.Form, actions.finish_improvement)
result = door(ResultForm, actions.measure_improvement)
drop = door(DropForm, actions.drop_improvement)
revival = door(forms.Form, actions.revive_improvement)
