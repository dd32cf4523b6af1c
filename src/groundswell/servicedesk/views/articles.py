"""What is known, on the page of a ticket: articles that fit, and the ticket as an article."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right, go_to
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.knowledge.queries import get_article, list_of_origin, list_uses, offer
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.forms import ArticleUseForm
from groundswell.servicedesk.models import Ticket

PART = "servicedesk/ticket_articles.html"


@require_GET
@for_right("desk.see")
def articles(request: PageRequest, number: str) -> HttpResponse:
    """Show the articles that fit a ticket, those used on it, and offer to make one of it."""
    return _show(request, queries.get_ticket(number, seen_by=request.user))


def _show(request: PageRequest, ticket: Ticket, refusal: str = "") -> HttpResponse:
    uses = list_uses(ticket.number, seen_by=request.user)
    used = {use.article_id for use in uses}
    words = f"{ticket.summary} {ticket.description[:2000]}"
    found = offer(words, service=ticket.service, seen_by=request.user, limit=4)
    context = {
        "ticket": ticket,
        "uses": uses,
        "offers": [one for one in found if one.article.pk not in used][:3],
        "written": list_of_origin(ticket.number, seen_by=request.user),
        "may_work": may(request.user, "desk.work"),
        "taking": queries.offer_taking(ticket, by=request.user),
        "refusal": refusal,
    }
    return render(request, PART, context, status=422 if refusal else 200)


@require_POST
@for_right("desk.work")
def article_uses(request: PageRequest, number: str) -> HttpResponse:
    """Use an article on a ticket, and write it to the caller where that is wanted."""
    ticket = queries.get_ticket(number, seen_by=request.user)
    form = ArticleUseForm(request.POST)
    if not form.is_valid():
        return _show(request, ticket, "Choose the article that is used.")
    said = form.cleaned_data
    given = {**said, "article": get_article(said["article"], seen_by=request.user)}
    refusal = ""
    try:
        actions.use_article_on_ticket(ticket, by=request.user, at=timezone.now(), **given)
    except (Refusal, NotAllowed) as told:
        refusal = str(told)
    if refusal or (request.htmx and not said["tell"]):
        return _show(request, ticket, refusal)
    return go_to(request, reverse("servicedesk:ticket", args=[number]))


@require_POST
@for_right("desk.work")
def article_of(request: PageRequest, number: str) -> HttpResponse:
    """Make a draft of a solved ticket, and go on writing it."""
    ticket = queries.get_ticket(number, seen_by=request.user)
    try:
        article = actions.write_article_of(ticket, by=request.user, at=timezone.now())
    except (Refusal, NotAllowed) as refusal:
        messages.warning(request, str(refusal))
        return redirect("servicedesk:ticket", number)
    messages.info(request, "It is a draft without names. Read it, then say for whom it is.")
    return redirect("knowledge:text", article.number)
