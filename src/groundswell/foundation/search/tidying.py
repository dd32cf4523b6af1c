"""Keeping the full-text index of SQLite in few parts.

What people write goes into small parts of the index, and a question asks each of them: with a
million tickets, in a seventh of the time once they are one. The index joins some by itself, while
people write; all of them are joined at night. PostgreSQL has a round of its own for this.
https://www.sqlite.org/fts5.html#the_merge_command
"""

from datetime import datetime, timedelta

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django_q.models import Schedule

ROUND = "groundswell.foundation.search.tasks.tidy"
#: in so many parts it may stay, and so many of its pages are joined in one step: less than a tenth
#: of a second in which nobody else can write
_PARTS, _PAGES = 4, 500
_COUNT = "SELECT count(DISTINCT segid) FROM search_fts_idx"
_JOIN = "INSERT INTO search_fts(search_fts, rank) VALUES('merge', %s)"


def tidy_up() -> int:
    """Join the parts of the index where there are many; return in how many steps.

    Each step is kept by itself, so that it can be stopped and goes on the next time.
    """
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_COUNT)
        if cursor.fetchone()[0] <= _PARTS:
            return 0
        # below zero: all parts, also where the index would wait for more of them
        steps, pages = 0, -_PAGES
        while _changes(cursor, pages) > 1:
            steps, pages = steps + 1, _PAGES
        return steps


def _changes(cursor: CursorWrapper, pages: int) -> int:
    """Return how many rows of the index one step altered; a step that found nothing alters one."""
    cursor.execute("SELECT total_changes()")
    before: int = cursor.fetchone()[0]
    cursor.execute(_JOIN, [pages])
    cursor.execute("SELECT total_changes()")
    after: int = cursor.fetchone()[0]
    return after - before


def plan_tidying(*, at: datetime) -> None:
    """Have it done once a day; harmless when said again."""
    Schedule.objects.get_or_create(
        func=ROUND,
        defaults={"schedule_type": Schedule.DAILY, "next_run": at + timedelta(minutes=40)},
    )
