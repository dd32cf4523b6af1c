"""A folder of its own for each test, so that evidence of one is never read by another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(HOME=tmp_path):
        yield
