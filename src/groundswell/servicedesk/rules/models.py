"""Rules that send new tickets where they belong."""

from django.db import models
from django.db.models import Q

from groundswell.foundation.numbering.models import NumberedRecord


class RoutingRule(NumberedRecord):
    """What happens by itself to a new ticket that fits some conditions."""

    prefix = "RULE"

    name = models.CharField(max_length=80, unique=True)
    #: rules run in this order, each once
    position = models.PositiveIntegerField()
    #: see conditions.py
    conditions = models.JSONField(default=dict, blank=True)
    #: see acts.py
    acts = models.JSONField(default=dict)
    is_on = models.BooleanField(default=False)
    #: no later rule runs on a ticket that fits
    is_last = models.BooleanField(default=False)

    class Meta:
        constraints = (models.CheckConstraint(name="a_rule_has_a_name", condition=~Q(name="")),)
        indexes = (models.Index(fields=("is_on", "position"), name="rules_in_order"),)

    def search_text(self) -> str:
        """Return what a person would look for."""
        return ""
