"""Support groups: who shares a queue, whose it is, and who is away."""

from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import models

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.often import Often


class SupportGroupQuerySet(models.QuerySet["SupportGroup"]):
    """Who may look into which queue."""

    def closed_to(self, user: User | int) -> Self:
        """Return the groups that show their tickets to their members alone, and not to this one."""
        return self.filter(members_only=True).exclude(members__user=user)


class SupportGroup(models.Model):
    """Agents who share a queue."""

    name = models.CharField(max_length=120, unique=True)
    #: whose queue it is; none: it serves all
    department = models.ForeignKey(
        OrgUnit, models.SET_NULL, null=True, blank=True, related_name="support_groups"
    )
    #: who is told when its promises run short
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="led_groups"
    )
    #: its tickets are hidden from everyone else who works at the desk
    members_only = models.BooleanField(default=False)
    #: what people can ask it for: the categories of its form, in their order
    categories = models.JSONField(default=list, blank=True)

    objects = SupportGroupQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


_CLOSED = Often(lambda key: SupportGroup.objects.closed_to(key).values_list("pk", flat=True))


def find_closed(user: User) -> Sequence[int]:
    """Return the keys of the groups that are closed to a person; every list of tickets asks."""
    return _CLOSED.ask(user.pk)


class GroupMember(models.Model):
    """Somebody who takes tickets from the queue of a group."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    #: when a ticket was last given to them in turn
    last_given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("group", "user", name="a_member_is_in_a_group_once"),
        )

    def __str__(self) -> str:
        return f"{self.user} in {self.group}"


class Absence(models.Model):
    """Until when somebody is away; nothing is given to them in turn before that."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absence")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} until {self.until:%Y-%m-%d %H:%M}"
