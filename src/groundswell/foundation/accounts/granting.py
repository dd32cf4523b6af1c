"""Giving roles and taking them away, and how it is told in the trail."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from groundswell.foundation.accounts.models import Role, RoleGrant, User
from groundswell.kernel.errors import BadInput

#: for so many days an assessor is let in where nobody says otherwise
ASSESSOR_DAYS = 14

#: roles, some with the moment from which they give no right any more
Roles = Iterable[str] | Mapping[str, datetime | None]


def end_of(last_day: date) -> datetime:
    """Return the moment at which a last day is over where this installation is."""
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))


def check_ends(roles: Roles, *, at: datetime) -> None:
    """Pass ends that can be.

    Raises:
        BadInput: the time would be over before it began, or whoever keeps accounts would get one.
    """
    ends = {role: end for role, end in _with_ends(roles).items() if end}
    if Role.ADMINISTRATOR in ends:
        raise BadInput("Keeping accounts has no end by itself; take the role away instead.")
    if any(end <= at for end in ends.values()):
        raise BadInput("The last day is over already; choose today or a later day.")


def give_roles(user: User, roles: Roles) -> None:
    """Give these roles, each until its end where it has one."""
    for role, until in sorted(_with_ends(roles).items()):
        RoleGrant.objects.update_or_create(user=user, role=role, defaults={"until": until})
    user.__dict__.pop("role_names", None)


def _with_ends(roles: Roles) -> Mapping[str, datetime | None]:
    return roles if isinstance(roles, Mapping) else dict.fromkeys(roles)


def tell_account(user: User) -> dict[str, str]:
    """Return what stands in the trail of an account, field by field."""
    grants = sorted(user.roles.all(), key=lambda grant: grant.role)
    roles = ", ".join(
        f"{grant.role} until {grant.last_day}" if grant.until else grant.role for grant in grants
    )
    return {"name": user.name, "email": user.email, "active": str(user.is_active), "roles": roles}
