"""The pages of major incidents: the list, one of them with every act, its report."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, show_forms
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.major import actions, queries
from groundswell.servicedesk.major.forms import (
    EntryForm,
    FollowUpForm,
    KnownForm,
    RestorationForm,
    ResumingForm,
    ReviewForm,
    RolesForm,
    StandingDownForm,
    UpdateForm,
)
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.major.paper import render_report

PAGE = "major/major.html"
SHOWN = 50


@require_GET
@for_right("desk.see")
def majors(request: PageRequest) -> HttpResponse:
    """Show every major incident, those that go on first."""
    found = queries.list_majors(seen_by=request.user)[:SHOWN]
    return render(request, "major/majors.html", {"majors": found, "at": timezone.now()})


@require_GET
@for_right("desk.see")
def major(request: PageRequest, number: str) -> HttpResponse:
    """Show one major incident with its course and what can be done next."""
    return _show(request, queries.get_major(number, seen_by=request.user))


def _show(
    request: PageRequest,
    found: MajorIncident,
    failed: forms.Form | None = None,
    /,
    **more: object,
) -> HttpResponse:
    at = timezone.now()
    wait = load_news().minutes_of(found.parent.priority)
    held = {"title": found.title, "affects": found.affects, "workaround": found.workaround}
    roles = ("coordinator", "communicator", "technical_lead")
    context = {
        "major": found,
        "is_late": found.is_late(at),
        "running": desk.cost_of_ticket(found.parent, at=at, since=found.began_at),
        "course": queries.tell_course(found),
        "news": queries.measure_news(found),
        "reach": queries.reach_of(found),
        "joined": desk.list_joined(found.parent, seen_by=request.user),
        "follow_ups": [
            (task, task.is_late(on=timezone.localdate(at)))
            for task in queries.list_follow_ups(found)
        ],
        "may_work": may(request.user, "desk.work"),
        "update_form": UpdateForm(initial={"minutes": wait}, auto_id="news_%s"),
        "entry_form": EntryForm(auto_id="entry_%s"),
        "known_form": KnownForm(initial=held, auto_id="known_%s"),
        "roles_form": RolesForm(initial={name: getattr(found, f"{name}_id") for name in roles}),
        "restoration_form": RestorationForm(auto_id="back_%s"),
        "standing_down_form": StandingDownForm(auto_id="down_%s"),
        "going_back": queries.tell_going_back(found) if found.is_running else "",
        "resuming_form": ResumingForm(auto_id="again_%s"),
        "review_form": ReviewForm(initial={name: getattr(found, name) for name in _REVIEW}),
        "follow_up_form": FollowUpForm(auto_id="task_%s"),
        **more,
    }
    return show_forms(request, PAGE, context, failed, part="record")


_REVIEW = ("happened", "helped", "hindered")


@require_POST
@for_right("desk.work")
def update(request: PageRequest, number: str) -> HttpResponse:
    """Show a message as everybody will read it; when it is agreed to, send it."""
    found = queries.get_major(number, seen_by=request.user)
    form, at = UpdateForm(request.POST), timezone.now()
    if form.is_valid() and request.POST.get("sure") != "yes":
        said = form.cleaned_data
        shown = queries.preview_news(said["text"], said["minutes"], at=at)
        return _show(request, found, preview=shown, preview_form=form)
    return _door.answer(
        request,
        found,
        form,
        lambda: actions.tell_everyone(found, by=request.user, at=at, **form.cleaned_data),
    )


@require_POST
@for_right("desk.work")
def follow_up_end(request: PageRequest, number: str) -> HttpResponse:
    """Say that something a review asked for is done."""
    found = queries.get_follow_up(number, seen_by=request.user)
    return _door.answer(
        request,
        found.major,
        forms.Form(request.POST),
        lambda: actions.end_follow_up(found, by=request.user, at=timezone.now()),
    )


@require_GET
@for_right("desk.see")
def report(request: PageRequest, number: str) -> HttpResponse:
    """Show the report of a major incident, to be printed or taken as PDF."""
    found = queries.get_major(number, seen_by=request.user)
    context = {"major": found, "report": queries.write_report(found, at=timezone.now())}
    return render(request, "major/report.html", context)


@require_GET
@for_right("desk.see")
def paper(request: PageRequest, number: str) -> HttpResponse:
    """Give the report as PDF."""
    found = queries.get_major(number, seen_by=request.user)
    pdf = render_report(queries.write_report(found, at=timezone.now()))
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return answer


@require_GET
@for_right("desk.see")
def cost(request: PageRequest, number: str) -> HttpResponse:
    """Show what it has cost up to now: the part that its page asks for every minute."""
    found = queries.get_major(number, seen_by=request.user)
    running = desk.cost_of_ticket(found.parent, at=timezone.now(), since=found.began_at)
    return render(
        request, "servicedesk/cost_part.html", {"running": running, "address": request.path}
    )


_door = Doors(right="desk.work", get=queries.get_major, show=_show, page="major:major")

roles = _door(RolesForm, actions.give_roles)
known = _door(KnownForm, actions.say_what_is_known)
entries = _door(EntryForm, actions.note_entry)
restoration = _door(RestorationForm, actions.restore_major)
standing_down = _door(StandingDownForm, actions.stand_down)
resuming = _door(ResumingForm, actions.resume_major)
review = _door(ReviewForm, actions.write_review)
review_end = _door(ReviewForm, actions.finish_review)
follow_ups = _door(FollowUpForm, actions.add_follow_up)
