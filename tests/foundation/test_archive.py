"""Everything out and back without loss, from either database; what is damaged changes nothing."""

import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from groundswell.foundation.accounts.models import ApiKey, User
from groundswell.foundation.archive import Purpose, read_archive, write_archive
from groundswell.foundation.archive.contents import left_out, load_rules, tables
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.models import Ticket
from tests.cli.command import run
from tests.makers import MONDAY_9AM, PNG, make_file, make_problem, make_service, make_ticket


def parts_of(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (folder / "tables").iterdir()}


@pytest.fixture
def records(champion: User, settings: Any) -> Ticket:
    """A ticket to the microsecond, a problem with links, a key and an uploaded file."""
    at = datetime.fromisoformat("2026-03-02T09:00:00.123457+00:00")
    ticket = make_ticket(
        summary="Drucker „Zoë“ druckt לבן 🖨", description="line\nline\u2028end", opened_at=at
    )
    make_problem(tickets=[ticket])
    make_file(ticket, by=champion, name="Zoë 🖨.png")
    make_service("E-mail")
    ApiKey.objects.create(user=champion, name="n", start="gs_1", digest="d" * 64, made_at=at)
    stored = Path(settings.HOME) / "imports" / "IMP-1" / "export.csv"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"Number\r\n=1+1\r\n")
    return ticket


def test_an_export_comes_back_without_loss(records: Ticket, tmp_path: Path) -> None:
    first, second, home = tmp_path / "first", tmp_path / "second", tmp_path / "elsewhere"
    home.mkdir()

    write_archive(first, purpose=Purpose.EXPORT, at=MONDAY_9AM)
    # On PostgreSQL this also moves the records to the other database.
    assert run("import", str(first), home=home, database="embedded").returncode == 0
    assert run("export", str(second), home=home, database="embedded").returncode == 0

    assert parts_of(first) == parts_of(second)
    assert records.summary in parts_of(second)["servicedesk.ticket.jsonl"]
    assert "09:00:00.123457" in parts_of(second)["servicedesk.ticket.jsonl"]
    assert (home / "imports/IMP-1/export.csv").read_bytes() == b"Number\r\n=1+1\r\n"
    digest = records.files.get().digest
    assert (home / "attachments" / digest[:2] / digest).read_bytes() == PNG


def test_a_backup_comes_back_with_what_signs_people_in(records: Ticket, tmp_path: Path) -> None:
    first, second, home = tmp_path / "first.zip", tmp_path / "second.zip", tmp_path / "elsewhere"
    home.mkdir()

    write_archive(first, purpose=Purpose.BACKUP, at=MONDAY_9AM)
    assert run("restore", str(first), home=home, database="embedded").returncode == 0
    assert run("backup", str(second), home=home, database="embedded").returncode == 0

    with zipfile.ZipFile(first) as before, zipfile.ZipFile(second) as after:
        names = [name for name in before.namelist() if name.startswith("tables/")]
        assert "tables/accounts.apikey.jsonl" in names
        assert all(before.read(name) == after.read(name) for name in names)


def test_an_export_lets_nobody_in(records: Ticket, champion: User, tmp_path: Path) -> None:
    champion.set_password("correct horse battery")
    champion.save()

    manifest = write_archive(tmp_path / "out", purpose=Purpose.EXPORT, at=MONDAY_9AM)

    told = "".join(parts_of(tmp_path / "out").values())
    assert champion.password not in told
    assert '"password"' not in told
    assert "accounts.ApiKey" in manifest["left_out"]


def test_an_installation_with_records_is_left_alone(records: Ticket, tmp_path: Path) -> None:
    write_archive(tmp_path / "out", purpose=Purpose.EXPORT, at=MONDAY_9AM)

    with pytest.raises(Refusal, match="records already"):
        read_archive(tmp_path / "out")
    with pytest.raises(Refusal, match="not empty"):
        write_archive(tmp_path / "out", purpose=Purpose.EXPORT, at=MONDAY_9AM)


def spoil_a_part(folder: Path) -> None:
    part = folder / "tables" / "catalogue.service.jsonl"
    part.write_bytes(part.read_bytes() + b"\n")


def lose_a_part(folder: Path) -> None:
    (folder / "tables" / "catalogue.service.jsonl").unlink()


def say(key: str, value: Any) -> Any:
    def change(folder: Path) -> None:
        file = folder / "manifest.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | {key: value}))

    return change


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (spoil_a_part, "not as it was written"),
        (lose_a_part, "missing"),
        (say("form", 99), "does not read"),
        (say("state_of_tables", {"servicedesk": "0999_later"}), "tables differ"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "no export"),
        (lambda folder: (folder / "manifest.json").unlink(), "no export"),
    ],
    ids=["changed", "part lost", "later form", "other version", "other manifest", "no manifest"],
)
def test_a_damaged_export_is_refused_in_a_sentence(
    damage: Any, words: str, db: None, tmp_path: Path
) -> None:
    empty = tmp_path / "out"
    write_archive(empty, purpose=Purpose.EXPORT, at=MONDAY_9AM)
    damage(empty)

    with pytest.raises(BadInput, match=words):
        read_archive(empty)


def test_a_backup_that_was_cut_off_is_refused(db: None, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.zip", tmp_path / "cut.zip"
    write_archive(whole, purpose=Purpose.BACKUP, at=MONDAY_9AM)
    cut.write_bytes(whole.read_bytes()[:-200])

    with pytest.raises(BadInput, match="cut off"):
        read_archive(cut)


def test_a_file_cannot_lead_out_of_the_installation(db: None, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_archive(out, purpose=Purpose.EXPORT, at=MONDAY_9AM)
    (out / "evil").write_bytes(b"")
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    say("files", [{"path": "../../evil", "part": "evil", "bytes": 0, "sha256": nothing}])(out)

    with pytest.raises(BadInput, match="leads out"):
        read_archive(out)


def test_every_table_is_taken_or_left_out_by_name() -> None:
    labels = {model._meta.label for model in apps.get_models()}

    assert set(left_out(Purpose.EXPORT)) <= labels
    assert set(load_rules()["secret_columns"]) <= labels
    assert {model._meta.label for model in tables(Purpose.BACKUP)} >= {
        "accounts.User", "audit.AuditEntry", "servicedesk.Ticket", "problems.Problem",
    }  # fmt: skip
