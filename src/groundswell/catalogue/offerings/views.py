"""The pages on which the catalogue is kept."""

from collections.abc import Sequence
from typing import Any

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
from groundswell.foundation.doors import Doors, carry_out
from groundswell.foundation.fields import Field
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
    steps = queries.list_steps(found)
    context = {
        "offering": found,
        "asked": [(field, _question_form(failed, asked, field)) for field in asked],
        "new_question": _question_form(failed, asked),
        "steps": steps,
        "planned": queries.list_planned(found),
        "facts_form": _kept(OfferingForm, failed, "id_%s", initial_of(found)) if keeps else None,
        "step_form": _kept(StepForm, failed, "step_%s"),
        "task_form": _kept(PlannedTaskForm, failed, "task_%s"),
        "acts": queries.tell_acts(found)[:20],
        "may_ask": found.is_published and may(request.user, "desk.work"),
        "may_keep": keeps,
        "failed": failed,
    }
    status = 422 if failed is not None else 200
    return render(request, "offerings/offering.html", context, status=status)


def _kept(
    form_class: type[forms.Form],
    failed: forms.Form | None,
    auto_id: str,
    initial: dict[str, Any] | None = None,
) -> forms.Form:
    """Return the form that was refused, with what was written in it; where none was a fresh one."""
    form = failed if isinstance(failed, form_class) else form_class(initial=initial)
    form.auto_id = auto_id
    return form


def _question_form(
    failed: forms.Form | None, asked: Sequence[Field], field: Field | None = None
) -> QuestionForm:
    """Return the form of a question, with what was written where it was refused."""
    given: Any = failed.data if isinstance(failed, QuestionForm) else None
    if given and given.get("key", "") != (field.key if field else ""):
        given = None
    return QuestionForm(given, asked=asked, field=field)


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
