"""`groundswell assess`: maturity from the records, of exports or of the database."""

import tempfile
from pathlib import Path
from typing import Any

import click

from groundswell import __version__
from groundswell.cli.assess_screen import show_assessment
from groundswell.cli.output import progress, say_stage, write_json


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--json", "json_file", metavar="F", help="Write the assessment as JSON (- = stdout).")
@click.option("--as", "kind", metavar="KIND", help="tickets, events, problems or changes.")
@click.option("--map", "mapping_file", metavar="F.toml", help="What the columns mean.")
@click.option("--edits", metavar="F.toml", help="Cuts, weights and switches of indicators.")
@click.option("--all", "dormant", is_flag=True, help="Read dormant indicators too; none counts.")
@click.option("--keep", is_flag=True, help="Keep it as a snapshot (of the database only).")
@click.option(
    "--declared", multiple=True, metavar="PRACTICE", help="Said to be done; without records, 0."
)
def assess(
    files: tuple[str, ...],
    json_file: str | None,
    keep: bool,  # noqa: FBT001 (a flag of the command)
    **options: Any,
) -> None:
    """Say how mature each practice is, from its records: exports, or without FILE the database.

    Each level comes with how sure it is, what it rests on, and what would move it up.

    \b
    Example:
      groundswell assess tickets.csv --json maturity.json
    """
    if keep and (files or options["edits"] or options["declared"]):
        raise click.UsageError(
            "--keep is for what the database shows, as its indicators are set: without FILE, "
            "--edits and --declared."
        )
    if keep:
        document = _kept()
    elif files:
        document = _of_files(files, options)
    else:
        document = _of_records(options)
    if json_file:
        write_json(document, json_file)
    if json_file != "-":
        show_assessment(document)


def _of_files(files: tuple[str, ...], options: dict[str, Any]) -> dict[str, Any]:
    from groundswell.analysis.maturity import assess_export  # noqa: PLC0415 (heavy)
    from groundswell.readers import load_mapping, read  # noqa: PLC0415 (heavy)

    mapping = load_mapping(Path(options["mapping_file"])) if options["mapping_file"] else None
    with tempfile.TemporaryDirectory(prefix="groundswell-") as folder:
        with progress("Reading") as show:
            reading = read(
                [Path(name) for name in files],
                into=Path(folder) / "evidence",
                kind=options["kind"],
                mapping=mapping,
                progress=show,
            )
        say_stage("Looking at what the records show")
        return assess_export(
            reading.evidence,
            sources=[source.as_json() for source in reading.sources],
            version=__version__,
            **_choices(options),
        )


def _of_records(options: dict[str, Any]) -> dict[str, Any]:
    now = _begin()
    from groundswell.measurement.levels.queries import current_book  # noqa: PLC0415 (needs Django)
    from groundswell.measurement.maturity import assess_records  # noqa: PLC0415

    return assess_records(as_of=now, **_choices(options, book=current_book()))


def _kept() -> dict[str, Any]:
    """Keep a snapshot of the database, now, and return it."""
    now = _begin()
    from groundswell.foundation.accounts.actions import machine_account  # noqa: PLC0415
    from groundswell.measurement.levels.actions import take_snapshot  # noqa: PLC0415

    snapshot = take_snapshot(by=machine_account(at=now), at=now)
    click.echo(f"Kept as {snapshot}.", err=True)
    return snapshot.document


def _begin() -> Any:
    """Start what the database needs, and return the time: only this way reads the clock."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from groundswell.cli.django_setup import migrate_quietly, start_django  # noqa: PLC0415

    start_django()
    migrate_quietly()
    return datetime.now(UTC)


def _choices(options: dict[str, Any], book: Any = None) -> dict[str, Any]:
    from groundswell.analysis.maturity import edit_book, load_book, read_edits  # noqa: PLC0415

    book = book or load_book()
    if options["edits"]:
        book = edit_book(book, read_edits(Path(options["edits"])))
    return {"book": book, "declared": options["declared"], "dormant": options["dormant"]}
