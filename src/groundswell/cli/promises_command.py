"""`groundswell promises`: work what was promised out anew, and do what is due."""

from datetime import UTC, datetime

import click

from groundswell.cli.django_setup import open_records


@click.command()
@click.option("--recount", is_flag=True, help="Work out every promise from the trail.")
def promises(*, recount: bool) -> None:
    """Do what follows from promises that run short; with --recount work all out anew.

    \b
    Example:
      groundswell promises --recount
    """
    open_records()
    from groundswell.servicedesk.promises import actions  # noqa: PLC0415

    if recount:
        run = actions.begin_recount(at=datetime.now(UTC))
        with click.progressbar(length=run.total, label="Tickets") as bar:
            while run.finished_at is None:
                before = run.done
                run = actions.recount_further(run, at=datetime.now(UTC))
                bar.update(run.done - before)
        click.echo(f"{run.done} tickets were looked at; of {run.changed} something is different.")
    reached = actions.escalate_due(at=datetime.now(UTC))
    click.echo(f"{reached} levels were reached since the last round.")
