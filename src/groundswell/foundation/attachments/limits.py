"""How much is kept, and which kinds a page may show: read from `limits.toml`."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

#: of what is no known kind
ANY_KIND = "application/octet-stream"

#: so many bytes of a file tell its kind
START = 16


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is kept; each is explained in `limits.toml`."""

    file_bytes: int
    at_once: int
    of_a_record: int
    day_bytes: int
    name_letters: int
    free_bytes: int
    kept_hours: int

    @property
    def words(self) -> str:
        """Return what fits, for whoever chooses files."""
        return f"Up to {self.at_once} files of {say_size(self.file_bytes)} each."


@dataclass(frozen=True, slots=True)
class _Kind:
    media_type: str
    starts: Sequence[tuple[int, bytes]]
    shown: bool

    def fits(self, start: bytes) -> bool:
        return all(start[at : at + len(mark)] == mark for at, mark in self.starts)


@cache
def load_limits() -> Limits:
    """Return how much is kept."""
    return Limits(**_read()["limits"])


@cache
def _load_kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            kind["media_type"],
            [(at, bytes.fromhex(mark)) for at, mark in kind["starts"]],
            kind["shown"],
        )
        for kind in _read()["kinds"]
    )


def _read() -> Any:
    return tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8"))


def find_media_type(start: bytes) -> str:
    """Return the media type of a file that begins with these bytes.

    Args:
        start: its first sixteen bytes, or all of a shorter one.
    """
    found = (kind.media_type for kind in _load_kinds() if kind.fits(start))
    return next(found, ANY_KIND)


@cache
def shown_types() -> frozenset[str]:
    """Return the media types that a page may show as a picture."""
    return frozenset(kind.media_type for kind in _load_kinds() if kind.shown)


def say_size(size: int) -> str:
    """Return a number of bytes for people: 25 MB, 1.5 MB, 12 kB, 3 bytes."""
    if size < 1024:
        return f"{size} byte{'' if size == 1 else 's'}"
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MB"
