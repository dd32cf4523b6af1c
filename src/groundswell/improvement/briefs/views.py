"""Doors to kept pages."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.analysis.brief import render_text
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, show_forms
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement.briefs import actions, queries
from groundswell.improvement.briefs.forms import ContactForm
from groundswell.improvement.briefs.models import KeptBrief
from groundswell.improvement.forms.brief import KeepForm
from groundswell.improvement.queries import LENSES
from groundswell.improvement.views.brief import give_letter, give_pdf
from groundswell.improvement.views.paper_links import lay_out
from groundswell.kernel.errors import BadInput, NotKnown
from groundswell.measurement.queries import latest_run
from groundswell.problems.queries import tell_acts

RECORD = "briefs/kept.html"
SHOWN = 60


@require_GET
@for_right("findings.see")
def kept_pages(request: PageRequest) -> HttpResponse:
    """Show the pages that were kept, and when the next one is due."""
    found = queries.list_kept(seen_by=request.user)[:SHOWN]
    context = {
        "pages": [(one, LENSES.get(one.lens, one.lens)) for one in found],
        "due": queries.find_due(latest_run(), seen_by=request.user, as_of=timezone.now()),
    }
    return render(request, "briefs/kept_pages.html", context)


@require_POST
@for_right("findings.make")
def keeping(request: PageRequest) -> HttpResponse:
    """Keep the page that was just read."""
    form = KeepForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose for whom the page is, and keep it from there.")
        return redirect("improvement:brief")
    try:
        found = actions.keep_brief(by=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotKnown, BadInput) as refusal:
        messages.warning(request, str(refusal))
        return redirect(f"{reverse('improvement:brief')}?for={form.cleaned_data['lens']}")
    return redirect("improvement:briefs:kept", found.number)


@require_GET
@for_right("findings.see")
def kept(request: PageRequest, number: str) -> HttpResponse:
    """Show a page as it was, what changed since the one before, and what became of it."""
    return _show(request, queries.get_kept(number, seen_by=request.user))


@require_GET
@for_right("findings.see")
def paper(request: PageRequest, number: str) -> HttpResponse:
    """Hand out a kept page as a PDF."""
    found = queries.get_kept(number, seen_by=request.user)
    return give_pdf(queries.read_kept(found), f"{found.number}.pdf")


@require_GET
@for_right("findings.see")
def letter(request: PageRequest, number: str) -> HttpResponse:
    """Hand out a kept page as a mail that nobody has been sent."""
    found = queries.get_kept(number, seen_by=request.user)
    return give_letter(queries.read_kept(found), f"{found.number}.eml")


def _show(
    request: PageRequest, record: KeptBrief, failed: forms.Form | None = None
) -> HttpResponse:
    page, user = queries.read_kept(record), request.user
    keeps_people = may(user, "support.keep")
    context: dict[str, Any] = {
        "kept": record,
        "reader": LENSES.get(record.lens, record.lens),
        "brief": page,
        "shown_blocks": lay_out(page, seen_by=user),
        "text": render_text(page),
        "since": queries.find_since(record, seen_by=user),
        "contacts": queries.list_contacts(record, seen_by=user) if keeps_people else (),
        "contact_form": ContactForm.of(user) if keeps_people else None,
        "has_readers": keeps_people and queries.list_readers(seen_by=user).exists(),
        "may_keep": may(user, "findings.make"),
        "acts": tell_acts(record.number)[:40],
    }
    return show_forms(request, RECORD, context, failed, part="record")


contacts = Doors("support.keep", queries.get_kept, _show, "improvement:briefs:kept")(
    ContactForm, actions.take_contact
)
aside = Doors("findings.make", queries.get_kept, _show, "improvement:briefs:kept")(
    forms.Form, actions.set_aside
)
