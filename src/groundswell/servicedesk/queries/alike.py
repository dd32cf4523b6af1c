"""Tickets that could be about the same."""

from groundswell.foundation.accounts.models import User
from groundswell.foundation.search import index
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.lists import KINDS

#: as many of the longest words are asked for when tickets like another are sought
TELLING_WORDS = 8


def find_alike(ticket: Ticket, *, seen_by: User, limit: int = 100) -> list[Ticket]:
    """Return tickets that share telling words with this one, for a closer comparison.

    Long words tell more than short ones, and asking for few keeps the question quick.
    """
    words = set(f"{ticket.summary} {ticket.description[:300]}".split())
    telling = sorted(words, key=lambda word: (-len(word), word))[:TELLING_WORDS]
    numbers = index.find(" ".join(telling), kinds=KINDS, any_word=True, limit=limit)
    return list(
        Ticket.objects.visible_to(seen_by)
        .filter(number__in=numbers)
        .exclude(pk=ticket.pk)
        .select_related("service", "group", "ci")
    )
