"""Giving out numbers, without gaps in a run and without doubles between writers."""

from django.db import transaction
from django.db.models import F

from groundswell.foundation.numbering.models import Counter


def take_numbers(prefix: str, count: int = 1) -> list[str]:
    """Return the next numbers of a prefix; they are given back if the transaction is undone."""
    counter = Counter.objects.filter(prefix=prefix)
    with transaction.atomic():
        # the update locks the counter until the transaction ends
        while not counter.update(last=F("last") + count):
            Counter.objects.get_or_create(prefix=prefix)  # once for each; two at once meet here
        last = counter.values_list("last", flat=True).get()
    return [f"{prefix}-{number:06}" for number in range(last - count + 1, last + 1)]
