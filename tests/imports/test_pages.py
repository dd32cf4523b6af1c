"""Bringing a file through the pages: look, correct, take over."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.imports import actions, queries
from groundswell.imports.models import ImportRun
from tests.makers import MONDAY_9AM

pytestmark = pytest.mark.django_db

GERMAN = (
    "Ticketnummer;Kurztext;Angelegt am;Notiz\n"
    "T1;Drucker druckt nicht;05.02.2026 13:30;\n"
    "T2;Telefon stumm;17.02.2026 08:15;\n"
)


@pytest.fixture
def run(champion: User, settings: object, tmp_path: object) -> ImportRun:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    content = BytesIO(GERMAN.encode())
    return actions.keep_file(by=champion, at=MONDAY_9AM, name="export.csv", content=content)


@pytest.fixture
def client(champion: User) -> Client:
    client = Client()
    client.force_login(champion, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def correct(client: Client, run: ImportRun, **columns: str) -> HttpResponse:
    said = {"kind": "tickets", "column_0": "id", "column_1": "title", "column_2": "opened_at"}
    answer = client.post(f"/import/{run.number}/mapping/", said | columns)
    run.refresh_from_db()
    return answer


def test_rows_are_shown_under_the_names_of_their_fields_with_plain_times(run: ImportRun) -> None:
    preview = queries.look_into(run)[0]

    columns = [(one.header, one.label) for one in queries.lay_out_columns(preview)]
    first = queries.lay_out_rows(preview)[0]

    assert ("Angelegt am", "Opened") in columns
    assert "2026-02-05 13:30" in first


def test_a_column_gets_the_meaning_that_somebody_chose(client: Client, run: ImportRun) -> None:
    answer = correct(client, run, column_3="description")

    assert answer.status_code == 302
    assert queries.look_into(run)[0].mapping["Notiz"] == "description"


def test_a_column_can_be_left_unused_whatever_its_name_suggests(
    client: Client, run: ImportRun
) -> None:
    correct(client, run, column_2="")

    assert "Angelegt am" in queries.look_into(run)[0].unmapped


def test_two_columns_with_one_meaning_are_refused_by_name(client: Client, run: ImportRun) -> None:
    answer = correct(client, run, column_3="title")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kurztext and Notiz are both read as Short description" in page
    assert not run.mapping


def test_a_file_of_which_nothing_can_be_read_is_not_offered_for_import(
    client: Client, run: ImportRun
) -> None:
    correct(client, run, column_0="", column_3="id")  # every number is empty

    page = client.get(f"/import/{run.number}/").content.decode()

    assert "can be read like this" in page
    assert f"/import/{run.number}/start/" not in page


def test_no_file_is_said_in_a_sentence(client: Client) -> None:
    answer = client.post("/import/")

    assert "Choose a file first." in answer.content.decode()
