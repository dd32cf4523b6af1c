"""The list of tickets and the views of it that somebody keeps."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import told_refusals
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.foundation.web import PageRequest, for_right, page_or_part
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk import queries
from groundswell.servicedesk.forms import ViewForm
from groundswell.servicedesk.models import SavedView
from groundswell.servicedesk.rules.actions.bulk import ACTS
from groundswell.servicedesk.rules.actions.saved import ViewWords, add_view, drop_view
from groundswell.servicedesk.rules.queries import saved
from groundswell.servicedesk.rules.queries.pressing import list_pressing
from groundswell.servicedesk.states import Kind

LIST = "servicedesk/tickets.html"


@require_GET
@for_right("desk.see")
def tickets(request: PageRequest) -> HttpResponse:
    """Show the ticket list."""
    at = timezone.now()
    wanted = queries.read_filter(request.GET)
    address = request.GET.copy()
    address.pop("page", None)
    view, narrowing = _narrow(request, wanted, at)
    services, groups = queries.list_filed_under()
    views = saved.list_views_of(request.user)
    found = queries.list_tickets(wanted, seen_by=request.user, narrowing=narrowing)
    context: dict[str, object] = {
        "filter": wanted,
        "found": found,
        "is_new": not found.tickets and not queries.has_tickets(seen_by=request.user),
        "show": tuple(queries.SHOW.items()),
        "kinds": tuple(Kind.choices),
        "priorities": tuple(sorted(current_matrix().priorities.items())),
        "services": services,
        "groups": groups,
        "views": views,
        "unknown": queries.list_unknown(
            request.GET,
            view=(one.pk for one in views),
            service=(key for key, _ in services),
            group=(key for key, _ in groups),
        ),
        "view": view,
        "columns": saved.columns_of(view),
        "address": address.urlencode(),
        "page_size": queries.PAGE,
        "may_work": may(request.user, "desk.work"),
        "bulk_acts": tuple(ACTS.items()),
    } | list_pressing(at=at, seen_by=request.user)
    return page_or_part(request, LIST, part="list", context=context)


def _narrow(
    request: PageRequest, wanted: queries.TicketFilter, at: datetime
) -> tuple[SavedView | None, queries.Narrowing | None]:
    view = saved.find_view(wanted.view, seen_by=request.user)
    try:
        return view, saved.narrow_to(view, seen_by=request.user, at=at)
    except BadInput as refusal:
        messages.warning(request, f"The view {view} needs another look: {refusal}")
        return view, None


@require_POST
@for_right("desk.see")
def views(request: PageRequest) -> HttpResponse:
    """Keep the filter in the address as a view."""
    form = ViewForm(request.POST)
    if form.is_valid():
        with told_refusals(request):
            said = ViewWords(**form.cleaned_data)
            view = add_view(by=request.user, at=timezone.now(), said=said)
            messages.info(request, f"The view {view.name} is kept.")
    return redirect(f"/desk/?{form.data.get('query', '')}")


@require_POST
@for_right("desk.see")
def view_removal(request: PageRequest, pk: int) -> HttpResponse:
    """Forget a view of one's own."""
    view = get_object_or_404(queries.list_views(owned_by=request.user), pk=pk)
    drop_view(view, by=request.user, at=timezone.now())
    return redirect("servicedesk:tickets")
