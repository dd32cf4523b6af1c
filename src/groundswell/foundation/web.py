"""What every page door shares: the typed request, the right to come in, whole page or part."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may

Arguments = ParamSpec("Arguments")


class PageRequest(HttpRequest):
    """A request by a signed-in person."""

    user: User
    htmx: HtmxDetails


PageView = Callable[Concatenate[PageRequest, Arguments], HttpResponseBase]


def for_right(right: str) -> Callable[[PageView[Arguments]], PageView[Arguments]]:
    """Let only signed-in people with this right see a page; others sign in or are refused."""

    def guard(view: PageView[Arguments]) -> PageView[Arguments]:
        @login_required
        @wraps(view)
        def guarded(
            request: PageRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponseBase:
            if not may(request.user, right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]  # read by the permission tests
        return guarded  # type: ignore[return-value]  # login_required forgets the signature

    return guard


def page_or_part(
    request: PageRequest,
    template: str,
    *,
    part: str,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """Render one named part of the template for htmx, the whole page for everyone else."""
    whole = not request.htmx or request.htmx.boosted or request.htmx.history_restore_request
    name = template if whole else f"{template}#{part}"
    return render(request, name, dict(context), status=status)


def go_to(request: PageRequest, address: str) -> HttpResponse:
    """Send a browser to a page as a whole, also where htmx asked for a part of one."""
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
