"""Who answers for what, who takes part, who can do what."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, PageView, for_right
from groundswell.improvement import actions
from groundswell.improvement.forms.practices import PartnerForm, RoleForm, SkillForm
from groundswell.improvement.queries import team as queries
from groundswell.kernel.errors import BadInput, Refusal

PAGE = "improvement/team.html"


@require_GET
@for_right("improvements.see_all")
def team(request: PageRequest) -> HttpResponse:
    """Show who takes part, who answers for what and shows it, and who can do what."""
    return _show(request)


def _show(request: PageRequest, failed: forms.Form | None = None) -> HttpResponse:
    people, skills = queries.lay_out_skills()
    works = may(request.user, "improvements.work")
    partners = queries.list_partners()
    context: dict[str, Any] = {
        "partners": partners,
        "hours": sum(line.partner.hours_a_week for line in partners),
        "backlog": queries.list_backlog(seen_by=request.user),
        "roles": queries.list_roles(at=timezone.now()),
        "gaps": queries.list_gaps(),
        "people": people,
        "skills": skills,
        "may_work": works,
        "failed_form": failed,
    }
    if works:
        context["partner_form"] = PartnerForm(auto_id="partner_%s")
        context["role_form"] = RoleForm(auto_id="role_%s")
        context["skill_form"] = SkillForm(auto_id="skill_%s")
    return render(request, PAGE, context, status=200 if failed is None else 422)


def _door(form_class: type[forms.Form], verb: Callable[..., object]) -> PageView[[]]:
    """Return a door to a verb that makes something new for the team."""

    @require_POST
    @for_right("improvements.work")
    def door(request: PageRequest) -> HttpResponse:
        form = form_class(request.POST)
        if not form.is_valid():
            return _show(request, form)
        try:
            verb(by=request.user, at=timezone.now(), **form.cleaned_data)
        except (Refusal, BadInput) as refusal:
            form.add_error(None, str(refusal))
            return _show(request, form)
        return redirect("improvement:team")

    return door


roles = _door(RoleForm, actions.give_role)
partners = _door(PartnerForm, actions.join_coalition)
skills = _door(SkillForm, actions.note_skill)


@require_POST
@for_right("improvements.work")
def role_end(request: PageRequest, pk: int) -> HttpResponse:
    """Say that somebody no longer answers for it."""
    actions.end_role(queries.get_role(pk), by=request.user, at=timezone.now())
    return redirect("improvement:team")


@require_POST
@for_right("improvements.work")
def partner_end(request: PageRequest, pk: int) -> HttpResponse:
    """Say that somebody takes part no longer."""
    actions.leave_coalition(queries.get_partner(pk), by=request.user, at=timezone.now())
    return redirect("improvement:team")
