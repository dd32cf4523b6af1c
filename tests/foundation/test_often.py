from datetime import timedelta

import pytest
from django.utils import timezone

from groundswell.foundation.accounts.models import RoleGrant, User
from groundswell.foundation.often import Often
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def test_the_same_question_is_asked_of_another_record_and_of_what_holds_now() -> None:
    roles = Often(
        lambda key: RoleGrant.objects.in_force().filter(user=key).values_list("role", flat=True)
    )
    agent, champion = make_user("agent"), make_user("champion", "manager")

    assert sorted(roles.ask(agent.pk)) == ["agent"]
    assert sorted(roles.ask(champion.pk)) == ["champion", "manager"]

    RoleGrant.objects.filter(user=agent).update(until=timezone.now() - timedelta(days=1))

    assert roles.ask(agent.pk) == []


def test_a_question_without_a_key_is_asked_anew_each_time() -> None:
    someone = Often(lambda _: User.objects.filter(name="Ada").values_list("pk", flat=True)[:1])

    assert someone.ask() == []

    made = make_user("caller", name="Ada")

    assert someone.ask() == [made.pk]
