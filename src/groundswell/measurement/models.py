"""Runs of the analysis and what they found."""

from django.db import models
from django.db.models import Q

from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.servicedesk.models import Ticket


class RunState(models.TextChoices):
    """How a run of the analysis stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class AnalysisRun(NumberedRecord):
    """One run of the analysis over everything recorded up to a moment.

    `findings` is the document that `groundswell analyse --json` writes; pages read it and never
    compute a figure themselves.
    """

    prefix = "RUN"

    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.WAITING)
    as_of = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    findings = models.JSONField(null=True, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_run_is_done_exactly_when_it_has_findings",
                condition=Q(state=RunState.DONE, findings__isnull=False)
                | (~Q(state=RunState.DONE) & Q(findings__isnull=True)),
            ),
        )


class Finding(models.Model):
    """A recurring problem that a run found, so that its tickets can be listed."""

    run = models.ForeignKey(AnalysisRun, models.CASCADE, related_name="problems")
    key = models.CharField(max_length=64)
    rank = models.PositiveIntegerField()
    title = models.CharField(max_length=250)
    detail = models.JSONField()
    tickets = models.ManyToManyField(Ticket, related_name="findings")

    class Meta:
        constraints = (models.UniqueConstraint("run", "key", name="a_run_finds_a_problem_once"),)

    def __str__(self) -> str:
        return self.title
