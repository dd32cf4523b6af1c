"""The tables of this version in an embedded database, made once and kept beside the tests.

Going through the history of the tables takes seconds; every worker, site and command needs the end
of it. That a command makes the tables by itself is shown by the first hour and by the demo.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".cache" / "tests"

#: the name that Django gives the database of a test in memory
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


@cache
def migrated() -> Path:
    """Return the file, to be copied; whoever asks first makes it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = FOLDER / f"tables-{_version()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for older in FOLDER.glob("tables-*"):
                older.unlink()
            _make(made)
    return made


def _version() -> str:
    """Return what changes whenever the tables may: their history, and the packages with more."""
    files = sorted((ROOT / "src" / "groundswell").rglob("migrations/*.py"))
    told = b"".join(file.read_bytes() for file in [ROOT / "uv.lock", *files])
    return hashlib.sha256(told).hexdigest()[:16]


def _make(made: Path) -> None:
    environment = dict(os.environ)
    for name in ("DJANGO_SETTINGS_MODULE", "GROUNDSWELL_DATABASE_URL"):
        environment.pop(name, None)
    with TemporaryDirectory(dir=FOLDER) as home:
        environment["GROUNDSWELL_HOME"] = home
        command = [sys.executable, "-m", "groundswell.cli", "migrate"]
        subprocess.run(command, env=environment, check=True, capture_output=True, cwd=home)
        (Path(home) / "groundswell.sqlite3").rename(made)


def fill_memory() -> sqlite3.Connection:
    """Copy the tables into the database in memory; it lives as long as the connection returned."""
    kept = sqlite3.connect(IN_MEMORY, uri=True, check_same_thread=False)
    file = sqlite3.connect(migrated())
    file.backup(kept)
    file.close()
    return kept
