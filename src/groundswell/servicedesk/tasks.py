"""What happens in the background: learning what is usual, and keeping what was learnt."""

from django.utils import timezone

from groundswell.servicedesk import actions


def learn_what_is_usual() -> None:
    """Learn anew from the tickets of the past; harmless when repeated."""
    actions.learn_usual(at=timezone.now())


def go_round() -> None:
    """End the surges of which nobody writes any more, and keep what was learnt."""
    at = timezone.now()
    actions.end_surges(at=at)
    actions.keep_learnt(at=at)


def keep_what_was_learnt() -> None:
    """Keep what was learnt up to now; harmless when repeated."""
    actions.keep_learnt(at=timezone.now())
