"""The page of what an hour costs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from groundswell.catalogue import actions, queries
from groundswell.catalogue.forms import OutputForm, RateForm, prefix_of
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.templatetags.figures import lay_out
from groundswell.foundation.web import PageRequest, for_right


@for_right("register.see")
def rates(request: PageRequest) -> HttpResponse:
    """Show every input of the cost model with its source, and take down what one of them is."""
    sent = _sent_form(request) if request.method == "POST" else None
    if sent is not None and _give(request, sent):
        return redirect("catalogue:rates")
    context = {
        "parts": [
            (part, [_shown(request, line, sent, top=part.top) for line in part.lines])
            for part in queries.list_inputs()
        ],
        "particular": [_shown(request, line, sent) for line in queries.list_particular()],
        "defaults": queries.count_defaults(),
        "may_keep": may(request.user, "rates.keep"),
        "new": _own_or_empty(sent, RateForm, request),
        "new_output": _own_or_empty(sent, OutputForm, request),
    }
    return render(request, "catalogue/rates.html", context, status=422 if sent else 200)


@require_POST
@for_right("rates.keep")
def rate_confirmation(request: PageRequest, key: str) -> HttpResponse:
    """Agree with a default as it stands."""
    with told_refusals(request):
        rate = actions.confirm_rate(key, by=request.user, at=timezone.now())
        messages.success(request, f"You agreed: {queries.say_rate(rate)}")
    return redirect("catalogue:rates")


@require_POST
@for_right("rates.keep")
def rate_withdrawal(request: PageRequest, number: str) -> HttpResponse:
    """Take back what was said of an input."""
    rate = queries.get_rate(number)
    with told_refusals(request):
        actions.withdraw_rate(rate, by=request.user, at=timezone.now())
        messages.success(request, f"Taken back: {queries.say_rate(rate)}")
    return redirect("catalogue:rates")


def _sent_form(request: PageRequest) -> RateForm:
    """Return the form that was sent: that of a line, of an output, or of something particular."""
    lines = [line for part in queries.list_inputs() for line in part.lines]
    for line in (*lines, *queries.list_particular()):
        if f"{prefix_of(line)}-name" in request.POST:
            return RateForm(request.POST, by=request.user, line=line)
    output = OutputForm(request.POST, by=request.user)
    is_output = f"{output.prefix}-name" in request.POST
    return output if is_output else RateForm(request.POST, by=request.user)


def _give(request: PageRequest, form: RateForm) -> bool:
    """Give the rate; tell whether it was taken."""
    rate = carry_out(
        form,
        lambda: actions.give_rate(
            form.cleaned_data["name"],
            by=request.user,
            at=timezone.now(),
            said=form.said(),
            service=form.cleaned_data["service"],
            department=form.cleaned_data["department"],
        ),
    )
    if rate:
        messages.success(request, f"Saved: {queries.say_rate(rate)}")
    return rate is not None


def _shown(
    request: PageRequest, line: queries.RateLine, sent: RateForm | None, *, top: float = 0.0
) -> dict[str, Any]:
    """Return a line with its drawing and the form in which this person can change it."""
    is_sent = sent is not None and prefix_of(line) == sent.prefix
    may_keep = may(request.user, "rates.keep")
    may_change = may_keep and queries.may_change(line.rate, by=request.user)
    form = sent if is_sent else RateForm(by=request.user, line=line) if may_change else None
    low, likely, high = line.entry.low, line.entry.value, line.entry.high
    return {
        "line": line,
        "prefix": prefix_of(line),
        "form": form,
        "is_open": is_sent,
        "is_closed": may_keep and not may_change,
        "drawing": lay_out(low, likely, high, top=top or high * 1.15) if high > low else None,
    }


def _own_or_empty(sent: RateForm | None, kind: type[RateForm], request: PageRequest) -> RateForm:
    own = sent is not None and type(sent) is kind and (sent.line is None or kind is OutputForm)
    return sent if sent is not None and own else kind(by=request.user)
