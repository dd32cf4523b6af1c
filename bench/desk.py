"""Pages of the desk on many tickets: processor time and number of queries for each request.

Run with `python bench/desk.py` (100,000 tickets); it makes a database of its own in a temporary
folder, or uses GROUNDSWELL_DATABASE_URL.
"""

import json
import os
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from typing import Any

SEED = 20260101
START = datetime(2025, 1, 1, tzinfo=UTC)
WORDS = (
    *("printer", "prints", "blank", "pages", "password", "reset", "mail", "outlook", "network"),
    *("share", "slow", "vpn", "laptop", "screen", "scanner", "order", "entry", "label"),
    *("invoice", "login", "account", "locked", "phone", "monitor", "keyboard", "meeting"),
)


def measure_pages(tickets: int, *, rounds: int = 40) -> dict[str, Any]:
    """Return, for each page, the median processor milliseconds and the number of queries."""
    os.environ.setdefault("GROUNDSWELL_HOME", tempfile.mkdtemp(prefix="groundswell-bench-"))
    from groundswell.cli.django_setup import migrate_quietly, start_django  # noqa: PLC0415

    start_django()
    migrate_quietly()
    numbers = _fill(tickets)
    middle = numbers[len(numbers) // 2]
    pages = {
        "list": "/desk/",
        "list, all": "/desk/?show=all",
        "list, second page": "/desk/?page=2",
        "list, by due time": "/desk/?show=due",
        "search, rare word": f"/desk/?show=all&q=rare{tickets // 2}",
        "search, common word": "/desk/?show=all&q=printer",
        "search, slip of the finger": "/desk/?show=all&q=pritner",
        "everything, rare word": f"/search/?q=rare{tickets // 2}",
        "everything, common word": "/search/?q=printer",
        "everything, two common words": "/search/?q=printing+page",
        "everything, slip of the finger": "/search/found/?q=pritner",
        "view without an index, all": f"/desk/?{_keep_view('show=all')}",
        "view without an index, open": f"/desk/?{_keep_view('show=open')}",
        "counts of views": "/desk/views/counts/",
        "board": "/desk/board/",
        "palette": "/desk/finder/?q=printer",
        "same ticket while typing": "/desk/duplicates/?summary=printer+prints+blank+pages",
        "ticket": f"/desk/{middle}/",
        "ticket with promises": f"/desk/{_open_own()}/",
    }
    client = _client()
    return {name: _measure(client, address, rounds) for name, address in pages.items()}


def _open_own() -> str:
    """Return the number of a ticket that was taken down here, so that it has promises."""
    from groundswell.foundation.accounts.models import User  # noqa: PLC0415
    from groundswell.servicedesk.actions import NewTicket, open_incident  # noqa: PLC0415

    by = User.objects.get(email="bench@example.org")
    new = NewTicket(summary="The printer prints blank pages")
    return open_incident(by=by, at=datetime.now(UTC), new=new).number


def _keep_view(query: str) -> str:
    """Keep a view of words that few tickets hold, the slowest kind; return its address."""
    from groundswell.foundation.accounts.models import User  # noqa: PLC0415
    from groundswell.servicedesk.rules.actions.saved import ViewWords, add_view  # noqa: PLC0415

    conditions = {
        "join": "all",
        "of": [{"field": "words", "is": "contains", "values": ["rare77", "nowhere"]}],
    }
    by = User.objects.get(email="bench@example.org")
    return add_view(
        by=by, at=START, said=ViewWords(name=query, query=query, conditions=conditions)
    ).address


def _client() -> Any:
    from django.test import Client  # noqa: PLC0415

    from groundswell.foundation.accounts.models import User  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.force_login(
        User.objects.get(email="bench@example.org"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def _measure(client: Any, address: str, rounds: int) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415

    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    taken = []
    for _ in range(rounds):
        before = time.process_time()
        client.get(address)
        taken.append(1000 * (time.process_time() - before))
    return {"cpu_ms": round(statistics.median(taken), 1), "queries": len(asked)}


def _fill(count: int) -> list[str]:
    from groundswell.foundation.accounts.actions import add_person_unasked  # noqa: PLC0415
    from groundswell.foundation.audit import trail  # noqa: PLC0415
    from groundswell.servicedesk.models import SupportGroup, Ticket  # noqa: PLC0415
    from groundswell.servicedesk.promises.models import DueTime  # noqa: PLC0415

    chance = random.Random(SEED)
    by = add_person_unasked(
        by=None, at=START, name="Bench", email="bench@example.org",
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


if __name__ == "__main__":
    print(json.dumps(measure_pages(100_000), indent=2))
