"""How many of a finding's tickets belong to it: estimated, and narrowed by people who look."""

from dataclasses import dataclass

from groundswell.analysis.discovery import Precision
from groundswell.analysis.results import Span
from groundswell.foundation.accounts.models import User
from groundswell.measurement.models import Audit, Finding
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import TicketLine, read_lines


@dataclass(frozen=True, slots=True)
class Purity:
    """The share of the tickets that belong to a finding, 0 to 1, and how many were looked at."""

    span: Span
    looked_at: int


def purity_of(finding: Finding) -> Purity | None:
    """Return the share that is believed after every look; None where nothing can be believed yet.

    Each look at members narrows the estimate; one by another person counts as much.
    """
    told = finding.memory.get("precision")
    if not told:
        return None
    believed = Precision(*told)
    for shown, right in Audit.objects.filter(key=finding.key).values_list("shown", "right"):
        believed = believed.after(right=right, of=shown)
    return Purity(believed.span, believed.judged)


def list_to_look_at(finding: Finding, *, seen_by: User) -> list[TicketLine]:
    """Return the members that a person should look at, near and far ones in the share they have."""
    numbers = finding.detail.get("to_check") or ()
    found = Ticket.objects.visible_to(seen_by).filter(number__in=numbers)
    lines = {line.number: line for line in read_lines(found)}
    return [lines[number] for number in numbers if number in lines]
