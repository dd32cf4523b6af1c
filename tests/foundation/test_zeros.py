"""A zero character is refused with a sentence by every door, whatever the database."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from groundswell.config.api import api
from groundswell.foundation.accounts.models import User
from groundswell.knowledge.models import Article
from tests.makers import BACKEND, make_ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client, champion: User) -> Client:
    client.force_login(champion, backend=BACKEND)
    return client


def test_every_operation_says_which_text_holds_one(signed_in: Client) -> None:
    content = json.dumps({"title": "Blank pages", "asked": [{"why": "a\0b"}]})
    asked = 0
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method in {*methods} - {"get"}:
            address = re.sub(r"\{\w+\}", "none", path)
            answer = signed_in.generic(method.upper(), address, content, "application/json")

            assert (address, answer.status_code) == (address, 422)
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["detail"].startswith("“why” holds a zero character")
            asked += 1
    assert asked > 40


def test_addresses_and_files_are_looked_at_and_everything_else_goes_through(
    signed_in: Client, champion: User
) -> None:
    for address in ("/account/people/?q=%00", "/desk/?words=a%00b", "/desk/INC%00/"):
        page = signed_in.get(address)
        assert (address, page.status_code) == (address, 400)
        assert "holds a zero character" in page.content.decode()
    assert signed_in.get("/api/tickets?words=%00").status_code == 422

    number = make_ticket(by=champion).number
    files = {"files": SimpleUploadedFile("a.txt", b"a\0b"), "text": "a\0b"}
    assert signed_in.post(f"/api/tickets/{number}/files", files).status_code == 422
    said = json.dumps({"title": "The words \\u0000 stand in the log"})
    assert "\\\\u0000" in said
    assert signed_in.post("/api/articles", said, "application/json").status_code == 201
    assert Article.objects.get().title == "The words \\u0000 stand in the log"
    assert signed_in.post("/api/articles", "{ \\u0000", "application/json").status_code == 422
    wide = json.dumps({"title": "a\0b"}).encode("utf-16")
    assert signed_in.post("/api/articles", wide, "application/json").status_code == 422
