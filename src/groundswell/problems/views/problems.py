"""The board, and the page of one problem with its doors."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, carry_out, show_forms
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import Refusal
from groundswell.problems import actions, queries
from groundswell.problems.forms import (
    AcceptanceForm,
    CauseForm,
    ClosureForm,
    ContainmentForm,
    DescriptionForm,
    EntryForm,
    FixedForm,
    LinkForm,
    MergerForm,
    NextStepForm,
    OptionForm,
    PlanForm,
    ProblemForm,
    ReopeningForm,
    SecurityForm,
    StandingForm,
    UnlinkingForm,
    read_proposal,
)
from groundswell.problems.models import InvestigationEntry, Problem
from groundswell.servicedesk.queries import get_ticket

RECORD = "problems/problem.html"
#: linked tickets shown on the page; the rest is a link to the list
LINKS_SHOWN = 30


@require_GET
@for_right("problems.see")
def board(request: PageRequest) -> HttpResponse:
    """Show every problem in the column of its state, the dearest first."""
    at = timezone.now()
    context = {
        "columns": queries.list_board(seen_by=request.user, at=at),
        "finished": queries.list_finished(seen_by=request.user, at=at, limit=20),
        "may_work": may(request.user, "problems.work"),
    }
    return render(request, "problems/board.html", context)


@for_right("problems.work")
def new_problem(request: PageRequest) -> HttpResponse:
    """Take down a problem; tickets named in the address are linked to it."""
    numbers = request.GET.getlist("ticket")[:50]
    tickets = [get_ticket(number, seen_by=request.user) for number in numbers]
    start = {"title": tickets[0].summary, "service": tickets[0].service_id} if tickets else {}
    form = ProblemForm(request.POST or None, initial=start)
    problem = carry_out(
        form,
        lambda: actions.open_problem(
            by=request.user, at=timezone.now(), new=form.new_problem(), tickets=tickets
        ),
    )
    if problem:
        messages.info(request, f"{problem} is open. Say what comes next.")
        return redirect("problems:problem", problem.number)
    context = {"form": form, "tickets": tickets}
    status = 422 if form.errors else 200
    return render(request, "problems/new_problem.html", context, status=status)


@require_GET
@for_right("problems.see")
def alike(request: PageRequest) -> HttpResponse:
    """Show, while a title is typed, what is written down already."""
    words = request.GET.get("title", "")[:250]
    context = {"found": queries.find_alike(words, seen_by=request.user)}
    return render(request, "problems/alike.html", context)


@require_GET
@for_right("problems.see")
def problem(request: PageRequest, number: str) -> HttpResponse:
    """Show one problem: what it is, what was found, which tickets show it, what comes next."""
    return _show(request, queries.get_problem(number, seen_by=request.user))


def _show(request: PageRequest, record: Problem, failed: forms.Form | None = None) -> HttpResponse:
    at = timezone.now()
    links = queries.list_links(record, seen_by=request.user)
    entries = queries.list_entries(record)
    works = may(request.user, "problems.work")
    context: dict[str, object] = {
        "problem": record,
        "age_days": record.age_days(at),
        "is_late": record.is_open and record.due_on is not None and record.due_on < at.date(),
        "next_states": [str(state) for state in record.next_states],
        "links": links[:LINKS_SHOWN],
        "link_count": links.count(),
        "waiting": queries.list_open_tickets(record).count(),
        "facts": entries["fact"],
        "whys": entries["why"],
        "causes": entries["cause"],
        "seen": entries["check"],
        "bones": queries.draw_fishbone(entries["cause"]),
        "known_errors": record.known_errors.prefetch_related("workarounds").order_by("id"),
        "options": queries.list_options(record),
        "checks": record.checks.order_by("-checked_at"),
        "acts": queries.tell_acts(record.number)[:40],
        "may_work": works,
        "booked": queries.sum_booked(record, seen_by=request.user),
        "may_read_tickets": may(request.user, "desk.see"),
        **(_forms(record) if works else {}),
    }
    return show_forms(request, RECORD, context, failed, part="record")


def _forms(record: Problem) -> dict[str, forms.Form]:
    """Return the forms of the page; each has ids of its own, since several stand side by side."""
    about = {name: getattr(record, name) for name in ("title", "symptom", "impact")}
    about |= {"service": record.service_id, "ci": record.ci_id}
    plan = {"owner": record.owner_id, "next_step": record.next_step, "due_on": record.due_on}
    cause = {"cause": record.cause, "cause_class": record.cause_class}
    return {
        "description_form": DescriptionForm(auto_id="description_%s", initial=about),
        "plan_form": PlanForm(auto_id="plan_%s", initial=plan),
        "cause_form": CauseForm(auto_id="cause_%s", initial=cause),
        "containment_form": ContainmentForm(
            auto_id="containment_%s", initial={"containment": record.containment}
        ),
        "security_form": SecurityForm(auto_id="security_%s", initial={"security": record.security}),
        "next_step_form": NextStepForm(auto_id="next_%s", initial={"next_step": record.next_step}),
        "fixed_form": FixedForm(auto_id="fixed_%s"),
        "entry_form": EntryForm(auto_id="entry_%s"),
        "option_form": OptionForm(auto_id="option_%s"),
        "closure_form": ClosureForm(auto_id="closure_%s"),
        "acceptance_form": AcceptanceForm(auto_id="acceptance_%s"),
        "reopening_form": ReopeningForm(auto_id="reopening_%s"),
        "link_form": LinkForm(auto_id="link_%s"),
        "unlinking_form": UnlinkingForm(auto_id="unlinking_%s"),
        "merger_form": MergerForm(auto_id="merger_%s"),
    }


door = Doors(right="problems.work", get=queries.get_problem, show=_show, page="problems:problem")


def _as_ticket(_: NumberedRecord, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    ticket = _find(get_ticket, said["number"], by)
    return {"ticket": ticket, "detail": said["detail"]}


def _as_lost_ticket(_: NumberedRecord, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    return {"ticket": _find(get_ticket, said["number"], by)}


def _as_other(_: NumberedRecord, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    return {"into": _find(queries.get_problem, said["number"], by)}


def _as_proposal(_: NumberedRecord, said: Mapping[str, Any], __: User) -> Mapping[str, Any]:
    return read_proposal(said)


def _find(get: Any, number: str, by: User) -> Any:
    """Return the record of this number, or refuse in words a person can act on."""
    from django.http import Http404  # noqa: PLC0415 (only this door turns it into words)

    try:
        return get(number.strip().upper(), seen_by=by)
    except Http404:
        raise Refusal(f"There is no {number} that you can see; check the number.") from None


def _judge(record: Problem, *, by: User, at: Any, entry: int, standing: str) -> None:
    """Judge or take back the entry of this problem that the form names."""
    found: InvestigationEntry = queries.get_entry(entry, problem=record)
    if standing == "struck":
        actions.strike_entry(found, by=by, at=at)
    else:
        actions.judge_cause(found, by=by, at=at, standing=standing)


description = door(DescriptionForm, actions.describe_problem)
plan = door(PlanForm, actions.own_problem)
investigation = door(forms.Form, actions.investigate_problem)
cause = door(CauseForm, actions.state_cause)
containment = door(ContainmentForm, actions.contain_problem)
security = door(SecurityForm, actions.secure_problem)
fix = door(NextStepForm, actions.plan_fix)
resolution = door(FixedForm, actions.resolve_problem)
closure = door(ClosureForm, actions.close_problem)
acceptance = door(AcceptanceForm, actions.accept_problem)
reopening = door(ReopeningForm, actions.reopen_problem)
links = door(LinkForm, actions.link_ticket, translate=_as_ticket)
unlinking = door(UnlinkingForm, actions.unlink_ticket, translate=_as_lost_ticket)
merger = door(MergerForm, actions.merge_problem, translate=_as_other)
entries = door(EntryForm, actions.add_entry)
judgement = door(StandingForm, _judge)
options = door(OptionForm, actions.propose_option, translate=_as_proposal)
