"""What happens in the background: looking at the views that warn."""

from django.utils import timezone

from groundswell.servicedesk.rules.actions import alerts


def look_at_views() -> None:
    """Look at every view that warns; harmless when repeated."""
    alerts.look_at_views(at=timezone.now())
