"""Offerings to begin from, out of a data file."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any


@cache
def load_models() -> Mapping[str, Mapping[str, Any]]:
    """Return every model by its key, as it is written in templates.toml."""
    path = Path(__file__).parent.with_name("templates.toml")
    models: dict[str, Mapping[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[
        "templates"
    ]
    return models


def list_models() -> Sequence[tuple[str, str]]:
    """Return key and name of every model."""
    return [(key, str(one["name"])) for key, one in load_models().items()]
