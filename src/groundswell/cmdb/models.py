"""Configuration items and what depends on what."""

from django.db import models
from django.db.models import F, Q

from groundswell.foundation.numbering.models import NumberedRecord


class CIState(models.TextChoices):
    """Where a configuration item is in its life."""

    PLANNED = "planned", "Planned"
    IN_STOCK = "in_stock", "In stock"
    LIVE = "live", "Live"
    IN_REPAIR = "in_repair", "In repair"
    RETIRED = "retired", "Retired"


class ConfigItem(NumberedRecord):
    """A thing that is kept under control because a service depends on it."""

    prefix = "CI"

    name = models.CharField(max_length=120, unique=True)
    type = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=CIState.choices, default=CIState.LIVE)
    vendor = models.CharField(max_length=80, blank=True)
    model = models.CharField(max_length=80, blank=True)
    version = models.CharField(max_length=40, blank=True)
    location = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_configuration_item_has_a_known_state",
                condition=Q(state__in=CIState.values),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def search_text(self) -> str:
        """Return name and make."""
        return f"{self.name} {self.type} {self.vendor} {self.model} {self.version}"


class RelationKind(models.TextChoices):
    """How one item stands to another."""

    DEPENDS_ON = "depends_on", "depends on"
    RUNS_ON = "runs_on", "runs on"
    CONNECTS_TO = "connects_to", "connects to"
    PART_OF = "part_of", "is part of"
    CONSUMES = "consumes", "consumes"


class Relation(models.Model):
    """A directed link: `source` depends on `target` in the way `kind` says."""

    source = models.ForeignKey(ConfigItem, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=12, choices=RelationKind.choices)
    target = models.ForeignKey(ConfigItem, models.CASCADE, related_name="needed_by")

    class Meta:
        constraints = (
            models.UniqueConstraint("source", "kind", "target", name="a_relation_is_said_once"),
            models.CheckConstraint(
                name="nothing_depends_on_itself", condition=~Q(source=F("target"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
