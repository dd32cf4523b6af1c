"""What is done otherwise than by Django on the way to PostgreSQL."""

from datetime import UTC

import pytest
from django.db import connection

from groundswell.foundation.accounts.models import User
from tests.makers import make_user

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="asks PostgreSQL what only it does"
)


@pytest.mark.django_db
def test_times_come_in_utc_whatever_the_zone_of_the_server() -> None:
    person = make_user(name="Ada")
    found = User.objects.get(pk=person.pk).joined_at
    assert found == person.joined_at
    assert found.tzinfo == UTC
    assert [one.joined_at.tzinfo for one in User.objects.filter(pk=person.pk).iterator()] == [UTC]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_opened_anew_by_the_next_page() -> None:
    connection.ensure_connection()
    assert connection.is_usable()
    ended = _ask("SELECT pg_backend_pid()")
    beside = connection.copy()
    with beside.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    beside.close()
    assert not connection.is_usable()

    connection.close_if_unusable_or_obsolete()  # as at the beginning of every page
    assert _ask("SELECT pg_backend_pid()") != ended


@pytest.mark.django_db(transaction=True)
def test_a_connection_to_which_the_server_said_something_is_asked_and_kept() -> None:
    with connection.cursor() as cursor:
        cursor.execute("LISTEN told")
    beside = connection.copy()
    with beside.cursor() as cursor:
        cursor.execute("NOTIFY told")
    beside.close()
    assert connection.is_usable()
    assert _ask("SELECT 1") == 1


def _ask(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])
