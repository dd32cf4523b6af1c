"""What was paid for on a ticket."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.foundation.accounts.policy import may
from groundswell.servicedesk.models import Ticket

#: more than this on one line is an investment, with a business case of its own
MOST = Decimal(10_000_000)


class CostQuerySet(models.QuerySet["CostLine"]):
    """The filters that more than one reader needs."""

    def visible_to(self, user: object) -> Self:
        """Those who see the desk, on tickets that they see; callers see none, even on theirs."""
        if not may(user, "desk.see"):
            return self.none()
        return self.filter(ticket__in=Ticket.objects.visible_to(user))


class CostLine(models.Model):
    """So much was spent on a ticket, for what, out of which budget."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="costs")
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    #: that of the installation when it was written down
    currency = models.CharField(max_length=8)
    #: out of which budget, as the house calls it
    budget = models.CharField(max_length=120, blank=True)
    spent_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = CostQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_cost_is_above_nothing", condition=Q(amount__gt=0, amount__lte=MOST)
            ),
            models.CheckConstraint(name="a_cost_says_what_for", condition=~Q(what="")),
        )

    def __str__(self) -> str:
        out_of = f", {self.budget}" if self.budget else ""
        return f"{self.what}: {self.amount:,.2f} {self.currency}{out_of}"
