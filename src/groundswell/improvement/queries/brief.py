"""What the brief is written from."""

from datetime import UTC, date, datetime, time

from groundswell.analysis.brief import Brief, compose
from groundswell.analysis.documents import read_findings
from groundswell.improvement.queries.decisions import read_decisions
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
}


def list_behind() -> list[Finding]:
    """Return the recurring problems that the brief shows first, without their details."""
    run = latest_run()
    return list(list_problems(run).defer("detail")[:SHOWN]) if run else []


def write_brief(*, lens: str, written_on: date) -> Brief:
    """Return the one page over the newest findings.

    Raises:
        NotKnown: nothing has been analysed yet.
    """
    findings = read_findings(latest_findings())
    decisions = read_decisions(as_of=datetime.combine(written_on, time(12), tzinfo=UTC))
    return compose(findings, lens=lens, written_on=written_on, decisions=decisions)
