"""Commands in processes of their own that do not each load every package anew.

A first process loads what all commands need and then splits for every command: what a command
does to its environment, its folder and its output stays its own, and two seconds are saved each
time. Run as a program, this module is that first process.
"""

import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path
from typing import IO

#: What takes long to load. Nothing of it reads a setting, or opens a file, thread or connection.
PACKAGES = ("django.core.management", "django.db.backends.sqlite3.base", "django.forms",
            "groundswell.cli.main", "pydantic")  # fmt: skip
PLAIN = ("groundswell.analysis", "groundswell.evidence", "groundswell.readers")

NO_ENGINE = "groundswell.evidence.engines."


def run_warm(
    *arguments: str, environment: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run a command of groundswell in a folder; return how it ended and what it wrote."""
    first = _first()
    assert first.stdin
    assert first.stdout
    first.stdin.write(json.dumps([arguments, environment, str(folder)]) + "\n")
    first.stdin.flush()
    code, out, err = json.loads(first.stdout.readline())
    return subprocess.CompletedProcess(arguments, code, out, err)


@cache
def _first() -> "subprocess.Popen[str]":
    """Start the first process; it ends when its input does."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.warm"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )


def main() -> None:
    """Load, then run one command for each line."""
    for name in PACKAGES:
        importlib.import_module(name)
    for name in PLAIN:
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not found.name.startswith(NO_ENGINE):
                importlib.import_module(found.name)
    for line in sys.stdin:
        arguments, environment, folder = json.loads(line)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if not child:
                _be_the_command(arguments, environment, folder, out, err)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            print(json.dumps([code, _told(out), _told(err)]), flush=True)


def _be_the_command(
    arguments: list[str], environment: dict[str, str], folder: str, out: IO[bytes], err: IO[bytes]
) -> None:
    from groundswell.cli.main import main as command  # noqa: PLC0415

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    code: object = 1
    try:
        command(arguments)
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 (the other side of a fork must not go on)
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _told(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    main()
