"""What waiting has cost since somebody said no, or not yet."""

from dataclasses import dataclass
from datetime import date

from groundswell.analysis.worth import Counting, Quantity, cost_since
from groundswell.improvement.models import Ask, AskAnswer
from groundswell.improvement.queries.cases import Case


@dataclass(frozen=True, slots=True)
class Waited:
    """One ask that was turned down, and what has been lost since."""

    ask: Ask
    since: date
    days: int
    incidents: int
    lost: Quantity
    #: whether it still counts: nothing was fixed and nothing granted since
    goes_on: bool


def list_waited(case: Case) -> list[Waited]:
    """Return what has been lost since each ask that was turned down, the oldest first.

    Each incident since is priced as one of this problem; from the newest ticket of all on, what is
    to be expected is counted. It stops where the problem was fixed or a later ask was granted.
    """
    found = [_waited(case, ask) for ask in case.asks if ask.is_turned_down]
    return sorted((one for one in found if one is not None), key=lambda one: one.since)


def _waited(case: Case, ask: Ask) -> Waited | None:
    if ask.answered_at is None:
        return None
    since = ask.answered_at.date()
    ends = _ends(case, since)
    until = min([case.as_of, *ends])
    if until < since:
        return None
    days = [day for day in case.opened if since < day <= until]
    counting, one = None, case.one.value
    if one is not None:
        counted_to = min(case.counted_to or since, until)
        counting = Counting([(day, one) for day in days], counted_to)
    lost = cost_since(case.cost, refused_on=since, as_of=until, counting=counting)
    return Waited(ask, since, (until - since).days, len(days), lost, not ends)


def _ends(case: Case, since: date) -> list[date]:
    """Return the days on which waiting ended: by a fix, or by a yes."""
    fixed, granted = case.problem.resolved_at, (AskAnswer.GRANTED, AskAnswer.PARTLY)
    answers = [
        ask.answered_at.date()
        for ask in case.asks
        if ask.answer in granted and ask.answered_at and ask.answered_at.date() >= since
    ]
    return [*([fixed.date()] if fixed else []), *answers]
