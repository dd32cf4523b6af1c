"""The first account, and one's own page."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from groundswell.foundation.accounts import actions
from groundswell.foundation.accounts.forms import SetupForm
from groundswell.foundation.accounts.models import Role
from groundswell.foundation.web import PageRequest
from groundswell.kernel.errors import Refusal

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def setup(request: HttpRequest, token: str) -> HttpResponse:
    """Let the first person make their own account with the one-time link."""
    if not actions.is_setup_open(token):
        raise Http404
    form = SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.make_first_account(token, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            login(request, user, backend=BACKEND)
            return redirect("portal:today")
    status = 422 if form.errors else 200
    return render(request, "accounts/setup.html", {"form": form}, status=status)


@login_required
def profile(request: PageRequest) -> HttpResponse:
    """Show one's own account: name, roles, ways to sign in."""
    labels = dict(Role.choices)
    roles = sorted(labels.get(role, role) for role in request.user.role_names)
    return render(request, "accounts/profile.html", {"person": request.user, "roles": roles})
