"""Finding a ticket by a few words or a part of its number."""

import re

from django.db.models import Q

from groundswell.foundation.accounts.models import User
from groundswell.foundation.search import index
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import KINDS, TicketLine, read_lines

#: tickets that the palette offers
OFFERED = 8
_NUMBER = re.compile(r"^(?:(inc|req)-?)?0*(\d{1,9})$", re.IGNORECASE)


def find_anything(words: str, *, seen_by: User) -> list[TicketLine]:
    """Return the tickets that some words could mean: the one with that number, then the newest."""
    words = words.strip()
    if len(words) < 2:
        return []
    said = _NUMBER.match(words)
    if said:
        kinds = [said[1].upper()] if said[1] else KINDS
        numbers = [f"{kind}-{int(said[2]):06}" for kind in kinds]
    else:
        numbers = []
    numbers += index.find(words, kinds=KINDS, limit=OFFERED)
    wanted = Q(number__in=numbers[: 2 * OFFERED])
    return read_lines(Ticket.objects.visible_to(seen_by).filter(wanted).order_by("-opened_at"))[
        :OFFERED
    ]
