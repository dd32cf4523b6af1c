"""Giving out numbers, without gaps in a run and without doubles between writers."""

from django.db import connection, transaction

from groundswell.foundation.numbering.models import Counter

# Written as statements: whoever takes something down waits for them.
_COUNT = "UPDATE numbering_counter SET last = last + %s WHERE prefix = %s RETURNING last"


def take_numbers(prefix: str, count: int = 1) -> list[str]:
    """Return the next numbers of a prefix; they are given back if the transaction is undone."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        # the update locks the counter until the transaction ends
        cursor.execute(_COUNT, [count, prefix])
        while (counted := cursor.fetchone()) is None:
            Counter.objects.get_or_create(prefix=prefix)  # once for each; two at once meet here
            cursor.execute(_COUNT, [count, prefix])
    last = counted[0]
    return [f"{prefix}-{number:06}" for number in range(last - count + 1, last + 1)]
