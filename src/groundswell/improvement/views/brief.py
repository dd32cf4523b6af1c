"""The brief on screen and on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.analysis.brief import Brief, make_mail, render_pdf, render_text
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import queries
from groundswell.improvement.views.paper_links import lay_out
from groundswell.kernel.errors import BadInput, NotKnown

TEMPLATE = "improvement/brief.html"


@require_GET
@for_right("findings.see")
def brief(request: PageRequest) -> HttpResponse:
    """Show the brief as it will be on paper."""
    try:
        found = _write(request)
    except (NotKnown, BadInput) as reason:
        return render(request, TEMPLATE, _nothing(reason))
    context = {
        "brief": found,
        "lens": _lens(request),
        "lenses": queries.LENSES,
        "shown_blocks": lay_out(found, seen_by=request.user),
        "behind": queries.list_behind(),
    }
    return render(request, TEMPLATE, context)


@require_GET
@for_right("findings.see")
def paper(request: PageRequest) -> HttpResponse:
    """Hand out the brief as a PDF."""
    try:
        found = _write(request)
    except (NotKnown, BadInput) as reason:
        return render(request, TEMPLATE, _nothing(reason), status=404)
    answer = HttpResponse(render_pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="brief.pdf"'
    return answer


@require_GET
@for_right("findings.see")
def mail(request: PageRequest) -> HttpResponse:
    """Show the brief as a mail before anybody gets it."""
    try:
        found = _write(request)
    except (NotKnown, BadInput) as reason:
        return render(request, TEMPLATE, _nothing(reason), status=404)
    context = {"brief": found, "lens": found.lens, "text": render_text(found)}
    return render(request, "improvement/mail.html", context)


@require_GET
@for_right("findings.see")
def letter(request: PageRequest) -> HttpResponse:
    """Hand out the mail as a draft that a mail program opens."""
    try:
        found = _write(request)
    except (NotKnown, BadInput) as reason:
        return render(request, TEMPLATE, _nothing(reason), status=404)
    answer = HttpResponse(make_mail(found), content_type="message/rfc822")
    answer["Content-Disposition"] = 'attachment; filename="brief.eml"'
    return answer


def _write(request: PageRequest) -> Brief:
    return queries.write_brief(
        lens=_lens(request),
        written_on=timezone.localdate(),
        names_people=may(request.user, "support.keep"),
    )


def _lens(request: HttpRequest) -> str:
    return request.GET.get("for", "boss")


def _nothing(reason: Exception) -> dict[str, object]:
    return {"brief": None, "not_known": str(reason), "lenses": queries.LENSES}
