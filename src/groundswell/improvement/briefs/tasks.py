"""Drafting by itself what is due."""

from contextlib import suppress

from django.utils import timezone

from groundswell.foundation.accounts.actions import machine_account
from groundswell.improvement.briefs import actions
from groundswell.kernel.errors import NotKnown


def draft_due() -> None:
    """Draft the page that is due today, if one is; it waits until somebody has read it."""
    at = timezone.now()
    with suppress(NotKnown):
        actions.draft_due(by=machine_account(at=at), at=at)
