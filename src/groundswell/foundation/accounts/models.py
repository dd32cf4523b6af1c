"""People, their roles, their departments, and keys with which programs act for them."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from groundswell.foundation.often import Often

#: how the addresses end that an import makes up where its file has none (RFC 2606)
NO_ADDRESS = "@imported.invalid"


#: the account under which commands on this machine act; nobody can sign in as it
MACHINE = "command-line@this-machine.invalid"


class OrgUnit(models.Model):
    """A part of the organisation: a department, a team, a site."""

    name = models.CharField(max_length=120, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    head = models.ForeignKey("User", models.SET_NULL, null=True, blank=True, related_name="heads")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the e-mail address is the name to sign in with."""

    def create_user(self, email: str, password: str | None = None, **given: Any) -> "User":
        """Return a new account; without a password nobody can sign in with it."""
        user = self.model(email=self.normalize_email(email), **given)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def people(self) -> models.QuerySet["User"]:
        """Return whoever can be chosen: everybody who was not shut out, and no machine."""
        return self.filter(is_active=True).exclude(email=MACHINE)


class User(AbstractBaseUser):
    """A person who uses services, works on tickets, or both."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=150)
    department = models.ForeignKey(
        OrgUnit, models.SET_NULL, null=True, blank=True, related_name="people"
    )
    location = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def date_joined(self) -> object:
        """Return when the account was made, under the name that the sign-in library asks for."""
        return self.joined_at

    @property
    def is_nameless(self) -> bool:
        """Tell whether an import made this account and nobody gave it an address yet."""
        return self.email.endswith(NO_ADDRESS)

    @cached_property
    def role_names(self) -> frozenset[str]:
        """Return the roles that hold now; one query for the life of this object."""
        return frozenset(_ROLES.ask(self.pk))


class Role(models.TextChoices):
    """What a person may be here; one person may be several."""

    CALLER = "caller", "Caller"
    AGENT = "agent", "Agent"
    CHAMPION = "champion", "Champion"
    MANAGER = "manager", "Manager"
    ASSESSOR = "assessor", "Assessor"
    ADMINISTRATOR = "administrator", "Administrator"


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """The filters that more than one reader of roles needs."""

    def in_force(self) -> Self:
        """Those whose time has not run out.

        The clock is that of the database: every right of every door rests on this line, so none of
        them can forget to say what time it is.
        """
        return self.filter(Q(until__isnull=True) | Q(until__gt=Now()))


class RoleGrant(models.Model):
    """One role of one person, for ever or until a moment from which it gives no right any more."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=16, choices=Role.choices)
    granted_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("user", "role", name="a_role_is_granted_once"),
            models.CheckConstraint(name="a_granted_role_exists", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="who_keeps_accounts_does_so_without_an_end",
                condition=Q(until__isnull=True) | ~Q(role=Role.ADMINISTRATOR),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def last_day(self) -> date | None:
        """Return the last day on which it holds, as people here count days; None without an end."""
        if self.until is None:
            return None
        return timezone.localtime(self.until - timedelta(seconds=1)).date()


_ROLES = Often(
    lambda key: RoleGrant.objects.in_force().filter(user=key).values_list("role", flat=True)
)


class ApiKey(models.Model):
    """A key with which a program acts for a person; only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    start = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    #: to the hour: a program that asks every second writes once in an hour
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"


class SetupLink(models.Model):
    """The one-time link with which the first person makes their own account."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"made {self.made_at:%Y-%m-%d %H:%M}"
