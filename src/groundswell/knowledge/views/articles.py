"""The list of articles, one of them, and what can be done with it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.choices import name_unknown
from groundswell.foundation.doors import Doors, carry_out, show_forms
from groundswell.foundation.web import PageRequest, for_right, page_or_part
from groundswell.knowledge import actions, queries
from groundswell.knowledge.forms import PlacementForm, ReviewForm, VerdictForm
from groundswell.knowledge.models import Article
from groundswell.knowledge.rules import load_rules

LIST = "knowledge/articles.html"
RECORD = "knowledge/article.html"


@require_GET
@login_required
def articles(request: PageRequest) -> HttpResponse:
    """Show the articles that this person may read."""
    works = may(request.user, "knowledge.work")
    show = request.GET.get("show", "published")
    words = request.GET.get("q", "")[:200]
    chosen = request.GET.get("service", "")
    service = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else None
    services = list_services()
    context = {
        "lines": queries.list_articles(
            seen_by=request.user, show=show, words=words, service=service
        ),
        "show": show if show in queries.SHOW else "published",
        "shows": queries.SHOW if works else {},
        "unknown": name_unknown(
            request.GET,
            {"show": queries.SHOW, "service": [one.pk for one in services]},
            {"show": "list", "service": "service"},
        ),
        "words": words,
        "service": service,
        "services": services,
        "due": len(queries.list_due(seen_by=request.user, on=timezone.localdate())),
        "may_work": works,
        "is_desk": may(request.user, "findings.see"),
    }
    return page_or_part(request, LIST, part="list", context=context)


@require_GET
@for_right("knowledge.work")
def due(request: PageRequest) -> HttpResponse:
    """Show the articles that fail, and those whose day of review is past."""
    lines = queries.list_due(seen_by=request.user, on=timezone.localdate())
    return render(request, "knowledge/due.html", {"lines": lines, "may_work": True})


@require_GET
@login_required
def article(request: PageRequest, number: str) -> HttpResponse:
    """Show one article in the language of its reader."""
    return _show(request, queries.get_article(number, seen_by=request.user))


def prefers(request: PageRequest) -> str:
    """Return the language that was chosen in the address, else the first that the browser names."""
    chosen = request.GET.get("language", "")
    said = chosen or request.headers.get("Accept-Language", "").partition(",")[0]
    code = said.partition(";")[0].strip().lower().partition("-")[0]
    return code if code in load_rules().languages else ""


def _show(request: PageRequest, record: Article, failed: forms.Form | None = None) -> HttpResponse:
    works = may(request.user, "knowledge.work")
    context: dict[str, Any] = {
        "article": record,
        "reading": queries.read_article(record, language=prefers(request)),
        "tongues": queries.list_tongues(record),
        "worth": queries.count_worth([record])[record.pk],
        "next_states": [str(state) for state in record.next_states],
        "is_late": record.review_by is not None and record.review_by < timezone.localdate(),
        "verdict_form": VerdictForm(),
        "may_work": works,
        "is_desk": may(request.user, "findings.see"),
    }
    if works:
        context |= {
            "said": queries.list_words(record)[:10],
            "acts": queries.tell_acts(record.number)[:20],
            "placement_form": PlacementForm.of(record),
            "languages": load_rules().languages,
            "review_form": ReviewForm(auto_id="review_%s"),
        }
    return show_forms(request, RECORD, context, failed, part="record")


_door = Doors(right="knowledge.work", get=queries.get_article, show=_show, page="knowledge:article")

placement = _door(PlacementForm, actions.place_article)
publication = _door(forms.Form, actions.publish_article)
rework = _door(forms.Form, actions.rework_article)
retirement = _door(forms.Form, actions.retire_article)
review = _door(ReviewForm, actions.review_article)


@require_POST
@login_required
def verdicts(request: PageRequest, number: str) -> HttpResponse:
    """Say whether an article helped."""
    record = queries.get_article(number, seen_by=request.user)
    form = VerdictForm(request.POST)
    if not carry_out(
        form,
        lambda: actions.judge_article(
            record, by=request.user, at=timezone.now(), **form.cleaned_data
        ),
    ):
        return _show(request, record, form)
    messages.info(request, "That is noted. It counts for everybody who looks for the same.")
    return redirect("knowledge:article", number)
