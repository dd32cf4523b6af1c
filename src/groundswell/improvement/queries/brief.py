"""What the brief is written from."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from groundswell.analysis.brief import Brief, compose
from groundswell.analysis.documents import read_findings
from groundswell.improvement.queries.decisions import read_decisions
from groundswell.improvement.queries.department import write_department
from groundswell.improvement.queries.next_steps import find_next
from groundswell.kernel.errors import BadInput
from groundswell.measurement.models import Finding
from groundswell.measurement.queries import (
    latest_findings,
    latest_run,
    list_problems,
)

#: as many problems as the chart of the brief holds
SHOWN = 4

#: who reads it → how the choice is called; the selection differs, the numbers never do
LENSES = {
    "boss": "your boss",
    "manager": "the head of a department",
    "finance": "finance",
    "peers": "your colleagues",
    "champion": "yourself",
    "forward": "anyone, to pass on",
    "department": "a department",
}


def list_behind() -> list[Finding]:
    """Return the recurring problems that the brief shows first, without their details."""
    run = latest_run()
    return list(list_problems(run).defer("detail")[:SHOWN]) if run else []


def write_brief(
    *,
    lens: str,
    written_on: date,
    department: str | None = None,
    because: str = "",
    names_people: bool = False,
) -> Brief:
    """Return the one page over the newest findings, with the steps in the order that holds now.

    The order does not ask who looks: a page that is handed on may not tell, by what it proposes,
    what stands in a register of people that its reader never sees.

    Args:
        lens: for whom.
        written_on: the day on the page.
        department: whose troubles are listed, on the page for the head of a department; of which
            the report is, for a department itself.
        because: a reason in the sender's own words.
        names_people: whether who may approve the money is named.

    Raises:
        NotKnown: nothing has been analysed yet.
        BadInput: there is no such reader, the reason is none, or no department is named.
    """
    if lens == "department":
        if not (department or "").strip():
            raise BadInput("Say for which department: the report is about one of them.")
        return write_department(department or "", written_on=written_on)
    as_of = datetime.combine(written_on, time(12), tzinfo=UTC)
    findings = read_findings(latest_findings())
    steps = tuple(find_next(as_of=as_of).chosen.steps)
    return compose(
        replace(findings, first_steps=steps),
        lens=lens,
        written_on=written_on,
        department=department,
        decisions=read_decisions(as_of=as_of, names_people=names_people),
        because=because,
    )
