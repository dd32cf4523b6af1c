"""Papers to take along: for a successor, for an assessor, for oneself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.analysis.papers import Paper, render_pdf
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement.queries import handover as papers

TEMPLATE = "improvement/handover.html"


def _show(request: PageRequest, paper: Paper, *, here: str, address: str) -> HttpResponse:
    context = {"paper": paper, "here": here, "address": address}
    return render(request, TEMPLATE, context)


@require_GET
@for_right("support.keep")
def successor(request: PageRequest) -> HttpResponse:
    """Show what a successor gets."""
    at = timezone.now()
    paper = papers.write_successor(seen_by=request.user, at=at, on=timezone.localdate())
    return _show(request, paper, here="successor", address="improvement:successor_pack")


@require_GET
@for_right("support.keep")
def successor_pack(request: PageRequest) -> HttpResponse:
    """Hand out the pack for a successor."""
    at = timezone.now()
    packed = papers.pack_successor(seen_by=request.user, at=at, on=timezone.localdate())
    return _give(packed, "groundswell-handover.zip", "application/zip")


@require_GET
@for_right("improvements.see_all")
def evidence(request: PageRequest) -> HttpResponse:
    """Show what an assessor asks for first."""
    at = timezone.now()
    paper = papers.write_evidence(seen_by=request.user, at=at, on=timezone.localdate())
    return _show(request, paper, here="evidence", address="improvement:evidence_pack")


@require_GET
@for_right("improvements.see_all")
def evidence_pack(request: PageRequest) -> HttpResponse:
    """Hand out the evidence pack."""
    at = timezone.now()
    packed = papers.pack_evidence(seen_by=request.user, at=at, on=timezone.localdate())
    return _give(packed, "groundswell-evidence.zip", "application/zip")


@require_GET
@for_right("improvements.work")
def achievements(request: PageRequest) -> HttpResponse:
    """Show somebody what they achieved themselves."""
    paper = papers.write_achievements(of=request.user, on=timezone.localdate())
    return _show(request, paper, here="achievements", address="improvement:achievements_paper")


@require_GET
@for_right("improvements.work")
def achievements_paper(request: PageRequest) -> HttpResponse:
    """Hand it out as a PDF."""
    paper = papers.write_achievements(of=request.user, on=timezone.localdate())
    return _give(render_pdf(paper), "achievements.pdf", "application/pdf")


def _give(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
