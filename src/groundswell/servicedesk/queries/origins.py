"""Questions about where imported tickets come from."""

from collections.abc import Sequence

from groundswell.servicedesk.models import Ticket


def origins_beginning(words: str) -> list[str]:
    """Return the names of the tools that tickets were imported from and that begin like this."""
    found = Ticket.objects.filter(source_name__startswith=words)
    return sorted(found.order_by().values_list("source_name", flat=True).distinct())


def count_known(origin: str, ids: Sequence[str]) -> int:
    """Return how many of these numbers are known of a tool."""
    return Ticket.objects.filter(source_name=origin, source_id__in=ids).count()
