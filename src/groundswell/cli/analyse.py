"""`groundswell analyse`: from somebody's export to findings and a brief, without a database."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from groundswell import __version__
from groundswell.cli.kinds import as_kind
from groundswell.cli.output import progress, say_stage, write_json, write_whole
from groundswell.cli.screen import show_findings

#: as `groundswell.evidence.engines` knows them, which is heavy
ENGINES = ("duckdb", "spark", "sail", "clickhouse")
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "json_file", metavar="F", help="Write the findings as JSON (- = stdout).")
@click.option("--brief", "brief_file", metavar="F.pdf", help="Write the one page as PDF.")
@click.option("--rates", metavar="F.toml", help="Your rates instead of the defaults.")
@as_kind("tickets, events, problems, changes, alerts, cis or relations")
@click.option("--map", "mapping_file", metavar="F.toml", help="What the columns mean.")
@click.option("--since", type=DAY, help="Leave out what was opened before this day.")
@click.option("--until", type=DAY, help="Leave out what was opened on or after this day.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="duckdb",
    show_default=True,
    help="Where the tickets are compared.",
)
@click.option("--rejects", metavar="F.csv", help="Where rows that cannot be read are kept.")
def analyse(files: tuple[str, ...], **options: Any) -> None:
    """Read exports of your ticket tool: what recurs, what it costs, what to do first.

    No database, no account, no network. FILE is CSV, TSV, XLSX, JSON, JSON lines or XES, also
    inside .gz or .zip; "-" is standard input.

    \b
    Example:
      groundswell analyse incidents.csv --json findings.json --brief brief.pdf
    """
    from groundswell.analysis.cost import load_rates  # noqa: PLC0415 (heavy)

    rates = load_rates(Path(options["rates"]) if options["rates"] else None)
    with tempfile.TemporaryDirectory(prefix="groundswell-") as folder:
        findings = _find(files, Path(folder), rates, options)
        document = findings.as_json()
        if options["json_file"]:
            write_json(document, options["json_file"])
        if options["json_file"] != "-":
            show_findings(document)
        if options["brief_file"]:
            _write_brief(findings, Path(options["brief_file"]))


def _find(files: tuple[str, ...], folder: Path, rates: Any, options: dict[str, Any]) -> Any:
    from groundswell.analysis.findings import analyse as find  # noqa: PLC0415 (heavy)
    from groundswell.evidence.engines import open_engine  # noqa: PLC0415 (heavy)

    with open_engine(options["engine"]) as engine:
        reading = _read(files, folder, options)
        say_stage("Looking for what recurs")
        return find(
            reading.evidence,
            sources=[source.as_json() for source in reading.sources],
            rates=rates,
            version=__version__,
            since=_utc(options["since"]),
            until=_utc(options["until"]),
            engine=engine,
        )


def _read(files: tuple[str, ...], folder: Path, options: dict[str, Any]) -> Any:
    from groundswell.readers import load_mapping, read  # noqa: PLC0415 (heavy)

    mapping = load_mapping(Path(options["mapping_file"])) if options["mapping_file"] else None
    rejects = Path(options["rejects"]) if options["rejects"] else None
    with progress("Reading") as show:
        return read(
            [Path(name) for name in files],
            into=folder / "evidence",
            kind=options["kind"],
            mapping=mapping,
            since=_utc(options["since"]),
            until=_utc(options["until"]),
            rejects=rejects,
            progress=show,
        )


def _utc(day: datetime | None) -> datetime | None:
    return None if day is None else day.replace(tzinfo=UTC)


def _write_brief(findings: Any, path: Path) -> None:
    from groundswell.analysis.brief import compose, render_pdf  # noqa: PLC0415 (heavy)

    say_stage("Writing the brief")
    brief = compose(findings, lens="boss", written_on=datetime.now(UTC).date())
    write_whole(path, render_pdf(brief))
    click.echo(f"\nThe one page is in {path}.", err=True)
