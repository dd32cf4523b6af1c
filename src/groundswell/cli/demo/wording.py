"""The data files of the demo, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    """Return one data file, by its path below `data/` without the ending."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def folder(name: str) -> tuple[dict[str, Any], ...]:
    """Return every data file of a folder, in the order of the names."""
    found = (path.name for path in (files(__package__) / "data" / name).iterdir())
    return tuple(
        data(f"{name}/{file.removesuffix('.toml')}")
        for file in sorted(found)
        if file.endswith(".toml")
    )
