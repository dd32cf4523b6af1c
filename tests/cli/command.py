"""The command line as people use it, with its folder and a database that is there."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.template import migrated
from tests.warm import run_warm

#: commands that work on the records; the others must not need a database
ON_RECORDS = {"import", "export", "backup", "restore", "assess", "next", "user"}


def run(*arguments: str, home: Path, **kwargs: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"GROUNDSWELL_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if "database" in kwargs:
        environment.pop("GROUNDSWELL_DATABASE_URL", None)
    file = home / "groundswell.sqlite3"
    is_embedded = "GROUNDSWELL_DATABASE_URL" not in environment
    if is_embedded and arguments[0] in ON_RECORDS and not file.exists():
        shutil.copyfile(migrated(), file)
    return run_warm(*arguments, environment=environment, folder=home)
