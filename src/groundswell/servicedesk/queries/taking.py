"""What an answer does to a ticket that nobody has."""

from dataclasses import dataclass

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.states import WORK, Kind, State


@dataclass(frozen=True, slots=True)
class Taking:
    """A ticket that becomes the own of whoever answers it.

    Attributes:
        is_usual: a page takes it unless they say otherwise.
        begins: work on it begins with that; else it stands as it did.
        group: in whose queue it is.
    """

    is_usual: bool
    begins: bool
    group: SupportGroup | None

    @property
    def words(self) -> str:
        """Return what happens, as it is said beside the button."""
        whose = "Nobody has it yet"
        if not self.is_usual:
            whose = f"It is for {self.group}, where nobody has it yet"
        told = f"{whose}: with your answer it becomes yours"
        return f"{told}, and work begins" if self.begins else told


def offer_taking(ticket: Ticket, *, by: User) -> Taking | None:
    """Return how an agent takes a ticket with an answer; None: somebody has it, or it is over.

    None too for whoever reported it: they write as its caller. What stands in the queue of a group
    is usually taken by its members alone; a group that names none is open to everybody.
    """
    if not ticket.is_open or ticket.assignee_id is not None or ticket.caller_id == by.pk:
        return None
    if not may(by, "desk.work"):
        return None
    members = set(ticket.group.members.values_list("user", flat=True)) if ticket.group else set()
    waits = ticket.state == State.ON_HOLD
    begins = not waits and WORK[Kind(ticket.kind)] in ticket.next_states
    return Taking(not members or by.pk in members, begins, ticket.group)
