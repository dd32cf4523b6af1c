"""Everything that cases are made of, read in as many queries for a hundred problems as for one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Max, QuerySet

from groundswell.analysis.cost.frequency import Period, find_period
from groundswell.analysis.cost.members import TicketFacts, load_tickets
from groundswell.analysis.cost.rates import RateCard
from groundswell.improvement.models import Ask, AskAnswer
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.history import current_rates, gather_evidence
from groundswell.problems.models import (
    CaseInput,
    OptionShare,
    Problem,
    ProblemLink,
    RecurrenceCheck,
    Workaround,
)
from groundswell.problems.models.checks import Verdict
from groundswell.servicedesk.models import Ticket

Row = TypeVar("Row")
ByProblem = Mapping[int, Sequence[Row]]


@dataclass(frozen=True)
class Material:
    """What is recorded of these problems, by their keys, and the tickets of the installation."""

    rates: RateCard
    #: number and time of opening of each linked ticket
    tickets: ByProblem[tuple[str, datetime]]
    inputs: ByProblem[CaseInput]
    shares: ByProblem[OptionShare]
    option_inputs: ByProblem[CaseInput]
    #: problems that an option serves, by the key of the option, the one it was made for first
    served: ByProblem[int]
    workarounds: ByProblem[Workaround]
    asks: ByProblem[Ask]
    checks: ByProblem[RecurrenceCheck]
    #: the newest ticket there is: until then incidents are counted
    counted_to: datetime | None

    @cached_property
    def facts(self) -> TicketFacts | None:
        """Return the facts of all tickets, None before the first."""
        try:
            return load_tickets(gather_evidence())
        except NotKnown:
            return None

    @cached_property
    def period(self) -> Period | None:
        """Return the time in which all tickets were opened, None where none is dated."""
        return find_period(self.facts.opened) if self.facts else None

    def is_proven(self, share: OptionShare) -> bool:
        """Tell whether an option was made for this problem, or has ended it before."""
        first, *_ = self.served[share.option_id]
        granted = (AskAnswer.GRANTED, AskAnswer.PARTLY)
        tried = any(
            ask.option_id == share.option_id and ask.answer in granted
            for ask in self.asks.get(share.problem_id, ())
        )
        helped = any(
            check.verdict == Verdict.CONFIRMED for check in self.checks.get(share.problem_id, ())
        )
        return first == share.problem_id or (tried and helped)


def gather_material(problems: QuerySet[Problem] | Sequence[Problem]) -> Material:
    """Read what cases of these problems are made of."""
    keys = [problem.pk for problem in problems]
    shares = OptionShare.objects.filter(problem__in=keys, option__withdrawn_at=None)
    shares = shares.select_related("option").order_by("option__proposed_at", "id")
    options = [share.option_id for share in shares]
    served = OptionShare.objects.filter(option__in=options).order_by("id")
    links = ProblemLink.objects.filter(problem__in=keys).order_by("ticket__opened_at", "id")
    return Material(
        rates=current_rates(),
        tickets=_grouped(
            (key, (number, opened_at))
            for key, number, opened_at in links.values_list(
                "problem_id", "ticket__number", "ticket__opened_at"
            )
        ),
        inputs=_by("problem_id", _inputs().filter(problem__in=keys)),
        shares=_by("problem_id", shares),
        option_inputs=_by("option_id", _inputs().filter(option__in=options)),
        served=_grouped(served.values_list("option_id", "problem_id")),
        workarounds=_workarounds(keys),
        asks=_by(
            "problem_id",
            Ask.objects.filter(problem__in=keys)
            .select_related("option", "problem")
            .order_by("-asked_at"),
        ),
        checks=_by("problem_id", RecurrenceCheck.objects.filter(problem__in=keys).order_by("id")),
        counted_to=Ticket.objects.aggregate(newest=Max("opened_at"))["newest"],
    )


def _inputs() -> QuerySet[CaseInput]:
    return CaseInput.objects.select_related("written_by").order_by("id")


def _workarounds(keys: Sequence[int]) -> ByProblem[Workaround]:
    kept = Workaround.objects.filter(
        known_error__problem__in=keys, known_error__retired_at=None, withdrawn_at=None
    )
    found = kept.select_related("known_error").order_by("written_at", "id")
    grouped: ByProblem[Workaround] = _grouped(
        (around.known_error.problem_id, around) for around in found
    )
    return grouped


def _by(field: str, records: Any) -> Any:
    return _grouped((getattr(record, field), record) for record in records)


def _grouped(pairs: Any) -> Any:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, entry in pairs:
        found[key].append(entry)
    return dict(found)
