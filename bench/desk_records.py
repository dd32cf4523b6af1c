"""Tickets for the measurements of the desk, written straight into the tables."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

SEED = 20260101
START = datetime(2025, 1, 1, tzinfo=UTC)
#: the person who looks at the pages
EMAIL = "bench@example.org"
WORDS = (
    *("printer", "prints", "blank", "pages", "password", "reset", "mail", "outlook", "network"),
    *("share", "slow", "vpn", "laptop", "screen", "scanner", "order", "entry", "label"),
    *("invoice", "login", "account", "locked", "phone", "monitor", "keyboard", "meeting"),
)


def fill(count: int) -> list[str]:
    """Write tickets into an empty database, one in twenty of them open; return their numbers.

    A database that holds as many already is taken as it is.
    """
    from groundswell.foundation.accounts.actions import add_person_unasked  # noqa: PLC0415
    from groundswell.foundation.audit import trail  # noqa: PLC0415
    from groundswell.servicedesk.models import SupportGroup, Ticket  # noqa: PLC0415
    from groundswell.servicedesk.promises.models import DueTime  # noqa: PLC0415

    kept = list(
        Ticket.objects.filter(source_name="bench").order_by("pk").values_list("number", flat=True)
    )
    if len(kept) == count:
        return kept
    chance = random.Random(SEED)
    by = add_person_unasked(
        by=None, at=START, name="Bench", email=EMAIL,
        roles=("champion", "agent"), password=None,
    )  # fmt: skip
    group = SupportGroup.objects.create(name="Desk")
    numbers: list[str] = []
    for first in range(0, count, 5_000):
        tickets = [
            _ticket(Ticket, chance, number, by, group)
            for number in range(first, min(first + 5_000, count))
        ]
        trail.begin_many(tickets, "ticket.imported", by=by, at=START, source="bench")
        numbers += [ticket.number for ticket in tickets]
        DueTime.objects.bulk_create(
            [
                DueTime(
                    ticket=ticket,
                    measure="resolution",
                    due_at=START + timedelta(minutes=chance.randrange(5 * count)),
                )
                for ticket in tickets
                if ticket.resolved_at is None
            ],
            batch_size=500,
        )
    return numbers


def _ticket(kind: Any, chance: random.Random, number: int, by: Any, group: Any) -> Any:
    opened = START + timedelta(minutes=5 * number)
    is_open = chance.random() < 0.05
    ticket = kind(
        kind="incident",
        state="in_progress" if is_open else "closed",
        summary=f"{' '.join(chance.sample(WORDS, 4))} rare{number}",
        description=" ".join(chance.choices(WORDS, k=40)),
        caller=by,
        group=group,
        assignee=by,
        impact=chance.randint(1, 3),
        urgency=chance.randint(1, 3),
        opened_at=opened,
        resolved_at=None if is_open else opened + timedelta(hours=chance.randint(1, 90)),
        source_name="bench",
        source_id=str(number),
    )
    ticket.rank()
    return ticket
