"""An import in the background: ids in, one run."""

from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.imports.models import ImportRun, ImportState
from groundswell.imports.running import carry_out
from groundswell.kernel.errors import Refusal
from groundswell.measurement.actions import start_analysis
from groundswell.servicedesk.tasks import learn_what_is_usual


def run_import(run_id: int, user_id: int) -> None:
    """Carry out an import that waits or was cut off, learn from it, ask for the analysis."""
    run = ImportRun.objects.get(pk=run_id)
    if not run.is_busy:
        return
    user = User.objects.get(pk=user_id)
    run = carry_out(run, by=user, at=timezone.now())
    learn_what_is_usual()
    if run.state == ImportState.DONE and may(user, "findings.make"):
        try:
            start_analysis(by=user, at=timezone.now())
        except Refusal:
            # A run under way began before this import; the next one will see it.
            return
