"""What the installation does by itself, planned once: by `serve`, or by a `worker` alone."""

from datetime import datetime


def plan_all(*, at: datetime) -> None:
    """Have every round of the background work planned; harmless when said again."""
    from groundswell.foundation.attachments.sweeping import plan_sweeps  # noqa: PLC0415 (needs Django)
    from groundswell.foundation.search.tidying import plan_tidying  # noqa: PLC0415
    from groundswell.improvement.briefs.actions import plan_drafts  # noqa: PLC0415
    from groundswell.improvement.mode.actions import plan_watch  # noqa: PLC0415
    from groundswell.measurement.actions import plan_rounds  # noqa: PLC0415
    from groundswell.servicedesk.promises.actions import plan_promises  # noqa: PLC0415
    from groundswell.servicedesk.recurring.actions import plan_openings  # noqa: PLC0415
    from groundswell.servicedesk.requests.actions import plan_reminders  # noqa: PLC0415
    from groundswell.servicedesk.rules.actions.alerts import plan_looks  # noqa: PLC0415
    from groundswell.servicedesk.waiting.actions import plan_follow_ups  # noqa: PLC0415

    plan_rounds(at=at)
    plan_watch(at=at)
    plan_drafts(at=at)
    plan_promises(at=at)
    plan_reminders(at=at)
    plan_looks(at=at)
    plan_follow_ups(at=at)
    plan_openings(at=at)
    plan_sweeps(at=at)
    plan_tidying(at=at)
