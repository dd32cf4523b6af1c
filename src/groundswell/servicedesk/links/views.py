"""The part of a ticket's page that says how it belongs with others."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, show_forms
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.links import actions, queries
from groundswell.servicedesk.links.forms import LinkForm, MergeForm, SplitForm
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import find_tickets, get_ticket


@require_GET
@for_right("desk.see")
def of_ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show, on a ticket's page, to which others it belongs."""
    return _show(request, get_ticket(number, seen_by=request.user))


def _show(request: PageRequest, ticket: Ticket, failed: forms.Form | None = None) -> HttpResponse:
    split = SplitForm(ticket=ticket, auto_id="split_%s")
    context = {
        "ticket": ticket,
        "links": queries.list_links(ticket, seen_by=request.user),
        "merge": queries.find_merge(ticket),
        "origins": queries.list_origins(ticket),
        "link_form": LinkForm(auto_id="link_%s"),
        "merge_form": MergeForm(auto_id="merge_%s"),
        "split_form": split if split["message"].field.queryset else None,  # type: ignore[attr-defined]
        "may_work": may(request.user, "desk.work"),
    }
    return show_forms(request, "links/of_ticket.html", context, failed)


def _as_link(_: NumberedRecord, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    return {"to": find_tickets([said["number"]], seen_by=by)[0], "kind": said["kind"]}


_doors = Doors("desk.work", get_ticket, _show, "servicedesk:ticket")

new_link = _doors(LinkForm, actions.link_tickets, translate=_as_link)


@require_POST
@for_right("desk.work")
def link_removal(request: PageRequest, number: str, pk: int) -> HttpResponse:
    """Take a link out."""
    ticket = get_ticket(number, seen_by=request.user)
    link = queries.get_link(pk, seen_by=request.user)

    def act() -> object:
        return actions.unlink_tickets(link, by=request.user, at=timezone.now())

    return _doors.answer(request, ticket, forms.Form(request.POST), act)


@require_POST
@for_right("desk.work")
def merger(request: PageRequest, number: str) -> HttpResponse:
    """Go on with a ticket in another one, and show that one."""
    ticket, form = get_ticket(number, seen_by=request.user), MergeForm(request.POST)

    def act() -> Ticket:
        into = find_tickets([form.cleaned_data["number"]], seen_by=request.user)[0]
        actions.merge_ticket(ticket, by=request.user, at=timezone.now(), into=into)
        return into

    return _doors.answer(request, ticket, form, act, leaves=True)


@require_POST
@for_right("desk.work")
def merger_undone(request: PageRequest, number: str) -> HttpResponse:
    """Let a merged ticket live by itself again."""
    ticket = get_ticket(number, seen_by=request.user)

    def act() -> Ticket:
        return actions.undo_merge(ticket, by=request.user, at=timezone.now())

    return _doors.answer(request, ticket, forms.Form(request.POST), act, leaves=True)


@require_POST
@for_right("desk.work")
def split(request: PageRequest, number: str) -> HttpResponse:
    """Make a ticket of its own of a message, and show that one."""
    ticket = get_ticket(number, seen_by=request.user)
    form = SplitForm(request.POST, ticket=ticket)

    def act() -> Ticket:
        return actions.split_ticket(ticket, by=request.user, at=timezone.now(), **form.cleaned_data)

    return _doors.answer(request, ticket, form, act, leaves=True)
