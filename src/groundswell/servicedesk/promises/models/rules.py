"""What a house says of its hours, its promises, and what follows when time runs short."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import OrgUnit
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.promises.words import Act, Measure, Side, Whom
from groundswell.servicedesk.states import Kind


class BusinessCalendar(NumberedRecord):
    """Opening hours by weekday in one time zone, and the days on which nobody works."""

    prefix = "CAL"
    #: worked out or fetched by the machine
    untold: ClassVar[frozenset[str]] = frozenset(
        {"holidays", "feed_days", "feed_read_at", "feed_problem"}
    )

    name = models.CharField(max_length=80, unique=True)
    zone = models.CharField(max_length=60)
    #: weekday ("0" is Monday) → opening times as ["09:00", "17:00"], in order; "24:00" ends a day
    hours = models.JSONField()
    #: public holidays: the country and its part, as the library of holidays calls them
    country = models.CharField(max_length=8, blank=True)
    part = models.CharField(max_length=16, blank=True)
    #: day → why, from that library, for some years
    holidays = models.JSONField(default=dict, blank=True)
    #: day → why, said by hand
    closed_days = models.JSONField(default=dict, blank=True)
    #: an address that lists further days as iCalendar, read once a day; what it last said
    feed_url = models.URLField(max_length=500, blank=True)
    feed_days = models.JSONField(default=dict, blank=True)
    feed_read_at = models.DateTimeField(null=True, blank=True)
    feed_problem = models.CharField(max_length=300, blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_calendar_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=("is_default",),
                condition=Q(is_default=True),
                name="one_calendar_holds_where_none_is_named",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ServiceTarget(NumberedRecord):
    """A promise in working minutes; a field that is empty holds for all. One withdrawn stays."""

    prefix = "TGT"

    side = models.CharField(max_length=8, choices=Side.choices, default=Side.CALLER)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    #: for requests of it alone
    offering = models.ForeignKey(
        Offering, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    department = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    priority = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, blank=True)
    #: of a promise of a support group: which; of a supplier: their name
    group = models.ForeignKey(
        SupportGroup, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    supplier = models.CharField(max_length=120, blank=True)
    response_minutes = models.PositiveIntegerField(null=True, blank=True)
    resolution_minutes = models.PositiveIntegerField(null=True, blank=True)
    update_minutes = models.PositiveIntegerField(null=True, blank=True)
    #: none: the calendar that holds where none is named
    calendar = models.ForeignKey(
        BusinessCalendar, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    #: in the critical hours of its service instead of a calendar
    in_critical_hours = models.BooleanField(default=False)
    reopen_days = models.PositiveSmallIntegerField(default=7)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_target_is_of_a_known_side", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="a_target_promises_something",
                condition=Q(response_minutes__isnull=False)
                | Q(resolution_minutes__isnull=False)
                | Q(update_minutes__isnull=False),
            ),
            models.CheckConstraint(
                name="a_promise_lasts_a_minute_at_least",
                condition=(Q(response_minutes__isnull=True) | Q(response_minutes__gte=1))
                & (Q(resolution_minutes__isnull=True) | Q(resolution_minutes__gte=1))
                & (Q(update_minutes__isnull=True) | Q(update_minutes__gte=1)),
            ),
            models.CheckConstraint(
                name="an_answer_is_promised_no_later_than_the_solution",
                condition=Q(response_minutes__isnull=True)
                | Q(resolution_minutes__isnull=True)
                | Q(response_minutes__lte=F("resolution_minutes")),
            ),
            models.CheckConstraint(
                name="a_group_is_named_exactly_where_a_group_promises",
                condition=Q(side=Side.GROUP, group__isnull=False)
                | ~Q(side=Side.GROUP) & Q(group__isnull=True),
            ),
            models.CheckConstraint(
                name="critical_hours_are_those_of_a_service",
                condition=Q(in_critical_hours=False)
                | Q(calendar__isnull=True) & (Q(service__isnull=False) | Q(offering__isnull=False)),
            ),
            models.UniqueConstraint(
                "side",
                Coalesce("service", 0),
                Coalesce("offering", 0),
                Coalesce("department", 0),
                Coalesce("priority", 0),
                "kind",
                Coalesce("group", 0),
                "supplier",
                condition=Q(withdrawn_at__isnull=True),
                name="one_target_holds_for_the_same",
            ),
        )


class EscalationLevel(NumberedRecord):
    """What happens when so much of a promise is used up, or so long after it was due."""

    prefix = "ESC"

    measure = models.CharField(max_length=10, choices=Measure.choices)
    #: per cent of the promised time that is used; or working minutes after it was due
    share = models.PositiveSmallIntegerField(null=True, blank=True)
    late = models.PositiveIntegerField(null=True, blank=True)
    act = models.CharField(max_length=8, choices=Act.choices)
    whom = models.CharField(max_length=8, choices=Whom.choices, blank=True)
    group = models.ForeignKey(SupportGroup, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_level_is_reached_before_or_after_it_is_due",
                condition=Q(share__isnull=False, share__gte=1, share__lte=100, late__isnull=True)
                | Q(share__isnull=True, late__isnull=False),
            ),
            models.CheckConstraint(
                name="a_level_says_whom_it_tells_and_where_it_passes_to",
                condition=Q(act=Act.TELL, whom__in=Whom.values)
                | Q(act=Act.REASSIGN, group__isnull=False)
                | Q(act__in=[Act.NOTE, Act.RAISE]),
            ),
        )
