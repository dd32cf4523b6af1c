"""What can happen to a ticket: each function is one act with one entry in the trail."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.models import Message, SavedView, SupportGroup, Ticket
from groundswell.servicedesk.states import FIRST, Kind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTicket:
    """What somebody says when they report trouble or ask for something."""

    summary: str
    description: str = ""
    caller: User | None = None
    channel: str = "web"
    service: Service | None = None
    ci: ConfigItem | None = None
    category: str = ""
    impact: int = 3
    urgency: int = 2
    group: SupportGroup | None = None


def open_incident(*, by: User, at: datetime, new: NewTicket) -> Ticket:
    """Take down trouble; everyone for themselves, agents for anyone.

    Raises:
        NotAllowed: somebody who is no agent reports in another's name.
    """
    return _open(Kind.INCIDENT, by=by, at=at, new=new)


def open_request(*, by: User, at: datetime, new: NewTicket) -> Ticket:
    """Take down a wish for something standard; everyone for themselves, agents for anyone.

    Raises:
        NotAllowed: somebody who is no agent asks in another's name.
    """
    return _open(Kind.REQUEST, by=by, at=at, new=new)


def _open(kind: Kind, *, by: User, at: datetime, new: NewTicket) -> Ticket:
    caller = new.caller or by
    if caller != by and not may(by, "desk.work"):
        raise NotAllowed(f"{by} can report only in their own name; an agent can do it for others.")
    if not new.summary.strip():
        raise Refusal("Say in a few words what is wrong; the first line is empty.")
    ticket = Ticket(
        kind=kind,
        state=FIRST[kind],
        summary=new.summary.strip()[:250],
        description=new.description,
        caller=caller,
        channel=new.channel,
        service=new.service,
        ci=new.ci,
        category=new.category,
        impact=new.impact,
        urgency=new.urgency,
        group=new.group,
        opened_at=at,
    )
    ticket.rank()
    return trail.begin(ticket, f"{kind}.opened", by=by, at=at)


@needs("desk.work")
def assign_ticket(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    assignee: User | None = None,
    group: SupportGroup | None = None,
) -> Ticket:
    """Give a ticket to a person, a group, or both; a new incident becomes assigned.

    Raises:
        Refusal: neither is named, or the person does not work at the desk.
    """
    if assignee is None and group is None:
        raise Refusal(f"{ticket} needs a person or a group to go to.")
    if assignee is not None and not may(assignee, "desk.work"):
        raise Refusal(f"{assignee} does not work on tickets; choose an agent.")
    with trail.change(ticket, f"{ticket.kind}.assigned", by=by, at=at) as fresh:
        held = fresh.assignee_id is not None or fresh.group_id is not None
        before = (fresh.assignee_id, fresh.group_id)
        fresh.assignee = assignee
        fresh.group = group or fresh.group
        if held and before != (fresh.assignee_id, fresh.group_id):
            fresh.reassignments += 1
        if fresh.state == State.NEW:
            fresh.move_to(State.ASSIGNED)
    return fresh


@needs("desk.work")
def start_ticket(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Begin or go on working; the ticket becomes the agent's own unless somebody has it.

    Raises:
        ForbiddenMove: its state does not lead to work.
    """
    with trail.change(ticket, f"{ticket.kind}.started", by=by, at=at) as fresh:
        fresh.move_to(State.IN_PROGRESS if fresh.kind == Kind.INCIDENT else State.FULFILLING)
        fresh.hold_reason = ""
        fresh.assignee = fresh.assignee or by
    return fresh


@needs("desk.work")
def hold_ticket(ticket: Ticket, *, by: User, at: datetime, reason: str) -> Ticket:
    """Wait for somebody else, and say for whom.

    Raises:
        Refusal: no reason is given.
        ForbiddenMove: its state does not lead to waiting.
    """
    if not reason.strip():
        raise Refusal(f"Say what {ticket} waits for.")
    with trail.change(ticket, f"{ticket.kind}.held", by=by, at=at) as fresh:
        fresh.move_to(State.ON_HOLD)
        fresh.hold_reason = reason.strip()[:120]
    return fresh


@needs("desk.work")
def approve_request(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Agree to a request.

    Raises:
        ForbiddenMove: it is no request that waits for agreement.
    """
    with trail.change(ticket, "request.approved", by=by, at=at) as fresh:
        fresh.move_to(State.APPROVED)
    return fresh


@needs("desk.work")
def reject_request(ticket: Ticket, *, by: User, at: datetime, reason: str) -> Ticket:
    """Turn a request down, with the reason.

    Raises:
        Refusal: no reason is given.
        ForbiddenMove: it is no request that waits for agreement.
    """
    if not reason.strip():
        raise Refusal(f"Say why {ticket} is turned down.")
    with trail.change(ticket, "request.rejected", by=by, at=at) as fresh:
        fresh.move_to(State.REJECTED)
        fresh.resolution = reason
        fresh.closed_at = at
    return fresh


@needs("desk.work")
def resolve_ticket(
    ticket: Ticket, *, by: User, at: datetime, resolution: str, closure_code: str = ""
) -> Ticket:
    """Say that service is back, or that the request is met, and what was done.

    Raises:
        Refusal: nothing is said about what was done.
        ForbiddenMove: its state does not lead there.
    """
    if not resolution.strip():
        raise Refusal(f"Say in a few words what ended {ticket}; the next person will need it.")
    done = State.RESOLVED if ticket.kind == Kind.INCIDENT else State.FULFILLED
    with trail.change(ticket, f"{ticket.kind}.{done}", by=by, at=at) as fresh:
        fresh.move_to(done)
        fresh.hold_reason = ""
        fresh.resolved_at = at
        fresh.resolution = resolution
        fresh.closure_code = closure_code
        fresh.assignee = fresh.assignee or by
    return fresh


@needs("desk.work")
def close_ticket(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Agree that it is finished.

    Raises:
        ForbiddenMove: service is not back yet.
    """
    with trail.change(ticket, f"{ticket.kind}.closed", by=by, at=at) as fresh:
        fresh.move_to(State.CLOSED)
        fresh.closed_at = at
    return fresh


def cancel_ticket(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Call it off; agents any ticket, callers their own.

    Raises:
        NotAllowed: it is somebody else's.
        ForbiddenMove: it is finished already.
    """
    _own_or_desk(ticket, by)
    with trail.change(ticket, f"{ticket.kind}.cancelled", by=by, at=at) as fresh:
        fresh.move_to(State.CANCELLED)
        fresh.closed_at = at
    return fresh


def reopen_ticket(ticket: Ticket, *, by: User, at: datetime, reason: str) -> Ticket:
    """Say that it came back; agents any ticket, callers their own.

    Raises:
        NotAllowed: it is somebody else's.
        ForbiddenMove: it is not finished.
    """
    _own_or_desk(ticket, by)
    with trail.change(ticket, f"{ticket.kind}.reopened", by=by, at=at) as fresh:
        fresh.move_to(State.IN_PROGRESS if fresh.kind == Kind.INCIDENT else State.FULFILLING)
        fresh.resolved_at = fresh.closed_at = None
        fresh.reopens += 1
        if reason.strip():
            Message.objects.create(
                ticket=fresh, author=by, written_at=at, private=False, text=reason
            )
    return fresh


@needs("desk.work")
def rate_ticket(ticket: Ticket, *, by: User, at: datetime, impact: int, urgency: int) -> Ticket:
    """Say how many are hit and how soon it hurts; the priority follows."""
    with trail.change(ticket, f"{ticket.kind}.rated", by=by, at=at) as fresh:
        fresh.impact, fresh.urgency = impact, urgency
        fresh.rank()
    return fresh


@needs("desk.work")
def place_ticket(
    ticket: Ticket, *, by: User, at: datetime, service: Service | None, ci: ConfigItem | None
) -> Ticket:
    """Say which service and which configuration item it is about."""
    with trail.change(ticket, f"{ticket.kind}.placed", by=by, at=at) as fresh:
        fresh.service, fresh.ci = service, ci
    return fresh


def write_message(
    ticket: Ticket, *, by: User, at: datetime, text: str, private: bool = False
) -> Message:
    """Write to the caller, or a note among agents when private.

    Raises:
        NotAllowed: the ticket is somebody else's, or a caller writes a private note.
        Refusal: the text is empty.
    """
    _own_or_desk(ticket, by)
    if private and not may(by, "desk.work"):
        raise NotAllowed("Only agents write private notes.")
    if not text.strip():
        raise Refusal("The message is empty; write a line.")
    with transaction.atomic():
        message = Message.objects.create(
            ticket=ticket, author=by, written_at=at, private=private, text=text
        )
        trail.note(ticket.number, "note.written" if private else "reply.written", by=by, at=at)
    return message


def keep_view(*, by: User, at: datetime, name: str, query: str) -> SavedView:
    """Keep a filter of the ticket list under a name of one's own.

    Raises:
        Refusal: the name is empty.
    """
    if not name.strip():
        raise Refusal("Give the view a name.")
    with transaction.atomic():
        view, _ = SavedView.objects.update_or_create(
            owner=by, name=name.strip()[:60], defaults={"query": query[:500]}
        )
        trail.note(f"view:{view.pk}", "view.kept", by=by, at=at, changes={"query": ["", query]})
    return view


def drop_view(view: SavedView, *, by: User, at: datetime) -> None:
    """Forget a view of one's own.

    Raises:
        NotAllowed: it is somebody else's.
    """
    if view.owner_id != by.pk:
        raise NotAllowed("This view is somebody else's.")
    with transaction.atomic():
        trail.note(
            f"view:{view.pk}", "view.dropped", by=by, at=at, changes={"name": [view.name, ""]}
        )
        view.delete()


def _own_or_desk(ticket: Ticket, by: User) -> None:
    if ticket.caller_id != by.pk and not may(by, "desk.work"):
        raise NotAllowed(f"{ticket} is somebody else's; an agent can do this.")
