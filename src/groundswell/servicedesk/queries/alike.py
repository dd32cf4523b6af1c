"""Tickets that could be about the same."""

from django.db.models import QuerySet

from groundswell.foundation.accounts.models import User
from groundswell.foundation.search import index
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.said import KINDS

#: as many of the longest words are asked for when tickets like another are sought
TELLING_WORDS = 8


def find_alike(ticket: Ticket, *, seen_by: User | None, limit: int = 100) -> QuerySet[Ticket]:
    """Return tickets that share telling words with this one, for a closer comparison.

    Long words tell more than short ones, and asking for few keeps the question quick. The machine
    itself (`seen_by` None) compares with what no group keeps for its members.
    """
    words = set(f"{ticket.summary} {ticket.description[:300]}".split())
    telling = sorted(words, key=lambda word: (-len(word), word))[:TELLING_WORDS]
    numbers = index.find(" ".join(telling), kinds=KINDS, any_word=True, limit=limit)
    seen = Ticket.objects.visible_to(seen_by) if seen_by else Ticket.objects.known_to_all()
    return seen.filter(number__in=numbers).exclude(pk=ticket.pk)
