"""What every table of attached files has in common; each practice adds the record it belongs to."""

from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.foundation.attachments.limits import say_size, shown_types


class AttachedFile(models.Model):
    """A file that somebody attached; one that was taken out stays as a line without its content."""

    name = models.CharField(max_length=160)
    #: told by how it begins, not by what was said of it
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    #: SHA-256; several records may name one content
    digest = models.CharField(max_length=64, db_index=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    #: why it was taken out
    removed_for = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                name="%(class)s_has_a_name_and_something_in_it",
                condition=~Q(name="") & Q(size__gt=0),
            ),
            models.CheckConstraint(
                name="%(class)s_is_taken_out_with_a_reason",
                condition=Q(removed_at__isnull=True, removed_for="")
                | Q(removed_at__isnull=False) & ~Q(removed_for=""),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_shown(self) -> bool:
        """Tell whether a page may show it as a picture."""
        return self.removed_at is None and self.media_type in shown_types()

    @property
    def size_words(self) -> str:
        """Return its size for people."""
        return say_size(self.size)


def is_named(digest: str) -> bool:
    """Tell whether any record of any practice needs this content."""
    return any(
        kind._default_manager.filter(digest=digest, removed_at=None).exists()
        for kind in kinds_of_files()
    )


def kinds_of_files() -> list[type[AttachedFile]]:
    """Return the tables of attached files of all practices."""
    return [kind for kind in apps.get_models() if issubclass(kind, AttachedFile)]
