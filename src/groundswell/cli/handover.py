"""`groundswell handover`: everything that a successor needs, in one file."""

from datetime import UTC, datetime
from pathlib import Path

import click

from groundswell.cli.django_setup import start_django
from groundswell.cli.output import write_whole


@click.command()
@click.option("-o", "target", required=True, metavar="F.zip", type=click.Path(path_type=Path))
def handover(target: Path) -> None:
    """Write the pack for a successor: what is open, what falls due, how a day goes, who is who.

    A page and a PDF to read, and every table as CSV. Nobody's private notes are in it.

    \b
    Example:
      groundswell handover -o handover.zip
    """
    start_django()
    from groundswell.foundation.accounts.actions import machine_account  # noqa: PLC0415
    from groundswell.improvement.queries.handover import pack_successor  # noqa: PLC0415

    at = datetime.now(UTC)
    packed = pack_successor(seen_by=machine_account(at=at), at=at, on=at.date())
    write_whole(target, packed)
    click.echo(f"The pack is in {target}.", err=True)
