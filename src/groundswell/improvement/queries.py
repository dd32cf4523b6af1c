"""What the brief is written from."""

from datetime import date

from groundswell.analysis.brief import Brief, compose
from groundswell.analysis.documents import read_findings
from groundswell.measurement.queries import latest_findings

#: who reads it → how the choice is called; the selection differs, the numbers never do
LENSES = {
    "boss": "your boss",
    "manager": "the head of a department",
    "finance": "finance",
    "peers": "your colleagues",
    "champion": "yourself",
    "forward": "anyone, to pass on",
}


def write_brief(*, lens: str, written_on: date) -> Brief:
    """Return the one page over the newest findings.

    Raises:
        NotKnown: nothing has been analysed yet.
    """
    return compose(read_findings(latest_findings()), lens=lens, written_on=written_on)
