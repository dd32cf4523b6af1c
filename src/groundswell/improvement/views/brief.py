"""The brief on screen and on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.analysis.brief import render_pdf
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import queries
from groundswell.kernel.errors import BadInput, NotKnown

TEMPLATE = "improvement/brief.html"


@require_GET
@for_right("findings.see")
def brief(request: PageRequest) -> HttpResponse:
    """Show the brief as it will be on paper."""
    try:
        found = queries.write_brief(lens=_lens(request), written_on=timezone.localdate())
    except (NotKnown, BadInput) as reason:
        return render(request, TEMPLATE, _nothing(reason))
    context = {
        "brief": found,
        "lens": _lens(request),
        "lenses": queries.LENSES,
        "behind": queries.list_behind(),
    }
    return render(request, TEMPLATE, context)


@require_GET
@for_right("findings.see")
def paper(request: PageRequest) -> HttpResponse:
    """Hand out the brief as a PDF."""
    try:
        found = queries.write_brief(lens=_lens(request), written_on=timezone.localdate())
    except (NotKnown, BadInput) as reason:
        return render(request, TEMPLATE, _nothing(reason), status=404)
    answer = HttpResponse(render_pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="brief.pdf"'
    return answer


def _lens(request: HttpRequest) -> str:
    return request.GET.get("for", "boss")


def _nothing(reason: Exception) -> dict[str, object]:
    return {"brief": None, "not_known": str(reason), "lenses": queries.LENSES}
