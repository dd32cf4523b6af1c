"""What happens in the background: tickets that wait are followed up, solved ones are closed."""

from django.utils import timezone

from groundswell.servicedesk.waiting import actions


def go_round() -> None:
    """Ask callers again, end what nobody answers, remind agents, close what did not come back.

    Harmless when repeated.
    """
    at = timezone.now()
    actions.follow_up(at=at)
    actions.close_solved(at=at)
