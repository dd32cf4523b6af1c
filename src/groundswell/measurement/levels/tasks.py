"""Snapshots in the background."""

from contextlib import suppress

from django.utils import timezone

from groundswell.foundation.accounts.actions import machine_account
from groundswell.foundation.accounts.queries import get_account
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.levels import actions
from groundswell.measurement.levels.queries import is_taken_today


def take(person_id: int | None = None) -> None:
    """Take a snapshot now, for a person or for the machine; without tickets there is none."""
    at = timezone.now()
    by = get_account(person_id) if person_id else machine_account(at=at)
    with suppress(NotKnown):
        actions.take_snapshot(by=by, at=at)


def take_daily() -> None:
    """Take a snapshot with a run of the analysis, once a day and again after an import."""
    if not is_taken_today(at=timezone.now()):
        take()


def prepare_reports() -> int:
    """Prepare the reports of dashboards that fell due up to today; return how many."""
    at = timezone.now()
    return actions.prepare_due(by=machine_account(at=at), at=at)
