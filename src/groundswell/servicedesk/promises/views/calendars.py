"""The pages of calendars."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, show_forms
from groundswell.foundation.web import PageRequest, PageView, for_right
from groundswell.servicedesk.promises import actions, queries
from groundswell.servicedesk.promises.forms import CalendarForm, DaysForm, FeedForm, FileForm
from groundswell.servicedesk.promises.hours import list_closed, say_hours
from groundswell.servicedesk.promises.models import BusinessCalendar

#: as many of the days ahead are shown
_DAYS = 30


@for_right("register.see")
def calendars(request: PageRequest) -> HttpResponse:
    """Show every calendar, and take down a new one."""
    may_keep = may(request.user, "promises.keep")
    form = CalendarForm(request.POST if request.method == "POST" and may_keep else None)
    made = carry_out(
        form, lambda: actions.add_calendar(by=request.user, at=timezone.now(), facts=form.facts())
    )
    if made:
        messages.info(request, f"{made.name} is written down.")
        return redirect("promises:calendar", made.number)
    found = [(one, say_hours(one.hours)) for one in queries.list_calendars()]
    context = {"calendars": found, "form": form, "may_keep": may_keep}
    status = 422 if form.errors else 200
    return render(request, "promises/calendars.html", context, status=status)


@require_GET
@for_right("register.see")
def calendar(request: PageRequest, number: str) -> HttpResponse:
    """Show one calendar: its week and the days on which nobody works."""
    return _show(request, queries.get_calendar(number))


def _show(
    request: PageRequest, found: BusinessCalendar, failed: forms.Form | None = None
) -> HttpResponse:
    today = timezone.localdate()
    ahead = [(day, why) for day, why in list_closed(found).items() if day >= today]
    lines = "\n".join(f"{day} {why}" for day, why in sorted(found.closed_days.items()))
    context = {
        "calendar": found,
        "week": say_hours(found.hours),
        "ahead": ahead[:_DAYS],
        "hours_form": CalendarForm(calendar=found),
        "days_form": DaysForm(initial={"days": lines}),
        "file_form": FileForm(),
        "feed_form": FeedForm(initial={"address": found.feed_url}),
        "may_keep": may(request.user, "promises.keep"),
    }
    return show_forms(request, "promises/calendar.html", context, failed)


def _door(
    make: Callable[[PageRequest, BusinessCalendar], Any],
    verb: Callable[..., BusinessCalendar],
    read: Callable[[Any], Mapping[str, Any]],
) -> PageView[[str]]:
    """Return a door of one calendar: its form, its verb, and what the form says for the verb."""

    @require_POST
    @for_right("promises.keep")
    def door(request: PageRequest, number: str) -> HttpResponse:
        found = queries.get_calendar(number)
        form = make(request, found)
        if not carry_out(
            form,
            lambda: verb(found, by=request.user, at=timezone.now(), **read(form)),
            is_one_verb=True,
        ):
            return _show(request, found, form)
        messages.info(request, "Saved.")
        return redirect("promises:calendar", number)

    return door


hours = _door(
    lambda request, found: CalendarForm(request.POST, calendar=found),
    actions.change_calendar,
    lambda form: {"facts": form.facts()},
)
days = _door(
    lambda request, _: DaysForm(request.POST),
    actions.close_days,
    lambda form: {"days": form.cleaned_data["days"]},
)
file = _door(
    lambda request, _: FileForm(request.POST, request.FILES),
    actions.take_days,
    lambda form: {"content": form.cleaned_data["file"]},
)
feed = _door(
    lambda request, _: FeedForm(request.POST),
    actions.subscribe,
    lambda form: {"address": form.cleaned_data["address"]},
)
