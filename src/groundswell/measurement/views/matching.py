"""How tickets are matched to problems, and what people decide about it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import told_refusals
from groundswell.foundation.web import PageRequest, PageView, for_right
from groundswell.measurement import actions
from groundswell.measurement.matching import newest_weights, tell_matching
from groundswell.measurement.models import MatchWeights


@require_GET
@for_right("findings.see")
def matching(request: PageRequest) -> HttpResponse:
    """Show what counts how much when a ticket is set beside the problems that are known."""
    context = {"matching": tell_matching(), "may_make": may(request.user, "findings.make")}
    return render(request, "measurement/matching.html", context)


@require_POST
@for_right("findings.make")
def learning(request: PageRequest) -> HttpResponse:
    """Learn from the links that people made."""
    with told_refusals(request):
        weights = actions.learn_weights(by=request.user, at=timezone.now())
        messages.info(request, f"Learned from {weights.links} links.")
    return redirect("measurement:matching")


def _decides(verb: Callable[..., MatchWeights], words: str) -> PageView[[]]:
    @require_POST
    @for_right("findings.make")
    def door(request: PageRequest) -> HttpResponse:
        weights = newest_weights()
        with told_refusals(request):
            if weights is not None:
                verb(weights, by=request.user, at=timezone.now())
                messages.info(request, words)
        return redirect("measurement:matching")

    return door


setting_aside = _decides(actions.set_weights_aside, "The fixed weights count again.")
use = _decides(actions.use_weights, "The learned weights count.")
