"""The words of every record that can be found."""

from django.db import models


class SearchDocument(models.Model):
    """The words of one record. Triggers of the database keep the full-text index in step."""

    number = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=24)
    words = models.TextField()

    def __str__(self) -> str:
        return self.number
