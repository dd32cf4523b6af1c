"""People who are added from a list, one a line: name, e-mail address, role, department."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from groundswell.foundation.accounts.actions import add_person, invite_person
from groundswell.foundation.accounts.departments import place_person
from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.accounts.policy import needs
from groundswell.kernel.errors import BadInput, Refusal

#: more at once are an import; each is a person to whom somebody hands a link
MOST = 300
#: what stands above the addresses where a list comes out of a sheet
_HEADINGS = frozenset({"e-mail", "email", "mail", "e-mail address", "email address", "address"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One line that could be read."""

    text: str
    name: str
    email: str
    role: Role
    department: str


@dataclass(frozen=True, slots=True)
class Aside:
    """One line that was kept aside: where it stood, what it says, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody who was added, and the address at which they choose a password, once."""

    person: User
    role: str
    path: str


@needs("accounts.keep")
def add_listed(text: str, *, by: User, at: datetime) -> tuple[Sequence[Added], Sequence[Aside]]:
    """Add the people of a list and make a link for each; what cannot be read is kept aside.

    Nothing is sent to anyone.

    Raises:
        BadInput: nothing stands in it, or more than can be added at once.
    """
    lines = [(place, line.strip()) for place, line in enumerate(text.splitlines(), start=1)]
    lines = [(place, line) for place, line in lines if line]
    if not lines:
        raise BadInput("The list is empty. Write one person a line: name, e-mail, role.")
    if len(lines) > MOST:
        raise BadInput(
            f"The list has {len(lines):,} lines, and {MOST} can be added at once. "
            "Send it in parts, or bring callers with an import."
        )
    added: list[Added] = []
    aside: list[Aside] = []
    for place, line in lines:
        try:
            added += [_add(one, by=by, at=at) for one in read_line(line)]
        except (BadInput, Refusal) as reason:
            aside.append(Aside(place, line, str(reason)))
    return added, aside


def read_line(text: str) -> Iterator[Listed]:
    """Yield the person that a line names; none where it is the heading of a sheet.

    Raises:
        BadInput: it has no name, no address, or a role that nobody can be given this way.
    """
    mark = next((mark for mark in "\t;" if mark in text), ",")
    cells = [cell.strip() for cell in next(csv.reader([text], delimiter=mark))]
    name, email, role, department, *more = (*cells, "", "", "", "")
    if email.lower() in _HEADINGS:
        return
    if any(more):
        raise BadInput(
            "It has more than four parts. Put one that has a comma in it in quotation marks."
        )
    if not name:
        raise BadInput("It begins with no name. Write name, e-mail, role, department.")
    for said, most, what in ((name, 150, "name"), (department, 120, "department")):
        if len(said) > most:
            raise BadInput(f"The {what} has {len(said)} characters, and {most} fit. Shorten it.")
    try:
        validate_email(email)
    except ValidationError:
        raise BadInput(
            f'"{email[:80]}" is no e-mail address. Write it second, such as ana@example.org.'
        ) from None
    if len(email) > 254:
        raise BadInput(f"The address has {len(email)} characters, and 254 fit. Write another.")
    yield Listed(text, name, email, _read_role(role), department)


def _read_role(words: str) -> Role:
    """Return the role that words name; nobody says more than that they are a caller."""
    given = {label.lower(): role for role in Role for label in (role.value, role.label)}
    role = given.get(words.lower()) if words else Role.CALLER
    if role is None:
        labels = ", ".join(one.label for one in Role if one != Role.ASSESSOR)
        raise BadInput(f'"{words[:40]}" is no role here. Write one of: {labels}; empty is Caller.')
    if role == Role.ASSESSOR:
        raise BadInput("An assessor comes for a time. Add them by the form, with their last day.")
    return role


def _add(one: Listed, *, by: User, at: datetime) -> Added:
    if User.objects.filter(email__iexact=one.email).exists():
        raise Refusal(f"{one.email} has an account already.")
    with transaction.atomic():
        person = add_person(
            by=by, at=at, name=one.name, email=one.email, roles=[one.role], password=None
        )
        place_person(person, by=by, at=at, department=one.department)
        path = invite_person(person, by=by, at=at)
    return Added(person, one.role.label, path)
