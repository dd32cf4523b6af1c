"""Looking by itself whether the situation changed."""

from django.utils import timezone

from groundswell.improvement.mode.actions import watch_mode


def watch() -> None:
    """Compare the newest findings and answers with what was last seen."""
    watch_mode(by=None, at=timezone.now())
