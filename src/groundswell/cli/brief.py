"""`groundswell brief`: the one page over the records."""

from datetime import UTC, datetime
from pathlib import Path

import click

from groundswell.cli.django_setup import start_django
from groundswell.cli.output import write_whole

#: one case, several readers: the selection differs, the numbers never do
LENSES = ("boss", "manager", "finance", "peers", "champion", "forward", "department")


@click.command()
@click.option(
    "--for",
    "lens",
    default=None,
    type=click.Choice(LENSES),
    help="Who will read it; your boss where nobody is named.",
)
@click.option(
    "--department",
    default="",
    metavar="NAME",
    help="The report for this department; with --for manager, only what is mostly its trouble.",
)
@click.option(
    "--because",
    default="",
    metavar="TEXT",
    help="A reason in your own words, in one sentence; what convinces nobody is refused.",
)
@click.option("-o", "target", required=True, metavar="F.pdf", type=click.Path(path_type=Path))
def brief(lens: str | None, department: str, because: str, target: Path) -> None:
    """Write the one page over the newest findings.

    \b
    Example:
      groundswell brief --for boss -o brief.pdf
      groundswell brief --department Sales -o sales.pdf
    """
    start_django()
    from groundswell.analysis.brief import check_tone, render_pdf  # noqa: PLC0415 (heavy)
    from groundswell.improvement.queries import write_brief  # noqa: PLC0415 (needs Django)

    page = write_brief(
        lens=lens or ("department" if department else "boss"),
        written_on=datetime.now(UTC).date(),
        department=department or None,
        because=because,
        names_people=True,
    )
    for remark in check_tone(because):
        click.echo(f"Look again: {remark}", err=True)
    write_whole(target, render_pdf(page))
    click.echo(f"The one page is in {target}.", err=True)
