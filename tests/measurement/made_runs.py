"""An analysed house whose tickets bring the same troubles again and again."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from groundswell.measurement.models import AnalysisRun
from groundswell.measurement.running import analyse_now
from groundswell.servicedesk import actions as desk
from tests.makers import make_user

CHAMPION = "Chris Champion"
WORDS = (
    "Label printer prints blank pages",
    "label printer in dispatch prints blank labels",
    "Blank pages from the label printer again",
    "the label printer prints only blank labels",
    "label printer: blank pages since this morning",
    "Labels come out blank on the label printer",
)


def report(words: str, *, weeks_ago: int) -> None:
    opened = timezone.now() - timedelta(weeks=weeks_ago)
    desk.open_incident(by=make_user(), at=opened, new=desk.NewTicket(summary=words))


def analyse(reports: Iterable[str] = WORDS) -> AnalysisRun:
    """Report one of these a week, the first a week ago, and look for what recurs."""
    for weeks, words in enumerate(reports, start=1):
        report(words, weeks_ago=weeks)
    by = make_user("champion", "agent", "administrator", name=CHAMPION)
    return analyse_now(by=by, at=timezone.now())
