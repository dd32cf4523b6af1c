"""The pages on which the catalogue is kept."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.catalogue.offerings import actions, queries
from groundswell.catalogue.offerings.forms import (
    BeginForm,
    KeyForm,
    OfferingForm,
    OrderForm,
    PlannedTaskForm,
    QuestionForm,
    RowForm,
    StateForm,
    StepForm,
    as_facts,
    as_question,
    as_step,
    as_task,
    initial_of,
)
from groundswell.catalogue.offerings.models import Offering
from groundswell.catalogue.queries import has_services
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, carry_out, keep_written, show_forms
from groundswell.foundation.web import PageRequest, for_right


@for_right("register.see")
def offerings(request: PageRequest) -> HttpResponse:
    """Show what people can ask for, and begin something new."""
    form = BeginForm(request.POST or None)
    made = carry_out(form, lambda: _begin(request, form))
    if made:
        return redirect("catalogue:offerings:offering", made.number)
    context = {
        "offerings": queries.list_offerings(seen_by=request.user),
        "form": form,
        "may_keep": may(request.user, "catalogue.keep"),
        "has_services": has_services(),
    }
    status = 422 if form.errors else 200
    return render(request, "offerings/offerings.html", context, status=status)


def _begin(request: PageRequest, form: BeginForm) -> Offering:
    said, at = form.cleaned_data, timezone.now()
    if not said["model"]:
        facts = actions.OfferingFacts(name=said["name"], service=said["service"])
        return actions.make_offering(by=request.user, at=at, facts=facts)
    return actions.begin_from_model(
        by=request.user, at=at, model=said["model"], service=said["service"], name=said["name"]
    )


@require_GET
@for_right("register.see")
def offering(request: PageRequest, number: str) -> HttpResponse:
    """Show one offering with its form, who agrees and what is done."""
    return _show(request, queries.get_offering(number, seen_by=request.user))


def _show(request: PageRequest, found: Offering, failed: forms.Form | None = None) -> HttpResponse:
    keeps = may(request.user, "catalogue.keep")
    asked = queries.list_fields(found)
    context = {
        "offering": found,
        "asked": [
            (field, keep_written(QuestionForm(asked=asked, field=field), failed)) for field in asked
        ],
        "new_question": QuestionForm(asked=asked),
        "steps": queries.list_steps(found),
        "planned": queries.list_planned(found),
        "facts_form": OfferingForm(initial=initial_of(found)) if keeps else None,
        "step_form": StepForm(auto_id="step_%s"),
        "task_form": PlannedTaskForm(auto_id="task_%s"),
        "acts": queries.tell_acts(found)[:20],
        "may_ask": found.is_published and may(request.user, "desk.work"),
        "may_keep": keeps,
    }
    return show_forms(request, "offerings/offering.html", context, failed)


_door = Doors(
    right="catalogue.keep",
    get=queries.get_offering,
    show=_show,
    page="catalogue:offerings:offering",
)

description = _door(OfferingForm, actions.describe_offering, translate=as_facts)
state = _door(StateForm, actions.move_offering)
question = _door(QuestionForm, actions.keep_question, translate=as_question)
question_removal = _door(KeyForm, actions.remove_question)
question_order = _door(OrderForm, actions.move_question)
step = _door(StepForm, actions.add_step, translate=as_step)
step_removal = _door(RowForm, actions.drop_step)
task = _door(PlannedTaskForm, actions.plan_task, translate=as_task)
task_removal = _door(RowForm, actions.drop_planned_task)
