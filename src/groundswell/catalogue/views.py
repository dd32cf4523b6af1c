"""The pages of the catalogue."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from groundswell.catalogue import actions, queries
from groundswell.catalogue.forms import ServiceForm
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import NotAllowed, Refusal


@for_right("register.see")
def services(request: PageRequest) -> HttpResponse:
    """Show every service, and take down a new one."""
    form = ServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_service(by=request.user, at=timezone.now(), **form.cleaned_data)
        except (Refusal, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("catalogue:services")
    context = {
        "services": queries.list_services(),
        "form": form,
        "may_keep": may(request.user, "register.keep"),
    }
    status = 422 if form.errors else 200
    return render(request, "catalogue/services.html", context, status=status)
