"""What was saved so far, as one number, with every line that it is added up from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils import timezone

from groundswell.analysis.results import Span
from groundswell.catalogue.queries import rate_card
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.improvement.models import Ask, AskAnswer, Improvement
from groundswell.improvement.queries.ledger import LedgerLine, list_ledger

_YEAR = 365.25
#: fixes of which the records say that something was saved
_COUNTED = ("kept", "partly")


@dataclass(frozen=True, slots=True)
class Saved:
    """One thing that saves money, since when, and how much that makes until today."""

    title: str
    number: str
    #: name of the page that shows it
    page: str
    per_year: Span
    since: date
    years: float
    #: measured: from tickets before and after; said: by the one who did it
    source: str

    @property
    def so_far(self) -> Span:
        """Return what it makes since its day."""
        one = self.per_year
        return Span(one.low * self.years, one.likely * self.years, one.high * self.years)


@dataclass(frozen=True, slots=True)
class Value:
    """Everything that was saved; `total` None where nothing is measured yet."""

    lines: tuple[Saved, ...]
    total: Span | None
    currency: str
    #: what went into it: money that was granted, hours of one's own
    spent: float
    hours: float


def sum_value(*, seen_by: User, on: date, ledger: Sequence[LedgerLine] | None = None) -> Value:
    """Return what was saved until a day by fixes that hold and improvements that were measured.

    A fix counts from its day with what tickets before and after it say; one that came back or is
    too young counts nothing. An improvement counts with what its owner said, unless the fix of
    the same problem counts already. Low ends and high ends are added up, so the range is rather
    too wide than too narrow.
    """
    lines: tuple[Saved, ...] = ()
    fixed: set[int] = set()
    if may(seen_by, "problems.see"):
        found = list_ledger(seen_by=seen_by) if ledger is None else ledger
        lines = tuple(_of_fixes(found, on))
        fixed = {line.problem.pk for line in found}
    lines += tuple(_of_improvements(seen_by, on, fixed))
    ranked = tuple(sorted(lines, key=lambda one: -one.so_far.likely))
    return Value(ranked, _add(ranked), rate_card().currency, _spent(seen_by), _hours(seen_by))


def _of_fixes(lines: Sequence[LedgerLine], on: date) -> Iterator[Saved]:
    for line in lines:
        since = timezone.localtime(line.fixed_at).date()
        if line.result not in _COUNTED or line.delivered is None or since > on:
            continue
        years = (on - since).days / _YEAR
        yield Saved(
            line.problem.title, line.problem.number, "improvement:case", line.delivered, since,
            years, "measured",
        )  # fmt: skip


def _of_improvements(user: User, on: date, fixed: set[int]) -> Iterator[Saved]:
    held = Improvement.objects.visible_to(user).filter(measured_at__isnull=False)
    for one in held.exclude(actual=None).order_by("id"):
        since = timezone.localtime(one.finished_at or one.measured_at).date()
        if one.problem_id in fixed or since > on:
            continue
        worth = float(one.actual or 0)
        years = (on - since).days / _YEAR
        yield Saved(
            one.title, one.number, "improvement:improvement", Span(worth, worth, worth), since,
            years, "said",
        )  # fmt: skip


def _add(lines: Sequence[Saved]) -> Span | None:
    if not lines:
        return None
    spans = [line.so_far for line in lines]
    ends = (sum(getattr(span, name) for span in spans) for name in ("low", "likely", "high"))
    return Span(*ends)


def _spent(user: User) -> float:
    given = Ask.objects.visible_to(user).filter(answer__in=(AskAnswer.GRANTED, AskAnswer.PARTLY))
    return float(given.aggregate(sum=Sum("amount"))["sum"] or 0)


def _hours(user: User) -> float:
    keys = Improvement.objects.visible_to(user).filter(measured_at__isnull=False).values("pk")
    held = Improvement.objects.filter(pk__in=keys)
    return float(held.aggregate(sum=Sum("effort_hours"))["sum"] or 0)
