"""The desk on many tickets: processor time and queries of each page, and how long people wait.

python -m bench desk --sizes 100000,1000000
python -m bench desk --sizes 100000 --database postgresql://postgres@127.0.0.1:5432/postgres

Each size has a process and a database of its own; with `--database` that is a new one on a server
of PostgreSQL, which is dropped afterwards. `--folder` keeps what was written, so that a second run
begins at once. The processor time is that of one request in this process, without the network; the
waiting time is what clients see of the server that `groundswell serve` runs: one client alone,
eight people who read each page for a second, and eight that never pause.

A machine that others share takes up to two and a half times as long from one minute to the next.
So a small fixed work is done before and after each request, and what the request took is told
besides as it would be at the pace of a machine that is not disturbed; likewise what people wait.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from bench.desk_pages import list_pages, sign_in
from bench.desk_records import EMAIL, fill
from bench.desk_served import wait_for_pages
from bench.pace import UNDISTURBED_S, pace_s, undisturbed

#: what a request may take of the processor, ms, where a limit is set
LIMITS: Mapping[str, float] = {
    "list": 15,
    "list, all": 15,
    "list, second page": 15,
    "list, by due time": 15,
    "ticket": 15,
    "ticket with promises": 15,
    "today": 15,
    "dashboard": 15,
    "search, rare word": 10,
    "search, common word": 60,
    "opening a ticket": 8,
    "suggestions while typing": 50,
    "same ticket while typing": 50,
    "guesses while typing": 50,
}
#: pages whose waiting time is measured as well
SERVED = ("list", "ticket", "today", "dashboard", "search, rare word", "search, common word")


def measure_sizes(sizes: list[int], *, server: str | None, folder: Path) -> None:
    """Print for each size what each page takes, and how much more than for the size before."""
    before: dict[str, Any] = {}
    for size in sizes:
        found = _measure_apart(size, server=server, folder=folder)
        _show(size, found, before)
        before = found


def _measure_apart(size: int, *, server: str | None, folder: Path) -> dict[str, Any]:
    home = folder / f"desk-{size}"
    home.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"GROUNDSWELL_HOME": str(home)}
    if server is not None:
        environment["GROUNDSWELL_DATABASE_URL"] = _make_database(server, size)
    call = [sys.executable, "-m", "bench.desk"]
    made = subprocess.run(
        [*call, "make", str(size)], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    done = subprocess.run(
        [*call, "measure", made.stdout.splitlines()[-1]],
        env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    if server is not None:
        _drop_database(server, size)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _make_database(server: str, size: int) -> str:
    _drop_database(server, size)
    _tell_server(server, f"CREATE DATABASE groundswell_bench_{size}")
    return f"{server.rpartition('/')[0]}/groundswell_bench_{size}"


def _drop_database(server: str, size: int) -> None:
    _tell_server(server, f"DROP DATABASE IF EXISTS groundswell_bench_{size} WITH (FORCE)")


def _tell_server(server: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 (those without PostgreSQL do not have it)

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def _show(size: int, found: dict[str, Any], before: Mapping[str, Any]) -> None:
    print(f"Undisturbed: {UNDISTURBED_S} s for five million squares.")
    head = f"{size:,} tickets"
    print(
        f"{head:32} {'processor ms':>12} {'undisturbed':>11} {'limit':>6} {'queries':>8}"
        f" {'growth':>7}  waiting ms, undisturbed: one, eight, eight without a pause"
    )
    for name, figures in found.items():
        taken = figures["undisturbed_ms"]
        limit = f"{LIMITS[name]:g}" if name in LIMITS else ""
        growth = f"{taken / before[name]['undisturbed_ms']:.2f}x" if name in before else ""
        waits = ", ".join(f"{wait:.1f}" for wait in figures.get("waits_ms", ()))
        print(
            f"{name:32} {figures['cpu_ms']:>12.1f} {taken:>11.1f} {limit:>6}"
            f" {figures['queries']:>8} {growth:>7}  {waits}"
        )


def make_records(tickets: int) -> dict[str, str]:
    """Write so many tickets and what the pages show beside them; return the pages by name."""
    from groundswell.cli.django_setup import open_records  # noqa: PLC0415

    open_records()
    numbers = fill(tickets)
    _tidy_up()
    pages = list_pages(numbers)
    _tidy_up()
    return pages


def measure_pages(pages: Mapping[str, str], *, rounds: int = 40) -> dict[str, Any]:
    """Return, for each page, the median processor ms, the queries and the waiting times.

    In a process of its own, as a server is: one that has just read a million tickets for a snapshot
    holds so much that everything after it takes half as long again.
    """
    from groundswell.cli.django_setup import start_django  # noqa: PLC0415

    start_django()
    import_module("groundswell.config.wsgi")  # what a server does once, before the first visit
    client = sign_in()
    found = {name: _measure(_ask(client, address), rounds) for name, address in pages.items()}
    found["opening a ticket"] = _measure(_open(client), rounds)
    cookie = client.cookies["sessionid"].value
    for name, waits in wait_for_pages({name: pages[name] for name in SERVED}, cookie).items():
        found[name]["waits_ms"] = waits
    return found


def _tidy_up() -> None:
    """Do at once what the night does for SQLite, and PostgreSQL for itself within minutes."""
    from django.db import connection  # noqa: PLC0415

    from groundswell.foundation.search.tidying import tidy_up  # noqa: PLC0415

    tidy_up()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _ask(client: Any, address: str) -> Callable[[], None]:
    """Return what asks for a page once."""

    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")

    return ask


def _open(client: Any) -> Callable[[], None]:
    """Return what takes a ticket down once, with the form of the desk; another one each time."""
    places = count(1)

    def ask() -> None:
        said = {
            "kind": "incident",
            "summary": f"The scanner at place {next(places)} is slow",
            "caller": EMAIL,
            "impact": 3,
            "urgency": 2,
        }
        answer = client.post("/desk/new/", said)
        if answer.status_code != 302:
            raise SystemExit(f"Taking down a ticket answered {answer.status_code}")
        # what the next page would say of it: unread, the messages of all rounds would pile up
        client.cookies.pop("messages", None)

    return ask


def _measure(ask: Callable[[], None], rounds: int) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415

    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        ask()
    taken, steady = [], []
    for _ in range(rounds):
        pace = pace_s()
        before = time.process_time()
        ask()
        taken.append(1000 * (time.process_time() - before))
        steady.append(undisturbed(taken[-1], pace, pace_s()))
    return {
        "cpu_ms": round(statistics.median(taken), 1),
        "undisturbed_ms": round(statistics.median(steady), 1),
        "queries": len(asked),
    }


if __name__ == "__main__":
    task, given = sys.argv[1:]
    told = make_records(int(given)) if task == "make" else measure_pages(json.loads(given))
    print(json.dumps(told))
