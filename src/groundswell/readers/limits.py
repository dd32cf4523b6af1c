"""The figures of `limits.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def limits(section: str = "") -> dict[str, Any]:
    """Return one section of the limits; without a name, the figures that stand in none."""
    document = load(__package__, "limits.toml")
    return dict(document[section]) if section else document


def load(package: str, name: str) -> dict[str, Any]:
    """Return a TOML file that lies beside the modules of a package."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
