"""The pages on which texts are kept, chosen, read once more and sent."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, keep_written, show_forms
from groundswell.foundation.web import PageRequest, for_right, page_or_part
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.presence.queries import need_unchanged, version_of
from groundswell.servicedesk.queries import get_ticket, offer_taking
from groundswell.servicedesk.texts import actions, queries
from groundswell.servicedesk.texts.filling import fill_in, list_places, list_strange
from groundswell.servicedesk.texts.forms import SendingForm, TextForm
from groundswell.servicedesk.texts.models import TextModule


@require_GET
@for_right("desk.work")
def texts(request: PageRequest) -> HttpResponse:
    """Show the texts that one may send."""
    return _show(request)


def _show(request: PageRequest, failed: forms.Form | None = None) -> HttpResponse:
    shared = may(request.user, "catalogue.keep")
    found = queries.list_texts(seen_by=request.user)
    context = {
        "texts": [
            (text, keep_written(TextForm(text=text), failed) if shared or text.owner_id else None)
            for text in found
        ],
        "new_text": TextForm(),
    }
    return show_forms(request, "texts/texts.html", context, failed)


@require_POST
@for_right("desk.work")
def new_text(request: PageRequest) -> HttpResponse:
    """Keep a text."""
    form = TextForm(request.POST)
    return _keep(
        request, form, lambda: actions.add_text(by=request.user, at=timezone.now(), new=form.new())
    )


@require_POST
@for_right("desk.work")
def text(request: PageRequest, number: str) -> HttpResponse:
    """Say a text otherwise."""
    found = queries.get_text(number, seen_by=request.user)
    form = TextForm(request.POST, text=found)
    return _keep(
        request,
        form,
        lambda: actions.alter_text(found, by=request.user, at=timezone.now(), new=form.new()),
    )


@require_POST
@for_right("desk.work")
def text_removal(request: PageRequest, number: str) -> HttpResponse:
    """Offer a text no longer."""
    found = queries.get_text(number, seen_by=request.user)
    return _keep(
        request,
        forms.Form(request.POST),
        lambda: actions.remove_text(found, by=request.user, at=timezone.now()),
    )


def _keep(request: PageRequest, form: forms.Form, verb: Callable[[], Model]) -> HttpResponse:
    if not carry_out(form, verb):
        return _show(request, form)
    messages.info(request, "Saved.")
    return redirect("servicedesk:texts:texts")


@require_GET
@for_right("desk.work")
def of_ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show, in the box in which one writes, which texts there are."""
    ticket = get_ticket(number, seen_by=request.user)
    context = {"ticket": ticket, "texts": queries.list_texts(seen_by=request.user)}
    return render(request, "texts/of_ticket.html", context)


@require_POST
@for_right("desk.work")
def preview(request: PageRequest, number: str) -> HttpResponse:
    """Show a text filled in for this ticket, below what was written already, before it goes out."""
    ticket = get_ticket(number, seen_by=request.user)
    chosen = request.POST.get("module", "")
    if not chosen:
        # nothing is chosen: a page with scripts stays as it is, with what was typed
        return HttpResponse(status=204) if request.htmx else redirect("servicedesk:ticket", number)
    module = queries.get_text(chosen, seen_by=request.user)
    written = request.POST.get("text", "").strip()
    filled = fill_in(module.text, ticket=ticket, by=request.user)
    form = SendingForm(
        module=module,
        taking=offer_taking(ticket, by=request.user),
        initial={
            "text": f"{written}\n\n{filled}" if written else filled,
            "private": module.private or bool(request.POST.get("private")),
            "acts": module.acts,
            "take": bool(request.POST.get("take")),
            "version": request.POST.get("version", ""),
        },
    )
    return _preview(request, ticket, module, form, [*list_places(filled), *list_strange(filled)])


def _preview(
    request: PageRequest,
    ticket: Ticket,
    module: TextModule,
    form: SendingForm,
    blanks: list[str],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"ticket": ticket, "module": module, "form": form, "blanks": blanks}
    return page_or_part(
        request, "texts/preview.html", part="record", context=context, status=status
    )


@require_POST
@for_right("desk.work")
def sending(request: PageRequest, number: str, text_number: str) -> HttpResponse:
    """Send a text and do what was chosen with it."""
    ticket = get_ticket(number, seen_by=request.user)
    module = queries.get_text(text_number, seen_by=request.user)
    taking = offer_taking(ticket, by=request.user)
    form = SendingForm(request.POST, module=module, taking=taking)
    if not form.is_valid():
        return _preview(request, ticket, module, form, [], status=422)
    said = form.cleaned_data
    try:
        with transaction.atomic():  # what was looked at holds until it is sent
            need_unchanged(ticket, said["version"], by=request.user)
            actions.send_text(
                ticket,
                by=request.user,
                at=timezone.now(),
                text=module,
                said=form.sending(),
            )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        # what is shown now is what the next try answers
        form.data = {**said, "version": version_of(ticket)}
        return _preview(request, ticket, module, form, [], status=422)
    return redirect("servicedesk:ticket", number)
