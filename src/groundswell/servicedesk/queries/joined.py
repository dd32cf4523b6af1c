"""Tickets that are the same trouble, and everybody who has it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.major.models import MeToo
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.lines import TicketLine, read_lines

#: as many of those that are joined are shown on the page of the ticket that stands for them
JOINED_SHOWN = 100


def list_joined(ticket: Ticket, *, seen_by: User) -> list[TicketLine]:
    """Return the tickets for which this one stands, in the order in which they came."""
    children = Ticket.objects.visible_to(seen_by).filter(parent=ticket)
    return read_lines(children.order_by("opened_at", "id")[:JOINED_SHOWN])


def head_of(ticket: Ticket, *, seen_by: User) -> Ticket | None:
    """Return the ticket that stands for this one; None where there is none, or not for them."""
    if ticket.parent_id is None:
        return None
    return Ticket.objects.visible_to(seen_by).filter(pk=ticket.parent_id).first()


@dataclass(slots=True)
class Affected:
    """Who has the trouble for which one ticket stands, besides its own caller.

    Attributes:
        tickets: number of a ticket that is joined to it, by its caller.
        said: those who said "me too" without a ticket.
        nameless: tickets joined to it that name no caller.
    """

    tickets: dict[int, str] = field(default_factory=dict)
    said: set[int] = field(default_factory=set)
    nameless: int = 0

    @property
    def is_alone(self) -> bool:
        """Tell whether nobody else is known to have it."""
        return not self.tickets and not self.said and not self.nameless

    def besides(self, caller: int | None) -> int | None:
        """Return how many have it where it is not the caller of the ticket alone, else None."""
        return None if self.is_alone else self.count(caller)

    def count(self, caller: int | None) -> int | None:
        """Return how many different people have it, with the caller of the ticket that leads.

        None where nobody is named: not known is not none.
        """
        people = {*self.tickets, *self.said, *([] if caller is None else [caller])}
        return len(people) or None


def list_affected(heads: Iterable[int]) -> Mapping[int, Affected]:
    """Return for each ticket that stands for others who has its trouble; one query."""
    return gather(_who_has(list(heads)))


def _who_has(keys: Sequence[int]) -> QuerySet[Any, Any]:
    wrote = Ticket.objects.filter(parent__in=keys).values_list("parent_id", "caller_id", "number")
    said = MeToo.objects.filter(ticket__in=keys, withdrawn_at=None).values_list(
        F("ticket_id"), F("person_id"), Value("", output_field=CharField())
    )
    return wrote.order_by().union(said, all=True)


def gather(rows: Iterable[tuple[int, int | None, str]]) -> Mapping[int, Affected]:
    """Return for each ticket that stands for others who has its trouble.

    Args:
        rows: its key, that of a person, None where nobody is named, and the number of the ticket in
            which they wrote, "" where they said "me too".
    """
    found: defaultdict[int, Affected] = defaultdict(Affected)
    for head, person, number in rows:
        affected = found[head]
        if person is None:
            affected.nameless += 1
        elif not number:
            affected.said.add(person)
        else:
            affected.tickets.setdefault(person, number)
    return found


def affected_by(ticket: Ticket) -> Affected:
    """Return who has the trouble of one ticket, besides its own caller; one query."""
    return list_affected([ticket.pk]).get(ticket.pk, Affected())


def count_affected(ticket: Ticket) -> int | None:
    """Return how many different people wrote of it, of those joined to it, or said "me too".

    None where nobody else did, or where none of them is named: not known is not one.
    """
    return affected_by(ticket).besides(ticket.caller_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom a message to everybody reaches: people once each; and whom it does not.

    Attributes:
        people: who can read it.
        left: people who have the trouble and left, so that they cannot sign in.
        nameless: tickets that name nobody.
    """

    people: int
    left: int
    nameless: int


def reach_of_all(head: Ticket, *, said: Iterable[int] = ()) -> Reach:
    """Return how many are told by a message on a ticket and the open ones joined to it.

    Args:
        head: the ticket that stands for all.
        said: people who are told without a ticket of theirs.
    """
    children = Ticket.objects.open().filter(parent=head).values_list("caller_id", flat=True)
    return reach_of_callers([head.caller_id, *children], said=said)


def reach_of_callers(callers: Sequence[int | None], *, said: Iterable[int] = ()) -> Reach:
    """Return how many are told by a message on tickets with these callers; None: names nobody."""
    people = {*said, *(caller for caller in callers if caller is not None)}
    here = User.objects.filter(pk__in=people, is_active=True).count()
    nameless = sum(caller is None for caller in callers)
    return Reach(people=here, left=len(people) - here, nameless=nameless)


def find_tickets(numbers: Sequence[str], *, seen_by: User) -> list[Ticket]:
    """Return the tickets with these numbers, in this order.

    Raises:
        Refusal: one is not there, or not theirs to see; the two are not told apart.
    """
    wanted = [number.strip().upper() for number in numbers]
    found = Ticket.objects.visible_to(seen_by).filter(number__in=wanted).select_related("parent")
    known = {ticket.number: ticket for ticket in found}
    missing = [number for number in wanted if number not in known]
    if not all(wanted):
        raise Refusal("No ticket is named. Write its number; it looks like INC-001234.")
    if missing:
        named = ", ".join(number[:40] for number in missing[:5])
        raise Refusal(f"There is no ticket {named}; a number looks like INC-001234.")
    return [known[number] for number in wanted]
