"""What every stored question has in common."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from groundswell.foundation.fields.rules import Field, FieldKind


class StoredField(models.Model):
    """A question that somebody wrote down; one that is taken out stays for its answers."""

    key = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=FieldKind.choices, default=FieldKind.TEXT)
    help = models.CharField(max_length=300, blank=True)
    required = models.BooleanField(default=False)
    options = models.JSONField(default=list, blank=True)
    default = models.CharField(max_length=200, blank=True)
    only_if = models.CharField(max_length=60, blank=True)
    only_values = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                name="%(class)s_is_of_a_known_kind", condition=Q(kind__in=FieldKind.values)
            ),
            models.CheckConstraint(name="%(class)s_has_words", condition=~Q(label="")),
        )

    def __str__(self) -> str:
        return self.label

    def as_field(self) -> Field:
        """Return the question as the rules know it."""
        return Field(
            key=self.key,
            label=self.label,
            kind=self.kind,
            help=self.help,
            required=self.required,
            options=tuple(self.options),
            default=self.default,
            only_if=self.only_if,
            only_values=tuple(self.only_values),
        )


def as_columns(field: Field) -> dict[str, object]:
    """Return what a stored question holds of a question, but its key and its place."""
    return {
        "label": field.label.strip()[:200],
        "kind": field.kind,
        "help": field.help.strip()[:300],
        "required": field.required,
        "options": list(field.options),
        "default": field.default,
        "only_if": field.only_if,
        "only_values": list(field.only_values),
        "removed_at": None,
    }
