"""Keys with which programs act for people: who has which, when they were used, and their end."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groundswell.foundation.accounts import actions
from groundswell.foundation.accounts.models import ApiKey, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import NotAllowed
from tests.makers import make_user, read_page, sign_in

pytestmark = pytest.mark.django_db

ME = "/account/me/"


def ask_with(secret: str) -> int:
    asked = Client().get("/api/tickets", headers={"Authorization": f"Bearer {secret}"})
    return asked.status_code


def make_key(person: User, *, by: User | None = None, name: str = "monitoring") -> str:
    return actions.make_api_key(person, by=by, at=timezone.now(), name=name)


def test_somebody_sees_their_keys_and_ends_one(agent: User) -> None:
    assert "No program acts for you" in read_page(agent, ME)
    secret, other = make_key(agent), make_key(agent, name="stock taking")
    page = read_page(agent, ME)
    assert "at the command line" in page
    assert page.count("not used yet") == 2

    assert ask_with(secret) == ask_with(other) == 200
    page = read_page(agent, ME)
    assert page.count("last used") == 2
    assert "monitoring" in page
    assert secret.partition(".")[2] not in page

    key = ApiKey.objects.get(name="monitoring")
    told = sign_in(agent).post(f"{ME}keys/{key.start}/ending/", follow=True).content.decode()

    assert "“monitoring” opens nothing any more" in told
    assert "stock taking" in told
    assert (ask_with(secret), ask_with(other)) == (401, 200)
    entry = AuditEntry.objects.get(number=f"user:{agent.pk}", act="key.ended")
    assert (entry.actor, entry.changes) == (agent, {"key": [key.start, ""]})


def test_who_keeps_accounts_ends_the_key_of_another_and_nobody_else_does(
    agent: User, champion: User
) -> None:
    secret = make_key(agent, by=champion)
    key, other = ApiKey.objects.get(), make_user("agent")
    page = reverse("accounts:person", args=[agent.pk])
    assert f"by {champion}" in read_page(champion, page)

    assert sign_in(other).post(f"{ME}keys/{key.start}/ending/").status_code == 404
    assert sign_in(other).post(f"{page}keys/{key.start}/ending/").status_code == 403
    with pytest.raises(NotAllowed, match="acts for Alva Agent"):
        actions.end_api_key(key, by=other, at=timezone.now())
    assert ask_with(secret) == 200

    sign_in(champion).post(f"{page}keys/{key.start}/ending/")

    assert ask_with(secret) == 401


def test_when_a_key_was_used_is_kept_to_the_hour(agent: User) -> None:
    secret, now = make_key(agent), timezone.now()

    for minutes, kept in ((0, 0), (59, 0), (60, 60)):
        assert actions.find_key_owner(secret, at=now + timedelta(minutes=minutes)) == agent
        assert ApiKey.objects.get().used_at == now + timedelta(minutes=kept)


def test_whoever_only_reports_is_not_told_of_keys(caller: User) -> None:
    assert "Keys of programs" not in read_page(caller, ME)
    make_key(caller)
    assert "Keys of programs" in read_page(caller, ME)
