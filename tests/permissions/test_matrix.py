"""Every route, every role, own and foreign records: who comes in is what routes.toml says."""

import json
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from groundswell.config.api import api
from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.accounts.policy import load_policy
from groundswell.imports.actions import keep_files
from groundswell.servicedesk.models import SavedView
from tests.makers import BACKEND, MONDAY_9AM, make_file, make_ticket, make_user

TABLE = tomllib.loads(Path(__file__).with_name("routes.toml").read_text())
ROLES = (None, *Role.values)
#: routes of libraries, which carry their own tests
FOREIGN = ("account_", "mfa_", "api:")

pytestmark = pytest.mark.django_db


def routes(resolver: URLResolver | None = None, names: tuple[str, ...] = ()) -> Iterator[str]:
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            yield from routes(part, (*names, part.namespace) if part.namespace else names)
        elif isinstance(part, URLPattern) and part.name:
            yield ":".join((*names, part.name))


def operations() -> Iterator[str]:
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method in methods:
            yield f"{method.upper()} {path}"


def test_every_page_is_listed() -> None:
    found = {name for name in routes() if not name.startswith(FOREIGN)}

    assert found == set(TABLE["pages"])


def test_every_operation_is_listed() -> None:
    assert set(operations()) == set(TABLE["api"])


@dataclass(frozen=True)
class People:
    """One person of each role with a browser of their own, and somebody else."""

    users: dict[str | None, User]
    browsers: dict[str | None, Client]
    stranger: User
    #: numbers of tickets and keys of saved views, one for each person, by the key of the person
    tickets: dict[int, str]
    views: dict[int, int]

    def owners(self, role: str | None) -> tuple[tuple[User, bool], ...]:
        """Return whose records somebody of this role asks for, and whether they are their own."""
        others = (self.stranger, False)
        return ((self.users[role], True), others) if role else (others,)


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[People]:
    """Make the people and what is theirs once for all routes; each question is undone."""
    with django_db_blocker.unblock(), undone():
        users: dict[str | None, User] = {role: make_user(role) for role in Role.values}
        browsers: dict[str | None, Client] = {None: Client()}
        for role, user in users.items():
            browsers[role] = Client()
            browsers[role].force_login(user, backend=BACKEND)
        stranger = make_user()
        owners = [*users.values(), stranger]
        tickets = {owner.pk: make_ticket(by=owner).number for owner in owners}
        # whoever may no longer see the desk still has the views of the time when they did
        views = {
            owner.pk: SavedView.objects.create(owner=owner, name="mine").pk for owner in owners
        }
        yield People(users, browsers, stranger, tickets, views)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", TABLE["pages"])
def test_a_page_lets_in_whom_it_should(name: str, people: People) -> None:
    rule = TABLE["pages"][name]
    for role in ROLES:
        client = people.browsers[role]
        outcomes: dict[str, str] = {}
        with undone():
            for owner, own in people.owners(role):
                address = _address(name, owner, people)
                # An address without a record is the same for everybody, and asked once.
                if address not in outcomes:
                    with undone():
                        outcomes[address] = _ask_page(client, address, post=rule.get("post", False))

                assert outcomes[address] in _expected(rule, role, own=own), (role, own, address)


def _ask_page(client: Client, address: str, *, post: bool) -> str:
    answer = client.post(address) if post else client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)  # read to its end, a file is closed again
    return _outcome(answer)


@pytest.mark.parametrize("operation", TABLE["api"])
def test_an_operation_answers_whom_it_should(operation: str, people: People) -> None:
    rule = TABLE["api"][operation]
    method, path = operation.split(maxsplit=1)
    for role in ROLES:
        found: dict[str, int] = {}
        for owner, own in people.owners(role):
            address = path.format(number=people.tickets[owner.pk], key="none")
            if address not in found:
                with undone():
                    found[address] = _ask(people.browsers[role], method, address, rule)

            assert found[address] in _statuses(rule, role, own=own), (role, own, address)


def _statuses(rule: dict[str, Any], role: str | None, *, own: bool) -> set[int]:
    if role is None:
        return {401}
    if rule.get("own") and not own and not _holds(role, "desk.see"):
        return {404}
    if not own and not _holds(role, rule.get("works", "signed in")):
        return {403}
    return {200, 201, 404, 409} if _holds(role, rule["right"]) else {403}


def _ask(client: Client, method: str, path: str, rule: dict[str, Any]) -> int:
    """Carry out an operation with the plainest valid content, and return the status."""
    if method == "GET":
        return client.get(path, rule.get("query", {})).status_code
    content = rule.get("body", {})
    if rule.get("files"):
        sent = {**content, "files": SimpleUploadedFile("a.txt", b"A")}
        return client.post(path, sent).status_code
    return client.generic(method, path, json.dumps(content), "application/json").status_code


def _address(name: str, owner: User, people: People) -> str:
    given: dict[str, Any] = {}
    for word in _takes(name):
        if word == "number" and name.startswith("imports:"):
            given[word] = _import_number()
        elif word == "number":
            given[word] = people.tickets[owner.pk]
        elif word == "pk" and name.startswith("files:"):
            # Its bytes lie in the folder of one test.
            given[word] = make_file(make_ticket(by=owner), by=owner).pk
        elif word == "pk" and name.startswith("accounts:"):
            given[word] = owner.pk
        elif word == "pk":
            given[word] = people.views[owner.pk]
        else:
            given[word] = "none"
    return reverse(name, kwargs=given)


def _takes(name: str) -> list[str]:
    resolver = get_resolver()
    for namespace in name.split(":")[:-1]:
        resolver = resolver.namespace_dict[namespace][1]
    possibilities = resolver.reverse_dict.getlist(name.rsplit(":", maxsplit=1)[-1])
    return list(possibilities[0][0][0][1])


def _import_number() -> str:
    content = BytesIO(b"Number,Short description,Assignment group\nINC1,Printer,Desk\n")
    run = keep_files(by=make_user("champion"), at=MONDAY_9AM, files=[("a.csv", content)])
    return run.number


def _holds(role: str, right: str) -> bool:
    return right in {"signed in", "public"} or right in load_policy()[1][role]


def _outcome(answer: Any) -> str:
    if answer.status_code == 302 and answer.url.startswith(reverse("account_login")):
        return "sign in"
    # what was sent is given back with the way to sign in
    said = {401: "sign in", 403: "refused", 404: "not found", 405: "wrong method"}
    return said.get(answer.status_code, "in")


def _expected(rule: dict[str, Any], role: str | None, *, own: bool) -> set[str]:
    if role is None:
        return {"in", "sign in", "not found"} if rule["right"] == "public" else {"sign in"}
    if not _holds(role, rule["right"]):
        return {"refused"}
    if rule.get("own"):
        return {"in"} if own or _holds(role, rule.get("sees", "nothing")) else {"not found"}
    return {"in"} if rule.get("always") else {"in", "not found"}
