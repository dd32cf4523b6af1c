"""`groundswell assess`: maturity from the records, of exports or of the database."""

import tempfile
from pathlib import Path
from typing import Any

import click

from groundswell import __version__
from groundswell.cli.assess_screen import show_assessment, show_profile
from groundswell.cli.kinds import as_kind
from groundswell.cli.output import progress, say_stage, write_json
from groundswell.kernel.errors import BadInput


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--json", "json_file", metavar="F", help="Write the assessment as JSON (- = stdout).")
@as_kind("tickets, events, problems or changes")
@click.option("--map", "mapping_file", metavar="F.toml", help="What the columns mean.")
@click.option("--edits", metavar="F.toml", help="Cuts, weights and switches of indicators.")
@click.option("--all", "dormant", is_flag=True, help="Read dormant indicators too; none counts.")
@click.option("--keep", is_flag=True, help="Keep it as a snapshot (of the database only).")
@click.option("--profile", "profile_file", metavar="F", help="Write a profile without names.")
@click.option("--beside", "other", metavar="OTHER.json", help="Lay another house's profile beside.")
@click.option(
    "--declared", multiple=True, metavar="PRACTICE", help="Said to be done; without records, 0."
)
def assess(
    files: tuple[str, ...],
    json_file: str | None,
    keep: bool,  # noqa: FBT001 (a flag of the command)
    profile_file: str | None,
    other: str | None,
    **options: Any,
) -> None:
    """Say how mature each practice is, from its records: exports, or without FILE the database.

    Each level comes with how sure it is, what it rests on, and what would move it up. Nothing
    leaves the house: a profile without names is a file, shown and then written where you say.

    \b
    Example:
      groundswell assess tickets.csv --json maturity.json
    """
    if keep and (files or options["edits"] or options["declared"]):
        raise click.UsageError(
            "--keep is for what the database shows, as its indicators are set: without FILE, "
            "--edits and --declared."
        )
    if "-" == json_file == profile_file:
        raise click.UsageError("Standard output takes one of --json and --profile, not both.")
    theirs = _read_other(other) if other else None
    if keep:
        document = _kept()
    elif files:
        document = _of_files(files, options)
    else:
        document = _of_records(options)
    if theirs:
        document = {**document, "beside": _lay_beside(document, theirs)}
    if json_file:
        write_json(document, json_file)
    if "-" not in {json_file, profile_file}:
        show_assessment(document)
    if profile_file:
        _write_profile(document, profile_file, shown="-" not in {json_file, profile_file})


def _lay_beside(document: dict[str, Any], theirs: Any) -> dict[str, Any]:
    """Return another profile beside this assessment, as plain data."""
    from groundswell.analysis.maturity import (  # noqa: PLC0415 (heavy)
        lay_beside,
        load_book,
        load_practices,
        take_profile,
        write_profile,
    )

    own = take_profile(write_profile(document))
    return lay_beside(own, theirs, book=load_book(), practices=load_practices()).as_json()


def _write_profile(document: dict[str, Any], target: str, *, shown: bool) -> None:
    """Write the profile without names; on a screen it is shown before it is written."""
    from groundswell.analysis.maturity import write_profile  # noqa: PLC0415 (heavy)

    profile = write_profile(document)
    if shown:
        show_profile(profile, target)
    write_json(profile, target)


def _read_other(name: str) -> Any:
    """Read the profile of another house; done first, so that a bad file is said at once."""
    from groundswell.analysis.maturity import read_profile  # noqa: PLC0415 (heavy)

    try:
        data = Path(name).read_bytes()
    except OSError as problem:
        raise BadInput(f"{name} could not be read: {problem.strerror}.") from problem
    try:
        return read_profile(data)
    except BadInput as reason:
        raise BadInput(f"{name}: {reason}") from None


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

    from groundswell.cli.django_setup import open_records  # noqa: PLC0415

    open_records()
    return datetime.now(UTC)


def _choices(options: dict[str, Any], book: Any = None) -> dict[str, Any]:
    from groundswell.analysis.maturity import edit_book, load_book, read_edits  # noqa: PLC0415

    book = book or load_book()
    if options["edits"]:
        book = edit_book(book, read_edits(Path(options["edits"])))
    return {"book": book, "declared": options["declared"], "dormant": options["dormant"]}
