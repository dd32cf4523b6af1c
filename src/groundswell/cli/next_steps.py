"""`groundswell next`: what to do first, in the order that holds now."""

from datetime import UTC, datetime
from typing import Any

import click

from groundswell.cli.django_setup import start_django
from groundswell.cli.output import write_json
from groundswell.cli.screen import show_steps


@click.command()
@click.option("--json", "json_file", metavar="F", help="Write the steps as JSON (- = stdout).")
@click.option(
    "--open",
    "open_count",
    type=click.IntRange(min=0),
    default=0,
    help="How many improvements are open elsewhere; with three, finishing one is the step.",
)
def next_steps(json_file: str | None, open_count: int) -> None:
    """Say what to do first: at most three things, one of them yours to do today.

    \b
    Example:
      groundswell next
    """
    start_django()
    from groundswell.improvement.queries import find_next  # noqa: PLC0415 (needs Django)

    found = find_next(as_of=datetime.now(UTC), open_improvements=open_count)
    steps: list[dict[str, Any]] = [
        {name: value for name, value in step.items() if name != "about"} for step in found.steps
    ]
    if json_file:
        write_json(steps, json_file)
    if json_file != "-":
        show_steps(steps)
        click.echo()
        click.echo(f"Situation: {found.reading.name}; {found.reading.why}.")
        if found.chosen.alike:
            click.echo("These are equally good; choose by taste.")
