import pytest

from groundswell.cli.demo import DEFAULT_SEED, Story, default_end, generate


@pytest.fixture(scope="session")
def story() -> Story:
    return generate(seed=DEFAULT_SEED, ends_on=default_end())
