"""Composing dashboards, sharing them, and preparing their reports."""

from collections.abc import Sequence
from datetime import datetime

from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.measurement.levels.models import Dashboard, Every, Report, ReportState
from groundswell.measurement.levels.queries.dashboards import (
    as_content,
    list_choices,
    list_due,
    show_figures,
)

#: more on one page is read by nobody
MOST_FIGURES = 24


@needs("findings.see")
def make_dashboard(*, by: User, at: datetime, title: str) -> Dashboard:
    """Begin a dashboard with the figures of the desk.

    Raises:
        Refusal: it has no title.
    """
    if not title.strip():
        raise Refusal("Give it a title, so that it can be found again.")
    dashboard = Dashboard(
        title=title.strip()[:120],
        owner=by,
        figures=["desk-open", "desk-opened", "desk-finished"],
    )
    return trail.begin(dashboard, "dashboard.made", by=by, at=at)


@needs("findings.see")
def compose_dashboard(
    dashboard: Dashboard, *, by: User, at: datetime, figures: Sequence[str]
) -> Dashboard:
    """Say which figures stand on it, in their order.

    Raises:
        NotAllowed: it is somebody else's.
        BadInput: a figure is not known.
        Refusal: there are too many.
    """
    _check_owner(dashboard, by)
    wanted = list(dict.fromkeys(figures))
    known = {key for key, _ in list_choices()}
    if unknown := [key for key in wanted if key not in known]:
        raise BadInput(f"There is no figure {unknown[0]}; choose one of the list.")
    if len(wanted) > MOST_FIGURES:
        raise Refusal(f"{MOST_FIGURES} figures are the most; begin another dashboard.")
    with trail.change(dashboard, "dashboard.composed", by=by, at=at) as fresh:
        fresh.figures = wanted
    return fresh


@needs("findings.see")
def share_dashboard(
    dashboard: Dashboard, *, by: User, at: datetime, shared_with: str, every: str
) -> Dashboard:
    """Say which role sees it too, and how often a report of it is prepared.

    Raises:
        NotAllowed: it is somebody else's.
        BadInput: there is no such role or rhythm.
    """
    _check_owner(dashboard, by)
    if shared_with and shared_with not in Role.values:
        raise BadInput(f'There is no role "{shared_with}"; choose one of the list.')
    if every not in Every.values:
        raise BadInput(f'A report cannot be prepared "{every}"; choose one of the list.')
    with trail.change(dashboard, "dashboard.shared", by=by, at=at) as fresh:
        fresh.shared_with, fresh.every = shared_with, every
    return fresh


@needs("findings.see")
def prepare_report(dashboard: Dashboard, *, by: User, at: datetime) -> Report:
    """Keep a dashboard as it is today, so that it can be looked at and sent.

    Returns:
        The report of today, also when it was prepared before.
    """
    held = Report.objects.filter(dashboard=dashboard, day=at.date()).first()
    if held is not None:
        return held
    content = as_content(show_figures(dashboard.figures, as_of=at))
    report = Report(dashboard=dashboard, day=at.date(), content=content)
    return trail.begin(report, "report.prepared", by=by, at=at)


@needs("findings.see")
def end_report(report: Report, *, by: User, at: datetime, sent: bool) -> Report:
    """Say that a report was sent, or that it is not to be.

    Raises:
        NotAllowed: the dashboard is somebody else's.
        Refusal: that is said already.
    """
    _check_owner(report.dashboard, by)
    with trail.change(report, "report.ended", by=by, at=at) as fresh:
        if fresh.state != ReportState.WAITING:
            raise Refusal(f"{fresh} is over: {fresh.get_state_display().lower()}.")
        fresh.state = ReportState.SENT if sent else ReportState.DROPPED
    return fresh


def prepare_due(*, by: User, at: datetime) -> int:
    """Prepare the reports that fell due and are missing; return how many; harmless said again."""
    due = list_due(day=at.date())
    for dashboard in due:
        prepare_report(dashboard, by=by, at=at)
    return len(due)


def _check_owner(dashboard: Dashboard, by: User) -> None:
    if dashboard.owner_id != by.pk:
        raise NotAllowed(f"{dashboard.title} belongs to {dashboard.owner}; make your own of it.")
