"""One act on many tickets: each by itself, so that one that is refused stops no other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.outcomes import Outcome
from groundswell.servicedesk.waiting.actions import hold_and_follow

#: tickets at a time
MOST = 200

ACTS: Mapping[str, str] = {
    "assign": "Pass on",
    "place": "Say which service it is about",
    "hold": "Put on hold",
    "resolve": "Resolve",
    "close": "Close",
    "join": "Join to one ticket",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkWords:
    """What an act needs besides the tickets."""

    assignee: User | None = None
    group: SupportGroup | None = None
    service: Service | None = None
    reason: str = ""
    resolution: str = ""
    parent: str = ""


@needs("desk.work")
def act_on_many(
    *, by: User, at: datetime, numbers: Sequence[str], act: str, said: BulkWords
) -> Outcome:
    """Do one act on each of these tickets by itself, and say which were refused and why.

    Raises:
        Refusal: none is named, or more than 200.
        BadInput: there is no such act.
    """
    wanted = list(dict.fromkeys(number.strip().upper() for number in numbers if number.strip()))
    if not wanted:
        raise Refusal("Choose tickets first.")
    if len(wanted) > MOST:
        raise Refusal(f"These are {len(wanted)} tickets; take at most {MOST} at a time.")
    verb = _verb(act, said, by=by, at=at)
    found = {one.number: one for one in Ticket.objects.visible_to(by).filter(number__in=wanted)}
    done, refused = [], []
    for number in wanted:
        if number not in found:
            refused.append((number, "There is no such ticket that you may see."))
            continue
        try:
            verb(found[number])
        except (Refusal, BadInput, NotAllowed) as refusal:
            refused.append((number, str(refusal)))
        else:
            done.append(number)
    return Outcome(done, refused)


def _verb(act: str, said: BulkWords, *, by: User, at: datetime) -> Callable[[Ticket], object]:
    match act:
        case "assign":
            return partial(
                desk.assign_ticket, by=by, at=at, assignee=said.assignee, group=said.group
            )
        case "place":
            return lambda one: desk.place_ticket(one, by=by, at=at, service=said.service, ci=one.ci)
        case "hold":
            return partial(hold_and_follow, by=by, at=at, reason=said.reason, follow=True)
        case "resolve":
            return partial(desk.resolve_ticket, by=by, at=at, resolution=said.resolution)
        case "close":
            return partial(desk.close_ticket, by=by, at=at)
        case "join":
            parent = (
                Ticket.objects.visible_to(by).filter(number=said.parent.strip().upper()).first()
            )
            if parent is None:
                raise Refusal(
                    "Write the number of the ticket that stands for all, such as INC-000012."
                )
            return lambda one: desk.join_tickets(parent, by=by, at=at, tickets=[one])
        case _:
            raise BadInput(f'There is no act "{act[:20]}"; choose one of {", ".join(ACTS)}.')
