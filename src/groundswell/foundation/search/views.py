"""The page that looks for everything, and the part of it that other pages show."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search import queries
from groundswell.foundation.web import PageRequest, page_or_part

PAGE = "search/page.html"
#: signs of a question, hits of each kind on the page, hits where one kind was chosen
_LONGEST, _EACH, _MANY = 200, 5, 50


@require_GET
@login_required
def page(request: PageRequest) -> HttpResponse:
    """Show what was found, by kind; with `kind` more of one."""
    kind = request.GET.get("kind", "")[:20]
    words = request.GET.get("q", "")[:_LONGEST]
    each = _MANY if kind else _EACH
    context = {
        "found": queries.search(words, seen_by=request.user, kind=kind, each=each),
        "words": words,
        "kind": kind,
        "is_desk": may(request.user, "findings.see"),
    }
    return page_or_part(request, PAGE, part="list", context=context)


@require_GET
@login_required
def found(request: PageRequest) -> HttpResponse:
    """Show the first hits of each kind as a part, for the palette and other boxes."""
    words = request.GET.get("q", "")[:_LONGEST]
    found = queries.search(words, seen_by=request.user, each=3)
    return render(request, "search/found.html", {"found": found})
