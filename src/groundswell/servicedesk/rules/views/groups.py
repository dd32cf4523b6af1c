"""The pages of groups: whose queue, who is in it, who is away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.queries import list_agents
from groundswell.servicedesk.rules.actions import groups as actions
from groundswell.servicedesk.rules.forms.groups import AbsenceForm, GroupForm, MembersForm
from groundswell.servicedesk.rules.queries import groups as queries


@for_right("desk.see")
def groups(request: PageRequest) -> HttpResponse:
    """Show the groups, who is away, and make a new group."""
    may_keep = may(request.user, "desk.keep")
    form = GroupForm(request.POST or None)
    made = carry_out(
        form, lambda: actions.add_group(by=request.user, at=timezone.now(), said=form.words())
    )
    if made:
        return redirect("rules:group", made.pk)
    at = timezone.now()
    own = queries.find_absence(request.user, at=at)
    context = {
        "groups": queries.list_groups_seen(request.user),
        "away": queries.list_away(at=at),
        "own": own,
        "absence_form": AbsenceForm(auto_id="own_%s"),
        "form": form,
        "may_keep": may_keep,
    }
    status = 422 if form.errors else 200
    return render(request, "rules/groups.html", context, status=status)


@for_right("desk.keep")
def group(request: PageRequest, pk: int) -> HttpResponse:
    """Show one group, and say anew whose queue it is."""
    found = queries.get_group(pk)
    form = GroupForm(
        request.POST or None,
        group=found,
        initial={
            "name": found.name,
            "department": found.department_id,
            "lead": found.lead_id,
            "members_only": found.members_only,
            "categories": "\n".join(found.categories),
        },
    )
    if carry_out(
        form,
        lambda: actions.change_group(found, by=request.user, at=timezone.now(), said=form.words()),
    ):
        messages.info(request, f"{form.cleaned_data['name']} is kept.")
        return redirect("rules:group", pk)
    members = queries.list_members(found, at=timezone.now())
    context = {
        "group": found,
        "form": form,
        "members": members,
        "members_form": MembersForm(
            group=found, initial={"members": [member.user.pk for member in members]}
        ),
    }
    return render(request, "rules/group.html", context, status=422 if form.errors else 200)


@require_POST
@for_right("desk.keep")
def group_members(request: PageRequest, pk: int) -> HttpResponse:
    """Say who is in a group."""
    found = queries.get_group(pk)
    form = MembersForm(request.POST, group=found)
    if form.is_valid():
        with told_refusals(request):
            actions.set_members(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    else:
        messages.warning(request, "Choose people who work at the desk.")
    return redirect("rules:group", pk)


@require_POST
@for_right("desk.see")
def absence(request: PageRequest, pk: int) -> HttpResponse:
    """Say until when somebody is away."""
    person = request.user if pk == request.user.pk else get_object_or_404(list_agents(), pk=pk)
    form = AbsenceForm(request.POST)
    if form.is_valid():
        with told_refusals(request):
            actions.set_absence(person, by=request.user, at=timezone.now(), **form.cleaned_data)
    else:
        messages.warning(request, "Write the last day as 2026-12-24, or leave it empty.")
    return redirect("rules:groups")
