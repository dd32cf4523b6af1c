"""Runs of the analysis and what they found."""

from django.conf import settings
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
    #: what the next run needs to know it again: prototypes, and what is believed of its members
    memory = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint("run", "key", name="a_run_finds_a_problem_once"),)

    def __str__(self) -> str:
        return self.title


class Verdict(models.TextChoices):
    """What a person says of a recurring trouble that the analysis found."""

    CONFIRMED = "confirmed", "One trouble"
    REJECTED = "rejected", "Not one trouble"
    MERGED = "merged", "One trouble with another, not decided yet"
    PART = "part", "Part of another trouble"


class Judgement(models.Model):
    """What a person said of a finding; it holds for every later run that finds the same again.

    `memory` is what the analysis needs to know the trouble again, as it was when it was judged.
    """

    key = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=250)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    #: the name a person gave it; empty while the one that was found will do
    given_title = models.CharField(max_length=250, blank=True)
    reason = models.CharField(max_length=250, blank=True)
    #: of a part: the key of the trouble that it went into
    into_key = models.CharField(max_length=64, blank=True)
    memory = models.JSONField(default=dict, blank=True)
    #: tickets that a person took out of it, by number
    taken_out = models.JSONField(default=list, blank=True)
    judged_at = models.DateTimeField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_finding_is_judged_in_known_words", condition=Q(verdict__in=Verdict.values)
            ),
            models.CheckConstraint(
                name="a_part_says_what_it_is_part_of",
                condition=Q(verdict=Verdict.PART) & ~Q(into_key="")
                | ~Q(verdict=Verdict.PART) & Q(into_key=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}: {self.get_verdict_display()}"


class Audit(models.Model):
    """A person's look at some members of a finding: how many truly belong to it."""

    key = models.CharField(max_length=64)
    shown = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField()
    audited_at = models.DateTimeField()
    audited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="no_more_members_are_right_than_were_shown",
                condition=Q(right__lte=models.F("shown"), shown__gt=0),
            ),
        )
        indexes = (models.Index(fields=("key", "audited_at"), name="audits_of_a_finding"),)

    def __str__(self) -> str:
        return f"{self.key}: {self.right} of {self.shown}"


class WeightState(models.TextChoices):
    """Whether weights that were learned count when a ticket is matched."""

    IN_USE = "in_use", "In use"
    BEATEN = "beaten", "No better than the fixed ones"
    SET_ASIDE = "set_aside", "Set aside"
    REPLACED = "replaced", "Replaced by newer ones"


class MatchWeights(NumberedRecord):
    """What the links that people made have taught of how much each view of likeness counts."""

    prefix = "WGT"

    state = models.CharField(max_length=10, choices=WeightState.choices)
    learned_at = models.DateTimeField()
    #: links made by people that it was learned from
    links = models.PositiveIntegerField()
    #: what `Learned.as_json` wrote
    weights = models.JSONField()
    #: what `Trial.as_json` wrote; null where too little could be held back
    trial = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="weights_have_a_known_state", condition=Q(state__in=WeightState.values)
            ),
            models.UniqueConstraint(
                "state",
                condition=Q(state=WeightState.IN_USE),
                name="one_set_of_learned_weights_is_in_use",
            ),
        )
