"""How much of the day goes into fires, on whom it hangs, who is hit, what fell asleep."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement.queries.sleeping import list_sleeping
from groundswell.improvement.queries.strain import show_long_tail, show_strain
from groundswell.kernel.errors import NotKnown

PAGE = "improvement/strain.html"


@require_GET
@for_right("findings.see")
def strain(request: PageRequest) -> HttpResponse:
    """Show the measures of daily strain, each with its formula and its records."""
    context: dict[str, object] = {
        "tail": show_long_tail(),
        "sleeping": list_sleeping(seen_by=request.user, at=timezone.now())[:30],
        "reads": may(request.user, "desk.see"),
    }
    try:
        context["strain"] = show_strain()
    except NotKnown as reason:
        context["not_known"] = str(reason)
    return render(request, PAGE, context)
