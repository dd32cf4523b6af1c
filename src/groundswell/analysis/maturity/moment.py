"""The moment that an export is judged at."""

from datetime import datetime

from groundswell.analysis.cost import find_period
from groundswell.analysis.latest import latest_time
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown


def find_moment(evidence: Evidence) -> datetime:
    """Return the last moment at which the export can be judged.

    An export holds what was opened in some weeks and follows it for months; judged at its latest
    entry, its last weeks would look like a collapse. So it is judged when its last ticket was
    opened, with stragglers (see `find_period`) left aside; without tickets at its latest entry.

    Raises:
        NotKnown: no record has a date.
    """
    if evidence.has("tickets", "opened_at"):
        opened = evidence.arrow("tickets", ["opened_at"]).column(0).drop_null()
        period = find_period(opened.to_numpy().astype("datetime64[us]"))
        if period is not None:
            return period.last
    moment = latest_time(evidence)
    if moment is None:
        raise NotKnown("no record says when anything happened, so no period can be judged")
    return moment
