"""What tickets say in their first words, of a trouble and of everything else."""

from collections.abc import Collection

from django.db.models.functions import Substr

from groundswell.analysis.match.telling import telling_options
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.models import Ticket, TicketQuerySet


def read_told(tickets: TicketQuerySet, most: int) -> dict[int, str]:
    """Return the first words of the newest of these tickets, by key; one query."""
    begins = Substr("description", 1, telling_options().most_characters)
    rows = tickets.order_by("-id").values_list("pk", "summary", begins)[:most]
    return {key: f"{title} \n {words}" for key, title, words in rows}


def list_usual(*, besides: Collection[int]) -> list[str]:
    """Return what is told every day: the newest tickets that everybody sees, without some."""
    told = read_told(Ticket.objects.known_to_all(), load_news().usual)
    return [words for key, words in told.items() if key not in besides]
