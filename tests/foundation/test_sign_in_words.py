"""The pages of the sign-in library speak as the others do, and promise no mail."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as digits
from django.core.cache import cache
from django.test import Client

from groundswell.foundation.accounts.models import User
from tests.makers import BACKEND, make_user

pytestmark = pytest.mark.django_db
PASSWORD, ANOTHER = "korrekt-pferd-7", "another"
#: words of the library that none of our pages says
THEIRS = re.compile(
    r"two-factor|authenticator code|recovery code|security to|reauthenticate|passwordless|"
    r"are you sure|invalid|incorrect|token|verif|successfully|sign up|master key|email",
    re.IGNORECASE,
)


@pytest.fixture
def person() -> Iterator[User]:
    made = make_user("caller")
    made.set_password(PASSWORD)
    made.save()
    # the library counts tries, and those of other tests with them
    cache.clear()
    yield made
    cache.clear()


def seen(page: str) -> str:
    """Return the words of a page."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"<script.*?</script>|<[^>]+>", " ", main, flags=re.DOTALL)


def code_of(secret: str) -> str:
    now = next(digits.yield_hotp_counters_from_time())
    return digits.format_hotp_value(digits.hotp_value(secret, now))


def test_every_step_of_the_sign_in_is_said_in_our_words(person: User) -> None:
    client, pages = Client(), {}

    def get(path: str) -> str:
        pages[path] = client.get(f"/account/{path}", follow=True).content.decode()
        return pages[path]

    def post(path: str, **said: str) -> str:
        answer = client.post(f"/account/{path}", said, follow=True)
        pages[f"{path} {said}"] = answer.content.decode()
        return answer.content.decode()

    for path in ("signup/", "password/reset/done/", "password/reset/key/done/", "confirm-email/a/"):
        get(path)
    client.force_login(person, backend=BACKEND)
    asked = get("2fa/totp/activate/")
    wrong = post("reauthenticate/?next=/account/2fa/totp/activate/", password=ANOTHER)
    post("reauthenticate/?next=/account/2fa/totp/activate/", password=PASSWORD)
    secret = re.search(r'class="secret">([A-Z2-7]{16,})<', get("2fa/totp/activate/"))
    assert secret
    post("2fa/totp/activate/", code="1")
    # a wrong code makes no new secret
    codes = post("2fa/totp/activate/", code=code_of(secret[1]))
    for path in ("2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/totp/deactivate/",
                 "2fa/webauthn/add/", "2fa/reauthenticate/", "logout/"):  # fmt: skip
        get(path)
    key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Blue key"})
    named = get(f"2fa/webauthn/keys/{key.pk}/edit/")
    removed = get(f"2fa/webauthn/keys/{key.pk}/remove/")
    key.delete()
    post("logout/")
    mistyped = post("login/", login=person.email, password=ANOTHER)
    second = post("login/", login=person.email, password=PASSWORD)
    refused = post("2fa/authenticate/", code="000000")

    assert "Show that it is you" in asked
    assert "This is not your password." in wrong
    assert "are left. Each works once" in codes or "Show them" in codes
    assert "Blue key" in named
    assert "“<bdi>Blue key</bdi>” lets nobody in any more" in removed
    assert "No account has this address with this password" in mistyped
    assert "Your password was right" in second
    # who has no key is sent to none
    assert "security key" not in seen(second)
    assert "This is not what was asked for now" in refused
    theirs = {path: found for path, page in pages.items() if (found := THEIRS.findall(seen(page)))}
    assert not theirs


def test_who_has_no_password_yet_chooses_the_first_in_our_words() -> None:
    client, person = Client(), make_user("caller")
    client.force_login(person, backend=BACKEND)

    offered = client.get("/account/me/").content.decode()
    page = client.get("/account/password/change/", follow=True).content.decode()
    new = {"password1": PASSWORD, "password2": PASSWORD}
    client.post("/account/password/set/", new)

    assert "Choose a password" in offered
    assert "You have none yet" in page
    assert "Ten characters or more" in page
    assert not THEIRS.search(seen(page))
    assert "password must" not in page
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
