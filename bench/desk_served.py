"""How long people wait for a page of the server that `groundswell serve` runs."""

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from bench.pace import pace_s, undisturbed


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who asks for a page at the same time.

    Attributes:
        clients: how many.
        rounds: how often each asks.
        reads_s: how long each reads a page before the next, seconds, half as long to half as long
            again; 0 for machines that never pause.
    """

    clients: int
    rounds: int
    reads_s: float = 0


#: One alone; eight people, who read; and eight that never pause, for whom the processors are the
#: limit: nothing can take less than eight times its processor time over the processors there are.
CROWDS = (Crowd(1, 40), Crowd(8, 15, reads_s=1), Crowd(8, 120))
PATIENCE_S = 30
#: Pages for which a connection is kept. By chance one of the two processes of the server has six of
#: eight connections; kept to the end, a figure would tell of that chance and not of the page.
KEPT_FOR = 5
#: so many pages are asked for between two looks at how fast the machine is: shared by others, it
#: takes twice as long from one minute to the next
LAP = 12


def wait_for_pages(pages: Mapping[str, str], session: str) -> dict[str, list[float]]:
    """Return the median milliseconds that each page takes, for each of the crowds, undisturbed.

    Args:
        pages: their addresses by name.
        session: the key of a session in the database that the environment names.
    """
    with _served() as port:
        return {
            name: [_wait(port, address, session, crowd) for crowd in CROWDS]
            for name, address in pages.items()
        }


@contextmanager
def _served() -> Iterator[int]:
    """Run the web part of `groundswell serve`, without the background work; yield its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    web = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
           "--blocking-threads", "4", "--backpressure", "64", "--no-ws", "--log-level", "warning",
           "groundswell.config.wsgi:application")  # fmt: skip
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "groundswell.config.settings"}
    server = subprocess.Popen([sys.executable, "-m", "granian", *web], env=environment)
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:  # it hangs where it was still starting
            server.kill()


def _await(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not come up.")


def _wait(port: int, address: str, session: str, crowd: Crowd) -> float:
    """Return the median of what they wait, each lap told at the pace that the machine had then."""
    found: list[float] = []
    for lap in range(0, crowd.rounds, LAP):
        rounds = range(lap, min(lap + LAP, crowd.rounds))

        def ask(client: int, rounds: range = rounds) -> list[float]:
            return _ask_often(port, address, session, reads=_readings(client, rounds, crowd))

        before = pace_s()
        with ThreadPoolExecutor(crowd.clients) as pool:
            waits = [wait for waits in pool.map(ask, range(crowd.clients)) for wait in waits]
        after = pace_s()
        found += [undisturbed(wait, before, after) for wait in waits]
    return round(statistics.median(found), 1)


def _readings(client: int, rounds: range, crowd: Crowd) -> list[float]:
    """Return how long one of them reads before each page, seconds."""
    chance = random.Random(f"{client} {rounds.start}")
    return [crowd.reads_s * chance.uniform(0.5, 1.5) for _ in rounds]


def _ask_often(port: int, address: str, session: str, *, reads: list[float]) -> list[float]:
    """Ask for a page after each reading; return what it took but for the first two, ms."""
    connection, taken = http.client.HTTPConnection("127.0.0.1", port), []
    for number, reading in enumerate(reads):
        if number % KEPT_FOR == 0:
            connection.close()
        time.sleep(reading)
        begun = time.perf_counter()
        connection.request(
            "GET", address, headers={"Cookie": f"sessionid={session}", "Host": "localhost"}
        )
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{address} answered {answer.status}")
        taken.append(1000 * (time.perf_counter() - begun))
    connection.close()
    return taken[2:]
