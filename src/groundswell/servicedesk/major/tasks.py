"""What happens in the background: those who come later learn what the others know."""

from django.utils import timezone

from groundswell.servicedesk.major import actions
from groundswell.servicedesk.major.models import MajorIncident


def tell_newcomers(ticket: int) -> None:
    """Tell those joined to a ticket since what everybody was told; harmless when repeated."""
    at = timezone.now()
    for major in MajorIncident.objects.running().filter(parent=ticket):
        actions.tell_newcomers(major, at=at)
