"""Taking tickets down."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.attachments.storage import Upload
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.actions.watching import watch_arrivals
from groundswell.servicedesk.actions.writing import need_room
from groundswell.servicedesk.files.actions.keeping import keep_files, say_names
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.queries.filing import Filing, find_filing
from groundswell.servicedesk.rules.actions.routing import route_ticket
from groundswell.servicedesk.states import FIRST, Kind


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
    files: Sequence[Upload] = ()
    #: what was answered to fields or to a form, for rules and for the search
    fact_words: str = ""
    #: the service that the machine chose, where nobody said one; and why it is taken as a wish
    filing: Filing | None = None
    wish: str = ""

    def filed(self, *, heading: str = "") -> "NewTicket":
        """Return the same with the service that the machine is sure of, where nobody said one.

        For doors at which somebody tells of something and the service is left open, not where an
        agent looked at the field and left it empty.

        Args:
            heading: words under which it was told, as they may name the service where its own
                words do not.
        """
        if self.service is not None:
            return self
        return replace(self, filing=find_filing(self.summary, self.description, heading=heading))

    def as_ticket(self, kind: str, *, by: User | None, at: datetime) -> Ticket:
        """Return a ticket that says the same, not kept and not ranked yet."""
        return Ticket(
            kind=kind,
            state=FIRST[Kind(kind)],
            summary=self.summary.strip()[:250],
            description=self.description,
            caller=self.caller or by,
            channel=self.channel,
            service=self.service,
            ci=self.ci,
            category=self.category,
            impact=self.impact,
            urgency=self.urgency,
            group=self.group,
            fact_words=self.fact_words,
            opened_at=at,
        )


def open_incident(*, by: User | None, at: datetime, new: NewTicket) -> Ticket:
    """Take down trouble; everyone for themselves, agents for anyone, nobody by a plan.

    Raises:
        NotAllowed: somebody who is no agent reports in another's name.
        Refusal: nothing is said, or too much, or more files come than a ticket has.
        BadInput: a file cannot be stored.
    """
    return _open(Kind.INCIDENT, by=by, at=at, new=new)


def open_request(*, by: User | None, at: datetime, new: NewTicket) -> Ticket:
    """Take down a wish for something standard; who may is said at `open_incident`.

    Raises:
        NotAllowed: somebody who is no agent asks in another's name.
        Refusal: nothing is said, or too much, or more files come than a ticket has.
        BadInput: a file cannot be stored.
    """
    return _open(Kind.REQUEST, by=by, at=at, new=new)


def _open(kind: Kind, *, by: User | None, at: datetime, new: NewTicket) -> Ticket:
    caller = new.caller or by
    # by nobody: the machine opens what somebody with the right has planned
    if by is not None and caller != by and not may(by, "desk.work"):
        raise NotAllowed(f"{by} can report only in their own name; an agent can do it for others.")
    if not new.summary.strip():
        raise Refusal("Say in a few words what is wrong; the first line is empty.")
    need_room(new.description, what="What is told")
    ticket = new.as_ticket(kind, by=by, at=at)
    ticket.rank()
    # where this fails, so does the verb or the door that asked for it
    with transaction.atomic(savepoint=False):
        trail.begin(ticket, f"{kind}.opened", by=by, at=at)
        ticket = _note_choices(ticket, new, at=at)
        if files := keep_files(ticket, by=by, at=at, files=new.files):
            trail.note(ticket.number, "files.written", by=by, at=at, changes=say_names(files))
        ticket = route_ticket(ticket, at=at)
        if kind == Kind.INCIDENT:
            # robust: whatever goes wrong with the watch, the ticket is taken down
            transaction.on_commit(lambda: watch_arrivals(at=at), robust=True)
    return ticket


def _note_choices(ticket: Ticket, new: NewTicket, *, at: datetime) -> Ticket:
    """Fill in what the machine chose, under its own name: nobody said it."""
    if new.wish:
        why = {"because": ["", new.wish]}
        trail.note(ticket.number, f"{ticket.kind}.taken_as_a_wish", by=None, at=at, changes=why)
    if new.filing is None or new.service is not None:
        return ticket
    told = {"because": ["", new.filing.because]}
    act = f"{ticket.kind}.{new.filing.act}"
    with trail.change(ticket, act, by=None, at=at, told=told) as fresh:
        fresh.service = new.filing.service
    return fresh
