"""What happens by itself: the checks after fixes."""

from django.utils import timezone

from groundswell.problems import actions, queries


def check_fixes() -> int:
    """Make the checks that are due after fixes; return how many were made. Harmless when repeated.

    Each check is kept once for each fix and number of days, so a second round on the same day
    finds nothing to do.
    """
    at = timezone.now()
    due = queries.list_due_checks(at=at)
    for problem, days in due:
        found = queries.check_recurrence(problem, days=days, at=at)
        actions.keep_check(problem, by=None, at=at, days=days, found=found)
    return len(due)
