"""What every command shares in what it writes: JSON, progress, files that appear whole or not."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from groundswell.kernel.errors import BadInput


def write_json(document: Any, target: str) -> None:
    """Write JSON as UTF-8 to a file, or to standard output for "-"."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    # A lone half of a character pair is not text; a reader of the file must not choke on it.
    data = text.encode("utf-8", "replace") + b"\n"
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(Path(target), data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it, not even after a full disk or a kill.

    Raises:
        BadInput: it cannot be written there; the message says why.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as problem:
        raise BadInput(
            f"{path} could not be written: {problem.strerror}. Nothing of it was kept; free some "
            "space there, or name another place."
        ) from problem


def _replace(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int | None], None]]:
    """Yield a function that shows how many are done; it is silent unless a terminal looks on."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return

    def show(done: int, total: int | None) -> None:
        of = f" of {total:,}" if total else ""
        click.echo(f"\r{label} {done:,}{of}   ", nl=False, err=True)

    yield show
    click.echo("\r" + " " * 72 + "\r", nl=False, err=True)


def say_stage(words: str) -> None:
    """Say what is being done, to somebody at a terminal."""
    if sys.stderr.isatty():
        click.echo(f"{words} …", err=True)
