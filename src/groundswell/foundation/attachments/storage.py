"""Files on the disk: received, put in their place, dropped.

Under the installation's folder, each content once, by its SHA-256:

    incoming/…                      received whole, and not yet anybody's
    attachments/ab/ab01…            kept; whoever sees it is said by the records that name it

No record ever names a file that is not there whole, also after a power cut: a file is put in its
place inside the transaction that writes its record. Taking the last one away and adding the same
content again wait for one another.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.core import signing
from django.db import connection

from groundswell.foundation.attachments.limits import (
    START,
    find_media_type,
    load_limits,
    say_size,
)
from groundswell.foundation.attachments.names import clean_name
from groundswell.kernel.errors import BadInput

_COPY = 1 << 20
_SALT = "groundswell.attachments"


class Readable(Protocol):
    """What a file is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return so many bytes, none at the end."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was received whole; a verb puts it in its place.

    Attributes:
        draft: its name among the incoming ones.
        name: as people know it.
        media_type: told by how it begins.
        size: bytes.
        digest: SHA-256, as hexadecimal digits.
    """

    draft: str
    name: str
    media_type: str
    size: int
    digest: str

    @property
    def token(self) -> str:
        """Return it as a sealed text, with which a form that comes again names it."""
        return signing.dumps(asdict(self), salt=_SALT, compress=True)

    @property
    def size_words(self) -> str:
        """Return its size for people."""
        return say_size(self.size)


def incoming() -> Path:
    """Return the folder of what is nobody's yet."""
    return Path(settings.HOME) / "incoming"


def folder() -> Path:
    """Return the folder of what is kept."""
    return Path(settings.HOME) / "attachments"


def path_of(digest: str) -> Path:
    """Return where the content with this SHA-256 is kept."""
    return folder() / digest[:2] / digest


def receive(name: str, content: Readable, *, of: int | None = None) -> Upload:
    """Write down what somebody sends, whole and on the disk.

    Args:
        name: as the sender calls it.
        content: read from where it stands.
        of: key of a person of whom only so much waits; None: of nobody who is limited.

    Raises:
        BadInput: it is empty, too large, or there is no room; nothing is left of it then.
    """
    known = clean_name(name)
    try:
        incoming().mkdir(parents=True, exist_ok=True)
        _need_room(known)
        if of is not None:
            _need_few_waiting(known, of)
        descriptor, path = tempfile.mkstemp(prefix=f"{of or 0}-", dir=incoming())
        try:
            with os.fdopen(descriptor, "wb") as target:
                return _write(known, content, Path(path).name, target)
        except BaseException:
            Path(path).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise _no_room(known, problem.strerror or str(problem)) from problem


def _need_room(name: str) -> None:
    """Keep some of the disk free for the records themselves."""
    if shutil.disk_usage(incoming()).free < load_limits().free_bytes:
        raise _no_room(name, "the disk is nearly full")


def _need_few_waiting(name: str, of: int) -> None:
    """Let forms that are never sent not fill the disk either."""
    waiting, most = 0, load_limits().day_bytes
    for path in incoming().glob(f"{of}-*"):
        # it may have been sent in the meantime
        with suppress(FileNotFoundError):
            waiting += path.stat().st_size
    if waiting >= most:
        raise BadInput(
            f"{name} is left out: {say_size(waiting)} of files that you chose wait in forms that "
            f"were not sent, and {say_size(most)} may wait for one person. Send those forms, or "
            "choose it again tomorrow."
        )


def _no_room(name: str, why: str) -> BadInput:
    return BadInput(
        f"{name} could not be stored here: {why}. Send your words without it, and tell whoever "
        "runs this installation."
    )


def _write(name: str, content: Readable, draft: str, target: IO[bytes]) -> Upload:
    digest, size, start = hashlib.sha256(), 0, b""
    while block := content.read(_COPY):
        size += len(block)
        _need_fitting(name, size)
        start = start or block[:START]
        digest.update(block)
        target.write(block)
    if not size:
        raise BadInput(
            f"{name} is empty: there is nothing in it. Look whether it is the one you meant."
        )
    target.flush()
    os.fsync(target.fileno())
    return Upload(draft, name, find_media_type(start), size, digest.hexdigest())


def _need_fitting(name: str, size: int) -> None:
    most = load_limits().file_bytes
    if size > most:
        raise BadInput(
            f"{name} is larger than {say_size(most)}. Leave out what is not needed, or say where "
            "it can be read."
        )


def read_token(token: str) -> Upload | None:
    """Return what a form kept; None where it was not sealed here, is too old, or is gone."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=load_limits().kept_hours * 3600)
    except signing.BadSignature:
        return None
    upload = Upload(**said)
    is_there = (incoming() / upload.draft).is_file() or path_of(upload.digest).is_file()
    return upload if is_there else None


def place(upload: Upload) -> None:
    """Put a file where it stays; must run inside the transaction that writes its record.

    Raises:
        BadInput: it is gone, or cannot be put there; the transaction has to be undone.
    """
    target = path_of(upload.digest)
    _hold(upload.digest)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = incoming() / upload.draft
        # an attempt that was undone left it in its place already
        if draft.exists() or not target.exists():
            draft.replace(target)
        for directory in (target.parent, target.parent.parent):
            _sync(directory)
    except OSError as problem:
        raise BadInput(
            f"{upload.name} could not be stored here: {problem.strerror}. Attach it once more, or "
            "send your words without it."
        ) from problem


def drop(digest: str, *, is_needed: Callable[[], bool]) -> bool:
    """Take a content away unless a record needs it; tell whether it was taken.

    Must run inside a transaction of its own, after the one that ended the need.
    """
    _hold(digest)
    if is_needed():
        return False
    path_of(digest).unlink(missing_ok=True)
    return True


def _hold(digest: str) -> None:
    """Wait until nobody else adds or drops this content, until the transaction ends.

    On SQLite every transaction of ours waits for the one before (see the settings).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])


def _sync(directory: Path) -> None:
    """Let the names in a folder survive a power cut too."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
