"""Keeping what the records show at a moment."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django_q.tasks import async_task

from groundswell.analysis.maturity import write_snapshot
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.measurement.levels.models import IndicatorMark, LevelMark, Snapshot
from groundswell.measurement.levels.queries.book import current_book
from groundswell.measurement.levels.queries.weeks import weeks_to_keep
from groundswell.measurement.maturity import assess_records


@needs("findings.make")
def take_snapshot(
    *, by: User, at: datetime, as_of: datetime | None = None, dormant: bool = True
) -> Snapshot:
    """Judge every practice by the records and keep what is seen.

    Taken again for the same moment over the same records it is the same to the byte, and then the
    one that is kept already is returned.

    Args:
        by: who asks, or the account of the machine.
        at: when it is taken.
        as_of: the moment that is judged; by default `at`. Nothing later is seen.
        dormant: read indicators too that are not switched on; they never count.

    Raises:
        NotKnown: there are no tickets yet.
        Refusal: the moment lies ahead.
    """
    moment = as_of or at
    if moment > at:
        raise Refusal(f"{moment:%Y-%m-%d} lies ahead; a snapshot shows what was so.")
    document = assess_records(as_of=moment, book=current_book(), dormant=dormant)
    content = write_snapshot(document).decode()
    digest = hashlib.sha256(content.encode()).hexdigest()
    with transaction.atomic():
        kept = Snapshot.objects.filter(as_of=moment, digest=digest).first()
        if kept is not None:
            return kept
        snapshot = Snapshot(as_of=moment, taken_at=at, content=content, digest=digest)
        snapshot.weeks = weeks_to_keep(moment)
        trail.begin(snapshot, "snapshot.taken", by=by, at=at)
        _keep_marks(snapshot, document)
    return snapshot


@needs("findings.make")
def ask_snapshot(*, by: User, at: datetime) -> None:  # noqa: ARG001 (every verb is told when)
    """Have a snapshot taken in the background, now."""
    transaction.on_commit(partial(async_task, "groundswell.measurement.levels.tasks.take", by.pk))


def _keep_marks(snapshot: Snapshot, document: Mapping[str, Any]) -> None:
    LevelMark.objects.bulk_create(
        [
            LevelMark(
                snapshot=snapshot,
                practice=one["practice"],
                level=one["level"],
                lowest=(one["range"] or [None, None])[0],
                highest=(one["range"] or [None, None])[1],
                status=one["status"],
            )
            for one in document["practices"]
        ]
    )
    IndicatorMark.objects.bulk_create(
        [
            IndicatorMark(
                snapshot=snapshot,
                indicator=key,
                definition=one["definition"],
                status=one["status"],
                value=one["value"],
                low=one["low"],
                high=one["high"],
                count=one["n"],
                numerator=one["numerator"],
                denominator=one["denominator"],
                window_days=one["window_days"],
                is_jump=one["jump"],
            )
            for key, one in document["readings"].items()
        ],
        batch_size=100,
    )
