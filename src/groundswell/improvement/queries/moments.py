"""Good moments to ask, and asks that want following up."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.improvement.models import TURNED_DOWN, Ask, Occasion, Stakeholder
from groundswell.measurement.models import AnalysisRun
from groundswell.problems.models import FixOption
from groundswell.servicedesk.models import Ticket


@dataclass(frozen=True, slots=True)
class Moment:
    """A good time to ask: what happened or comes up, when, what to do with it."""

    kind: str
    title: str
    on: date
    advice: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An ask that was turned down a month ago or more, and the smaller one that could follow."""

    ask: Ask
    due_on: date
    smaller: FixOption | None
    half: Decimal


@cache
def load_options() -> Mapping[str, Any]:
    """Return the thresholds and words of moments.toml."""
    path = Path(__file__).parent.parent / "moments.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def list_moments(*, seen_by: User, on: date) -> list[Moment]:
    """Return the moments that this person may know of, the nearest first."""
    options = load_options()
    found = [
        *(_incidents(options, on) if may(seen_by, "desk.see") else ()),
        *(_budgets(options, on, seen_by) if may(seen_by, "support.keep") else ()),
        *_occasions(options, on),
        *_modes(options, on),
    ]
    return sorted(found, key=lambda one: (abs((one.on - on).days), one.title))


def _incidents(options: Mapping[str, Any], on: date) -> Iterator[Moment]:
    """After a day on which many people reported the same service."""
    rule = options["incident"]
    since = datetime.combine(on - timedelta(days=rule["days"]), time(), tzinfo=UTC)
    until = datetime.combine(on + timedelta(days=1), time(), tzinfo=UTC)
    recent = Ticket.objects.filter(
        kind="incident", opened_at__gte=since, opened_at__lt=until, service__isnull=False
    )
    days = (
        recent.annotate(day=TruncDate("opened_at"))
        .values("service__name", "day")
        .annotate(people=Count("caller", distinct=True), tickets=Count("id"))
        .filter(people__gte=rule["people"])
        .order_by("-people", "day")
    )
    for row in days[: rule["most"]]:
        title = f"{row['people']} people reported trouble with {row['service__name']} on one day"
        yield Moment("incident", title, row["day"], rule["advice"])


def _budgets(options: Mapping[str, Any], on: date, user: User) -> Iterator[Moment]:
    rule = options["budget"]
    people = Stakeholder.objects.visible_to(user).filter(
        budget_on__gte=on, budget_on__lte=on + timedelta(days=rule["days"])
    )
    for person in people:
        if person.budget_on:
            title = f"{person.name} decides on the next budget"
            yield Moment("budget", title, person.budget_on, rule["advice"], (person.number,))


def _occasions(options: Mapping[str, Any], on: date) -> Iterator[Moment]:
    rule = options["occasion"]
    span = (on, on + timedelta(days=rule["days"]))
    for one in Occasion.objects.filter(happens_on__range=span).order_by("happens_on"):
        yield Moment(one.kind, one.title, one.happens_on, rule["advice"])


def _modes(options: Mapping[str, Any], on: date) -> Iterator[Moment]:
    """A change of mode between the two newest analyses that told one."""
    rule = options["mode"]
    runs = AnalysisRun.objects.exclude(findings=None).order_by("-as_of")[:2]
    told = [
        (run, run.findings["mode"]["name"])
        for run in runs
        if run.findings and (run.findings.get("mode") or {}).get("name")
    ]
    if len(told) == 2 and told[0][1] != told[1][1]:
        changed = told[0][0].as_of.date()
        if (on - changed).days <= rule["days"]:
            title = f"The desk went from {told[1][1]} to {told[0][1]}"
            yield Moment("mode", title, changed, rule["advice"])


def list_follow_ups(*, seen_by: User, on: date) -> list[FollowUp]:
    """Return the asks that were turned down, wait 30 days by then, and were not asked smaller."""
    rule = load_options()["follow_up"]
    before = datetime.combine(on - timedelta(days=rule["days"]), time(23, 59), tzinfo=UTC)
    later = Ask.objects.filter(problem=OuterRef("problem"), asked_at__gt=OuterRef("answered_at"))
    asks = (
        Ask.objects.visible_to(seen_by)
        .filter(answer__in=TURNED_DOWN, answered_at__lte=before, problem__resolved_at=None)
        .filter(~Exists(later))
        .select_related("problem", "option", "stakeholder")
    )
    return [_follow(ask, rule) for ask in asks.order_by("answered_at")]


def _follow(ask: Ask, rule: Mapping[str, Any]) -> FollowUp:
    answered = ask.answered_at or ask.asked_at
    return FollowUp(
        ask=ask,
        due_on=answered.date() + timedelta(days=rule["days"]),
        smaller=_smaller(ask),
        half=(ask.amount * Decimal(str(rule["part"]))).quantize(Decimal(1)),
    )


def _smaller(ask: Ask) -> FixOption | None:
    """Return another small option of the problem, where the larger one was asked for."""
    options: QuerySet[FixOption] = FixOption.objects.filter(
        problems=ask.problem, size="small", withdrawn_at=None
    )
    asked_for = ask.option.pk if ask.option else 0
    return options.exclude(pk=asked_for).first()
