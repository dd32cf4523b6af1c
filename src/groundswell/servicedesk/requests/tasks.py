"""What happens in the background: decisions are looked after."""

from django.utils import timezone

from groundswell.servicedesk.requests import actions


def go_round() -> None:
    """Hand decisions over and remind those who have to decide; harmless when repeated."""
    actions.look_after_decisions(at=timezone.now())
