"""A file of a ticket, and the page on which it is taken out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.attachments.serving import answer_file
from groundswell.foundation.doors import carry_out
from groundswell.foundation.web import PageRequest
from groundswell.servicedesk.files import queries
from groundswell.servicedesk.files.actions.removing import remove_file
from groundswell.servicedesk.files.forms import RemovalForm


@require_GET
@login_required
def file(request: PageRequest, pk: int) -> HttpResponseBase:
    """Hand a file to whoever may see what it belongs to."""
    return answer_file(request, queries.get_file(pk, seen_by=request.user))


@login_required
def removal(request: PageRequest, pk: int) -> HttpResponse:
    """Ask why a file is taken out, and take it out."""
    found = queries.get_file(pk, seen_by=request.user)
    form = RemovalForm(request.POST or None)
    at_desk = may(request.user, "desk.see")
    if carry_out(
        form,
        lambda: remove_file(found, by=request.user, at=timezone.now(), **form.cleaned_data),
    ):
        messages.info(request, f"{found} is taken out; that it was there stays in the story.")
        page = "servicedesk:ticket" if at_desk else "portal:ticket"
        return redirect(page, found.ticket.number)
    context = {
        "file": found,
        "form": form,
        "ticket": found.ticket,
        "at_desk": at_desk,
        "may_remove": queries.may_remove(found, request.user),
    }
    return render(request, "files/removal.html", context, status=422 if form.errors else 200)
