"""Run every check that needs no test: two at a time, all of them even where one fails.

.venv/bin/python tools/check.py [NAME...]
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("src/**/templates/**/*.html"))
DJANGO = ["python", "-m", "django"]

CHECKS = {
    "types": ["mypy", "src"],
    "style": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "layers": ["lint-imports"],
    # B308 and B703: one module alone may mark text as safe, and ruff's list of bans sees to that.
    "security": ["bandit", "-q", "-r", "src", "--severity-level", "medium", "--skip", "B308,B703"],
    "template style": ["djade", "--check", "--target-version", "5.2", *TEMPLATES],
    "template lint": ["djlint", "--lint", "--quiet", *TEMPLATES],
    "migrations": [*DJANGO, "makemigrations", "--check", "--dry-run"],
    "production settings": [*DJANGO, "check", "--deploy", "--fail-level", "WARNING"],
    "documentation": ["mkdocs", "build", "--strict", "--quiet"],
}

ENVIRONMENT = {
    **os.environ,
    "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
    "GROUNDSWELL_HOME": str(ROOT / ".cache" / "check"),
    "GROUNDSWELL_DEBUG": "false",
    "GROUNDSWELL_SECRET_KEY": "only-for-the-checks-" + "x1Y2" * 12,
    "GROUNDSWELL_HOSTS": "desk.example.org",
    "GROUNDSWELL_SITE_URL": "https://desk.example.org",
}


def run(name: str) -> bool:
    """Run one check and report it; what it printed is shown only if it failed."""
    command = CHECKS[name]
    started = time.monotonic()
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        check=False,
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    report = f"{name:<20} {verdict:<7} {time.monotonic() - started:5.1f} s\n"
    if done.returncode:
        report += f"$ {' '.join(command[:8])}\n{done.stdout}\n"
    sys.stdout.write(report)
    sys.stdout.flush()
    return done.returncode == 0


if __name__ == "__main__":
    Path(ENVIRONMENT["GROUNDSWELL_HOME"]).mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        sys.exit(not all(list(pool.map(run, sys.argv[1:] or CHECKS))))
