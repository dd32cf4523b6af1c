"""Saying what an hour costs."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from groundswell.analysis.cost import Input
from groundswell.analysis.cost.rates import check_range
from groundswell.catalogue import queries
from groundswell.catalogue.models import OUTPUT, Rate, RateSource, Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal

#: as the columns of a rate keep them
_DIGITS, _MOST = Decimal("0.0001"), Decimal(99_999_999)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of one input: the numbers, in its unit, and how they know."""

    low: Decimal
    likely: Decimal
    high: Decimal
    source: RateSource = RateSource.ESTIMATED
    #: where the number comes from, in their words
    note: str = ""
    #: of an output: it counts instead of the pay of the people who use the service
    counts: bool = False
    #: of an output: how many people use the service, where it is said along with it
    users: int | None = None


@needs("rates.keep")
def give_rate(
    name: str,
    *,
    by: User,
    at: datetime,
    said: Said,
    service: Service | None = None,
    department: OrgUnit | None = None,
) -> Rate:
    """Say what one input of the cost model is, in place of what held before.

    Args:
        name: key of the rate card, such as user_rate.
        by: who says so.
        at: when.
        said: the numbers and how that person knows them.
        service: for whose tickets alone it holds.
        department: for whose people alone it holds.

    Raises:
        BadInput: there is no such input, or its numbers cannot be.
        Refusal: it is a manager's own number, or it cannot hold for whom it is given.
    """
    entry = _get_input(name)
    numbers = (float(said.low), float(said.likely), float(said.high))
    check_range(name, numbers, called=f"The {entry.name}")
    if said.high > _MOST:
        raise BadInput(f"The {entry.name} goes up to {said.high:g}; write at most {_MOST:,}.")
    _check_scope(entry, name, said, service, department)
    if said.source == RateSource.GIVEN and not queries.is_manager(by):
        raise Refusal(
            f'Only a manager gives a number as "given by {by}", because hers is not argued with '
            "later. Say that it is estimated or measured, and write down who told you."
        )
    standing = queries.find_rate(name, service=service, department=department)
    try:
        with transaction.atomic():
            if service and said.users:
                with trail.change(service, "service.counted", by=by, at=at) as counted:
                    counted.users = said.users
            if standing is None:
                rate = Rate(name=name, service=service, department=department)
                _write(rate, entry, said, by=by, at=at)
                return trail.begin(rate, "rate.given", by=by, at=at)
            with trail.change(standing, "rate.given", by=by, at=at) as fresh:
                _need_open_number(fresh, by)
                fresh.withdrawn_at = None  # somebody may have withdrawn it a moment ago
                _write(fresh, entry, said, by=by, at=at)
            return fresh
    except IntegrityError:
        raise _was_said(entry) from None


@needs("rates.keep")
def confirm_rate(name: str, *, by: User, at: datetime) -> Rate:
    """Agree with the default of an input as it stands: the figures stay, the mark goes.

    Raises:
        BadInput: there is no such input.
        Refusal: it has no default that still holds.
    """
    entry = _get_input(name)
    standing = queries.find_rate(name)
    if name == OUTPUT or standing is not None:
        held = f"it is {standing.origin}" if standing else "it holds for a service only"
        raise Refusal(f"The {entry.name} is no default to agree with: {held}.")
    low, likely, high = (Decimal(str(number)) for number in (entry.low, entry.value, entry.high))
    rate = Rate(name=name)
    _write(rate, entry, Said(low, likely, high, source=RateSource.CONFIRMED), by=by, at=at)
    try:
        with transaction.atomic():
            return trail.begin(rate, "rate.confirmed", by=by, at=at)
    except IntegrityError:
        raise _was_said(entry) from None


@needs("rates.keep")
def withdraw_rate(rate: Rate, *, by: User, at: datetime) -> Rate:
    """Take back what was said of an input; what is less particular, or the default, holds again.

    Raises:
        Refusal: it is withdrawn already, or it is a manager's own number.
    """
    with trail.change(rate, "rate.withdrawn", by=by, at=at) as fresh:
        if fresh.withdrawn_at is not None:
            raise Refusal(f"{fresh.number} is withdrawn already; the default holds.")
        _need_open_number(fresh, by)
        fresh.withdrawn_at = at
    return fresh


def _was_said(entry: Input) -> Refusal:
    return Refusal(f"Somebody else has just said what the {entry.name} is; look at theirs first.")


def _get_input(name: str) -> Input:
    known = queries.known_inputs()
    if name not in known:
        raise BadInput(f'There is no input "{name}" of the cost model; it has {", ".join(known)}.')
    return known[name]


def _write(rate: Rate, entry: Input, said: Said, *, by: User, at: datetime) -> None:
    # always as many digits as the column keeps, or the trail would tell 40 and 40.0000 apart
    rate.low, rate.likely, rate.high = (
        number.quantize(_DIGITS) for number in (said.low, said.likely, said.high)
    )
    rate.unit, rate.source, rate.note = entry.unit, said.source, said.note
    rate.counts = said.counts
    rate.said_by, rate.said_on = by, timezone.localdate(at)


def _check_scope(
    entry: Input, name: str, said: Said, service: Service | None, department: OrgUnit | None
) -> None:
    if service and department:
        raise Refusal(
            f"The {entry.name} is for {service} or for {department}: write one, then the other."
        )
    if name == OUTPUT and service is None:
        raise Refusal(f"The {entry.name} needs the service that brings it in; choose one.")
    if not said.counts:
        return
    if name != OUTPUT:
        raise Refusal(f"The {entry.name} cannot count instead of pay; only an output can.")
    if service and not (said.users or service.users):
        raise Refusal(
            f"How many people use {service} is not known, so its output cannot take the place of "
            "their pay. Write down how many use it, or let the pay count."
        )


def _need_open_number(rate: Rate, by: User) -> None:
    if not queries.may_change(rate, by=by):
        raise NotAllowed(
            f"{rate.said_by} gave this number; only a manager can change it. Ask for a new one."
        )
