"""The analysis in the background, and the round of every night."""

from contextlib import suppress

from django.utils import timezone

from groundswell.foundation.accounts.actions import machine_account
from groundswell.kernel.errors import Refusal
from groundswell.measurement import actions, queries
from groundswell.measurement.levels.tasks import prepare_reports, take_daily
from groundswell.measurement.matching import is_worth_learning
from groundswell.measurement.models import AnalysisRun, RunState
from groundswell.measurement.running import analyse_now, carry_out
from groundswell.problems.tasks import check_fixes
from groundswell.servicedesk.tasks import go_round


def run_analysis(run_id: int) -> None:
    """Carry out a run that waits, with a snapshot of the day; one that is over is left alone."""
    run = AnalysisRun.objects.get(pk=run_id)
    if run.state not in {RunState.WAITING, RunState.RUNNING}:
        return
    run = actions.mark_running(run, by=None, at=timezone.now())
    carry_out(run, by=None, at=timezone.now())
    take_daily()


def nightly() -> None:
    """Look anew at what was recorded, then at the fixes and the reports that are due.

    With the first run of a day goes a snapshot of how mature each practice is. Where nothing was
    recorded since, there is nothing to analyse. Once people have made enough links, how tickets are
    matched is learned from them.
    """
    at = timezone.now()
    if queries.is_anything_new():
        analyse_now(by=machine_account(at=at), at=at)
        take_daily()
    learn_from_links()
    check_fixes()
    prepare_reports()
    go_round()


def learn_from_links() -> None:
    """Learn how tickets are matched where new links were made; too few change nothing."""
    at = timezone.now()
    if is_worth_learning():
        with suppress(Refusal):
            actions.learn_weights(by=machine_account(at=at), at=at)
