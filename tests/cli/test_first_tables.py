"""The short way through the history of the tables ends where the long one does."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import models
from django.db.migrations.state import ModelState

from groundswell.cli.first_tables import Growing

MAKE = """
import sys
from groundswell.cli.django_setup import start_django
start_django()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from groundswell.cli.first_tables import has_no_tables, make_tables
# with these come fields that are altered, columns that go again, and code that fills records
apps = ("account", "catalogue", "django_q", "mfa", "sessions", "socialaccount")
assert has_no_tables(connection)
if sys.argv[1] == "short":
    make_tables(connection, apps=apps)
else:
    executor = MigrationExecutor(connection)
    executor.migrate([step for step in executor.loader.graph.leaf_nodes() if step[0] in apps])
assert not has_no_tables(connection)
"""


def _make(way: str, home: Path) -> list[str]:
    """Return what the database holds, as statements; the time of each step is left out."""
    home.mkdir()
    environment = os.environ | {"GROUNDSWELL_HOME": str(home)}
    for name in ("DJANGO_SETTINGS_MODULE", "GROUNDSWELL_DATABASE_URL"):
        environment.pop(name, None)
    subprocess.run([sys.executable, "-c", MAKE, way], env=environment, check=True)
    with closing(sqlite3.connect(home / "groundswell.sqlite3")) as database:
        return [line for line in database.iterdump() if 'INTO "django_migrations"' not in line]


def test_tables_made_at_once_are_those_made_step_by_step(tmp_path: Path) -> None:
    short = _make("short", tmp_path / "short")

    assert len(short) > 40
    assert short == _make("long", tmp_path / "long")


@pytest.mark.parametrize("alone", [True, False])
def test_a_step_that_only_adds_draws_no_neighbours(*, alone: bool) -> None:
    state, key = Growing(), ("sketch", "room")
    own = ("id", models.AutoField(primary_key=True))
    room = ("room", models.ForeignKey("sketch.Room", models.CASCADE))
    state.add_model(ModelState("sketch", "Room", [own]))
    state.add_model(ModelState("sketch", "Door", [own, room]))
    before = {name: state.apps.get_model("sketch", name) for name in ("Room", "Door")}

    state.alone = alone
    state.add_field(*key, "name", models.TextField(default=""), preserve_default=True)

    now = {name: state.apps.get_model("sketch", name) for name in before}
    drawn = {name for name in before if now[name] is not before[name]}
    assert drawn == ({"Room"} if alone else {"Room", "Door"})
    assert "name" in {field.name for field in now["Room"]._meta.get_fields()}
