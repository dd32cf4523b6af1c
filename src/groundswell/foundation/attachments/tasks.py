"""What happens in the background: what nobody kept is cleared away."""

from django.utils import timezone

from groundswell.foundation.attachments.sweeping import sweep as clear_away


def sweep() -> None:
    """Clear away files that nothing needs; harmless when repeated."""
    clear_away(at=timezone.now())
