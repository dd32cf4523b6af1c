"""What people wait for in an installation of so many tickets: first steps, and the one page.

Each is asked for as people do, by its command in a process of its own, and by its page; beside it
stands what of that time is the reckoning, and not the start of the program.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench.desk_pages import BACKEND
from bench.measuring import Measured, clock

#: a mark beside the database: everything was brought in and analysed
_DONE = "analysed"
_EMAIL = "bench@example.org"


def import_export(folder: Path) -> None:
    """Bring the generated export into an installation, and analyse it, unless that was done."""
    home = folder / "home"
    if (home / _DONE).exists():
        return
    home.mkdir(exist_ok=True)
    _run("import", str(folder / "export.csv"), home=home)
    (home / _DONE).touch()


def measure_steps(size: int, folder: str) -> Measured:
    """Ask what to do first: by `groundswell next`, and by the page of the first steps."""

    def reckon() -> Any:
        from groundswell.improvement.queries import find_next  # noqa: PLC0415

        return find_next(as_of=datetime.now(UTC)).steps

    measured = Measured("steps", size)
    return _measure(measured, Path(folder) / "home", ("next",), reckon, "/journey/")


def measure_brief(size: int, folder: str) -> Measured:
    """Write the one page: by `groundswell brief`, and by its page on the screen."""

    def reckon() -> Any:
        from groundswell.analysis.brief import render_pdf  # noqa: PLC0415
        from groundswell.improvement.queries import write_brief  # noqa: PLC0415

        return render_pdf(write_brief(lens="boss", written_on=datetime.now(UTC).date()))

    target = str(Path(folder) / "brief.pdf")
    call = ("brief", "--for", "boss", "-o", target)
    measured = Measured("brief", size)
    return _measure(measured, Path(folder) / "home", call, reckon, "/journey/brief/")


def _measure(
    measured: Measured,
    home: Path,
    call: tuple[str, ...],
    reckon: Callable[[], Any],
    page: str,
) -> Measured:
    """Measure the command as a whole, and then its parts in this process."""
    begun, worked = time.perf_counter(), _spent_by_children()
    _run(*call, home=home)
    measured.seconds = time.perf_counter() - begun
    measured.processor_seconds = _spent_by_children() - worked
    os.environ["GROUNDSWELL_HOME"] = str(home)
    measured.found = dict(_measure_parts(reckon, page))
    return measured


def _measure_parts(reckon: Callable[[], Any], page: str) -> Mapping[str, float]:
    """Return the processor time of the start, of the reckoning, and of the page, seconds."""
    from groundswell.cli.django_setup import start_django  # noqa: PLC0415

    parts: dict[str, float] = {}

    def part(what: str, do: Callable[[], Any]) -> None:
        spent = Measured(what, 0)
        with clock(spent):
            do()
        parts[what] = spent.processor_seconds

    part("start of the program, s", start_django)
    part("first time, with its libraries, s", reckon)
    part("reckoning, s", reckon)
    client = _sign_in()
    if client.get(page).status_code != HTTPStatus.OK:  # templates are read once
        raise SystemExit(f"{page} does not answer as it should.")
    part(f"{page}, s", lambda: client.get(page))
    return parts


def _sign_in() -> Any:
    from django.test import Client  # noqa: PLC0415

    from groundswell.foundation.accounts.actions import add_person_unasked  # noqa: PLC0415
    from groundswell.foundation.accounts.models import User  # noqa: PLC0415

    user = User.objects.filter(email=_EMAIL).first() or add_person_unasked(
        by=None, at=datetime.now(UTC), name="Bench", email=_EMAIL,
        roles=("champion",), password=None,
    )  # fmt: skip
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=BACKEND)
    return client


def _run(*call: str, home: Path) -> None:
    environment = os.environ | {"GROUNDSWELL_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each command compiles all its packages
    command = [sys.executable, "-m", "groundswell.cli", *call]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip().splitlines()[-1])


def _spent_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
