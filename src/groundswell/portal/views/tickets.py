"""A caller's own tickets: how they stand, and what the caller says of them."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.models import User
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest
from groundswell.knowledge.queries import list_uses
from groundswell.portal.forms import EndingForm, OwnServiceForm, ReplyForm
from groundswell.portal.queries import next_word
from groundswell.portal.told import find_question, tell_caller
from groundswell.problems import queries as problems
from groundswell.problems.actions import say_whether_helped
from groundswell.problems.forms import HelpedForm
from groundswell.servicedesk import actions
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.facts.queries import list_facts
from groundswell.servicedesk.links.queries import find_home
from groundswell.servicedesk.major.queries import known_of, together_with
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.promises import queries as promises
from groundswell.servicedesk.queries.filing import can_say_service
from groundswell.servicedesk.requests.queries import list_approvals
from groundswell.servicedesk.satisfaction.actions import judge_help
from groundswell.servicedesk.satisfaction.forms import VerdictForm
from groundswell.servicedesk.satisfaction.models import Score
from groundswell.servicedesk.satisfaction.queries import can_judge, find_verdict
from groundswell.servicedesk.states import FIRST, RESTORED


@require_GET
@login_required
def ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show a caller how one of their tickets stands."""
    return _show(request, number)


def _show(
    request: PageRequest, number: str, form: ReplyForm | None = None, **refused: forms.Form
) -> HttpResponse:
    found = desk.get_own(number, caller=request.user)
    home = find_home(found)
    promised = promises.list_own_promises(home or found, at=timezone.now())
    story = [one for one in desk.tell_story(found, seen_by=request.user) if not one.private]
    is_new = found.state in FIRST.values() and all(
        moment.by_caller or not moment.is_message for moment in story
    )
    trouble = known_of(found, request.user, at=timezone.now()) if found.is_open else None
    # the news of all is what this caller hears next; a promise of its own would say otherwise
    promised = promised if trouble is None else []
    word = next_word(promised) if is_new else None
    context = {
        "ticket": found,
        "home": home,
        "story": tell_caller(story),
        "asked": find_question(found, story),
        "reported": desk.files_of_report(story),
        "is_new": is_new and trouble is None,
        "trouble": trouble,
        "together": None if trouble or not found.is_open else together_with(found),
        "next_word": word,
        # what is said in large letters above is not said again
        "promised": [one for one in promised if one is not word and one.is_told],
        "form": form or ReplyForm(user=request.user),
        "uses": problems.list_told_uses(found),
        "facts": list_facts(found),
        "approvals": list_approvals(found),
        "articles": list_uses(found.number, seen_by=request.user),
        "can_reopen": "in_progress" in found.next_states or "fulfilling" in found.next_states,
        "can_judge": (judges := can_judge(found, home=home)),
        "verdict": find_verdict(found) if judges else None,
        "scores": Score.choices,
        "is_solved": found.state in RESTORED,
        "filed": OwnServiceForm(user=request.user) if can_say_service(found) else None,
        **refused,
    }
    return render(request, "portal/ticket.html", context, status=422 if form or refused else 200)


@require_POST
@login_required
def reply(request: PageRequest, number: str) -> HttpResponse:
    """Write to the desk about one's own ticket."""
    found = desk.get_own(number, caller=request.user)
    form = ReplyForm(request.POST, request.FILES, user=request.user)
    if not carry_out(form, lambda: _write(found, form, by=request.user)):
        return _show(request, number, form)
    return redirect("portal:ticket", number)


def _write(found: Ticket, form: ReplyForm, *, by: User) -> Message:
    """Write to the desk, once where a button was pressed twice."""
    said, at = form.said(), timezone.now()
    again = desk.find_just_written(found, by=by, at=at, **said)
    return again or actions.write_message(found, by=by, at=at, **said)


@require_POST
@login_required
def reopening(request: PageRequest, number: str) -> HttpResponse:
    """Say that it came back; refused words stand where they can be sent, here or as a reply."""
    found = desk.get_own(number, caller=request.user)
    form = ReplyForm({"text": request.POST.get("reason", "")}, user=request.user)
    if not carry_out(
        form,
        lambda: actions.reopen_ticket(
            found, by=request.user, at=timezone.now(), reason=form.cleaned_data["text"]
        ),
    ):
        return _show(request, number, form)
    return redirect("portal:ticket", number)


@require_POST
@login_required
def ending(request: PageRequest, number: str) -> HttpResponse:
    """Say that it works again, or that one needs it no more."""
    found = desk.get_own(number, caller=request.user)
    form = EndingForm(request.POST)
    if not carry_out(
        form,
        lambda: actions.end_own_ticket(
            found, by=request.user, at=timezone.now(), **form.cleaned_data
        ),
    ):
        return _show(request, number, closing=form)
    messages.info(request, f"Thank you. {found} is closed; if it comes back, say so here.")
    return redirect("portal:ticket", number)


@require_POST
@login_required
def service(request: PageRequest, number: str) -> HttpResponse:
    """Say which service it is about, where the machine put it under another."""
    found = desk.get_own(number, caller=request.user)
    form = OwnServiceForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.warning(request, "That service is not there any more. Choose another.")
        return redirect("portal:ticket", number)
    chosen = form.cleaned_data["service"]
    with told_refusals(request):
        actions.say_own_service(found, by=request.user, at=timezone.now(), service=chosen)
        messages.info(request, f"Thank you. {found} is about {chosen or 'none that is known'} now.")
    return redirect("portal:ticket", number)


@require_POST
@login_required
def satisfaction(request: PageRequest, number: str) -> HttpResponse:
    """Say how content one is with what was done."""
    found = desk.get_own(number, caller=request.user)
    form = VerdictForm(request.POST)
    if not carry_out(
        form,
        lambda: judge_help(found, by=request.user, at=timezone.now(), **form.cleaned_data),
    ):
        return _show(request, number, judging=form)
    messages.info(request, "Thank you. That is noted, and the desk reads it.")
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
