"""A department's own page: its services now, how long it waits, and the minutes it lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from typing import Any

import numpy as np
import pyarrow as pa
from django.db.models import Count, QuerySet
from django.http import Http404

from groundswell.analysis.cost.members import load_tickets
from groundswell.analysis.cost.model import Estimator, span
from groundswell.analysis.results import Span
from groundswell.catalogue.business.queries import list_services_of_departments
from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import rate_card
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.accounts.queries import list_departments_of
from groundswell.measurement.affected_rows import count_said, list_said_elsewhere
from groundswell.measurement.ticket_rows import tickets as ticket_rows
from groundswell.servicedesk.major.queries import Stand, known_now, list_crowds, list_stands
from groundswell.servicedesk.models import Ticket, TicketQuerySet
from groundswell.servicedesk.states import Kind

#: days that the figures look back. Source: our own choice, a quarter
DAYS = 90
#: newest tickets that are reckoned with; a department with more is told so
MOST = 5_000
#: fewer than these say no median
LEAST = 5
RECORDS = 50
SEED = 20260101


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long people waited, seconds: the middle one and the one that nine of ten stay under."""

    kind: str
    n: int
    middle: float | None
    most: float | None

    @property
    def reason(self) -> str:
        """Return why it is not known; empty where it is."""
        if self.middle is not None:
            return ""
        return f"{self.n} ended in these {DAYS} days; {LEAST} are needed to say how long it takes."


@dataclass(frozen=True, slots=True)
class Standing:
    """A service of the department, how it stands now, and what came of it."""

    service: Service
    stand: Stand
    #: tickets of the department: those open with the highest priority, and all
    stopped: int
    tickets: int

    @property
    def has_trouble(self) -> bool:
        """Tell whether something is wrong with it now, as far as the desk knows."""
        return self.stand.state != "fine" or bool(self.stopped)


@dataclass(frozen=True, slots=True)
class Lost:
    """Working minutes that people of the department lost, and how that was reckoned."""

    minutes: Span | None
    formula: tuple[str, ...]
    defaults: int
    n: int
    is_cut: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """What a department sees of itself."""

    unit: OrgUnit
    parts: int
    since: datetime
    until: datetime
    services: Sequence[Standing]
    waiting: Sequence[Waiting]
    open_now: int
    lost: Lost
    records: Sequence[Ticket]


def list_departments_seen(person: User) -> list[OrgUnit]:
    """Return the departments whose page this person may see, by name.

    Whoever reads findings sees all; others their own, and those they lead with all parts of them.
    """
    units = list(OrgUnit.objects.order_by("name"))
    if may(person, "findings.see"):
        return units
    keys = {person.department_id}
    for unit in units:
        if unit.head_id == person.pk:
            keys |= {part.pk for part in list_parts(unit)}
    return [unit for unit in units if unit.pk in keys]


def find_department(person: User, key: str) -> OrgUnit | None:
    """Return the department with this key, or without one that of the person.

    Raises:
        Http404: there is none of that key, or it is not theirs to see.
    """
    seen = {unit.pk: unit for unit in list_departments_seen(person)}
    if not key:
        own = [seen[one] for one in list_departments_of(person)[:1] if one in seen]
        return own[0] if own else next(iter(seen.values()), None)
    found = seen.get(int(key)) if key.isdecimal() and len(key) < 10 else None
    if found is None:
        raise Http404("There is no such department, or it is not yours to see.")
    return found


def list_parts(unit: OrgUnit) -> list[OrgUnit]:
    """Return a department with all that is below it; a circle is walked once."""
    below: dict[int | None, list[OrgUnit]] = {}
    for one in OrgUnit.objects.order_by("id"):
        below.setdefault(one.parent_id, []).append(one)
    found, waiting = [], [unit]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            waiting += below.get(one.pk, [])
    return found


def tell_department(unit: OrgUnit, *, as_of: datetime, seen_by: User) -> DepartmentPage:
    """Return the page of a department, over the DAYS before a moment.

    How its services stand is what their own front page says to whoever sees it.
    """
    units, since = list_parts(unit), as_of - timedelta(days=DAYS)
    own = Ticket.objects.filter(caller__department__in=units, opened_at__lte=as_of)
    lately = own.filter(opened_at__gte=since)
    return DepartmentPage(
        unit=unit,
        parts=len(units) - 1,
        since=since,
        until=as_of,
        services=_list_standings(units, lately, seen_by, as_of),
        waiting=[measure_waiting(own, kind, since=since, until=as_of) for kind in Kind],
        open_now=own.open().count(),
        lost=_reckon_lost(units, lately, since=since, until=as_of),
        records=list(lately.select_related("service").order_by("-opened_at", "-id")[:RECORDS]),
    )


def measure_waiting(
    tickets: QuerySet[Ticket], kind: Kind, *, since: datetime, until: datetime
) -> Waiting:
    """Return how long tickets took that ended in a period; clock time from opened to resolved."""
    ended = tickets.filter(kind=kind, resolved_at__gte=since, resolved_at__lte=until)
    pairs = ended.exclude(opened_at=None).values_list("opened_at", "resolved_at")[:MOST]
    taken = sorted((end - begin).total_seconds() for begin, end in pairs if begin and end)
    if len(taken) < LEAST:
        return Waiting(kind.label, len(taken), None, None)
    most = quantiles(taken, n=10, method="inclusive")[-1]
    return Waiting(kind.label, len(taken), median(taken), most)


def _list_standings(
    units: Sequence[OrgUnit], lately: TicketQuerySet, person: User, at: datetime
) -> list[Standing]:
    """Return the services that the department uses, or wrote of, those with trouble first."""
    counted = dict(
        lately.exclude(service=None).values_list("service").annotate(Count("pk")).order_by()
    )
    used = {service.pk: service for service in list_services_of_departments(units)}
    used |= Service.objects.in_bulk([key for key in counted if key not in used])
    urgent = lately.open().filter(kind=Kind.INCIDENT, priority=1, service__in=used)
    stopped = dict(urgent.values_list("service").annotate(Count("pk")).order_by())
    known, crowds = known_now(person, at=at), list_crowds(person, at=at)
    stands = list_stands(used.values(), known, crowds)
    standings = [
        Standing(service, stands[key], stopped.get(key, 0), counted.get(key, 0))
        for key, service in used.items()
    ]
    return sorted(standings, key=lambda one: (not one.has_trouble, -one.tickets, one.service.name))


def _reckon_lost(
    units: Sequence[OrgUnit], lately: QuerySet[Ticket], *, since: datetime, until: datetime
) -> Lost:
    """Return the minutes lost, by the same reckoning as the cost of a recurring problem."""
    newest = list(lately.order_by("-opened_at").values_list("pk", flat=True)[: MOST + 1])
    rows = list(ticket_rows(Ticket.objects.filter(pk__in=newest[:MOST]), units=units))
    said = _tell_said(units, since=since, until=until)
    if not rows and not said:
        return Lost(None, (), 0, 0, is_cut=False, reason=f"nobody of it wrote in {DAYS} days")
    table = pa.Table.from_pylist(rows + said, schema=TABLES["tickets"].arrow)
    facts, card = load_tickets(Evidence({"tickets": table})), rate_card()
    estimator = Estimator(facts, card, years=None, seed=SEED)
    lost, formula = np.zeros(card.simulation.runs), tuple[str, ...]()
    for which, silent in ((rows, False), (said, True)):
        if places := [row["ticket_id"] for row in which]:
            priced = estimator.estimate("department", facts.rows(places), machine_made=silent)
            lost += priced.lost * priced.tickets
            formula += (_say_said(said, span(priced.lost)),) if silent else priced.formula
    return Lost(
        minutes=span(lost),
        formula=formula,
        defaults=sum(entry.is_default for entry in card.inputs.values()),
        n=len(rows) + len(said),
        is_cut=len(newest) > MOST,
    )


def _tell_said(
    units: Sequence[OrgUnit], *, since: datetime, until: datetime
) -> list[dict[str, Any]]:
    """Return rows of tickets of others, each with only those of ours who said "me too" of it.

    They wrote nothing: the time to report it is that of whoever wrote.
    """
    found = list_said_elsewhere(units, since=since).filter(opened_at__lte=until)
    people = dict(found.annotate(ours=count_said(units)).values_list("number", "ours")[:MOST])
    rows = ticket_rows(Ticket.objects.filter(number__in=people))
    return [row | {"affected_users": people[row["ticket_id"]]} for row in rows]


def _say_said(said: Sequence[dict[str, Any]], each: Span) -> str:
    people = sum(row["affected_users"] for row in said)
    return (
        f'Beside them, tickets of other departments of which yours said "me too" and wrote '
        f"nothing: {len(said)}, {people} of yours, about {each.likely:,.0f} minutes each ticket "
        "by the same rates, and no time to report"
    )
