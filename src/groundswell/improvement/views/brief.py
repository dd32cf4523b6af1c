"""The brief on screen and on paper."""

from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from groundswell.analysis.brief import Brief, make_mail, render_pdf, render_text
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import queries
from groundswell.improvement.briefs.queries import find_due
from groundswell.improvement.forms.brief import LONGEST, BriefForm
from groundswell.improvement.views.paper_links import lay_out
from groundswell.kernel.errors import BadInput, NotKnown
from groundswell.measurement.queries import latest_run

TEMPLATE = "improvement/brief.html"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which page is asked for."""

    lens: str
    department: str
    because: str

    @property
    def address(self) -> str:
        """Return it as it stands in an address."""
        said = {"for": self.lens, "department": self.department, "because": self.because}
        return urlencode({name: value for name, value in said.items() if value})


@require_GET
@for_right("findings.see")
def brief(request: PageRequest) -> HttpResponse:
    """Show the brief as it will be on paper, and take a reason or a department for it."""
    wish = _read(request)
    form = BriefForm(asdict(wish) if wish.because or wish.department else None, auto_id="brief_%s")
    context = {"lens": wish.lens, "lenses": queries.LENSES, "form": form, "address": wish.address}
    try:
        found = _write(request, wish)
    except BadInput as reason:
        if not wish.because or wish.lens == "department":
            return render(request, TEMPLATE, context | {"not_known": str(reason)})
        # the reason is none: the page is shown without it, and the form says why
        form.add_error("because", str(reason))
        wish = Wish(wish.lens, wish.department, "")
        found = _write(request, wish)
    except NotKnown as reason:
        return render(request, TEMPLATE, context | {"not_known": str(reason)})
    context |= {
        "brief": found,
        "address": wish.address,
        "wish": wish,
        "shown_blocks": lay_out(found, seen_by=request.user),
        "behind": queries.list_behind(),
        "due": find_due(latest_run(), seen_by=request.user, as_of=timezone.now()),
        "may_keep": may(request.user, "findings.make"),
    }
    return render(request, TEMPLATE, context)


@require_GET
@for_right("findings.see")
def paper(request: PageRequest) -> HttpResponse:
    """Hand out the brief as a PDF."""
    try:
        found = _write(request, _read(request))
    except (NotKnown, BadInput) as reason:
        return _refuse(request, reason)
    return give_pdf(found, "brief.pdf")


@require_GET
@for_right("findings.see")
def mail(request: PageRequest) -> HttpResponse:
    """Show the brief as a mail before anybody gets it."""
    wish = _read(request)
    try:
        found = _write(request, wish)
    except (NotKnown, BadInput) as reason:
        return _refuse(request, reason)
    context = {"brief": found, "address": wish.address, "text": render_text(found)}
    return render(request, "improvement/mail.html", context)


@require_GET
@for_right("findings.see")
def letter(request: PageRequest) -> HttpResponse:
    """Hand out the mail as a draft that a mail program opens."""
    try:
        found = _write(request, _read(request))
    except (NotKnown, BadInput) as reason:
        return _refuse(request, reason)
    return give_letter(found, "brief.eml")


def give_pdf(found: Brief, name: str) -> HttpResponse:
    """Answer with the page on paper."""
    answer = HttpResponse(render_pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def give_letter(found: Brief, name: str) -> HttpResponse:
    """Answer with a draft for a mail program, to nobody yet."""
    answer = HttpResponse(make_mail(found), content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _read(request: HttpRequest) -> Wish:
    asked = {name: request.GET.get(name, "").strip() for name in ("for", "department", "because")}
    return Wish(asked["for"] or "boss", asked["department"][:120], asked["because"][:LONGEST])


def _write(request: PageRequest, wish: Wish) -> Brief:
    return queries.write_brief(
        lens=wish.lens,
        written_on=timezone.localdate(),
        department=wish.department or None,
        because=wish.because,
        names_people=may(request.user, "support.keep"),
    )


def _refuse(request: PageRequest, reason: Exception) -> HttpResponse:
    context = {"not_known": str(reason), "lenses": queries.LENSES}
    return render(request, TEMPLATE, context, status=404)
