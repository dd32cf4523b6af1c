"""The pages of views: composing one, how many tickets each holds, what they warn of."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.doors import carry_out
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.models import SavedView
from groundswell.servicedesk.rules.actions.alerts import end_alert
from groundswell.servicedesk.rules.actions.saved import ViewWords, add_view, change_view
from groundswell.servicedesk.rules.conditions import read_conditions
from groundswell.servicedesk.rules.forms.rows import (
    MOST_ROWS,
    OFFERED,
    Row,
    as_conditions,
    fill_up,
    one_row,
    read_rows,
    rows_of,
)
from groundswell.servicedesk.rules.forms.saved import ViewForm
from groundswell.servicedesk.rules.queries import saved as queries

PAGE = "rules/view.html"
#: tickets that a view shows while it is composed
SAMPLE = 10


@for_right("desk.see")
def new_view(request: PageRequest) -> HttpResponse:
    """Compose a view of one's own."""
    if request.method == "POST":
        return _answer(request, None)
    form = ViewForm(by=request.user, initial={"show": "open"})
    return _show(request, form, fill_up([]), None)


@for_right("desk.see")
def view(request: PageRequest, pk: int) -> HttpResponse:
    """Compose a view anew; somebody else's can be looked at and kept as one's own."""
    kept = queries.get_view(pk, seen_by=request.user)
    if request.method == "POST":
        return _answer(request, kept)
    found = queries.filter_of(kept)
    form = ViewForm(
        by=request.user,
        initial={
            "name": kept.name,
            "show": found.show,
            "sort": kept.sort,
            "columns": kept.columns,
            "shared_group": kept.shared_group_id,
            "shared_role": kept.shared_role,
            "warn_above": kept.warn_above,
            "warn_new": kept.warn_new,
        },
    )
    try:
        rows = rows_of(read_conditions(kept.conditions, is_kept=True))
    except BadInput as refusal:
        messages.warning(request, str(refusal))
        rows = fill_up([])
    return _show(request, form, rows, kept)


def _answer(request: PageRequest, kept: SavedView | None) -> HttpResponse:
    rows, form = read_rows(request.POST), ViewForm(request.POST, by=request.user)
    if "look" in request.POST:
        # only what fits is offered or counted: nothing is refused before it is kept
        return _show(request, ViewForm(initial=_typed(request.POST), by=request.user), rows, kept)

    def act() -> SavedView:
        said, at = _words(form, rows, kept), timezone.now()
        if kept is None or kept.owner_id != request.user.pk:
            return add_view(by=request.user, at=at, said=said)
        return change_view(kept, by=request.user, at=at, said=said)

    made = carry_out(form, act)
    if made is None:
        return _show(request, form, rows, kept)
    messages.info(request, f"The view {made.name} is kept.")
    return redirect(f"/desk/?{made.address}")


def _typed(given: QueryDict) -> dict[str, Any]:
    return {**given.dict(), "columns": given.getlist("columns")}


def _words(form: ViewForm, rows: list[Row], kept: SavedView | None) -> ViewWords:
    said = dict(form.cleaned_data)
    # what else stands in the address of a kept view, such as words that are searched for
    address = QueryDict(kept.query if kept else "", mutable=True)
    address["show"] = said.pop("show")
    return ViewWords(
        query=address.urlencode(),
        conditions=as_conditions(rows),
        **{"shared_role": kept.shared_role if kept else "", **said},
    )


def _show(
    request: PageRequest, form: forms.Form, rows: list[Row], kept: SavedView | None
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        **OFFERED,
        "view": kept,
        "is_own": kept is None or kept.owner_id == request.user.pk,
        **_sample(request, form, rows),
    }
    return render(request, PAGE, context, status=422 if form.errors else 200)


def _sample(request: PageRequest, form: forms.Form, rows: list[Row]) -> dict[str, Any]:
    """Return the first tickets that fit what the page holds now, or why that cannot be said."""
    show = form["show"].value() or "open"
    try:
        narrowing = queries.narrow_by(
            read_conditions(as_conditions(rows)), seen_by=request.user, at=timezone.now(),
            sort=form["sort"].value() or "",
        )  # fmt: skip
    except BadInput as refusal:
        return {"refusal": str(refusal)}
    wanted = desk.read_filter(QueryDict(f"show={show}"))
    found = desk.list_tickets(wanted, seen_by=request.user, narrowing=narrowing)
    return {"found": found, "tickets": found.tickets[:SAMPLE]}


@require_GET
@for_right("desk.see")
def view_row(request: PageRequest) -> HttpResponse:
    """Show one row with what fits the field that was chosen."""
    said = request.GET.get("index", "")
    index = min(int(said), MOST_ROWS - 1) if said.isdecimal() and len(said) < 4 else 0
    row = one_row(request.GET, index, with_viewer="rule" not in request.GET)
    context = {
        "row": row,
        **OFFERED,
        "is_rule": "rule" in request.GET,
    }
    return render(request, "rules/row.html", context)


@require_GET
@for_right("desk.see")
def view_counts(request: PageRequest) -> HttpResponse:
    """Show one's views with how many tickets each holds."""
    lines = queries.count_views(seen_by=request.user, at=timezone.now())
    context = {"lines": lines, "address": request.GET.get("here", "")[:500]}
    return render(request, "rules/view_tabs.html", context)


@require_POST
@for_right("desk.see")
def alert_end(request: PageRequest, pk: int) -> HttpResponse:
    """Say that a warning was seen, and go to the view."""
    alert = queries.get_alert(pk, seen_by=request.user)
    end_alert(alert, by=request.user, at=timezone.now())
    return redirect(f"/desk/?{alert.view.address}")
