"""Writing down who uses a service, when it matters, and what the business knows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction

from groundswell.catalogue.business.models import (
    COUNTED,
    BusinessFact,
    CriticalWindow,
    FactKind,
    ServiceUse,
    Weekdays,
)
from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """Something that the business knows of a service, who says so and since when."""

    kind: str
    text: str
    source: str
    said_on: date
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NewWindow:
    """Hours in which a service matters most, on which days, and what happens then."""

    days: str
    begins: time
    ends: time
    why: str = ""


@needs("register.keep")
def say_users(
    service: Service,
    *,
    by: User,
    at: datetime,
    departments: Sequence[OrgUnit] = (),
    people: Sequence[User] = (),
) -> None:
    """Say which departments and which other people use a service, in place of what was said."""
    with transaction.atomic():
        trail.lock(service)
        before = _name_uses(service)
        service.uses.all().delete()
        ServiceUse.objects.bulk_create(
            [ServiceUse(service=service, department=unit) for unit in set(departments)]
            + [ServiceUse(service=service, person=person) for person in set(people)]
        )
        after = _name_uses(service)
        if before != after:
            told = {"users": [before, after]}
            trail.note(service.number, "service.used_by", by=by, at=at, changes=told)


@needs("register.keep")
def add_window(
    service: Service,
    *,
    by: User,
    at: datetime,
    days: str,
    begins: time,
    ends: time,
    why: str = "",
) -> CriticalWindow:
    """Say in which hours a service matters most.

    Raises:
        BadInput: there are no such days.
        Refusal: the hours end before they begin.
    """
    new = NewWindow(days, begins, ends, why)
    _check(new)
    with transaction.atomic():
        window = _begin(service, new)
        told = {"window": ["", str(window)]}
        trail.note(service.number, "service.critical", by=by, at=at, changes=told)
    return window


@needs("register.keep")
def say_windows(service: Service, *, by: User, at: datetime, windows: Sequence[NewWindow]) -> None:
    """Say in which hours a service matters most, in place of what was said.

    Raises:
        BadInput: there are no such days.
        Refusal: some hours end before they begin.
    """
    for new in windows:
        _check(new)
    with transaction.atomic():
        trail.lock(service)
        before = _name_windows(service)
        service.windows.all().delete()
        for new in windows:
            _begin(service, new)
        if before != (after := _name_windows(service)):
            told = {"window": [before, after]}
            trail.note(service.number, "service.critical", by=by, at=at, changes=told)


@needs("register.keep")
def drop_window(service: Service, *, by: User, at: datetime, key: int) -> None:
    """Say that these hours matter no more than others.

    Raises:
        Refusal: there are none such.
    """
    window = service.windows.filter(pk=key).first()
    if window is None:
        raise Refusal(f"{service} has no such hours; somebody may have dropped them.")
    with transaction.atomic():
        told = {"window": [str(window), ""]}
        trail.note(service.number, "service.critical", by=by, at=at, changes=told)
        CriticalWindow.objects.filter(pk=key).delete()


@needs("register.keep")
def add_business_fact(service: Service, *, by: User, at: datetime, fact: NewFact) -> BusinessFact:
    """Write down what the business knows of a service.

    Raises:
        BadInput: it is of no known kind.
        Refusal: it says nothing, has no source, or is a count without a number and a unit.
    """
    if fact.kind not in FactKind.values:
        raise BadInput(f'"{fact.kind}" is no kind; use one of {", ".join(FactKind.values)}.')
    if not fact.text.strip() or not fact.source.strip():
        raise Refusal("Say what is known and who says so; without a source it is a rumour.")
    if fact.kind in COUNTED and (fact.number is None or not fact.unit.strip()):
        raise Refusal(f"“{FactKind(fact.kind).label}” needs a number and its unit.")
    with transaction.atomic():
        kept = BusinessFact.objects.create(
            service=service,
            kind=fact.kind,
            text=fact.text.strip()[:300],
            number=fact.number,
            unit=fact.unit.strip()[:40],
            source=fact.source.strip()[:200],
            said_on=fact.said_on,
            written_by=by,
        )
        told = {"known": ["", str(kept)]}
        trail.note(service.number, "service.known", by=by, at=at, changes=told)
    return kept


@needs("register.keep")
def withdraw_business_fact(service: Service, *, by: User, at: datetime, key: int) -> None:
    """Take back what was said to be known; it stays as history.

    Raises:
        Refusal: there is none such, or it is taken back already.
    """
    fact = service.business_facts.filter(pk=key, withdrawn_at=None).first()
    if fact is None:
        raise Refusal(f"Nothing such is known of {service}; somebody may have taken it back.")
    with transaction.atomic():
        BusinessFact.objects.filter(pk=key).update(withdrawn_at=at)
        told = {"known": [str(fact), ""]}
        trail.note(service.number, "service.known", by=by, at=at, changes=told)


def _name_uses(service: Service) -> str:
    uses = service.uses.select_related("department", "person")
    return ", ".join(sorted(str(use.department or use.person) for use in uses))


def _name_windows(service: Service) -> str:
    told = (f"{one} ({one.why})" if one.why else str(one) for one in service.windows.all())
    return "; ".join(sorted(told))


def _check(new: NewWindow) -> None:
    if new.days not in Weekdays.values:
        raise BadInput(f'"{new.days}" are no days; use one of {", ".join(Weekdays.values)}.')
    if new.ends <= new.begins:
        raise Refusal(
            f"The hours end at {new.ends:%H:%M}, before they begin at {new.begins:%H:%M}; over "
            "midnight write two of them."
        )


def _begin(service: Service, new: NewWindow) -> CriticalWindow:
    return CriticalWindow.objects.create(
        service=service, days=new.days, begins=new.begins, ends=new.ends, why=new.why.strip()[:120]
    )
