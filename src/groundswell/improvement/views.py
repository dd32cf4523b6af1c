"""The brief, on screen and on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.analysis.brief import render_html, render_pdf
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import queries
from groundswell.kernel.errors import NotKnown

LENS = "boss"


@require_GET
@for_right("findings.see")
def brief(request: PageRequest) -> HttpResponse:
    """Show the brief as it will be on paper."""
    context: dict[str, object] = {"brief": None, "html": "", "not_known": ""}
    try:
        found = queries.write_brief(lens=LENS, written_on=timezone.localdate())
        context |= {"brief": found, "html": render_html(found)}
    except NotKnown as reason:
        context["not_known"] = str(reason)
    return render(request, "improvement/brief.html", context)


@require_GET
@for_right("findings.see")
def paper(request: PageRequest) -> HttpResponse:
    """Hand out the brief as a PDF."""
    try:
        found = queries.write_brief(lens=LENS, written_on=timezone.localdate())
    except NotKnown as reason:
        context = {"brief": None, "html": "", "not_known": str(reason)}
        return render(request, "improvement/brief.html", context, status=404)
    answer = HttpResponse(render_pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="brief.pdf"'
    return answer
