"""Recurring troubles in groups, sized by what they cost, each with its trend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from groundswell.analysis.charts.amounts import counted, money
from groundswell.analysis.charts.months import fill_months, pace
from groundswell.analysis.charts.problems import Basis, price_basis, price_of
from groundswell.analysis.charts.titles import clean_title
from groundswell.analysis.results import RecurringProblem

Grouping = Literal["service", "department", "kind"]
Trend = Literal["growing", "steady", "falling", "unknown"]

#: how a group is called whose troubles share no value
_APART = {"service": "Not one service", "department": "Several departments"}
_TRENDS: dict[str, Trend] = {"more": "growing", "fewer": "falling", "no clear trend": "steady"}
_WORDS: dict[Trend, str] = {
    "growing": "↗ growing",
    "steady": "→ steady",
    "falling": "↘ falling",
    "unknown": "trend not known",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A group in numbers: a row of the table beside the map."""

    name: str
    troubles: int
    tickets: int
    value: str
    #: part of everything on the map, 0 to 1
    share: float
    growing: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A recurring problem as the map sees it."""

    problem: RecurringProblem
    size: float
    value: str
    trend: Trend
    group: str

    @property
    def trend_words(self) -> str:
        """Return the trend with its mark."""
        return _WORDS[self.trend]


@dataclass(frozen=True, slots=True)
class Troubles:
    """Everything that the map shows, the largest first."""

    shown: tuple[Trouble, ...]
    groups: tuple[Group, ...]
    basis: Basis | None
    #: troubles whose price is not known while that of others is
    unpriced: int
    #: work that was asked for, which is no trouble
    asked_for: int
    currency: str


def gather_troubles(
    problems: Iterable[RecurringProblem], *, by: Grouping, currency: str
) -> Troubles:
    """Return the troubles in their groups, sized by yearly cost, else by cost, else by tickets.

    Work that was asked for is no trouble and left out.
    """
    every = list(problems)
    wrong = [problem for problem in every if not problem.asked_for]
    basis = price_basis(wrong)
    shown = [
        Trouble(
            problem, size, say_size(size, basis, currency), _trend(problem), _group(problem, by)
        )
        for problem in wrong
        if (size := _size(problem, basis)) > 0
    ]
    shown.sort(key=lambda trouble: (-trouble.size, trouble.problem.id))
    return Troubles(
        shown=tuple(shown),
        groups=_count_groups(shown, basis, currency),
        basis=basis,
        unpriced=len(wrong) - len(shown),
        asked_for=len(every) - len(wrong),
        currency=currency,
    )


def say_map(troubles: Troubles, *, by: Grouping, within: str = "") -> str:
    """Return what the map shows in one sentence."""
    held = [trouble for trouble in troubles.shown if within in {"", trouble.group}]
    if not held:
        return "Nothing came back often enough to be drawn"
    growing = sum(trouble.trend == "growing" for trouble in held)
    rising = f"{counted(growing)} of {counted(len(held))} troubles are growing"
    if growing in {0, 1}:
        rising = ("none", "one")[growing] + f" of {counted(len(held))} troubles is growing"
    if within:
        return f"{clean_title(within)}: {rising}"
    of = "the cost" if troubles.basis else "the tickets"
    named = [group for group in troubles.groups if group.name != _APART.get(by)]
    if not named or len(troubles.groups) == 1:
        return rising[:1].upper() + rising[1:]
    most = max(named, key=lambda group: group.share)
    return f"{clean_title(most.name)}: {most.share:.0%} of {of}; {rising}".replace("%", " %")


def say_size(size: float, basis: Basis | None, currency: str) -> str:
    """Return a cost, or a number of tickets, in words."""
    if basis is None:
        return f"{counted(size)} ticket" + ("s" if size != 1 else "")
    return money(size, currency) + (" a year" if basis == "year" else "")


def _size(problem: RecurringProblem, basis: Basis | None) -> float:
    price = price_of(problem, basis)
    if basis is None:
        return float(len(problem.tickets))
    return max(0.0, price.likely) if price else 0.0


def _trend(problem: RecurringProblem) -> Trend:
    found = pace(fill_months(problem.trend)) if problem.trend else None
    return _TRENDS[found.verdict] if found and found.is_enough else "unknown"


def _group(problem: RecurringProblem, by: Grouping) -> str:
    if by == "service":
        return problem.service or _APART[by]
    if by == "department":
        return problem.department or _APART[by]
    if problem.family is not None:
        return problem.family.title
    return "Reported by machines" if problem.machine_made else "Told by people"


def _count_groups(
    shown: Sequence[Trouble], basis: Basis | None, currency: str
) -> tuple[Group, ...]:
    total = sum(trouble.size for trouble in shown)
    held: dict[str, list[Trouble]] = {}
    for trouble in shown:
        held.setdefault(trouble.group, []).append(trouble)
    groups = []
    for name, troubles in held.items():
        size = sum(trouble.size for trouble in troubles)
        groups.append(
            Group(
                name=name,
                troubles=len(troubles),
                tickets=sum(len(trouble.problem.tickets) for trouble in troubles),
                value=say_size(size, basis, currency),
                share=size / total,
                growing=sum(trouble.trend == "growing" for trouble in troubles),
            )
        )
    return tuple(sorted(groups, key=lambda group: (-group.share, group.name)))
