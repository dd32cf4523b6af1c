"""The processes that roles are given for, from processes.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Process:
    """One process: its words, and how acts that prove activity in it begin."""

    label: str
    acts: tuple[str, ...]


def _read() -> Mapping[str, Process]:
    data = tomllib.loads(Path(__file__).with_name("processes.toml").read_text(encoding="utf-8"))
    return {key: Process(one["label"], tuple(one["acts"])) for key, one in data.items()}


PROCESSES: Mapping[str, Process] = _read()
