"""Who is asked to agree, who decides in the place of whom, and how many have to say yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from groundswell.catalogue.offerings.models import ApprovalStep, Approvers, Quorum
from groundswell.foundation.accounts.models import OrgUnit, Role, User
from groundswell.foundation.accounts.queries import list_departments_of
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.requests.models import Absence


@dataclass(frozen=True, slots=True)
class Seat:
    """One place at the table: who decides, in whose stead, and why."""

    decides: User
    instead_of: User | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Everyone who is asked, how many have to say yes, and what has to be said about it."""

    seats: tuple[Seat, ...]
    needed: int
    note: str


def as_rule(step: ApprovalStep) -> dict[str, Any]:
    """Return a step of an offering as a request keeps it, whatever becomes of the offering."""
    people = sorted(person.pk for person in step.people.all())
    return {"who": step.who, "people": people, "quorum": step.quorum, "least": step.least}


def say_step(step: ApprovalStep) -> str:
    """Return whose agreement a step asks for, in words."""
    if step.who != Approvers.PEOPLE:
        return step.get_who_display()
    names = ", ".join(sorted(str(person) for person in step.people.all()))
    return names if len(names) <= 190 else f"{names[:190]} …"


def seat_all(rule: Mapping[str, Any], ticket: Ticket, *, on: date) -> Table:
    """Return who is asked for a request on this day.

    Whoever asked for it, has left, or is away, is replaced: by their deputy, else by whoever
    answers for the service, else by the head of the department of the caller, else by a manager.
    """
    asked = find_asked(rule, ticket)
    notes: list[str] = []
    seats: dict[int, Seat] = {}
    for person in asked:
        seat = find_seat(person, ticket, on=on)
        if seat is None:
            notes.append(f"Nobody can decide for {person}.")
            continue
        seats.setdefault(seat.decides.pk, seat)
        if seat.why:
            notes.append(seat.why)
    if not seats:
        other = find_stand_in(ticket, on=on)
        if not asked:
            whose = Approvers(rule["who"]).label.lower()
            notes.append(f"Nobody is known as {whose}.")
        if other is not None:
            notes.append(f"{other} decides.")
            seats[other.pk] = Seat(other)
        else:
            notes.append("An agent decides.")
    needed, said = count_needed(rule, len(seats))
    return Table(tuple(seats.values()), needed, " ".join([*notes, *said])[:500])


def count_needed(rule: Mapping[str, Any], seats: int) -> tuple[int, Sequence[str]]:
    """Return how many of so many have to say yes, with a word where fewer are there than wanted.

    A share is rounded up; one at least has to say yes.
    """
    least = int(rule["least"])
    match rule["quorum"]:
        case Quorum.ALL:
            wanted = seats
        case Quorum.LEAST:
            wanted = least
        case Quorum.PERCENT:
            wanted = ceil(seats * least / 100)
        case _:
            wanted = 1
    if seats and wanted > seats:
        return seats, (f"{wanted} should agree and only {seats} can be asked: all of them.",)
    return max(wanted, 1), ()


def find_asked(rule: Mapping[str, Any], ticket: Ticket) -> list[User]:
    """Return whom a rule means, whether they can decide or not."""
    match rule["who"]:
        case Approvers.PEOPLE:
            return list(User.objects.filter(pk__in=rule["people"]).order_by("name", "id"))
        case Approvers.HEAD:
            head = _find_head(ticket.caller, but=None)
            return [head] if head else []
        case Approvers.OWNER:
            owner = ticket.service.owner if ticket.service else None
            return [owner] if owner else []
        case _:
            return list(_managers())


def find_seat(person: User, ticket: Ticket, *, on: date) -> Seat | None:
    """Return who decides for this person on this day; None where nobody can."""
    why = ""
    if person.pk == ticket.caller_id:
        why = f"{person} asked for it"
    elif not person.is_active:
        why = f"{person} has left"
    elif (deputy := find_deputy(person, on=on)) and deputy.pk != ticket.caller_id:
        return Seat(deputy, person, f"{person} is away, so {deputy} decides.")
    if not why:
        return Seat(person)
    other = find_stand_in(ticket, on=on)
    return Seat(other, person, f"{why}, so {other} decides.") if other else None


def find_stand_in(ticket: Ticket, *, on: date) -> User | None:
    """Return who decides where the one who is asked cannot; None where nobody is known."""
    ways = [ticket.service.owner if ticket.service else None]
    ways.append(_find_head(ticket.caller, but=ticket.caller))
    for way in (*ways, *_managers()):
        if way is None or not way.is_active or way.pk == ticket.caller_id:
            continue
        deputy = find_deputy(way, on=on)
        if deputy is not None and deputy.pk != ticket.caller_id:
            return deputy
        return way
    return None


def find_deputy(person: User, *, on: date) -> User | None:
    """Return who decides for somebody who is away on this day; None where they are here."""
    absence = (
        Absence.objects.filter(person=person, first_day__lte=on, last_day__gte=on)
        .select_related("deputy")
        .order_by("-id")
        .first()
    )
    return absence.deputy if absence and absence.deputy.is_active else None


def _managers() -> Sequence[User]:
    found = User.objects.people().filter(roles__role=Role.MANAGER)
    return list(found.distinct().order_by("name", "id")[:50])


def _find_head(caller: User | None, *, but: User | None) -> User | None:
    """Return the head of a person's department, or of the nearest above it that has another one."""
    if caller is None:
        return None
    keys = list_departments_of(caller)
    units = OrgUnit.objects.filter(pk__in=keys).select_related("head").in_bulk()
    heads = [units[key].head for key in keys if key in units]
    return next((head for head in heads if head is not None and head != but), None)
