"""Who answers for what, who takes part, who can do what."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, show_forms
from groundswell.foundation.web import PageRequest, PageView, for_right
from groundswell.improvement import actions
from groundswell.improvement.forms.practices import (
    DescriptionForm,
    PartnerForm,
    RoleForm,
    SkillForm,
)
from groundswell.improvement.queries import team as queries
from groundswell.kernel.errors import Refusal
from groundswell.knowledge.queries import get_article

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
        "descriptions": queries.list_descriptions(on=timezone.localdate(), seen_by=request.user),
        "people": people,
        "skills": skills,
        "may_work": works,
    }
    if works:
        context["partner_form"] = PartnerForm(auto_id="partner_%s")
        context["role_form"] = RoleForm(auto_id="role_%s")
        context["description_form"] = DescriptionForm(auto_id="description_%s")
        context["skill_form"] = SkillForm(auto_id="skill_%s")
    return show_forms(request, PAGE, context, failed)


def _door(form_class: type[forms.Form], verb: Callable[..., Model]) -> PageView[[]]:
    """Return a door to a verb that makes something new for the team."""

    @require_POST
    @for_right("improvements.work")
    def door(request: PageRequest) -> HttpResponse:
        form = form_class(request.POST)
        if not carry_out(
            form, lambda: verb(by=request.user, at=timezone.now(), **form.cleaned_data)
        ):
            return _show(request, form)
        return redirect("improvement:team")

    return door


roles = _door(RoleForm, actions.give_role)
partners = _door(PartnerForm, actions.join_coalition)
skills = _door(SkillForm, actions.note_skill)


@require_POST
@for_right("improvements.work")
def descriptions(request: PageRequest) -> HttpResponse:
    """Say where it is written down how a process is run."""
    form = DescriptionForm(request.POST)
    carry_out(form, lambda: _describe(form, by=request.user), field="article")
    return _show(request, form) if form.errors else redirect("improvement:team")


def _describe(form: DescriptionForm, *, by: User) -> None:
    number = form.cleaned_data["article"].strip().upper()
    try:
        article = get_article(number, seen_by=by) if number else None
    except Http404:
        said = f"There is no article {number[:20]}; a number looks like KB-000012."
        raise Refusal(said) from None
    process = form.cleaned_data["process"]
    actions.describe_process(by=by, at=timezone.now(), process=process, article=article)


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
