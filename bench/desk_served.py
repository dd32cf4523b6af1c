"""How long people wait for a page of the server that `groundswell serve` runs."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

#: how many ask at once, and how often each asks for a page
CLIENTS, ROUNDS = (1, 8), 40
PATIENCE_S = 30


def wait_for_pages(pages: Mapping[str, str], session: str) -> dict[str, list[float]]:
    """Return the median milliseconds that each page takes, for one client and for eight at once.

    Args:
        pages: their addresses by name.
        session: the key of a session in the database that the environment names.
    """
    with _served() as port:
        return {
            name: [_wait(port, address, session, clients) for clients in CLIENTS]
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
        server.wait()


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


def _wait(port: int, address: str, session: str, clients: int) -> float:
    def ask_often(_: int) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        taken = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            connection.request(
                "GET", address, headers={"Cookie": f"sessionid={session}", "Host": "localhost"}
            )
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{address} answered {answer.status}")
            taken.append(1000 * (time.perf_counter() - begun))
        return taken[2:]

    with ThreadPoolExecutor(clients) as pool:
        found = [wait for waits in pool.map(ask_often, range(clients)) for wait in waits]
    return round(statistics.median(found), 1)
