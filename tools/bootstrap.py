"""Make the project runnable in its own folder, and do nothing when it already is.

    python3 tools/bootstrap.py [GROUP...]

Needs Python 3.11 or later and reach of PyPI and npm. Puts uv into .tools/ unless it is on the
PATH, the locked packages into .venv/ (those of the product, and of each dependency GROUP that is
named), and the built browser code where the product looks for it. Standard library only.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The variable of uv; the lane of the engines has an environment of its own.
VENV = ROOT / os.environ.get("UV_PROJECT_ENVIRONMENT", ".venv")
TOOLS = ROOT / ".tools"
STAMP = VENV / "groundswell-bootstrap.json"
OLDEST_PYTHON = (3, 11)
OLDEST_UV = (0, 8)
NO_VENV = (
    "This Python cannot make a virtual environment. Install the package that holds it and run the "
    "command again: on Debian or Ubuntu `apt install python3-venv`, on Fedora `dnf install "
    "python3-pip`."
)


class CannotSetUp(Exception):
    """The machine lacks something; the message says what and how to get it."""


def bootstrap(groups: set[str]) -> None:
    """Bring .venv and the built browser code up to date with the lock files."""
    check_python()
    wanted = groups | {"assets"}
    done = read_stamp()
    if done.get("lock") != lock_hash() or not wanted <= set(done.get("groups", ())):
        say("Setting up in this folder; the first time takes about a minute.")
        # Groups of earlier calls stay, or `make demo` would take away what `make test` needs.
        wanted |= set(done.get("groups", ()))
        install(wanted)
        STAMP.write_text(json.dumps({"lock": lock_hash(), "groups": sorted(wanted)}))
    sys.path.insert(0, str(ROOT / "tools"))
    import assets  # noqa: PLC0415 - found beside this file

    assets.build_if_changed(python=venv_python())


def check_python() -> None:
    """Refuse a Python that the product does not run on."""
    if sys.version_info < OLDEST_PYTHON:
        oldest = ".".join(map(str, OLDEST_PYTHON))
        raise CannotSetUp(
            f"Groundswell needs Python {oldest} or later; {sys.executable} is "
            f"{sys.version.split()[0]}. Name another one: make PYTHON=python3.12 demo"
        )


def read_stamp() -> dict[str, object]:
    """Return what the last call left, or nothing where .venv is missing or broken."""
    if not venv_python().exists():
        return {}
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def lock_hash() -> str:
    """Return a hash of all that decides what is in .venv."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in ("uv.lock", "pyproject.toml", "hatch_build.py"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(groups: set[str]) -> None:
    """Put the locked packages into .venv, and the product itself from src/."""
    if VENV.exists() and not venv_python().exists():
        shutil.rmtree(VENV)  # its Python is gone from the machine
    python = venv_python() if venv_python().exists() else Path(sys.executable)
    chosen = [word for group in sorted(groups) for word in ("--group", group)]
    command = [find_uv(), "sync", "--quiet", "--frozen", "--no-default-groups", *chosen]
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    run([*command, "--python", str(python)], environment)


def find_uv() -> str:
    """Return the path of uv: the machine's own, else one from PyPI in .tools/."""
    for candidate in (shutil.which("uv"), str(TOOLS / "bin" / "uv")):
        if candidate and uv_is_recent(candidate):
            return candidate
    say("Fetching uv from PyPI into .tools/")
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(TOOLS)], check=False, capture_output=True
    )
    if made.returncode:
        shutil.rmtree(TOOLS, ignore_errors=True)
        raise CannotSetUp(NO_VENV)
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "-qq"]
    run([*pip, "--disable-pip-version-check", "uv>=0.8,<1"], dict(os.environ))
    return str(TOOLS / "bin" / "uv")


def uv_is_recent(uv: str) -> bool:
    """Return whether this uv runs and is recent enough to read our lock file."""
    try:
        answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    version = re.search(r"(\d+)\.(\d+)", answer.stdout)
    return bool(version) and tuple(map(int, version.groups())) >= OLDEST_UV


def venv_python() -> Path:
    """Return where the project's own Python is, or will be."""
    return VENV / "bin" / "python"


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run a command that must succeed; its own words explain a failure."""
    done = subprocess.run(command, check=False, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise CannotSetUp(f"This did not work (its reason stands above): {' '.join(command)}")


def say(words: str) -> None:
    """Tell the person who waits, on standard error."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        bootstrap(set(sys.argv[1:]))
    except CannotSetUp as reason:
        sys.exit(str(reason))
