"""`groundswell import`: bring exports into the records, with the readers of `analyse`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from groundswell.cli.archive import bring_archive
from groundswell.cli.django_setup import migrate_quietly, start_django
from groundswell.cli.output import say_stage, write_json


@click.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--as", "kind", default="", metavar="KIND", help="tickets or events.")
@click.option("--map", "mapping_file", metavar="F.toml", help="What the columns mean.")
@click.option("--dry-run", is_flag=True, help="Say what would be read and change nothing.")
@click.option("--json", "json_file", metavar="F", help="Write the report as JSON (- = stdout).")
def import_files(files: tuple[Path, ...], **options: Any) -> None:
    """Bring exports of other tools into the records.

    A folder that `groundswell export` wrote is brought back whole, into an empty installation.
    Exact and resumable: after a kill, run it again; the same file twice changes nothing. Rows that
    cannot be read are kept aside with their reason.

    \b
    Example:
      groundswell import incidents.csv
    """
    start_django()
    from groundswell.foundation.archive.reading import is_archive  # noqa: PLC0415

    if len(files) == 1 and is_archive(files[0]):
        manifest = bring_archive(files[0])
        if options["json_file"]:
            write_json(manifest, options["json_file"])
        return
    migrate_quietly()
    from groundswell.readers import load_mapping  # noqa: PLC0415 (heavy)

    mapping = load_mapping(Path(options["mapping_file"])) if options["mapping_file"] else {}
    look = _preview if options["dry_run"] else _bring
    reports = [look(file, options["kind"], mapping) for file in files]
    if options["json_file"]:
        write_json(reports, options["json_file"])
    if any(report.get("added") or report.get("changed") for report in reports):
        _find_anew()
    if any(report.get("failure") for report in reports):
        raise click.exceptions.Exit(1)


def _find_anew() -> None:
    """Analyse the records, so that pages, brief and next steps speak of what has come in."""
    from groundswell.foundation.accounts.actions import machine_account  # noqa: PLC0415
    from groundswell.measurement.running import analyse_now  # noqa: PLC0415

    say_stage("Looking for what recurs")
    now = datetime.now(UTC)
    analyse_now(by=machine_account(at=now), at=now)


def _preview(file: Path, kind: str, mapping: dict[str, str]) -> dict[str, Any]:
    from groundswell.readers import preview  # noqa: PLC0415 (heavy)

    seen = preview(file, kind=kind or None, mapping=mapping or None, rows=10)
    click.echo(f"{file}: {seen.product or 'unknown tool'}, {seen.kind}", err=True)
    for header, field in seen.mapping.items():
        click.echo(f"  {header} → {field}", err=True)
    return {"file": str(file), "kind": seen.kind, "product": seen.product, "columns": seen.mapping}


def _bring(file: Path, kind: str, mapping: dict[str, str]) -> dict[str, Any]:
    from groundswell.foundation.accounts.actions import machine_account  # noqa: PLC0415
    from groundswell.imports import actions  # noqa: PLC0415
    from groundswell.imports.running import carry_out  # noqa: PLC0415

    now = datetime.now(UTC)
    by = machine_account(at=now)
    with file.open("rb") as content:
        run = actions.keep_file(by=by, at=now, name=file.name, content=content)
    if kind or mapping:
        run = actions.correct_mapping(run, by=by, at=now, kind=kind, mapping=mapping)
    run = carry_out(run, by=by, at=now)
    if run.failure:
        click.echo(f"groundswell: {file}: {run.failure}", err=True)
        return {"file": str(file), "failure": run.failure}
    report = run.report
    rejected = sum(len(source["rejected"]) for source in report["sources"])
    click.echo(
        f"{file}: {report['added']:,} added, {report['changed']:,} changed, "
        f"{report['unchanged']:,} as they were, {rejected:,} rows kept aside.",
        err=True,
    )
    return {"file": str(file), **report}
