"""What happens in the background: tickets are opened by plans."""

from django.utils import timezone

from groundswell.servicedesk.recurring import actions


def go_round() -> None:
    """Open what is due; harmless when repeated."""
    actions.open_due(at=timezone.now())
