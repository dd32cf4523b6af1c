"""How much one person sends in a day: nobody fills the disk for all the others."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Max, Min
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.attachments.limits import load_limits, say_size
from groundswell.foundation.attachments.models import kinds_of_files
from groundswell.foundation.attachments.storage import Upload
from groundswell.kernel.errors import Refusal


def is_limited(by: object) -> bool:
    """Tell whether this is a person who sends only so much a day: not those at the desk."""
    return isinstance(by, User) and not may(by, "desk.work")


def need_allowance(by: User | None, files: Sequence[Upload], *, at: datetime) -> None:
    """Let a person keep these files beside what came from them on the same day.

    Each content counts once, as it is kept once, and no longer when it was taken out. Must run
    inside the transaction that keeps them.

    Raises:
        Refusal: it would be more than one person sends in a day.
    """
    if by is None or not is_limited(by):
        return
    _wait_for_own(by)
    since = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    held = _read_held(by)
    today = sum(size for first, size in held.values() if first >= since)
    new = sum({file.digest: file.size for file in files if file.digest not in held}.values())
    most = load_limits().day_bytes
    if new and today + new > most:
        before = f" after the {say_size(today)} that came from you today" if today else ""
        raise Refusal(
            f"These files have {say_size(new)}; that is too much{before}, as one person sends up "
            f"to {say_size(most)} a day. Leave some out, send them tomorrow, or say where they "
            "can be read."
        )


def _read_held(by: User) -> Mapping[str, tuple[datetime, int]]:
    """Return when each content that is kept came from this person first, and its size.

    One that went along to another ticket is written down there anew: the first time counts.
    """
    held: dict[str, tuple[datetime, int]] = {}
    for kind in kinds_of_files():
        kept = kind._default_manager.filter(added_by=by, removed_at=None).values("digest")
        for row in kept.annotate(first=Min("added_at"), most=Max("size")):
            first, _ = held.get(row["digest"], (row["first"], 0))
            held[row["digest"]] = (min(first, row["first"]), row["most"])
    return held


def _wait_for_own(by: User) -> None:
    """Wait until nothing else of this person is being kept, until the transaction ends.

    On SQLite every transaction of ours waits for the one before. Contents are held by numbers
    above zero, people by those below.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [-by.pk])
