"""`groundswell match`: for each new record, the most similar earlier ones."""

import tempfile
from pathlib import Path
from typing import Any

import click

from groundswell.cli.kinds import as_kind
from groundswell.cli.output import progress, write_json


@click.command()
@click.argument("history", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--top", default=10, type=click.IntRange(1, 1000), show_default=True, metavar="N")
@click.option("--json", "json_file", metavar="F", help="Write the matches as JSON (- = stdout).")
@as_kind("tickets, events, problems or changes")
@click.option("--map", "mapping_file", metavar="F.toml", help="What the columns mean.")
def match(history: Path, new: Path, top: int, json_file: str | None, **options: Any) -> None:
    """For each record of NEW, name the most similar records of HISTORY that were there before it.

    HISTORY and NEW may be the same file. Where a record has no time, all others are compared.

    \b
    Example:
      groundswell match last-year.csv this-week.csv --top 5
    """
    from groundswell.analysis.match import match_tickets  # noqa: PLC0415 (heavy)
    from groundswell.readers import load_mapping, read  # noqa: PLC0415 (heavy)

    mapping = load_mapping(Path(options["mapping_file"])) if options["mapping_file"] else None
    with tempfile.TemporaryDirectory(prefix="groundswell-") as folder, progress("Reading") as show:
        readings = [
            read(
                [file],
                into=Path(folder) / name,
                kind=options["kind"],
                mapping=mapping,
                progress=show,
            )
            for name, file in (("history", history), ("new", new))
        ]
        found = match_tickets(readings[0].evidence, readings[1].evidence, top=top)
        document = [matches.as_json() for matches in found]
    if json_file:
        write_json(document, json_file)
    if json_file != "-":
        _show(document)


def _show(document: list[dict[str, Any]]) -> None:
    for record in document[:20]:
        click.secho(record["id"], bold=True)
        for best in record["matches"][:3]:
            click.echo(f"  {best['score']:.2f}  {best['id']}  ({'; '.join(best['why'])})")
    if len(document) > 20:
        click.secho(f"and {len(document) - 20:,} more; --json writes them all", dim=True)
