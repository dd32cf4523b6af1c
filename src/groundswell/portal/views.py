"""Where everyone starts, and the front door for callers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.catalogue.offerings.queries import has_offerings
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement.briefs.queries import find_due
from groundswell.improvement.queries import list_steps
from groundswell.improvement.queries.journey import find_stall
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.knowledge.queries import list_quirks, list_uses, offer
from groundswell.measurement.levels.queries import list_waiting_reports
from groundswell.measurement.queries import latest_run, list_problems
from groundswell.portal.forms import MeTooForm, ReplyForm, TellingForm, TroubleForm
from groundswell.problems import queries as problems
from groundswell.problems.actions import say_whether_helped
from groundswell.problems.forms import HelpedForm
from groundswell.servicedesk import actions
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.facts.queries import list_facts
from groundswell.servicedesk.major.actions import me_too, withdraw_me_too
from groundswell.servicedesk.major.queries import (
    fit_open_troubles,
    get_known,
    known_now,
    list_live,
    pick_known,
)
from groundswell.servicedesk.promises import queries as promises
from groundswell.servicedesk.requests.queries import count_to_decide, list_approvals
from groundswell.servicedesk.rules.queries.groups import list_intakes
from groundswell.servicedesk.rules.queries.saved import list_alerts
from groundswell.servicedesk.work.queries import is_late, list_to_do

QUEUE = 8
#: reports that wait to be looked at
FEW = 3


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Send people where they work, and everyone else to the front door."""
    if not request.user.is_authenticated:
        return redirect("accounts:welcome")
    return redirect("portal:today" if may(request.user, "findings.see") else "portal:mine")


@require_GET
@for_right("findings.see")
def today(request: PageRequest) -> HttpResponse:
    """Show what burns now, one's own queue and the first steps."""
    run = latest_run()
    sees_desk = may(request.user, "desk.see")
    queue = (
        desk.list_tickets(desk.TicketFilter(show=show), seen_by=request.user)
        for show in (("open", "mine") if sees_desk else ())
    )
    burning, mine = next(queue, None), next(queue, None)
    champions = may(request.user, "findings.make")
    context = {
        "run": run,
        "stall": find_stall(seen_by=request.user, at=timezone.now()) if champions else None,
        "steps": list_steps(run, as_of=timezone.now(), seen_by=request.user) or (),
        "problems": list_problems(run)[:3] if run else (),
        "reports": list_waiting_reports(of=request.user)[:FEW],
        "due": find_due(run, seen_by=request.user, as_of=timezone.now()),
        "burning": burning.tickets[:QUEUE] if burning else (),
        "open_count": burning.count if burning else None,
        "mine": mine.tickets[:QUEUE] if mine else (),
        "tasks": [
            (task, is_late(task, on=timezone.localdate()))
            for task in (list_to_do("mine", seen_by=request.user)[:QUEUE] if sees_desk else ())
        ],
        "banners": desk.list_banners(at=timezone.now(), seen_by=request.user),
        "majors": list_live(at=timezone.now(), seen_by=request.user),
        "risks": promises.list_at_risk(seen_by=request.user, at=timezone.now())
        if sees_desk
        else (),
        "told": promises.list_told(request.user),
        "alerts": list_alerts(seen_by=request.user) if sees_desk else (),
        "may_import": may(request.user, "imports.run"),
        "may_work": may(request.user, "desk.work"),
        "sees_desk": sees_desk,
        # whoever works on tickets and no more comes for the queue
        "steps_first": champions or not sees_desk,
    }
    return render(request, "portal/today.html", context)


@login_required
def mine(request: PageRequest) -> HttpResponse:
    """Take trouble down in the caller's words, and show what they reported before."""
    form = TroubleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ticket = actions.open_incident(
                by=request.user, at=timezone.now(), new=form.new_ticket()
            )
        except (Refusal, BadInput) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.info(request, f"We have it. Its number is {ticket}.")
            return redirect("portal:ticket", ticket.number)
    context = {
        "form": form,
        "tickets": desk.list_own(request.user)[:50],
        "known": known_now(request.user, at=timezone.now()),
        "offers_something": has_offerings(seen_by=request.user),
        "to_decide": count_to_decide(by=request.user),
        "intakes": list_intakes(),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/mine.html", context, status=status)


@require_GET
@login_required
def offers(request: PageRequest) -> HttpResponse:
    """Show, while trouble is told, what is known to help and meant for callers."""
    form = TellingForm(request.GET)
    told = form.told() if form.is_valid() else None
    context: dict[str, object] = {"offers": []}
    if told is not None:
        fitting = fit_open_troubles(
            told.summary,
            told.description,
            service=told.service.name if told.service else None,
            announced_only=True,
        )
        words = f"{told.summary} {told.description}"
        context = {
            "known": pick_known(fitting, request.user, at=timezone.now()),
            "offers": problems.offer_known_errors(told, seen_by=None),
            "articles": offer(words, service=told.service, seen_by=request.user),
            "quirks": list_quirks(told.service, seen_by=request.user) if told.service else [],
        }
    return render(request, "portal/offers.html", context)


@require_POST
@login_required
def affected(request: PageRequest, number: str) -> HttpResponse:
    """Say that one has an announced trouble too, with words of one's own or without."""
    found = get_known(number)
    form = MeTooForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Write less than 2,000 letters.")
        return redirect("portal:mine")
    try:
        ticket = me_too(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except (Refusal, BadInput) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.info(request, "You are counted. What is new stands here.")
        if ticket:
            return redirect("portal:ticket", ticket.number)
    return redirect("portal:mine")


@require_POST
@login_required
def unaffected(request: PageRequest, number: str) -> HttpResponse:
    """Say that one does not have it after all, or no longer."""
    try:
        withdraw_me_too(get_known(number), by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("portal:mine")


@require_GET
@login_required
def ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show a caller how one of their tickets stands."""
    return _show(request, number)


def _show(request: PageRequest, number: str, form: ReplyForm | None = None) -> HttpResponse:
    found = desk.get_own(number, caller=request.user)
    context = {
        "ticket": found,
        "story": [
            moment for moment in desk.tell_story(found, seen_by=request.user) if not moment.private
        ],
        "promised": promises.list_own_promises(found, at=timezone.now()),
        "form": form or ReplyForm(),
        "uses": problems.list_told_uses(found),
        "facts": list_facts(found),
        "approvals": list_approvals(found),
        "articles": list_uses(found.number, seen_by=request.user),
        "can_reopen": "in_progress" in found.next_states or "fulfilling" in found.next_states,
    }
    status = 422 if form is not None else 200
    return render(request, "portal/ticket.html", context, status=status)


@require_POST
@login_required
def reply(request: PageRequest, number: str) -> HttpResponse:
    """Write to the desk about one's own ticket."""
    found = desk.get_own(number, caller=request.user)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _show(request, number, form)
    try:
        actions.write_message(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except (Refusal, NotAllowed) as refusal:
        messages.warning(request, str(refusal))
    return redirect("portal:ticket", number)


@require_POST
@login_required
def reopening(request: PageRequest, number: str) -> HttpResponse:
    """Say that it came back."""
    found = desk.get_own(number, caller=request.user)
    try:
        actions.reopen_ticket(
            found, by=request.user, at=timezone.now(), reason=request.POST.get("reason", "")[:500]
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("portal:ticket", number)


@require_POST
@login_required
def verdict(request: PageRequest, number: str) -> HttpResponse:
    """Say whether a workaround helped on one's own ticket."""
    found = desk.get_own(number, caller=request.user)
    form = HelpedForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Say whether it helped: yes or no.")
        return redirect("portal:ticket", number)
    use = problems.get_use(form.cleaned_data["use"], ticket=found)
    helped = form.cleaned_data["helped"]
    say_whether_helped(use, by=request.user, at=timezone.now(), helped=helped)
    words = "it counts for everybody with the same trouble." if helped else "the desk sees it."
    messages.info(request, f"That is noted; {words}")
    return redirect("portal:ticket", number)
