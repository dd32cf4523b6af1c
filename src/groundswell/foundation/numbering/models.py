"""The counters, and the base of every record that carries a number."""

from collections.abc import Collection
from typing import ClassVar

from django.db import models


class Counter(models.Model):
    """The last number given out for a prefix."""

    prefix = models.CharField(max_length=8, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last:06}"


class NumberedRecord(models.Model):
    """A record that people refer to by a number, and that leaves a trail under it."""

    #: what the number starts with, such as INC
    prefix: ClassVar[str] = ""
    #: fields that a machine keeps for itself: saved with the record, no part of its trail
    untold: ClassVar[frozenset[str]] = frozenset()
    #: fields of which the trail says that they changed and never what they held: facts about a
    #: person that have to be gone when that person is taken out
    personal: ClassVar[frozenset[str]] = frozenset()

    number = models.CharField(max_length=32, unique=True)
    #: null only until the record is saved for the first time
    updated_at = models.DateTimeField(db_index=True, null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    def search_text(self) -> str:
        """Return the words under which this record is found; "" keeps it out of the search."""
        return ""

    def search_title(self) -> str:
        """Return the words that count most when this record is looked for: what it is called."""
        return str(getattr(self, "title", "") or getattr(self, "name", ""))

    @classmethod
    def search_beside(cls, keys: Collection[int]) -> None:
        """Write into the index what is found beside the words of the records themselves."""
