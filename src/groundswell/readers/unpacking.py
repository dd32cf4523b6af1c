"""Files as they come, packed or piped, turned into plain files on disk that can be read twice."""

import errno
import gzip
import stat
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from groundswell.kernel.errors import BadInput
from groundswell.readers.limits import limits

_CHUNK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # nothing wrong with the file: the disk is full
_SHEET_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "mimetype")


@dataclass(frozen=True, slots=True)
class PlainFile:
    """One file to read: the name people know it by, and where its bytes lie."""

    name: str
    path: Path
    packed_with_others: bool = False


Source = Path | IO[bytes] | PlainFile


def unpack(source: Source, folder: Path) -> Iterator[PlainFile]:
    """Yield the plain files that a source consists of; packed ones are unpacked into the folder.

    The path `-` is standard input. A file may come with the name that people know it by. A stream
    is called `-` and written to the folder first. A zip file that is not a sheet yields each of its
    members, named `packed.zip/member.csv`.

    Raises:
        BadInput: it does not exist, must not be read, is damaged, or swells like a bomb.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if source == Path("-"):
        source = sys.stdin.buffer
    if isinstance(source, Path):
        source = PlainFile(str(source), source)
    if isinstance(source, PlainFile):
        name, path = source.name, source.path
        _check_readable(path, name)
        if not path.is_file():  # a pipe can be read only once
            path = folder / "stream"
            with explained(name), source.path.open("rb") as stream:
                _copy(stream, path, name, packed=None)
    else:
        name, path = "-", folder / "stream"
        _copy(source, path, name, packed=None)
    yield from _opened(PlainFile(name, path), folder)


def _opened(file: PlainFile, folder: Path) -> Iterator[PlainFile]:
    with explained(file.name):
        with file.path.open("rb") as stream:
            magic = stream.read(4)
        if magic[:2] == b"\x1f\x8b":
            plain = folder / "unpacked"
            with gzip.open(file.path) as stream:
                _copy(stream, plain, file.name, packed=file.path.stat().st_size)
            yield PlainFile(file.name, plain)
        elif magic in (b"PK\x03\x04", b"PK\x05\x06") and not _is_sheet(file.path):
            yield from _members(file, folder)
        else:
            yield file


@contextmanager
def open_file(name: str) -> Iterator[IO[bytes]]:
    """Open a file to be copied; afterwards it must be the same as before.

    Raises:
        BadInput: it does not exist, must not be read, or changed meanwhile.
    """
    path = Path(name)
    _check_readable(path, name)
    unchanged = watch(path)
    with explained(name):
        stream = path.open("rb")
    with stream:
        yield stream
    if not unchanged():
        raise BadInput(changed(name))


def changed(name: str) -> str:
    """Return what to say of a file that somebody wrote to while it was read."""
    return f"{name} changed while it was read. Wait until it is complete, or read a copy."


def _check_readable(path: Path, name: str) -> None:
    if path.is_dir():
        raise BadInput(
            f"{name} is a folder. Name the files in it one by one; mailboxes kept as folders "
            "(Maildir) cannot be read yet."
        )
    with explained(name):
        if stat.S_ISREG(path.stat().st_mode):
            path.open("rb").close()


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what the operating system and the unpackers say about a file into a sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {name}. Check the name and the folder.") from error
    except PermissionError as error:
        raise BadInput(
            f"{name} must not be read by this account. Ask its owner for permission or copy it."
        ) from error
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise BadInput(
            f"{name} is packed and damaged, or was cut off while it was copied ({error}). "
            "Copy or export it again."
        ) from error
    except OSError as error:
        if error.errno in _FULL:
            raise
        raise BadInput(f"{name} could not be read: {error.strerror or error}.") from error


def _copy(
    stream: IO[bytes] | gzip.GzipFile, target: Path, name: str, *, packed: int | None
) -> None:
    """Copy a stream to disk, with an eye on how far it swells."""
    bounds = limits("unpacking")
    written = 0
    with target.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            if packed is not None and written > max(bounds["free_bytes"], packed * bounds["ratio"]):
                raise BadInput(
                    f"{name} swells to more than {bounds['ratio']} times its packed size; that is "
                    "no export but a trap or a damaged file. Unpack it yourself if you trust it."
                )
            file.write(chunk)


def _is_sheet(path: Path) -> bool:
    with zipfile.ZipFile(path) as packed:
        return any(name in _SHEET_PARTS for name in packed.namelist())


def _members(file: PlainFile, folder: Path) -> Iterator[PlainFile]:
    with zipfile.ZipFile(file.path) as packed:
        members = [one for one in packed.infolist() if _counts(one)]
        if not members:
            raise BadInput(f"{file.name} is a packed file without a file in it.")
        if len(members) > limits("unpacking")["members"]:
            raise BadInput(f"{file.name} holds {len(members)} files; unpack it and name a few.")
        for place, member in enumerate(members):
            if member.flag_bits & 1:
                raise BadInput(f"{file.name} is locked with a password. Unpack it first.")
            name = f"{file.name}/{member.filename}"
            if member.filename.lower().endswith((".zip", ".gz")):
                raise BadInput(f"{name} is packed twice. Unpack the outer file first.")
            plain = folder / f"member-{place}"
            with packed.open(member) as stream:
                _copy(stream, plain, name, packed=max(member.compress_size, 1))
            yield PlainFile(name, plain, packed_with_others=len(members) > 1)


def _counts(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    return not (member.is_dir() or name.startswith("__MACOSX/") or Path(name).name.startswith("."))


def watch(path: Path) -> Callable[[], bool]:
    """Remember size and time of a file; the returned function tells whether it is the same."""
    before = _mark(path)
    return lambda: _mark(path) == before


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None
