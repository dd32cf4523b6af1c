"""What is sent by somebody who is signed out, or with an old key, is given back to send again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND

pytestmark = pytest.mark.django_db

WORDS = "It beeps & <blinks>\r\nsince noon"
HTMX = {"HX-Request": "true"}


def test_what_was_written_outlives_a_session_that_ended() -> None:
    picture = SimpleUploadedFile("beep.png", b"x")
    sent = {"summary": "Forklift", "description": WORDS, "old_password": "s3cret"}

    page = Client().post("/my/", {**sent, "attached": picture})

    assert page.status_code == 401
    words = page.content.decode()
    assert "You are signed out, so this was not sent" in words
    assert "It beeps &amp; &lt;blinks&gt;\r\nsince noon</textarea>" in words
    assert "beep.png" in words
    assert "s3cret" not in words
    assert Client().get("/my/").status_code == 302


def test_a_part_of_a_page_says_that_one_is_signed_out() -> None:
    for answer in (Client().get("/desk/", headers=HTMX), Client().post("/desk/new/", headers=HTMX)):
        assert answer.status_code == 401
        assert 'href="/account/login/"' in answer.content.decode()


def test_a_form_of_ours_with_an_old_key_is_given_back_and_one_of_others_is_not(
    caller: User,
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(caller, backend=BACKEND)
    sent = {"summary": "Forklift", "description": WORDS, "urgency": "2", "seen": "on"}

    foreign = browser.post("/my/", sent, headers={"Origin": "https://elsewhere.example"})
    assert (foreign.status_code, b"Forklift" in foreign.content) == (403, False)

    ours = {"Origin": "http://testserver"}
    old = browser.post("/my/", sent, headers=ours)
    assert (old.status_code, b"Forklift" in old.content) == (403, True)

    key = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    again = browser.post("/my/", sent | key, headers=ours)
    assert again.status_code == 302
    assert Ticket.objects.get().description.splitlines() == WORDS.splitlines()


def test_an_address_that_only_takes_forms_says_so(client: Client) -> None:
    answer = client.get("/my/INC-000001/reply/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "nothing to read at this address" in answer.content.decode()
