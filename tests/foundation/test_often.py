from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.safestring import SafeString

from groundswell.foundation.accounts.models import Role, RoleGrant, User
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


def test_a_word_may_be_of_a_kind_of_its_own() -> None:
    people = Often(lambda role: User.objects.filter(roles__role=role))

    assert people.ask(Role.AGENT) == people.ask("agent") == []

    agent = make_user("agent")

    assert people.ask(Role.AGENT) == people.ask(SafeString("agent")) == [agent]


def test_a_question_without_a_key_is_asked_anew_each_time() -> None:
    someone = Often(lambda: User.objects.filter(name="Ada").values_list("pk", flat=True)[:1])

    assert someone.ask() == []

    made = make_user("caller", name="Ada")

    assert someone.ask() == [made.pk]


def test_words_that_are_the_same_each_time_may_have_any_signs() -> None:
    odd = "50 % of %s, \\ 'and' \"more\" %%"
    named = Often(lambda key: User.objects.filter(pk=key, name=odd))
    given, other = make_user("agent", name=odd), make_user("agent")

    assert [named.ask(given.pk) for _ in range(9)] == [[given]] * 9
    assert (named.ask(other.pk), named.count(given.pk)) == ([], 1)


def test_a_question_of_a_word_and_a_moment_gives_records_with_what_belongs_to_them() -> None:
    until = timezone.now() + timedelta(days=3)
    auditor = make_user("assessor", name="Ada")
    RoleGrant.objects.filter(user=auditor).update(until=until)
    ending = Often(
        lambda name, at: RoleGrant.objects.filter(user__name=name, until__lte=at).select_related(
            "user"
        )
    )

    (found,) = ending.ask("Ada", until)

    assert (found.user, found.until) == (auditor, until)
    assert ending.count("Ada", until) == 1
    assert ending.ask("Ada", until - timedelta(seconds=1)) == []
    assert ending.ask("Eve", until) == []


def test_what_is_given_has_to_stand_in_the_question() -> None:
    deaf = Often(lambda key: User.objects.filter(name="Ada"))

    with pytest.raises(ValueError, match="does not stand in"):
        deaf.ask(7)


def test_a_part_of_a_word_is_no_question_for_often() -> None:
    looking = Often(lambda part: User.objects.filter(name__icontains=part))

    with pytest.raises(ValueError, match="does not stand in"):
        looking.ask("100%")


def test_of_no_record_there_is_nothing_and_of_nobody_nothing_is_asked() -> None:
    people = Often(lambda *keys: User.objects.filter(pk__in=keys))

    assert people.ask() == []
    with pytest.raises(TypeError, match="a number, a word or a moment, not of None"):
        people.ask(None)  # type: ignore[arg-type]
