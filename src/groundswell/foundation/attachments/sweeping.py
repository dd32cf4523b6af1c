"""What nobody kept is cleared away: files of forms given up, and contents without a record."""

from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django_q.models import Schedule

from groundswell.foundation.attachments.limits import load_limits
from groundswell.foundation.attachments.models import is_named, kinds_of_files
from groundswell.foundation.attachments.storage import drop, folder, incoming

ROUND = "groundswell.foundation.attachments.tasks.sweep"


def sweep(*, at: datetime) -> int:
    """Clear away what no record needs and no form waits for; return how many files that were."""
    old = (at - timedelta(hours=load_limits().kept_hours)).timestamp()
    given_up = [path for path in _list(incoming()) if path.stat().st_mtime < old]
    for path in given_up:
        path.unlink(missing_ok=True)
    shelves = (path for path in sorted(folder().glob("??")) if path.is_dir())
    return len(given_up) + sum(_sweep_shelf(shelf) for shelf in shelves)


def _sweep_shelf(shelf: Path) -> int:
    """Look through the contents whose SHA-256 begins alike: a few at a time, however many exist."""
    needed: set[str] = set()
    for kind in kinds_of_files():
        alike = kind._default_manager.filter(digest__startswith=shelf.name, removed_at=None)
        needed.update(alike.values_list("digest", flat=True))
    return sum(drop_unneeded(path.name) for path in _list(shelf) if path.name not in needed)


def drop_unneeded(digest: str) -> bool:
    """Take a content away if no record needs it; tell whether it was taken.

    Asked again here, with everybody else waiting who adds the same content.
    """
    with transaction.atomic():
        return drop(digest, is_needed=lambda: is_named(digest))


def _list(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else []


def plan_sweeps(*, at: datetime) -> None:
    """Have it cleared away once a day; harmless when said again."""
    Schedule.objects.get_or_create(
        func=ROUND,
        defaults={"schedule_type": Schedule.DAILY, "next_run": at + timedelta(minutes=50)},
    )
