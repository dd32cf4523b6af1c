"""The demo in a folder of its own, made anew only where the product or the day is another.

The command keeps what it made beside the records, with a stamp of every file of the package, and
puts it back while the stamp is right; so a second run of the tests waits for a copy.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.template import FOLDER, ROOT


def make_demo(home: Path) -> str:
    """Make the demo in a folder; return what the command wrote to the screen."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / f"demo-{_version()}"
    with (FOLDER / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for older in FOLDER.glob("demo-*"):
            if older != kept:
                shutil.rmtree(older)
        screen = _run(kept)
        shutil.copytree(kept, home, dirs_exist_ok=True)
    return screen


def _version() -> str:
    """Return what the command does not ask about: the packages, and the day, which it tells of."""
    told = (ROOT / "uv.lock").read_bytes() + datetime.now(UTC).date().isoformat().encode()
    return hashlib.sha256(told).hexdigest()[:16]


def _run(home: Path) -> str:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("GROUNDSWELL_")
    }
    environment |= {
        "GROUNDSWELL_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
    }
    command = [str(Path(sys.executable).with_name("groundswell")), "demo"]
    ran = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return ran.stdout
