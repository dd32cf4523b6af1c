"""The register of practices and the page of one with its doors."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, carry_out, show_forms
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import actions
from groundswell.improvement.forms.practices import (
    AdoptionForm,
    EffectForm,
    PracticeForm,
    RevisionForm,
)
from groundswell.improvement.models import Practice
from groundswell.improvement.queries import practices as queries
from groundswell.problems.queries import tell_acts

RECORD = "improvement/practice.html"


@require_GET
@for_right("improvements.see")
def practices(request: PageRequest) -> HttpResponse:
    """Show every practice: where it is at home, what it brings, how far it got."""
    lines = []
    for practice in queries.list_practices(seen_by=request.user):
        adoption = queries.list_adoption(practice)
        lines.append({"practice": practice, "count": queries.count_adoption(adoption)})
    context = {"lines": lines, "may_work": may(request.user, "improvements.work")}
    return render(request, "improvement/practices.html", context)


@for_right("improvements.work")
def new_practice(request: PageRequest) -> HttpResponse:
    """Write down what a department does well."""
    start = {"owner": request.user.pk, "department": request.user.department_id}
    form = PracticeForm(request.POST or None, initial=start)
    kept = carry_out(
        form,
        lambda: actions.write_practice(by=request.user, at=timezone.now(), new=form.new_practice()),
    )
    if kept:
        messages.info(request, f"{kept} is kept. Measure what it brings; then others will listen.")
        return redirect("improvement:practice", kept.number)
    status = 422 if form.errors else 200
    return render(request, "improvement/new_practice.html", {"form": form}, status=status)


@require_GET
@for_right("improvements.see")
def practice(request: PageRequest, number: str) -> HttpResponse:
    """Show one practice: how it is done, what it brings, who works like that."""
    return _show(request, queries.get_practice(number, seen_by=request.user))


def _show(request: PageRequest, record: Practice, failed: forms.Form | None = None) -> HttpResponse:
    works = may(request.user, "improvements.work")
    adoption = queries.list_adoption(record)
    context: dict[str, Any] = {
        "practice": record,
        "next_states": [str(state) for state in record.next_states],
        "adoption": adoption,
        "count": queries.count_adoption(adoption),
        "figure": queries.draw_adoption(record, adoption, until=timezone.localdate()),
        "acts": tell_acts(record.number)[:40],
        "may_work": works,
        "may_promote": may(request.user, "practices.promote"),
        "adoption_form": AdoptionForm(auto_id="adopt_%s"),
    }
    if works:
        about = {name: getattr(record, name) for name in ("title", "why", "steps")}
        effect = {name: getattr(record, name) for name in ("measure", "before", "after", "counted")}
        today = timezone.localdate()
        context["revision_form"] = RevisionForm(
            auto_id="revise_%s", initial={**about, "owner": record.owner_id}
        )
        context["effect_form"] = EffectForm(
            auto_id="effect_%s", initial={**effect, "measured_on": record.measured_on or today}
        )
    return show_forms(request, RECORD, context, failed, part="record")


works = Doors(
    right="improvements.work",
    get=queries.get_practice,
    show=_show,
    page="improvement:practice",
)
#: the verb asks whether this person may decide for the department
sees = Doors(
    right="improvements.see",
    get=queries.get_practice,
    show=_show,
    page="improvement:practice",
)
promotes = Doors(
    right="practices.promote",
    get=queries.get_practice,
    show=_show,
    page="improvement:practice",
)

revision = works(RevisionForm, actions.revise_practice)
effect = works(EffectForm, actions.measure_practice)
proposal = works(forms.Form, actions.propose_practice)
promotion = promotes(forms.Form, actions.promote_practice)
giving_back = promotes(forms.Form, actions.return_practice)
retirement = works(forms.Form, actions.retire_practice)
adoptions = sees(AdoptionForm, actions.decide_adoption)
