"""Three standing people: an agent, a champion and a caller."""

import gc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as settings_of_django
from django.db import transaction
from django.test import override_settings
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker
from xdist.scheduler import LoadScopeScheduling

from groundswell.foundation.accounts.models import User
from groundswell.foundation.priorities.matrix import forget_matrix
from groundswell.measurement import matching
from groundswell.problems.queries import offers
from groundswell.servicedesk.major.queries import fitting
from tests.makers import make_user
from tests.template import fill_memory

# How long an example takes says how busy the machine is; the speed of kernels is measured in bench.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


#: On PostgreSQL these would say the same again: they ask no database, or one of their own.
if not settings_of_django.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    collect_ignore = [
        "analysis", "architecture", "browser", "cli", "demo", "evidence", "kernel", "readers",
    ]  # fmt: skip

#: long ones first, so that no worker waits for another at the end
LONG = ("tests/browser/", "tests/cli/", "tests/analysis/", "tests/readers/")


class Together(LoadScopeScheduling):
    """Keeps a file with one worker, for what its tests share, and the browser with one as well."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "browser" if file.startswith("tests/browser/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Hand files out in the order in which they were put."""
    config.option.loadscopereorder = False
    return Together(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long ones first, and those in a browser together, which share one and its site."""
    items.sort(key=_place)


def pytest_collection() -> None:
    """Leave garbage lie while tests are found: nearly all that is made then is kept."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Set aside what was loaded, as the server does: else the collector of garbage goes through it.

    All of Django and four thousand tests lie in memory, for as long as the tests run; and what
    tests make is let go of at their end, so it is enough to look for circles now and then: a
    seventh of the time of tests that read records.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def _place(item: pytest.Item) -> tuple[bool, bool]:
    return not item.nodeid.startswith("tests/browser/"), not item.nodeid.startswith(LONG)


@pytest.fixture(scope="session")
def django_db_keepdb() -> Iterator[bool]:
    """Fill the database in memory before Django looks whether its tables are of this version."""
    if settings_of_django.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        with closing(fill_memory()):
            yield True
    else:
        yield False


@pytest.fixture
def agent(db: None) -> User:
    return make_user("agent", name="Alva Agent")


@pytest.fixture
def champion(db: None) -> User:
    return make_user("champion", "agent", "administrator", name="Chris Champion")


@pytest.fixture
def caller(db: None) -> User:
    return make_user("caller", name="Carla Caller")


@pytest.fixture(autouse=True)
def home_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Keep evidence and uploads of one test from the next, and from those of another process."""
    settings.HOME = tmp_path / "home"
    _forget()


@pytest.fixture(scope="module")
def made_once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: Any
) -> Iterator[None]:
    """Let a module make records once for all of its tests; each of them is undone by itself.

    Every test of that module sees them, so all of its tests have to start from them.
    """
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(HOME=home), transaction.atomic():
        _forget()
        yield
        transaction.set_rollback(True)


def _forget() -> None:
    """Forget what was kept of records: those of the next test bear the same numbers and times."""
    offers._index.cache_clear()
    fitting._index.cache_clear()
    matching._index.cache_clear()
    forget_matrix()
