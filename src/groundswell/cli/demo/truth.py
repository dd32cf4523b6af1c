"""What was planted, so that a test can tell whether it is found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean

from groundswell.cli.demo.desk import Desk
from groundswell.cli.demo.planted import (
    FREEZE,
    LONELY,
    MORNING,
    PAIRING,
    WAVE,
    lonely_agent,
    mismatched_pairs,
)
from groundswell.cli.demo.records import Change, Planted, StakeholderNote, Ticket, Truth
from groundswell.cli.demo.troubles import planted_troubles
from groundswell.cli.demo.wording import data

_TOP = 4


def tell_truth(
    desk: Desk,
    told: Sequence[tuple[str, Ticket]],
    change: Change,
    notes: Sequence[StakeholderNote],
) -> Truth:
    """Return the planted stories by name, each with the records that show it."""
    tickets: dict[str, list[Ticket]] = {}
    for trouble, ticket in told:
        tickets.setdefault(trouble, []).append(ticket)
    pairs = mismatched_pairs(desk)
    paired = tuple(sorted({ci.name for pair in pairs for ci in pair}))
    lonely = lonely_agent(desk, planted_troubles()[LONELY]).agent.login
    hers = [ticket for ticket in tickets[LONELY] if ticket.assignee == lonely]
    stories = [
        _planted(FREEZE, tickets[FREEZE], cis=("FW-MAR-01", "FORMA-APP-01")),
        _planted(WAVE, tickets[WAVE], cis=(change.ci,), change=change.number),
        _planted(
            LONELY,
            tickets[LONELY],
            cis=("EDI-GW-01",),
            agent=lonely,
            figures={"resolved_by_the_agent": float(len(hers))},
        ),
        _planted(PAIRING, tickets[PAIRING], cis=paired),
        _planted(MORNING, tickets[MORNING], cis=("WAN-LIN-01", "VAULT-LIN-01", "PLAN-01")),
        _hit_department(desk, [ticket for _, ticket in told]),
        _calm_manager(desk, notes),
    ]
    return Truth({story.name: story for story in stories})


def _planted(
    name: str,
    tickets: Sequence[Ticket],
    *,
    cis: tuple[str, ...] = (),
    change: str | None = None,
    agent: str | None = None,
    figures: Mapping[str, float] | None = None,
) -> Planted:
    words = data("truth")[name]
    return Planted(
        name=name,
        title=words["title"],
        explanation=words["explanation"],
        tickets=tuple(ticket.number for ticket in tickets),
        cis=cis,
        change=change,
        agent=agent,
        figures=figures or {},
    )


def _hit_department(desk: Desk, tickets: Sequence[Ticket]) -> Planted:
    words = data("truth")["logistics"]
    department = words["department"]
    reported = [ticket for ticket in tickets if ticket.channel != "monitoring"]
    theirs = [ticket for ticket in reported if ticket.department == department]
    people = next(part.users for part in desk.company.departments if part.name == department)
    repeat = Counter(ticket.caller for ticket in theirs).most_common(_TOP)
    return Planted(
        name="logistics",
        title=words["title"],
        explanation=words["explanation"],
        tickets=tuple(ticket.number for ticket in theirs),
        department=department,
        figures={
            "share_of_people": people / len(desk.company.employees),
            "share_of_tickets": len(theirs) / len(reported),
            **{f"tickets of {caller}": float(count) for caller, count in repeat},
        },
    )


def _calm_manager(desk: Desk, notes: Sequence[StakeholderNote]) -> Planted:
    words = data("truth")["calm_manager"]
    ratings = [note.rating for note in notes if note.rating is not None]
    manager = desk.company.by_name[words["person"]]
    return Planted(
        name="calm_manager",
        title=words["title"],
        explanation=words["explanation"],
        tickets=(),
        agent=manager.login,
        figures={"perceived": fmean(ratings)},
    )
