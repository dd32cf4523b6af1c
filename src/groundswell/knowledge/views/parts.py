"""What knowledge shows on the pages of others: while a trouble is told, and beside a service."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import get_service, list_services
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest
from groundswell.knowledge import queries


@require_GET
@login_required
def offers(request: PageRequest) -> HttpResponse:
    """Show the articles that fit what is typed, and what is good to know of the chosen service."""
    service = _service(request.GET.get("service", ""))
    words = f"{request.GET.get('summary', '')[:250]} {request.GET.get('description', '')[:2000]}"
    context = {
        "articles": queries.offer(words, service=service, seen_by=request.user),
        "quirks": queries.list_quirks(service, seen_by=request.user) if service else [],
    }
    return render(request, "knowledge/offers.html", context)


def _service(key: str) -> Service | None:
    if not key.isdecimal() or len(key) > 9:
        return None
    return list_services().filter(pk=int(key)).first()


@require_GET
@login_required
def of_service(request: PageRequest, number: str) -> HttpResponse:
    """Show what is known of a service, what is good to know before first."""
    service = get_service(number)
    quirks = queries.list_quirks(service, seen_by=request.user)
    keys = {quirk.pk for quirk in quirks}
    lines = queries.list_articles(seen_by=request.user, service=service.pk)
    context = {
        "service": service,
        "quirks": quirks,
        "articles": [line.article for line in lines if line.article.pk not in keys][:8],
        "may_work": may(request.user, "knowledge.work"),
    }
    return render(request, "knowledge/of_service.html", context)
