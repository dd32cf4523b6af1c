"""`groundswell next`: what to do first, from the newest findings."""

import click

from groundswell.cli.django_setup import start_django
from groundswell.cli.output import write_json


@click.command()
@click.option("--json", "json_file", metavar="F", help="Write the steps as JSON (- = stdout).")
def next_steps(json_file: str | None) -> None:
    """Say what to do first: at most three things, one of them yours to do today.

    \b
    Example:
      groundswell next
    """
    start_django()
    from groundswell.measurement.queries import latest_findings  # noqa: PLC0415 (needs Django)

    steps = latest_findings()["first_steps"]
    if json_file:
        write_json(steps, json_file)
    if json_file != "-":
        for step in steps:
            click.secho(step["title"], bold=True)
            click.echo(f"  {step['minutes']} minutes. {step['reason']}")
