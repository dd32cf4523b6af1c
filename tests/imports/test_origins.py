"""Tickets of several tools that use the same numbers, and files that are read together."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.imports import actions
from groundswell.imports.models import ImportRun
from groundswell.imports.running import carry_out
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, MONDAY_9AM

pytestmark = pytest.mark.django_db

ONE = "Vorgang;Kurztext;Angelegt am\nV1;Aufzug steckt;2024-03-01 08:00\nV2;Tür klemmt;2024-03-01\n"
OTHER = "Vorgang;Betreff;Angelegt am\nV1;Telefon stumm;2024-03-05 08:00\n"
HISTORY = "Vorgang;Updated;Activity\nV1;2024-03-01 08:10;New\nV1;2024-03-01 09:10;Resolved\n"
BAD = "V3\n"


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


def bring(by: User, **files: str) -> ImportRun:
    contents = [(f"here/{name}.csv", BytesIO(text.encode())) for name, text in files.items()]
    run = actions.keep_files(by=by, at=MONDAY_9AM, files=contents)
    return carry_out(run, by=by, at=MONDAY_9AM)


def counts(run: ImportRun) -> tuple[int, int, int]:
    return tuple(run.report[name] for name in ("added", "changed", "unchanged"))  # type: ignore[return-value]


def test_unknown_tools_that_share_numbers_stay_apart(champion: User) -> None:
    assert counts(bring(champion, one=ONE)) == (2, 0, 0)
    assert counts(bring(champion, other=OTHER)) == (1, 0, 0)
    assert counts(bring(champion, one=ONE)) == (0, 0, 2)

    titles = Ticket.objects.filter(source_id="V1").order_by("id").values_list("summary", flat=True)
    assert list(titles) == ["Aufzug steckt", "Telefon stumm"]


@pytest.mark.parametrize("texts", [(ONE, HISTORY), (HISTORY, ONE)])
def test_a_history_without_titles_joins_the_tool_of_its_tickets(
    champion: User, texts: tuple[str, str]
) -> None:
    for text in texts:
        bring(champion, file=text)

    number = Ticket.objects.get(source_id="V1").number
    assert AuditEntry.objects.filter(number=number, act="history").count() == 2
    assert Ticket.objects.count() == 2


def test_files_that_are_brought_at_once_are_read_together(champion: User) -> None:
    run = bring(champion, one=ONE + BAD, history=HISTORY)

    assert counts(run) == (2, 0, 0)
    assert [source["file"] for source in run.report["sources"]] == [
        "here/one.csv",
        "here/history.csv",
    ]
    assert run.report["sources"][0]["rejected_total"] == 1
    assert AuditEntry.objects.filter(act="history").count() == 2


def test_what_cannot_be_read_is_named_as_its_owner_names_it(champion: User) -> None:
    run = bring(champion, broken="")

    assert run.failure.startswith("here/broken.csv is empty")


def test_a_packed_folder_is_shown_and_taken_over_whole(client: Client, champion: User) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        folder.writestr("one.csv", ONE)
        folder.writestr("history.csv", HISTORY)
        folder.writestr("readme.pdf", "%PDF-1.4 how this was exported")
    packed.seek(0)
    run = actions.keep_files(by=champion, at=MONDAY_9AM, files=[("all.zip", packed)])
    client.force_login(champion, backend=BACKEND)

    page = client.get(f"/import/{run.number}/").content.decode()
    done = carry_out(run, by=champion, at=MONDAY_9AM)

    assert "all.zip/one.csv" in page
    assert "all.zip/history.csv" in page
    assert "Import them" in page
    assert counts(done) == (2, 0, 0)
    assert "all.zip/history.csv" in client.get(f"/import/{run.number}/").content.decode()


def test_one_mapping_serves_files_of_which_each_has_a_part(champion: User, tmp_path: Path) -> None:
    files = [(name, BytesIO(text.encode())) for name, text in (("a", ONE), ("b", HISTORY))]
    run = actions.keep_files(by=champion, at=MONDAY_9AM, files=files)
    mapping = {"category": "Kurztext", "activity": "Activity"}
    run = actions.correct_mapping(run, by=champion, at=MONDAY_9AM, kind="", mapping=mapping)

    carry_out(run, by=champion, at=MONDAY_9AM)

    assert Ticket.objects.get(source_id="V2").category == "Tür klemmt"
    wrong = actions.correct_mapping(
        run, by=champion, at=MONDAY_9AM, kind="", mapping={"title": "Nowhere"}
    )
    assert "names the column Nowhere" in carry_out(wrong, by=champion, at=MONDAY_9AM).failure
