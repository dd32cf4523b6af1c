"""Questions about people."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import (
    MACHINE,
    ApiKey,
    OrgUnit,
    Role,
    RoleGrant,
    User,
)
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import Refusal

PAGE = 50


def has_accounts() -> bool:
    """Tell whether anybody can sign in; before that the first account is made."""
    return User.objects.filter(~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)).exists()


def page_people(*, containing: str, page: str) -> Page[User]:
    """Return one page of the people whose name or address holds this text, those who work first."""
    grants = RoleGrant.objects.annotate(is_over=Q(until__lte=Now())).order_by("role")
    people = User.objects.exclude(email=MACHINE).prefetch_related(Prefetch("roles", grants))
    people = people.select_related("department")
    if containing:
        people = people.filter(Q(name__icontains=containing) | Q(email__icontains=containing))
    working = RoleGrant.objects.in_force().exclude(role=Role.CALLER)
    work = Exists(working.filter(user=OuterRef("pk")))
    return Paginator(people.order_by(work.desc(), "name", "id"), PAGE).get_page(page)


def list_with_role(roles: Iterable[str]) -> QuerySet[User]:
    """Return everyone who can come in and has one of these roles now, by name."""
    holders = RoleGrant.objects.in_force().filter(role__in=list(roles))
    found = User.objects.people().filter(pk__in=holders.values("user"))
    return found.order_by("name", "id")


def count_known() -> tuple[int, int]:
    """Return how many people work here, and how many others are known; the machine is neither."""
    people = User.objects.people()
    working = RoleGrant.objects.in_force().exclude(role=Role.CALLER).values("user")
    who_work = people.filter(pk__in=working).count()
    return who_work, people.count() - who_work


def name_people(keys: Iterable[str], *, seen_by: User) -> dict[str, str]:
    """Return the names behind pseudonyms such as "person-56", for those who read tickets anyway."""
    if not may(seen_by, "desk.see"):
        return {}
    numbers = {key.removeprefix("person-") for key in keys}
    known = User.objects.filter(pk__in=[int(n) for n in numbers if n.isdecimal() and len(n) < 10])
    return {f"person-{person.pk}": str(person) for person in known}


def get_account(pk: int) -> User:
    """Return a person by key.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(User, pk=pk)


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key with which a program acts for a person, and who made it; none: the command line."""

    key: ApiKey
    made_by: User | None


def list_keys(person: User) -> list[HeldKey]:
    """Return the keys with which programs act for a person, the newest first."""
    made = AuditEntry.objects.filter(number=f"user:{person.pk}", act="key.made")
    makers = {entry.changes["key"][1]: entry.actor for entry in made.select_related("actor")}
    held = ApiKey.objects.filter(user=person, revoked_at=None).order_by("-made_at", "-id")
    return [HeldKey(key, makers.get(key.start)) for key in held]


def get_key(start: str, *, of: User) -> ApiKey:
    """Return a key of a person by how it begins, which is no secret.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(ApiKey.objects.select_related("user"), start=start, user=of)


def get_person(email: str) -> User:
    """Return the person who signs in with this address.

    Raises:
        Refusal: nobody does.
    """
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        raise Refusal(f"{email} has no account here. Add one with `groundswell user add`.")
    return person


def list_department_names() -> list[str]:
    """Return the names of all departments, for a field that takes a new one as well."""
    return list(OrgUnit.objects.order_by("name").values_list("name", flat=True))


def list_departments_of(user: User) -> list[int]:
    """Return the keys of a person's department and of those above it, the nearest first.

    One query for each step upwards; a circle is walked once.
    """
    way: list[int] = []
    step = user.department_id
    while step is not None and step not in way:
        way.append(step)
        step = OrgUnit.objects.filter(pk=step).values_list("parent_id", flat=True).first()
    return way
