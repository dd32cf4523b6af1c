"""The first hour: an empty house, thirty tickets of another tool, and then what to do first."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone

from groundswell.cli.assess import assess
from groundswell.cli.next_steps import next_steps
from groundswell.config.env import zone_of_machine
from groundswell.foundation.accounts.models import User
from groundswell.imports.models import ImportRun, ImportState
from groundswell.servicedesk.models import Ticket
from tests.made_export import thirty_tickets
from tests.makers import BACKEND, make_user, read_page


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(HOME=tmp_path):
        yield


def ask(command: click.Command, *arguments: str) -> Any:
    """Return the JSON that a command writes."""
    answer = CliRunner().invoke(command, [*arguments, "--json", "-"])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_an_empty_house_hears_where_to_begin(client: Client, champion: User) -> None:
    client.force_login(champion, backend=BACKEND)

    for path in ("/today/", "/journey/", "/journey/brief/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "/import/" in answer.content.decode(), path
    assert 1 <= len(ask(next_steps)) <= 3


def test_the_first_day_asks_in_which_time_zone_people_work(champion: User, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"

    pages = [
        read_page(champion, path)
        for path in ("/today/", "/desk/promises/", "/desk/promises/calendars/")
    ]

    assert all("In which time zone do you work?" in page for page in pages)
    assert all("Europe/Berlin" in page for page in pages)
    assert "Add the people who help" in pages[0]
    assert "Until now you work here alone" in pages[0]


def test_the_time_zone_is_that_of_the_machine_where_it_says_one(tmp_path: Path) -> None:
    (folder := tmp_path / "zoneinfo" / "Europe").mkdir(parents=True)
    (folder / "Berlin").touch()
    (link := tmp_path / "localtime").symlink_to(folder / "Berlin")

    found = [
        zone_of_machine({"TZ": said} if said else {}, link=place)
        for said, place in (("", link), (":Asia/Tokyo", link), ("CET-1CEST", link), ("", tmp_path))
    ]

    assert found == ["Europe/Berlin", "Asia/Tokyo", "Europe/Berlin", "UTC"]


def test_thirty_tickets_bring_first_steps_a_page_and_the_truth(
    client: Client, champion: User, django_capture_on_commit_callbacks: Any
) -> None:
    commits = django_capture_on_commit_callbacks
    client.force_login(champion, backend=BACKEND)

    # 1. The door: an export of another tool is recognised, looked at and taken over.
    file = SimpleUploadedFile(
        "incident.csv", thirty_tickets(until=timezone.now()).encode(), content_type="text/csv"
    )
    assert "ServiceNow" in client.post("/import/", {"file": file}, follow=True).content.decode()
    run = ImportRun.objects.get()
    with commits(execute=True):
        client.post(f"/import/{run.number}/start/")
    run.refresh_from_db()
    assert (run.state, Ticket.objects.count()) == (ImportState.DONE, 30)
    assert "label printer" in client.get("/evidence/").content.decode().lower()

    # 2. What to do first (S72, S73, S86): one to three, each with all that it rests on.
    steps = ask(next_steps)
    page = client.get("/journey/").content.decode()
    assert 1 <= len(steps) <= 3
    for step in steps:
        assert step["reason"]
        assert step["minutes"] > 0
        assert step["effect"]["unit"]
        assert step["title"] in page
        assert "management support" not in step["title"].lower()
    assert min(step["minutes"] for step in steps if step["mandate"] == 0) <= 120

    # 3. The page to hand over (S93, S94): both questions are headings, answered from records.
    brief = client.get("/journey/brief/").content.decode()
    for question in ("When can we see it?", "Why will this work?"):
        assert question in brief
    assert client.get("/journey/brief.pdf").content.startswith(b"%PDF")

    # 4. The truth (S91, S102): what is only declared is at level zero, and it says why.
    told = ask(assess, "--declared", "problem")["practices"]
    problem = next(one for one in told if one["practice"] == "problem")
    assert problem["level"] == 0
    assert problem["reason"]

    # 5. The gap (S78, S79): managers give IT 4.5 of 5, and 12 of 30 promises were missed.
    for name, value in (("Dana Weiss", 5), ("Tom Ruhl", 4)):
        manager = Client()
        manager.force_login(make_user("manager", name=name), backend=BACKEND)
        said = {"poll": "runs-fine", "who": name, "value": value}
        assert manager.post("/journey/mode/answers/", said).status_code == 302
    shown = client.get("/journey/mode/").content.decode()
    assert "Our situation: even keel" in shown
    assert "Those who decide give IT 4.5 of 5; the targets that were met say 3.4" in shown
    assert "30 tickets" in shown
