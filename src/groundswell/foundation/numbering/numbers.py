"""Giving out numbers, without gaps in a run and without doubles between writers."""

from django.db import transaction

from groundswell.foundation.numbering.models import Counter


def take_numbers(prefix: str, count: int = 1) -> list[str]:
    """Return the next numbers of a prefix; they are given back if the transaction is undone."""
    with transaction.atomic():
        counters = Counter.objects.select_for_update().filter(prefix=prefix)
        counter = counters.first()
        if counter is None:  # once for each prefix; two who begin it at once meet here
            Counter.objects.get_or_create(prefix=prefix)
            counter = counters.get()
        first = counter.last + 1
        counter.last += count
        counter.save(update_fields=["last"])
    return [f"{prefix}-{number:06}" for number in range(first, first + count)]
