"""What `--as` takes: the kinds of records, said at the call where it is none."""

from collections.abc import Callable
from typing import Any

import click


def as_kind(kinds: str, *, default: str | None = None) -> Callable[[Any], Any]:
    """Return the option `--as`.

    Args:
        kinds: those that the command reads, in words.
        default: what it is where nobody says it.
    """
    return click.option(
        "--as", "kind", default=default, metavar="KIND", callback=need_kind, help=f"{kinds}."
    )


def need_kind(context: click.Context, option: click.Parameter, said: str | None) -> str | None:
    """Pass a kind of record, also one that is not read from files yet and says so itself.

    Raises:
        click.BadParameter: it is no kind at all.
    """
    if not said:
        return said
    from groundswell.readers import CANONICAL  # noqa: PLC0415 (heavy)
    from groundswell.readers.recognising import why_not_yet  # noqa: PLC0415 (heavy)

    if said in CANONICAL or why_not_yet(said, asked=True):
        return said
    known = ", ".join(CANONICAL)
    raise click.BadParameter(f"{said} is no kind of record; it is one of {known}.", context, option)
