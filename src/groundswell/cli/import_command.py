"""`groundswell import`: bring exports into the records, with the readers of `analyse`."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click

from groundswell.cli.archive import bring_archive
from groundswell.cli.django_setup import open_records, start_django
from groundswell.cli.kinds import as_kind
from groundswell.cli.output import progress, say_stage, write_json

#: rows kept aside that are named on the screen
SHOWN = 5


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_kind("tickets, events, cis or relations", default="")
@click.option("--map", "mapping_file", metavar="F.toml", help="What the columns mean.")
@click.option("--dry-run", is_flag=True, help="Read everything, say what it is, change nothing.")
@click.option("--json", "json_file", metavar="F", help="Write the report as JSON (- = stdout).")
def import_files(files: tuple[str, ...], **options: Any) -> None:
    """Bring exports of other tools into the records.

    A folder that `groundswell export` wrote is brought back whole, into an empty installation.
    Several files are read together: tickets and their history, or further tickets. Exact and
    resumable: after a kill, run it again; the same file twice changes nothing. Rows that cannot be
    read are kept aside with their reason. "-" is standard input.

    \b
    Example:
      groundswell import incidents.csv activities.csv
    """
    if len(files) == 1 and (manifest := _bring_back(Path(files[0]))) is not None:
        if options["json_file"]:
            write_json(manifest, options["json_file"])
        return
    from groundswell.readers import load_mapping  # noqa: PLC0415 (heavy)

    mapping = load_mapping(Path(options["mapping_file"])) if options["mapping_file"] else {}
    if options["dry_run"]:
        reports = _look(files, options["kind"], mapping)
    else:
        reports = [_bring(files, options["kind"], mapping)]
    if options["json_file"]:
        write_json(reports, options["json_file"])
    if any(report.get("failure") for report in reports):
        raise click.exceptions.Exit(1)


def _bring_back(folder: Path) -> dict[str, Any] | None:
    """Bring back a folder that `groundswell export` wrote; None for anything else."""
    if not folder.is_dir():
        return None
    start_django()
    from groundswell.foundation.archive.reading import is_archive  # noqa: PLC0415

    return bring_archive(folder) if is_archive(folder) else None


def _look(files: Sequence[str], kind: str, mapping: dict[str, str]) -> list[dict[str, Any]]:
    """Read the files as an import would, and say what became of them."""
    from groundswell.readers import read  # noqa: PLC0415 (heavy)

    with tempfile.TemporaryDirectory(prefix="groundswell-") as folder:
        with progress("Reading") as show:
            reading = read(
                [Path(name) for name in files],
                into=Path(folder) / "evidence",
                kind=kind or None,
                mapping=mapping or None,
                progress=show,
            )
        for source in reading.sources:
            _say_how_read(source)
    return [source.as_json() for source in reading.sources]


def _say_how_read(source: Any) -> None:
    tool = "unknown tool" if source.product == "unknown" else source.product
    click.echo(
        f"{source.file}: {tool}, {source.kind}; {source.rows:,} rows, {source.records:,} records, "
        f"{source.rejected_total:,} rows kept aside.",
        err=True,
    )
    for header, field in source.columns.items():
        click.echo(f"  {header} → {field}", err=True)
    for remark in source.warnings:
        click.echo(f"  {remark.column or 'Note'}: {remark.reason}", err=True)


def _bring(files: Sequence[str], kind: str, mapping: dict[str, str]) -> dict[str, Any]:
    open_records()
    from groundswell.foundation.accounts.actions import machine_account  # noqa: PLC0415
    from groundswell.imports import actions  # noqa: PLC0415
    from groundswell.imports.running import carry_out  # noqa: PLC0415

    now = datetime.now(UTC)
    by = machine_account(at=now)
    with _opened(files) as contents:
        run = actions.keep_files(by=by, at=now, files=zip(files, contents, strict=True))
    if kind or mapping:
        run = actions.correct_mapping(run, by=by, at=now, kind=kind, mapping=mapping)
    run = carry_out(run, by=by, at=now)
    if run.failure:
        click.echo(f"groundswell: {run.failure}", err=True)
        return {"file": ", ".join(files), "failure": run.failure}
    report = run.report
    rejected = sum(source["rejected_total"] for source in report["sources"])
    click.echo(
        f"{', '.join(files)}: {report['added']:,} added, {report['changed']:,} changed, "
        f"{report['unchanged']:,} as they were, {rejected:,} rows kept aside.",
        err=True,
    )
    for source in report["sources"]:
        _say_what_was_lost(source)
    if report["added"] or report["changed"]:
        _find_anew()
    return {"file": ", ".join(files), **report}


def _say_what_was_lost(source: dict[str, Any]) -> None:
    """Say what was taken otherwise than it stands in the file, and what was not taken."""
    for remark in source["warnings"]:
        click.echo(f"  {remark['column'] or 'Note'}: {remark['reason']}", err=True)
    for one in source["rejected"][:SHOWN]:
        click.echo(f"  Row {one['row']} kept aside: {one['reason']}", err=True)
    if source["rejected_total"] > SHOWN:
        click.echo("  Every row kept aside is a file on the page Import.", err=True)


@contextmanager
def _opened(files: Sequence[str]) -> Iterator[list[IO[bytes]]]:
    """Open the files; standard input is open already."""
    from groundswell.readers import open_file  # noqa: PLC0415 (heavy)

    with ExitStack() as stack:
        contents: list[IO[bytes]] = [
            sys.stdin.buffer if name == "-" else stack.enter_context(open_file(name))
            for name in files
        ]
        yield contents


def _find_anew() -> None:
    """Analyse the records, so that pages, brief and next steps speak of what has come in."""
    from groundswell.foundation.accounts.actions import machine_account  # noqa: PLC0415
    from groundswell.measurement.levels.tasks import take_daily  # noqa: PLC0415
    from groundswell.measurement.running import analyse_now  # noqa: PLC0415

    say_stage("Looking for what recurs")
    now = datetime.now(UTC)
    analyse_now(by=machine_account(at=now), at=now)
    take_daily()
