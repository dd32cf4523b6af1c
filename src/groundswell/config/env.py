"""Settings come from the environment; each is declared once, with its meaning."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from groundswell.kernel.errors import BadInput


class Environment:
    """Reads `GROUNDSWELL_…` variables and remembers what each one means."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.meanings: dict[str, str] = {}

    def text(self, name: str, meaning: str, *, default: str) -> str:
        """Return a text."""
        self.meanings[f"GROUNDSWELL_{name}"] = meaning
        return self._variables.get(f"GROUNDSWELL_{name}", default)

    def flag(self, name: str, meaning: str, *, default: bool) -> bool:
        """Return a yes or no.

        Raises:
            BadInput: it is neither "true" nor "false".
        """
        value = self.text(name, meaning, default=str(default)).lower()
        if value not in {"true", "false"}:
            raise BadInput(f'GROUNDSWELL_{name} is "{value}"; write true or false.')
        return value == "true"

    def names(self, name: str, meaning: str, *, default: str) -> list[str]:
        """Return a list written with commas."""
        parts = self.text(name, meaning, default=default).split(",")
        return [part.strip() for part in parts if part.strip()]

    def folder(self, name: str, meaning: str, *, default: Path) -> Path:
        """Return a folder as an absolute path; it need not exist yet."""
        return Path(self.text(name, meaning, default=str(default))).expanduser().absolute()

    def secret(self, name: str, meaning: str) -> str:
        """Return a secret from the variable, or from the file that `…_FILE` names; "" if neither.

        Raises:
            BadInput: the file cannot be read.
        """
        self.meanings[f"GROUNDSWELL_{name}"] = f"{meaning} Or name a file with it in …_FILE."
        path = self._variables.get(f"GROUNDSWELL_{name}_FILE")
        if path is None:
            return self._variables.get(f"GROUNDSWELL_{name}", "")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise BadInput(
                f"GROUNDSWELL_{name}_FILE names {path}, which cannot be read: {problem.strerror}."
            ) from problem


#: where a machine keeps its time zone: a link into a folder of them
_LOCALTIME = Path("/etc/localtime")


def zone_of_machine(variables: Mapping[str, str] = os.environ, *, link: Path = _LOCALTIME) -> str:
    """Return the time zone of this machine by its name, "UTC" where it does not say.

    Args:
        variables: of the environment; TZ goes before what the machine has.
        link: what leads to the zone of the machine.
    """
    _, _, linked = str(link.resolve()).partition("/zoneinfo/")
    for name in (variables.get("TZ", "").removeprefix(":"), linked):
        # a name has a place in it; "CET-1CEST" and a path are none that calendars know
        if name and not name.startswith("/"):
            try:
                return ZoneInfo(name).key
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return "UTC"


#: Why FULL: an accepted ticket survives a power cut; NORMAL loses the last commits. The file is
#: read where it lies in memory (up to 2 GB of it): each connection would copy 20 MB of it for
#: itself, and read most anew for each page. https://www.sqlite.org/mmap.html
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA journal_size_limit=67108864;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=2000000000"
    ),
}

#: What is asked here reads few rows by an index, mostly from memory. PostgreSQL takes a question
#: with several joins for a long one: it compiles it, shares it among processes, reads a table from
#: end to end, or weighs each order of seven joins, each of which takes longer than the answer. What
#: is read in portions is read to its end: taken for a tenth, the trail of a hundred thousand
#: tickets was compared with each of them, which took minutes.
#: https://www.postgresql.org/docs/current/runtime-config-query.html
#: A question that comes again is put together once by the server, too: reading a statement and
#: weighing how to answer it takes it longer than the answer.
#: https://www.psycopg.org/psycopg3/docs/advanced/prepare.html
POSTGRESQL_OPTIONS = {
    "options": "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"
    " -c join_collapse_limit=4 -c cursor_tuple_fraction=1",
    "server_side_binding": True,
    "prepare_threshold": 3,
}


def database(url: str) -> dict[str, object]:
    """Return Django's description of the database at this address.

    Args:
        url: `sqlite:///path` or `postgresql://user:password@host:port/name`.

    Raises:
        BadInput: another kind of database, or one whose driver is not installed.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path.removeprefix("/")),
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": None,
        }
    if parts.scheme in {"postgres", "postgresql"}:
        _need_driver()
        return {
            "ENGINE": "groundswell.foundation.postgres",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": POSTGRESQL_OPTIONS,
        }
    raise BadInput(
        f'GROUNDSWELL_DATABASE_URL starts with "{parts.scheme}:"; '
        "write sqlite:///path/to/file or postgresql://user:password@host/name."
    )


def _need_driver() -> None:
    if find_spec("psycopg") is None:
        raise BadInput(
            "GROUNDSWELL_DATABASE_URL names PostgreSQL, whose driver is not installed here. "
            "pip install 'groundswell[postgres]' brings it; without the variable the records are "
            "kept in one file."
        )
