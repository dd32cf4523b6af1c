"""Three standing people: an agent, a champion and a caller."""

import pytest

from groundswell.foundation.accounts.models import User
from tests.makers import make_user


@pytest.fixture
def agent(db: None) -> User:
    return make_user("agent", name="Alva Agent")


@pytest.fixture
def champion(db: None) -> User:
    return make_user("champion", "agent", "administrator", name="Chris Champion")


@pytest.fixture
def caller(db: None) -> User:
    return make_user("caller", name="Carla Caller")
