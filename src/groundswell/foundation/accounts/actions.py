"""Making accounts, giving roles, handing out keys."""

import hashlib
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import IntegrityError, OperationalError, transaction
from django.urls import reverse

from groundswell.foundation.accounts.granting import Roles, check_ends, give_roles, tell_account
from groundswell.foundation.accounts.models import MACHINE, ApiKey, Role, SetupLink, User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.accounts.queries import has_accounts
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal

#: The first person does everything until others join.
FIRST_ROLES = (Role.CHAMPION, Role.AGENT, Role.ADMINISTRATOR)
#: how exactly it is kept when a key was used last
_USED_TO = timedelta(hours=1)


def _digest(secret: str) -> str:
    # A random 256-bit token needs no slow hash: it cannot be guessed from its digest.
    return hashlib.sha256(secret.encode()).hexdigest()


def offer_setup(*, at: datetime) -> str | None:
    """Return the token of a new one-time set-up link, or None once somebody has an account.

    Earlier unused links stop working.
    """
    with transaction.atomic():
        if has_accounts():
            return None
        SetupLink.objects.filter(used_at=None).delete()
        token = secrets.token_urlsafe(32)
        SetupLink.objects.create(digest=_digest(token), made_at=at)
    return token


def is_setup_open(token: str) -> bool:
    """Tell whether this set-up link can still be used."""
    return SetupLink.objects.filter(digest=_digest(token), used_at=None).exists()


def make_first_account(token: str, *, name: str, email: str, password: str, at: datetime) -> User:
    """Make the first person's account and close the set-up link.

    Raises:
        Refusal: the link is unknown or used.
    """
    with transaction.atomic():
        used = SetupLink.objects.filter(digest=_digest(token), used_at=None).update(used_at=at)
        if not used:
            raise Refusal(
                "This set-up link has been used or replaced. Run `groundswell serve` again "
                "for a new one, or sign in."
            )
        existing = User.objects.filter(email__iexact=email).first()
        user = existing or User(email=User.objects.normalize_email(email))
        user.name = name
        user.set_password(password)
        user.save()
        give_roles(user, FIRST_ROLES)
        trail.note(f"user:{user.pk}", "account.made", by=user, at=at, changes={"name": ["", name]})
    return user


@needs("accounts.keep")
def add_person(
    *, by: User, at: datetime, name: str, email: str, roles: Roles, password: str | None
) -> User:
    """Add a person with their roles.

    Raises:
        Refusal: somebody has that address already.
        BadInput: a role would end before it began.
    """
    return add_person_unasked(by=by, at=at, name=name, email=email, roles=roles, password=password)


def add_person_unasked(
    *,
    by: User | None,
    at: datetime,
    name: str,
    email: str,
    roles: Roles,
    password: str | None,
) -> User:
    """Add a person on the word of whoever controls the machine (the command line, the demo).

    Raises:
        Refusal: somebody has that address already.
        BadInput: a role would end before it began.
    """
    check_ends(roles, at=at)
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name)
            give_roles(user, roles)
            changes = {"name": ["", name], "roles": ["", tell_account(user)["roles"]]}
            trail.note(f"user:{user.pk}", "account.made", by=by, at=at, changes=changes)
    except IntegrityError:
        raise Refusal(f"{email} has an account already.") from None
    return user


def give_roles_unasked(person: User, *, by: User | None, at: datetime, roles: Roles) -> None:
    """Give a person roles on the word of whoever controls the machine; none is taken away."""
    with transaction.atomic():
        before = tell_account(person)
        give_roles(person, roles)
        _note_changes(person, before, by=by, at=at)


@needs("accounts.keep")
def change_person(
    person: User,
    *,
    by: User,
    at: datetime,
    name: str,
    email: str,
    roles: Roles,
    active: bool,
) -> User:
    """Set a person's name, address and roles, and whether they can come in at all.

    Raises:
        Refusal: it would lock out whoever does it, or somebody else has that address.
        BadInput: a role would end before it began.
    """
    wanted = set(roles)
    check_ends(roles, at=at)
    if person == by and not (active and Role.ADMINISTRATOR in wanted):
        raise Refusal(
            "You cannot take your own right to keep accounts away; another administrator can."
        )
    try:
        with transaction.atomic():
            fresh = trail.lock(person)
            before = tell_account(fresh)
            fresh.name, fresh.email, fresh.is_active = (
                name,
                User.objects.normalize_email(email),
                active,
            )
            fresh.save(update_fields=["name", "email", "is_active"])
            fresh.roles.exclude(role__in=wanted).delete()
            give_roles(fresh, roles)
            _note_changes(fresh, before, by=by, at=at)
    except IntegrityError:
        raise Refusal(f"{email} has an account already.") from None
    return fresh


@needs("accounts.keep")
def invite_person(person: User, *, by: User, at: datetime) -> str:
    """Return the address, within this site, at which a person chooses their password, once.

    Raises:
        Refusal: the account is switched off, or has no address to sign in with.
    """
    if person.is_nameless:
        raise Refusal(f"{person} has no e-mail address yet; write it down first.")
    return invite_person_unasked(person, by=by, at=at)


def invite_person_unasked(person: User, *, by: User | None, at: datetime) -> str:
    """Do the same on the word of whoever controls the machine.

    Raises:
        Refusal: the account is switched off.
    """
    if not person.is_active:
        raise Refusal(f"The account of {person} is switched off.")
    trail.note(f"user:{person.pk}", "account.invited", by=by, at=at)
    key = default_token_generator.make_token(person)
    words = {"uidb36": user_pk_to_url_str(person), "key": key}
    return reverse("account_reset_password_from_key", kwargs=words)


def machine_account(*, at: datetime) -> User:
    """Return the account under which commands on this machine act; nobody can sign in as it."""
    user = User.objects.filter(email=MACHINE).first()
    if user is None:
        user = add_person_unasked(
            by=None,
            at=at,
            name="Command line",
            email=MACHINE,
            roles=(Role.CHAMPION,),
            password=None,
        )
    return user


def make_api_key(user: User, *, by: User | None, at: datetime, name: str) -> str:
    """Return a new key for a program that acts for this person; it is shown this once."""
    start, secret = f"gs_{secrets.token_hex(4)}", secrets.token_urlsafe(32)
    with transaction.atomic():
        ApiKey.objects.create(user=user, name=name, start=start, digest=_digest(secret), made_at=at)
        trail.note(f"user:{user.pk}", "key.made", by=by, at=at, changes={"key": ["", start]})
    return f"{start}.{secret}"


def find_key_owner(key: str, *, at: datetime) -> User | None:
    """Return the active person for whom this key acts, or None."""
    start, _, secret = key.partition(".")
    found = (
        ApiKey.objects.select_related("user")
        .filter(start=start, revoked_at=None, user__is_active=True)
        .first()
    )
    if found is None or not secrets.compare_digest(found.digest, _digest(secret)):
        return None
    if found.expires_at and found.expires_at <= at:
        return None
    if found.used_at is None or at - found.used_at >= _USED_TO:
        with suppress(OperationalError):  # an import writes for long: the next use tells it
            ApiKey.objects.filter(pk=found.pk).update(used_at=at)
    return found.user


def end_api_key(key: ApiKey, *, by: User, at: datetime) -> None:
    """Let a key open nothing any more; everyone ends their own, who keeps accounts those of all.

    Raises:
        NotAllowed: it is the key of somebody else.
    """
    if by.pk != key.user_id and not may(by, "accounts.keep"):
        raise NotAllowed(f"“{key.name}” acts for {key.user}; they end it, or who keeps accounts.")
    with transaction.atomic():
        if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=at):
            changes = {"key": [key.start, ""]}
            trail.note(f"user:{key.user_id}", "key.ended", by=by, at=at, changes=changes)


def _note_changes(user: User, before: Mapping[str, str], *, by: User | None, at: datetime) -> None:
    after = tell_account(user)
    changes = {name: [old, after[name]] for name, old in before.items() if old != after[name]}
    if changes:
        trail.note(f"user:{user.pk}", "account.changed", by=by, at=at, changes=changes)
