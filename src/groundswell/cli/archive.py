"""`groundswell export`, `backup`, `restore`: everything out into plain files, and back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from groundswell.cli.django_setup import open_records
from groundswell.cli.output import progress


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Write every record with its history into a folder of plain files.

    One JSON line a record, one file a table, with checksums. Passwords, keys and private notes
    are not in it. `groundswell import DIR` brings it into an empty installation on either database.

    \b
    Example:
      groundswell export groundswell-export
    """
    _write(folder, "export")


@click.command()
@click.argument("file", metavar="F", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write everything into one file, for a bad day.

    Unlike an export it holds what signs people in: keep it as you keep a password. It may be made
    while people work.

    \b
    Example:
      groundswell backup groundswell-monday.zip
    """
    _write(file, "backup")


@click.command()
@click.argument("file", metavar="F", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Bring a backup into an empty installation.

    Nothing is overwritten: an installation that holds records refuses.

    \b
    Example:
      GROUNDSWELL_HOME=groundswell-new groundswell restore groundswell-monday.zip
    """
    bring_archive(file)


def bring_archive(source: Path) -> dict[str, Any]:
    """Bring an export or a backup into this installation; say what came; return its manifest."""
    open_records()
    from groundswell.foundation.archive import read_archive  # noqa: PLC0415

    with progress("Records brought in") as show:
        manifest = read_archive(source, progress=show)
    click.echo(f"{source}: {_told(manifest)} brought in.", err=True)
    if manifest["purpose"] == "export":
        click.echo(
            "It holds no passwords: groundswell user link NAME makes a link to sign in with.",
            err=True,
        )
    return manifest


def _write(target: Path, purpose: str) -> None:
    open_records()
    from groundswell.foundation.archive import Purpose, write_archive  # noqa: PLC0415

    with progress("Records written") as show:
        manifest = write_archive(
            target, purpose=Purpose(purpose), at=datetime.now(UTC), progress=show
        )
    click.echo(f"{target}: {_told(manifest)} written.", err=True)


def _told(manifest: dict[str, Any]) -> str:
    rows = sum(table["rows"] for table in manifest["tables"])
    return f"{rows:,} records and {len(manifest['files']):,} files"
