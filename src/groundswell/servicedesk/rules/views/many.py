"""Acts on many tickets, the board, and finding anything by a few words."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.callers import find_caller
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.choices import name_unknown
from groundswell.foundation.doors import carry_out
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.rules.actions.bulk import ACTS, MOST, act_on_many
from groundswell.servicedesk.rules.actions.moving import move_ticket
from groundswell.servicedesk.rules.forms.bulk import BulkForm, CardForm, ChosenForm
from groundswell.servicedesk.rules.queries.board import WAYS, list_board
from groundswell.servicedesk.rules.queries.duplicates import find_duplicates
from groundswell.servicedesk.rules.queries.finding import find_anything
from groundswell.servicedesk.states import Kind, State
from groundswell.servicedesk.waiting.defaults import say_usual

#: what the address of the board says and a moved card comes back to
_KEPT = ("by", "kind", "group", "joined")
#: what the board's address chooses from, and how a sentence calls one of them
_CALLED = {"by": "way to sort it", "kind": "kind", "group": "group"}


@require_POST
@for_right("desk.work")
def bulk(request: PageRequest) -> HttpResponse:
    """Ask what an act needs, do it on each of the chosen tickets, and say what became of each."""
    numbers = list(dict.fromkeys(request.POST.getlist("numbers")))
    chosen = ChosenForm(request.POST)
    if not chosen.is_valid():
        messages.warning(request, "Choose what to do with the tickets.")
        return redirect("servicedesk:tickets")
    act = chosen.cleaned_data["act"]
    sent = "go" in request.POST
    form = BulkForm(request.POST if sent else None, act=act)
    now, waiting = numbers[:MOST], numbers[MOST:]
    context = {"numbers": numbers, "act": act, "words": ACTS[act], "form": form, "most": MOST,
               "waiting": waiting, "looked_at": len(now)}  # fmt: skip
    outcome = None
    if sent and form.is_valid():
        try:
            outcome = context["outcome"] = act_on_many(
                by=request.user, at=timezone.now(), numbers=now, act=act, said=form.words()
            )
        except (Refusal, BadInput) as refusal:
            form.add_error(None, str(refusal))
    context["button"] = _say_which(ACTS[act], waiting, done=outcome is not None)
    return render(request, "rules/bulk.html", context, status=422 if form.errors else 200)


def _say_which(words: str, waiting: Sequence[str], *, done: bool) -> str:
    """Return what the button says: with how many it goes on where not all fit."""
    if not waiting:
        return words
    if not done:
        return f"{words}: the first {MOST}"
    return f"{words}: the {'other' if len(waiting) <= MOST else 'next'} {min(len(waiting), MOST)}"


@require_GET
@for_right("desk.see")
def board(request: PageRequest) -> HttpResponse:
    """Show open tickets in columns."""
    return _show_board(request)


def _show_board(request: PageRequest, refused: CardForm | None = None) -> HttpResponse:
    context = {**_board(request), "refused": refused}
    return render(request, "rules/board.html", context, status=422 if refused else 200)


def _board(request: PageRequest) -> dict[str, object]:
    way, kind = request.GET.get("by", "state"), request.GET.get("kind", Kind.INCIDENT)
    way = way if way in WAYS else "state"
    kind = kind if kind in Kind.values else Kind.INCIDENT
    group = request.GET.get("group", "")
    group_key = int(group) if group.isdecimal() and len(group) < 10 else None
    mine, joined = "mine" in request.GET, "joined" in request.GET
    groups = desk.list_groups()
    known = {"by": WAYS, "kind": Kind.values, "group": [one.pk for one in groups]}
    found = list_board(
        way=way, kind=kind, seen_by=request.user, group=group_key, mine=mine, joined=joined
    )
    return {
        "columns": found.columns,
        "folded": found.folded,
        "joined": joined,
        "way": way,
        "ways": WAYS,
        "kind": kind,
        "kinds": Kind.choices,
        "group": group_key,
        "groups": groups,
        "unknown": name_unknown(request.GET, known, _CALLED),
        "mine": mine,
        "address": urlencode(
            {"by": way, "kind": kind, "group": group_key or "", **({"joined": 1} if joined else {})}
        ),
        "may_work": may(request.user, "desk.work"),
    }


@require_POST
@for_right("desk.work")
def move(request: PageRequest, number: str) -> HttpResponse:
    """Bring a ticket into a column of the board."""
    found = desk.get_ticket(number, seen_by=request.user)
    form = CardForm(request.POST)
    way = request.GET.get("by", "state")
    moved = carry_out(
        form,
        lambda: move_ticket(
            found, by=request.user, at=timezone.now(), way=way, **form.cleaned_data
        ),
    )
    if moved is None:
        return _show_board(request, form)
    if form.cleaned_data["to"] == State.ON_HOLD:
        # what follows depends on the reason, which is written in one's own words here
        messages.info(request, f"{moved} is on hold. {say_usual([moved.hold_reason])}")
    given = {name: request.GET[name] for name in _KEPT if name in request.GET}
    return redirect(f"{request.path.partition('board/')[0]}board/?{urlencode(given)}")


@require_GET
@for_right("desk.work")
def duplicates(request: PageRequest) -> HttpResponse:
    """Show, while a ticket is taken down, the open ones that it could be."""
    given = request.GET
    service = given.get("service", "")
    found = find_duplicates(
        given.get("summary", "")[:250],
        caller=find_caller(given.get("caller", "")[:200]).one,
        service=int(service) if service.isdecimal() and len(service) < 10 else None,
        seen_by=request.user,
    )
    return render(request, "rules/duplicates.html", {"duplicates": found})


@require_GET
@for_right("desk.see")
def finder(request: PageRequest) -> HttpResponse:
    """Show, while words are typed into the palette, the tickets that they could mean."""
    found = find_anything(request.GET.get("q", "")[:200], seen_by=request.user)
    return render(request, "rules/finder.html", {"tickets": found})
