"""The views of the list that people keep, for themselves or for others too."""

from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.foundation.accounts.models import Role, User
from groundswell.servicedesk.models.groups import SupportGroup


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Who may use which view."""

    def visible_to(self, user: User) -> Self:
        """Return one's own views and those shared with a role or a group of this person."""
        return self.shown_to(user.pk, [*user.role_names])

    def shown_to(self, person: int, roles: Sequence[str]) -> Self:
        """Return what a person with these roles may use."""
        with_group = SupportGroup.objects.filter(members__user=person).values("pk")
        return self.filter(
            Q(owner=person) | Q(shared_role__in=roles) | Q(shared_group__in=with_group)
        )


class SavedView(models.Model):
    """A filter of the ticket list under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="views")
    name = models.CharField(max_length=60)
    #: the choices above the list, as they stand in its address
    query = models.CharField(max_length=500, blank=True)
    #: conditions as data, see rules/conditions.py; empty: none
    conditions = models.JSONField(default=dict, blank=True)
    #: a way of ordering, see rules/columns.py; empty: as the list does by itself
    sort = models.CharField(max_length=16, blank=True)
    #: which columns, in their order; empty: those of the list
    columns = models.JSONField(default=list, blank=True)
    #: whoever has this role may use it too
    shared_role = models.CharField(max_length=16, choices=Role.choices, blank=True)
    #: whoever is in this group may use it too
    shared_group = models.ForeignKey(
        SupportGroup, models.SET_NULL, null=True, blank=True, related_name="views"
    )
    #: warn when it holds more tickets than this; null: never
    warn_above = models.PositiveIntegerField(null=True, blank=True)
    #: warn when a ticket comes into it
    warn_new = models.BooleanField(default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint("owner", "name", name="a_view_has_its_own_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Return what follows the question mark in the address of the list."""
        if not (self.conditions or self.sort or self.columns):
            return self.query
        return f"{self.query}&view={self.pk}".lstrip("&")


class ViewWatch(models.Model):
    """What a view with a warning held when it was last looked at."""

    view = models.OneToOneField(SavedView, models.CASCADE, related_name="watch")
    looked_at = models.DateTimeField()
    #: keys of the tickets that were in it
    held = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.view} at {self.looked_at:%Y-%m-%d %H:%M}"


class ViewAlert(models.Model):
    """One time that a view passed its limit or that tickets came into it."""

    class Kind(models.TextChoices):
        """What happened."""

        ABOVE = "above", "More than the limit"
        NEW = "new", "New tickets"

    view = models.ForeignKey(SavedView, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    raised_at = models.DateTimeField()
    #: tickets in the view, or tickets that came into it
    count = models.PositiveIntegerField()
    #: when somebody looked at what is above the limit still; null: it is shown
    seen_at = models.DateTimeField(null=True, blank=True)
    #: null while it holds
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "view",
                "kind",
                condition=Q(ended_at__isnull=True),
                name="a_view_warns_once_of_one_thing",
            ),
            models.CheckConstraint(
                name="an_alert_ends_after_it_was_raised",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("raised_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.view}: {self.get_kind_display()}"
