"""Options for a permanent fix, and every number that goes into what they are worth."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.problems.models.problems import Problem


class OptionSize(models.TextChoices):
    """How much is proposed."""

    NOTHING = "nothing", "Do nothing"
    SMALL = "small", "Small fix"
    LARGE = "large", "Large tool"


class FixOption(NumberedRecord):
    """One way to end a problem for good; one option may serve several problems."""

    prefix = "OPT"

    title = models.CharField(max_length=250)
    size = models.CharField(max_length=8, choices=OptionSize.choices, default=OptionSize.SMALL)
    steps = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    problems = models.ManyToManyField(Problem, through="OptionShare", related_name="options")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_option_has_a_known_size", condition=Q(size__in=OptionSize.values)
            ),
        )


class OptionShare(models.Model):
    """Which part of an option one problem uses: only that share of its cost counts there."""

    option = models.ForeignKey(FixOption, models.CASCADE, related_name="shares")
    problem = models.ForeignKey(Problem, models.CASCADE, related_name="option_shares")
    share = models.FloatField(default=1.0)

    class Meta:
        constraints = (
            models.UniqueConstraint("option", "problem", name="an_option_serves_a_problem_once"),
            models.CheckConstraint(
                name="a_share_is_more_than_nothing_and_at_most_all",
                condition=Q(share__gt=0, share__lte=1),
            ),
        )

    def __str__(self) -> str:
        return f"{self.option} for {self.problem}"


class Source(models.TextChoices):
    """Where a number comes from."""

    MEASURED = "measured", "measured"
    COUNTED = "counted", "counted"
    ESTIMATED = "estimated", "estimated"
    GIVEN = "given", "given by the one who decides"
    QUOTED = "quoted", "quoted by a supplier"


class CaseInput(models.Model):
    """One number of a business case: of an option, or of a problem whatever the option."""

    problem = models.ForeignKey(
        Problem, models.CASCADE, null=True, blank=True, related_name="inputs"
    )
    option = models.ForeignKey(
        FixOption, models.CASCADE, null=True, blank=True, related_name="inputs"
    )
    #: a name of the inputs that analysis.worth knows
    name = models.CharField(max_length=40)
    low = models.FloatField()
    likely = models.FloatField()
    high = models.FloatField()
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.ESTIMATED)
    said_by = models.CharField(max_length=150, blank=True)
    said_on = models.DateField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint("problem", "name", name="a_number_of_a_problem_is_given_once"),
            models.UniqueConstraint("option", "name", name="a_number_of_an_option_is_given_once"),
            models.CheckConstraint(
                name="a_number_belongs_to_a_problem_or_an_option",
                condition=Q(problem__isnull=True, option__isnull=False)
                | Q(problem__isnull=False, option__isnull=True),
            ),
            models.CheckConstraint(
                name="a_range_goes_from_low_to_high",
                condition=Q(low__lte=F("likely")) & Q(likely__lte=F("high")),
            ),
            models.CheckConstraint(name="no_number_is_negative", condition=Q(low__gte=0)),
            models.CheckConstraint(
                name="a_given_number_names_who_gave_it",
                condition=~Q(source=Source.GIVEN) | ~Q(said_by=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.likely:g}"
