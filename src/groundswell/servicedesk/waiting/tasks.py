"""What happens in the background: tickets that wait are followed up."""

from django.utils import timezone

from groundswell.servicedesk.waiting import actions


def go_round() -> None:
    """Ask callers again, end what nobody answers, remind agents; harmless when repeated."""
    actions.follow_up(at=timezone.now())
