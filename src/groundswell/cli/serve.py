"""`groundswell serve`: web and background work in one command."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import click

from groundswell import __version__
from groundswell.cli.demo_links import offer_links
from groundswell.cli.django_setup import open_records
from groundswell.cli.rounds import plan_all
from groundswell.kernel.errors import BadInput

#: seconds that each part may take to finish what it is doing
PATIENCE = 10
HASHING = "whitenoise.storage.CompressedManifestStaticFilesStorage"
#: what packages bring along and no page asks for: the htmx of pages is in dist/
UNUSED = ("django_htmx", "redoc*")


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(bind: str, workers: int) -> None:
    """Run the web application and its background work; Ctrl-C stops both.

    The first visit lets the first person make their own account: open the link that is printed.

    \b
    Example:
      groundswell serve --bind 127.0.0.1:8000
    """
    host, _, port = bind.rpartition(":")
    if not host or not port.isdecimal():
        raise click.UsageError(f'"{bind}" is no address; write it as 127.0.0.1:8000.')
    with _hold(host, int(port)):
        os.environ.setdefault("GROUNDSWELL_SITE_URL", f"http://{bind}")
        lines = prepare(f"http://{bind}")
        code = _run_until_stopped(host, port, workers, lines)
    sys.exit(code)


def _hold(host: str, port: int) -> socket.socket:
    """Refuse an address that is taken, before anything is started; else keep it for this server.

    The server shares its port with its own processes, so another one started before it listens
    would come in as well. A socket that is bound and never listens keeps that one out, and no
    visitor ever meets it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as problem:
            raise BadInput(
                f"{host}:{port} cannot be used ({problem.strerror}). "
                "Stop what runs there, or choose another with --bind."
            ) from problem
    held = socket.socket(family, socket.SOCK_STREAM)
    if hasattr(socket, "SO_REUSEPORT"):
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        # what another server left behind is no reason not to start
        with suppress(OSError):
            held.bind((host.strip("[]"), port))
    return held


def prepare(address: str) -> list[str]:
    """Bring the database and the static files to this version; return how to come in."""
    open_records()
    _collect_static_files()
    from groundswell.foundation.accounts.actions import offer_setup  # noqa: PLC0415

    at = datetime.now(UTC)
    plan_all(at=at)
    token = offer_setup(at=at)
    lines = [f"Groundswell is at {address} (Ctrl-C stops it)"]
    if token:
        lines.append("Nobody has an account yet. Make yours with this link, which works once:")
        lines.append(f"  {address}/account/setup/{token}/")
    return [*lines, *offer_links(address, at=at)]


def _answers(host: str, port: str) -> bool:
    """Tell whether the server answers, whatever it says."""
    name = host.strip("[]")
    with suppress(ValueError):  # a name is no number
        if ip_address(name).is_unspecified:
            name = "::1" if ":" in name else "127.0.0.1"
    visit = HTTPConnection(name, int(port), timeout=2)
    try:
        visit.request("GET", "/", headers={"Host": f"{host}:{port}"})
        visit.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        visit.close()
    return True


def _collect_static_files() -> None:
    """Hash and compress what browsers fetch, once for each version."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test.utils import override_settings  # noqa: PLC0415

    stamp = Path(settings.STATIC_ROOT) / "version"
    package = Path(__file__).parent.parent / "static"
    newest = max((path.stat().st_mtime_ns for path in package.rglob("*")), default=0)
    wanted = f"{__version__} {newest}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": HASHING}}
    with override_settings(STORAGES=storages):
        call_command(
            "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=[*UNUSED]
        )
    stamp.write_text(wanted)


def _run_until_stopped(host: str, port: str, workers: int, lines: list[str]) -> int:
    """Run both parts until one ends or somebody stops them; return the exit code.

    `lines` are said once the server answers.
    """
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "groundswell.config.settings"}
    # The threads are set: left alone, the server opens a database connection for each of dozens.
    web = ("--interface", "wsgi", "--host", host, "--port", port, "--workers", str(workers),
           "--blocking-threads", "4", "--backpressure", "64", "--no-ws", "--log-level", "warning",
           "groundswell.config.wsgi:application")  # fmt: skip
    # each a group of its own, so that none of its workers outlives it and holds the port
    parts = [
        subprocess.Popen([sys.executable, "-m", *call], env=environment, process_group=0)  # noqa: S603
        for call in (("granian", *web), ("django", "qcluster"))
    ]
    stopped = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    while not stopped and all(part.poll() is None for part in parts):
        if lines and _answers(host, port):
            click.echo("\n".join(lines))
            lines = []
        time.sleep(0.2)
    for part in parts:
        part.send_signal(signal.SIGINT)
    for part in parts:
        _wait(part)
    return 0 if stopped else 1


def _wait(part: subprocess.Popen[bytes]) -> None:
    """Wait until a part has ended; whatever of it is left then, or will not end, is ended."""
    with suppress(subprocess.TimeoutExpired):
        part.wait(PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(part.pid, signal.SIGKILL)
    part.wait()
