"""What was sent and could not be taken for a reason outside of it is given back, to send again.

A session ends while somebody writes, or they sign in anew in another window, which changes the key
of every form that stands open. What they wrote comes back with the reason; files have to be chosen
again, as no page can hold them.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url

from groundswell.foundation.web import PageRequest

_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a name)
#: never written into a page
_SECRET = "password"  # noqa: S105 (a part of names)
#: words that show to their writer what is kept; whatever is longer is kept as well
_SHOWN = 400


class Unsent:
    """Answers those who are signed out where they are, and those who read where nothing stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponseBase:
        """Answer; a page that only leads to signing in would lose what was sent."""
        answer = self.get_response(request)
        if _leads_to_sign_in(request, answer):
            if request.htmx:
                return render(request, "signed_out.html", status=401)
            if request.method == "POST":
                return _give_back(request, status=401)
        if answer.status_code == 405 and not getattr(answer, "content", b""):
            return _say_not_read(request, answer)
        return answer


def refuse_token(request: PageRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose key does not fit; where it is one of ours, give back what it says.

    What another site sends is not repeated: nobody should be led to send it from a page of ours.
    """
    ours = f"{request.scheme}://{request.get_host()}"
    if request.method == "POST" and request.headers.get("Origin") == ours:
        return _give_back(request, status=403)
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def _leads_to_sign_in(request: HttpRequest, answer: HttpResponseBase) -> bool:
    if answer.status_code != 302 or request.user.is_authenticated:
        return False
    return answer.headers["Location"].startswith(f"{resolve_url(settings.LOGIN_URL)}?")


def _give_back(request: PageRequest, *, status: int) -> HttpResponse:
    said = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != _TOKEN and _SECRET not in name
    ]
    longest = max((value for _, value in said), key=len, default="")
    context = {
        "said": said,
        "words": f"{longest[:_SHOWN]}…" if len(longest) > _SHOWN else longest,
        "files": [file.name for files in request.FILES.lists() for file in files[1]],
    }
    return render(request, "unsent.html", context, status=status)


def _say_not_read(request: PageRequest, answer: HttpResponseBase) -> HttpResponse:
    told = render(request, "405.html", status=405)
    told.headers["Allow"] = answer.headers["Allow"]
    return told
