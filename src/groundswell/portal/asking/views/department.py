"""The page on which a department sees its services, its waiting and the minutes it lost."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest
from groundswell.measurement import departments


@require_GET
@login_required
def department(request: PageRequest) -> HttpResponse:
    """Show a department its services now, how long it waits, and the minutes it lost."""
    unit = departments.find_department(request.user, request.GET.get("of", ""))
    page = None
    if unit:
        page = departments.tell_department(unit, as_of=timezone.now(), seen_by=request.user)
    context = {
        "unit": unit,
        "page": page,
        "units": departments.list_departments_seen(request.user),
        "days": departments.DAYS,
        "reads_tickets": may(request.user, "desk.see"),
    }
    return render(request, "portal/department.html", context)
