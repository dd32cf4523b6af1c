"""`groundswell user`: people and keys, for whoever controls this machine."""

from datetime import UTC, datetime, timedelta

import click

from groundswell.cli.django_setup import open_records

ROLES = ("caller", "agent", "champion", "manager", "assessor", "administrator")


@click.group()
def user() -> None:
    """Add people and keys.

    \b
    Example:
      groundswell user add ana@example.org --name "Ana" --role agent
    """


@user.command()
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), default=("caller",))
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day of an assessor; two weeks from today where it is not said.",
)
@click.password_option()
def add(
    email: str, name: str, roles: tuple[str, ...], until: datetime | None, password: str
) -> None:
    """Add a person who can sign in.

    \b
    Example:
      groundswell user add ana@example.org --name "Ana" --role agent
    """
    open_records()
    from groundswell.foundation.accounts.actions import add_person_unasked  # noqa: PLC0415
    from groundswell.foundation.accounts.granting import ASSESSOR_DAYS, end_of  # noqa: PLC0415

    at = datetime.now(UTC)
    last_day = (until or at + timedelta(days=ASSESSOR_DAYS)).date()
    given = {role: end_of(last_day) if role == "assessor" else None for role in roles}
    person = add_person_unasked(
        by=None, at=at, name=name, email=email, roles=given, password=password
    )
    click.echo(f"{person} can sign in as {person.email}.", err=True)


@user.command()
@click.argument("email")
def link(email: str) -> None:
    """Make a link with which a person chooses a new password; it works once, for three days.

    \b
    Example:
      groundswell user link ana@example.org
    """
    open_records()
    from django.conf import settings  # noqa: PLC0415

    from groundswell.foundation.accounts.actions import invite_person_unasked  # noqa: PLC0415
    from groundswell.foundation.accounts.queries import get_person  # noqa: PLC0415

    path = invite_person_unasked(get_person(email), by=None, at=datetime.now(UTC))
    click.echo(f"{settings.SITE_URL.rstrip('/')}{path}")


@user.command()
@click.argument("email")
@click.option("--name", default="key", show_default=True, help="What the key is for.")
def key(email: str, name: str) -> None:
    """Make a key with which a program acts for a person; it is shown this once.

    \b
    Example:
      groundswell user key ana@example.org --name monitoring
    """
    open_records()
    from groundswell.foundation.accounts.actions import make_api_key  # noqa: PLC0415
    from groundswell.foundation.accounts.queries import get_person  # noqa: PLC0415

    now = datetime.now(UTC)
    click.echo(make_api_key(get_person(email), by=None, at=now, name=name))
