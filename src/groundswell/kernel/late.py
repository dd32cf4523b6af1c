"""Modules that are loaded when something of them is first used.

A command that answers a small question must not wait for libraries that it never asks: loading all
that draws and reckons takes longer than saying what to do first.
"""

from importlib import import_module
from typing import Any


class LateModule:
    """Stands for a module and loads it once the first of its names is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, wanted: str) -> Any:
        found = getattr(import_module(self._name), wanted)
        setattr(self, wanted, found)
        return found
