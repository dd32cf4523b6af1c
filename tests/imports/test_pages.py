"""Bringing a file through the pages: look, correct, take over."""

import gzip
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.imports import actions, queries
from groundswell.imports.models import ImportRun
from groundswell.imports.running import carry_out
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, MONDAY_9AM

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
    return actions.keep_files(by=champion, at=MONDAY_9AM, files=[("export.csv", content)])


@pytest.fixture
def client(champion: User) -> Client:
    client = Client()
    client.force_login(champion, backend=BACKEND)
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


def send(client: Client, **files: bytes) -> HttpResponse:
    uploads = [SimpleUploadedFile(f"{name}.csv", content) for name, content in files.items()]
    return client.post("/import/", {"file": uploads})


def test_one_that_the_disk_does_not_take_is_said_in_a_sentence(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "not there")

    page = send(client, a=b"Number\n1\n").content.decode()

    assert "a.csv could not be received: No such file or directory" in page


def test_several_files_are_brought_at_once_and_read_together(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    tickets = b"Number;Title;Opened;State\n1;Lift stuck;2024-03-01 08:00;Closed\n"
    history = (
        b"Ticket;Activity;Timestamp\n1;Opened;2024-03-01 08:00\n1;Closed;2024-03-01 09:00\n"
        b"1;Reopened;\n"
    )

    answer = send(client, tickets=tickets, history=history)
    run = ImportRun.objects.get()
    page = client.get(answer["Location"]).content.decode()
    actions.start_import(run, by=User.objects.get(), at=MONDAY_9AM)
    run = carry_out(run, by=User.objects.get(), at=MONDAY_9AM)

    assert run.title == "tickets.csv and 1 more"
    assert "<b>2 files</b>, read together" in page
    assert Ticket.objects.get().source_id == "1"
    result = client.get(answer["Location"]).content.decode()
    assert "The rows left out of file 2, with reasons" in result
    rows = client.get(f"/import/{run.number}/rejects/?file=2")
    assert "has no place in time" in b"".join(rows.streaming_content).decode()
    assert client.get(f"/import/{run.number}/rejects/?file=1").status_code == 404

    settings.HOME = tmp_path.rename(tmp_path.with_name(f"{tmp_path.name}-moved"))
    moved = client.get(f"/import/{run.number}/rejects/?file=2")

    assert b"has no place in time" in b"".join(moved.streaming_content)
    assert all(file.path.exists() for file in run.files)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        (b"Number;Title;Opened\n", "holds a header and no rows"),
        (b"Numbr#Hedline#Flag\n1#Lift stuck#x\n", "say too little"),
        (bytes(range(1, 256)) * 40, "is not a text"),
        (gzip.compress(b"Number;Title\n" + b"1;Lift stuck\n" * 900)[:-40], "damaged"),
        (b"PK\x03\x04 this is where the sheet should go on", "damaged"),
        (b'[{"number": "1", "title": "Lift', "no complete JSON"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page"),
        (lambda: gzip.compress(bytes(300 << 20), 9), "trap or a damaged file"),
        (lambda: b'Number;Title\n1;"Lift stuck\n' + b"2;x\n" * 3_000_000, "within a quoted cell"),
        (b"Number;Title;Opened\n;Lift stuck;0001-01-01\n", "can be read like this"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_file_that_is_no_use_ends_in_a_sentence_and_brings_nothing(
    client: Client,
    settings: Any,
    tmp_path: Path,
    content: bytes | Callable[[], bytes],
    sentence: str,
) -> None:
    settings.HOME = tmp_path

    # what is large is made when it is asked for, not by everybody who lists the tests
    answer = send(client, export=content() if callable(content) else content)
    page = client.get(answer["Location"]) if answer.status_code == 302 else answer

    assert page.status_code in (200, 422)
    assert sentence in page.content.decode()
    assert "/start/" not in page.content.decode()
    assert not Ticket.objects.exists()
