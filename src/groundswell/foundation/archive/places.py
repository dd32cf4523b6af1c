"""A folder or a zip file: where an archive is written to and read from.

`pathlib.Path` and `zipfile.Path` are read alike; only writing and putting in place differ.
"""

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from groundswell.kernel.errors import BadInput, Refusal


class Place(Protocol):
    """Where the parts of an archive are written to."""

    def open(self, name: str) -> IO[bytes]:
        """Return a new part to write; names use slashes."""


class _Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, name: str) -> IO[bytes]:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")


class _Zip:
    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file

    def open(self, name: str) -> IO[bytes]:
        # A table may well pass 4 GB; the size is not known when its part begins.
        return self.file.open(name, "w", force_zip64=True)


@contextmanager
def new_folder(target: Path) -> Iterator[Place]:
    """Yield a folder to write into; it gets its name only when everything is in it.

    Raises:
        Refusal: something is there already.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refusal(f"{target} is not empty. Name a folder that does not exist yet.")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield _Folder(draft)
        if target.exists():
            target.rmdir()
        draft.chmod(0o700)
        draft.replace(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


@contextmanager
def new_zip(target: Path) -> Iterator[Place]:
    """Yield a zip file to write into, readable by its owner only; it appears whole or not at all.

    Raises:
        Refusal: something is there already.
    """
    if target.exists():
        raise Refusal(f"{target} is there already. Name another file, or move it away first.")
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with (
            os.fdopen(descriptor, "wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed,
        ):
            yield _Zip(packed)
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def open_place(source: Path) -> Path | zipfile.Path:
    """Return an archive to read from.

    Raises:
        BadInput: there is none, or the file is cut off or no zip file.
    """
    if source.is_dir():
        return source
    try:
        return zipfile.Path(zipfile.ZipFile(source))
    except FileNotFoundError as missing:
        raise BadInput(f"{source} does not exist.") from missing
    except zipfile.BadZipFile as broken:
        raise BadInput(
            f"{source} is no archive of Groundswell, or it was cut off while it was copied. "
            "Take another copy of it."
        ) from broken


class Hashed:
    """A part that is written through, counted and hashed on its way."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes | str) -> int:
        """Write text as UTF-8, or bytes as they are; return how many bytes that were."""
        raw = data.encode() if isinstance(data, str) else data
        self._part.write(raw)
        self._digest.update(raw)
        self.size += len(raw)
        return len(raw)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what was written, as hexadecimal digits."""
        return self._digest.hexdigest()
