"""What a password has to be is said in our words, wherever somebody chooses one."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from groundswell.foundation.accounts import actions
from groundswell.foundation.accounts.models import User
from tests.makers import make_user

pytestmark = pytest.mark.django_db
REFUSED = [
    ("short", "shorter than 10 characters"),
    ("1234567890", "Many people use this one"),
    ("hanneloreolafsen", "much like your name or address"),
    ("hannelore.olafsen@house", "much like your name or address"),
]


@pytest.mark.parametrize(("password", "sentence"), REFUSED)
def test_the_first_account_is_told_what_its_password_lacks(password: str, sentence: str) -> None:
    token = actions.offer_setup(at=timezone.now())
    said = {"name": "Hannelore Olafsen", "email": "hannelore.olafsen@house.example"}

    page = Client().post(f"/account/setup/{token}/", said | {"password": password})

    assert sentence in page.content.decode()
    assert 'value="Hannelore Olafsen"' in page.content.decode(), "what was written stays"
    assert not User.objects.exists()


@pytest.mark.parametrize(("password", "sentence"), REFUSED)
def test_whoever_holds_a_link_is_told_the_same(password: str, sentence: str) -> None:
    cache.clear()
    person = make_user("agent", name="Hannelore Olafsen")
    person.email = "hannelore.olafsen@house.example"
    person.save(update_fields=["email"])
    client = Client()
    link = actions.invite_person_unasked(person, by=None, at=timezone.now())
    form = client.get(link, follow=True).redirect_chain[-1][0]

    page = client.post(form, {"password1": password, "password2": password}).content.decode()

    assert sentence in page
    assert "This password is too" not in page
