"""The page of priorities."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.rules.actions.matrix import drop_matrix, keep_matrix
from groundswell.servicedesk.rules.forms.matrix import MatrixForm
from groundswell.servicedesk.rules.queries.matrix import has_own_matrix, list_matrix_acts


@for_right("desk.see")
def matrix(request: PageRequest) -> HttpResponse:
    """Show how impact and urgency make a priority, and keep another matrix."""
    form = MatrixForm(request.POST or None)
    if carry_out(form, lambda: keep_matrix(by=request.user, at=timezone.now(), said=form.words())):
        messages.info(
            request, "The priorities are kept. They hold for what is opened or rated from now on."
        )
        return redirect("rules:matrix")
    context = {
        "form": form,
        "is_own": has_own_matrix(),
        "may_keep": may(request.user, "desk.keep"),
        "acts": list_matrix_acts(),
    }
    return render(request, "rules/matrix.html", context, status=422 if form.errors else 200)


@require_POST
@for_right("desk.keep")
def matrix_removal(request: PageRequest) -> HttpResponse:
    """Go back to the shipped matrix."""
    if forms.Form(request.POST).is_valid():
        with told_refusals(request):
            drop_matrix(by=request.user, at=timezone.now())
    return redirect("rules:matrix")
