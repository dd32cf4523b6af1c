"""Troubles that callers are told of."""

from typing import Any

from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.major.actions import Declaration, declare_major
from tests.makers import make_ticket


def announce(agent: User, **given: Any) -> str:
    head = make_ticket(summary="Mail does not arrive", **given)
    told = Declaration(reason="Nobody has mail", affects="No mail comes in", workaround="Phone")
    return declare_major(head, by=agent, at=timezone.now(), new=told).number
