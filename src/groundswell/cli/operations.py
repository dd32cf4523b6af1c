"""`groundswell migrate`, `worker`, `doctor`: looking after an installation."""

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from groundswell.cli.django_setup import is_at_this_version, open_records, start_django
from groundswell.cli.rounds import plan_all


@click.command()
def migrate() -> None:
    """Bring the database to this version.

    \b
    Example:
      groundswell migrate
    """
    open_records()
    click.echo("The database is at this version.", err=True)


@click.command()
@click.option("--all", "afresh", is_flag=True, help="Also what is up to date already.")
def reindex(afresh: bool) -> None:  # noqa: FBT001 (a flag of the command)
    """Write the words of every record into the search anew, while people work.

    It may be stopped; started again, it goes on where it was.

    \b
    Example:
      groundswell reindex
    """
    start_django()
    from groundswell.foundation.search import reindexing  # noqa: PLC0415 (needs Django)

    if afresh:
        reindexing.forget_forms()
    done = 0
    for kind, count in reindexing.reindex():
        done += count
        click.echo(f"{done:,} written; {kind}", err=True)
    click.echo(f"{done:,} records written; the search is up to date.")


@click.command()
def worker() -> None:
    """Run the background work by itself, beside a web server of your own.

    \b
    Example:
      groundswell worker
    """
    start_django()
    from django.core.management import call_command  # noqa: PLC0415

    plan_all(at=datetime.now(UTC))
    call_command("qcluster")


@click.command()
def doctor() -> None:
    """Check this installation and say what is wrong with it.

    \b
    Example:
      groundswell doctor
    """
    start_django()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from groundswell.foundation.search.reindexing import count_outdated  # noqa: PLC0415

    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    is_current = is_at_this_version()
    stale = count_outdated() if is_current else 0
    free = shutil.disk_usage(home).free
    checks = [
        (True, f"Python {sys.version.split()[0]}"),
        (True, f"records in {connection.vendor}: {connection.settings_dict['NAME']}"),
        (is_current, "database is at this version" if is_current else "run groundswell migrate"),
        (
            not stale,
            f"{stale:,} records are found by fewer ways: run groundswell reindex"
            if stale
            else "the search is up to date",
        ),
        (free > 1 << 30, f"{free / (1 << 30):.1f} GB free in {home}"),
        (
            not settings.DEBUG,
            "errors are not shown in full" if not settings.DEBUG else "DEBUG is on",
        ),
    ]
    for fine, words in checks:
        click.echo(f"{'ok   ' if fine else 'WRONG'} {words}")
    call_command("check", verbosity=0)
    if not all(fine for fine, _ in checks):
        raise click.exceptions.Exit(1)
