"""The pages of rules: their order, one of them, and what it would have done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.rules.actions import rules as actions
from groundswell.servicedesk.rules.acts import read_acts
from groundswell.servicedesk.rules.conditions import read_conditions
from groundswell.servicedesk.rules.forms.rows import (
    OFFERED,
    Row,
    as_conditions,
    fill_up,
    read_rows,
    rows_of,
)
from groundswell.servicedesk.rules.forms.rules import MoveForm, RuleForm, SwitchForm
from groundswell.servicedesk.rules.models import RoutingRule
from groundswell.servicedesk.rules.queries import rules as queries

PAGE = "rules/rule.html"
#: tickets that the trial shows by name
SHOWN = 20


@require_GET
@for_right("desk.see")
def rules(request: PageRequest) -> HttpResponse:
    """Show the rules in the order in which they run."""
    found = [(rule, *_tell(rule)) for rule in queries.list_rules()]
    context = {"rules": found, "may_keep": may(request.user, "desk.keep")}
    return render(request, "rules/rules.html", context)


def _tell(rule: RoutingRule) -> tuple[str, str]:
    try:
        return queries.tell_rule(rule), ""
    except BadInput as refusal:
        return "", str(refusal)


@for_right("desk.keep")
def new_rule(request: PageRequest) -> HttpResponse:
    """Write a rule down; it is tried out before it is switched on."""
    if request.method == "POST":
        return _answer(request, None)
    return _show(request, RuleForm(), fill_up([], with_viewer=False), None)


@for_right("desk.keep")
def rule(request: PageRequest, number: str) -> HttpResponse:
    """Show a rule with what it would have done, and write it anew."""
    found = queries.get_rule(number)
    if request.method == "POST":
        return _answer(request, found)
    try:
        rows = rows_of(read_conditions(found.conditions, is_kept=True), with_viewer=False)
    except BadInput as refusal:
        messages.warning(request, str(refusal))
        rows = fill_up([], with_viewer=False)
    sets = found.acts.get("set", {})
    initial = {**sets, "name": found.name, "give": found.acts.get("give", ""),
               "note": found.acts.get("note", ""), "is_last": found.is_last}  # fmt: skip
    return _show(request, RuleForm(initial=initial), rows, found)


def _answer(request: PageRequest, kept: RoutingRule | None) -> HttpResponse:
    rows, form = read_rows(request.POST, with_viewer=False), RuleForm(request.POST)
    if "look" in request.POST:
        return _show(request, RuleForm(initial=request.POST.dict()), rows, kept)

    def act() -> RoutingRule:
        at = timezone.now()
        said = actions.RuleWords(
            name=form.cleaned_data["name"],
            conditions=as_conditions(rows),
            acts=form.acts(),
            is_last=form.cleaned_data["is_last"],
        )
        if kept is None:
            return actions.add_rule(by=request.user, at=at, said=said)
        return actions.change_rule(kept, by=request.user, at=at, said=said)

    kept_now = carry_out(form, act)
    if kept_now is None:
        return _show(request, form, rows, kept)
    what = (
        "is on, so the next new ticket meets it as it stands now. Below is what it would have done."
        if kept_now.is_on
        else "is written. Below is what it would have done; switch it on when that is right."
    )
    messages.info(request, f"The rule {kept_now.name} {what}")
    return redirect("rules:rule", kept_now.number)


def _show(
    request: PageRequest, form: RuleForm, rows: list[Row], kept: RoutingRule | None
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        **OFFERED,
        "is_rule": True,
        "rule": kept,
        **_trial(request, form, rows, kept),
    }
    return render(request, PAGE, context, status=422 if form.errors else 200)


def _trial(
    request: PageRequest, form: RuleForm, rows: list[Row], kept: RoutingRule | None
) -> dict[str, Any]:
    """Return what the rule would have done as it stands on the page, once it says enough for it."""
    if kept is None and request.method == "GET":
        return {}
    try:
        trial = queries.try_rule(
            read_conditions(as_conditions(rows), without_viewer=True),
            read_acts(_typed_acts(form, kept)),
            seen_by=request.user,
            at=timezone.now(),
        )
    except BadInput as refusal:
        return {"refusal": str(refusal)}
    return {"trial": trial, "effects": trial.effects[:SHOWN]}


def _typed_acts(form: RuleForm, kept: RoutingRule | None) -> dict[str, Any]:
    """Return the acts that the form holds, whether it was sent to be kept or only to look."""
    if form.is_bound:
        return form.acts() if form.is_valid() else (kept.acts if kept else {})
    typed = RuleForm({name: form.initial.get(name, "") for name in form.fields} | {"name": "x"})
    return typed.acts() if typed.is_valid() else {}


def _change(
    request: PageRequest,
    number: str,
    form: forms.Form,
    verb: Any,
    said: dict[str, Any] | None = None,
) -> HttpResponse:
    found = queries.get_rule(number)
    if form.is_valid():
        with told_refusals(request):
            verb(
                found,
                by=request.user,
                at=timezone.now(),
                **(form.cleaned_data if said is None else said),
            )
    return redirect("rules:rules")


@require_POST
@for_right("desk.keep")
def rule_switch(request: PageRequest, number: str) -> HttpResponse:
    """Switch a rule on or off."""
    return _change(request, number, SwitchForm(request.POST), actions.switch_rule)


@require_POST
@for_right("desk.keep")
def rule_move(request: PageRequest, number: str) -> HttpResponse:
    """Let a rule run one place earlier or later."""
    return _change(request, number, MoveForm(request.POST), actions.move_rule)


@require_POST
@for_right("desk.keep")
def rule_removal(request: PageRequest, number: str) -> HttpResponse:
    """Take a rule out."""
    return _change(request, number, forms.Form(request.POST), actions.remove_rule)
