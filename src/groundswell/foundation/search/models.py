"""The words of every record that can be found, and every word by itself."""

from django.db import models


class SearchDocument(models.Model):
    """The words of one record. Triggers of the database keep the full-text index in step."""

    number = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=24)
    words = models.TextField()
    #: in which form the words were written, null before forms were counted: still found, by fewer
    #: ways. Null rather than 0, because SQLite would make the table anew and lose its triggers.
    form = models.PositiveSmallIntegerField(null=True, db_index=True)

    class Meta:
        # the newest of a kind, whose words are read through (see newest.py)
        indexes = (models.Index(fields=("kind", "id"), name="search_newest_of_kind"),)

    def __str__(self) -> str:
        return self.number


class SearchWord(models.Model):
    """A word that stands in some record: what a slip of the finger may have meant.

    On PostgreSQL also what may follow from a beginning: its index cannot be asked for its words.
    """

    word = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.word
