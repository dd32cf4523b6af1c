"""`groundswell`: finds the command, loads it, and turns what went wrong into one sentence.

The commands are named here without being imported, so that `groundswell --help` answers at once.
"""

import importlib
import sys
from collections.abc import Sequence

import click

from groundswell import __version__
from groundswell.kernel.errors import BadInput, NotKnown, Refusal

#: command → its module, its function and what it does, in the order in which people need them
COMMANDS = {
    "demo": ("demo_command", "demo", "Show everything on an invented company."),
    "analyse": (
        "analyse",
        "analyse",
        "Read exports of your tool: what recurs, costs, comes first.",
    ),
    "assess": ("assess", "assess", "Say how mature each practice is, from its records."),
    "match": ("match", "match", "Find the most similar earlier records."),
    "serve": ("serve", "serve", "Run the web application."),
    "import": ("import_command", "import_files", "Bring exports into the records."),
    "articles": ("articles", "articles", "Bring Markdown files in as articles."),
    "brief": ("brief", "brief", "Write the one page over the records."),
    "handover": ("handover", "handover", "Write the pack for a successor."),
    "next": ("next_steps", "next_steps", "Say what to do first."),
    "export": ("archive", "export", "Write every record into a folder of plain files."),
    "backup": ("archive", "backup", "Write everything into one file, for a bad day."),
    "restore": ("archive", "restore", "Bring a backup into an empty installation."),
    "migrate": ("operations", "migrate", "Bring the database to this version."),
    "reindex": ("operations", "reindex", "Write the search anew."),
    "worker": ("operations", "worker", "Run the background work by itself."),
    "promises": ("promises_command", "promises", "Work what was promised out anew."),
    "doctor": ("operations", "doctor", "Check this installation."),
    "user": ("user", "user", "Add people and keys."),
}


class Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (its signature)
        """Return the names, in the order above."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, function, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(
            importlib.import_module(f"groundswell.cli.{module}"), function
        )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][2]) for name in COMMANDS])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="groundswell")
def cli() -> None:
    """Find out why things break, what it costs and what to do first.

    \b
    Example:
      groundswell analyse tickets.csv --brief brief.pdf
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; exit 0 on success, 1 when it could not be done, 2 when the call was wrong."""
    try:
        # Without its standalone mode click hands back the code of `Exit` instead of raising it.
        code = cli.main(args=arguments, prog_name="groundswell", standalone_mode=False)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.Abort:
        _say("Stopped.")
        sys.exit(1)
    except click.UsageError as wrong:
        wrong.show()
        sys.exit(2)
    except click.ClickException as failed:
        _say(failed.format_message())
        sys.exit(1)
    except (BadInput, NotKnown, Refusal) as reason:
        _say(str(reason))
        sys.exit(1)
    except BrokenPipeError:
        # Somebody closed the pipe, as `head` does; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(1)
    except Exception as problem:
        sentence = _explain(problem)
        if sentence is None:
            raise
        _say(sentence)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _explain(problem: Exception) -> str | None:
    """Return what the machine could not do, as a sentence; None for a mistake of our own."""
    lines = str(problem).strip().splitlines() or [""]
    # A library that was never loaded has raised nothing; loading it to find out would be slow.
    django, duckdb = sys.modules.get("django.db.utils"), sys.modules.get("duckdb")
    if django is not None and isinstance(problem, django.OperationalError):
        return (
            f"The database could not be used: {lines[0].rstrip('.')}. What was not finished is not "
            "kept; when that is mended, run it again."
        )
    if duckdb is not None and isinstance(problem, duckdb.IOException | duckdb.OutOfMemoryException):
        return f"There was no room to work in: {lines[0].rstrip('.')}."
    if isinstance(problem, OSError):
        return f"{problem.filename or 'The file system'}: {problem.strerror or lines[0]}."
    return None


def _say(sentence: str) -> None:
    click.echo(f"groundswell: {sentence}", err=True)
