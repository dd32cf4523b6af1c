"""The command line as people use it: real files, real processes, exit codes and one sentence."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from groundswell.cli.demo_links import is_here
from groundswell.cli.main import COMMANDS
from groundswell.cli.output import write_whole
from groundswell.config.env import database
from groundswell.kernel.errors import BadInput
from tests.cli.command import run
from tests.template import migrated

WORDS = ("Password reset", "please reset my password", "password reset needed", "Reset password")
HEADER = "Number,Short description,Caller,Assignment group,Opened\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "export.csv"
    rows = "".join(
        f"INC{number:04},{WORDS[number % 4]},{name},Desk,2026-0{1 + number % 9}-11 09:00\n"
        for number, name in enumerate(("Ann", "Bo", "Cy", "Di", "Ed", "Fay", "Gus", "Hal") * 4)
    )
    file.write_text(HEADER + rows)
    return file


def test_help_answers_at_once(tmp_path: Path) -> None:
    started = time.monotonic()

    answer = subprocess.run(
        [sys.executable, "-m", "groundswell.cli", "--help"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )

    assert "analyse" in answer.stdout
    assert time.monotonic() - started < 3  # 0.3 s by itself; machines that test are busy


@pytest.mark.parametrize("command", [*COMMANDS, "user add", "user link", "user key"])
def test_every_command_has_help_with_an_example(command: str, tmp_path: Path) -> None:
    answer = run(*command.split(), "--help", home=tmp_path, database="own")

    assert answer.returncode == 0
    assert "Example:" in answer.stdout


def test_help_loads_no_records_whichever_command_is_asked_for() -> None:
    code = f"""
import sys
from groundswell.cli.main import cli
for command in {[*COMMANDS, "user add", "user link", "user key"]}:
    cli.main([*command.split(), "--help"], standalone_mode=False)
sys.exit("django.db" in sys.modules)
"""

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count("Example:") > len(COMMANDS)


def test_thirty_tickets_are_enough_for_a_first_step(export: Path, tmp_path: Path) -> None:
    answer = run("analyse", str(export), "--json", "f.json", "--brief", "b.pdf", home=tmp_path)

    assert answer.returncode == 0, answer.stderr
    findings = json.loads((tmp_path / "f.json").read_text())
    assert findings["problems"][0]["title"] == "Password reset"
    steps = findings["first_steps"]
    assert 1 <= len(steps) <= 3
    assert any(step["mandate"] == 0 and step["minutes"] <= 120 for step in steps)
    assert all(step["reason"] and step["effect"] for step in steps)
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


def test_json_to_standard_output_is_only_json(export: Path, tmp_path: Path) -> None:
    answer = run("analyse", str(export), "--json", "-", home=tmp_path)

    assert json.loads(answer.stdout)["sources"][0]["records"] == 32


def test_thirty_tickets_are_assessed_with_what_they_cannot_show(
    export: Path, tmp_path: Path
) -> None:
    answer = run("assess", str(export), "--json", "m.json", "--declared", "problem", home=tmp_path)

    assert answer.returncode == 0, answer.stderr
    assert "What these records cannot show" in answer.stdout
    practices = {
        one["practice"]: one for one in json.loads((tmp_path / "m.json").read_text())["practices"]
    }
    assert practices["problem"]["level"] == 0
    assert "no record shows it" in practices["problem"]["reason"]
    assert practices["change"]["level"] is None
    assert practices["change"]["reason"]
    assert not any("total" in key for key in practices)


def test_a_profile_without_names_is_shown_written_and_laid_beside(
    export: Path, tmp_path: Path
) -> None:
    theirs = {"groundswell_profile": 1, "groundswell": "0.1.0", "month": "2026-10", "values": {}}
    (tmp_path / "theirs.json").write_text(json.dumps({**theirs, "levels": {"incident": [0, 0, 4]}}))

    both = ("--profile", "ours.json", "--beside", "theirs.json")
    answer = run("assess", str(export), *both, home=tmp_path)

    assert answer.returncode == 0, answer.stderr
    assert "What is written to ours.json, and nothing else" in answer.stdout
    assert ": not distinguishable" in answer.stdout
    assert "never who is better" in " ".join(answer.stdout.split())
    ours = (tmp_path / "ours.json").read_text()
    assert json.loads(ours)["levels"]["incident"][0] in range(6)
    assert "Ann" not in ours
    wrong = run("assess", str(export), "--beside", str(export), home=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "export.csv: This file is no JSON" in wrong.stderr


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ("[INC-07]\ncuts = { 3 = 0.5 }\n", "INC-07: a higher level has to ask for more"),
        ("on = true\n", "stands alone"),
        ("[INC-07", "no TOML"),
    ],
)
def test_edits_that_make_no_sense_end_in_a_sentence(
    edits: str, says: str, export: Path, tmp_path: Path
) -> None:
    (tmp_path / "edits.toml").write_text(edits)

    answer = run("assess", str(export), "--edits", "edits.toml", home=tmp_path)

    assert (answer.returncode, "Traceback" in answer.stderr) == (1, False)
    assert says in answer.stderr


def test_assess_without_files_says_that_there_are_no_tickets_yet(tmp_path: Path) -> None:
    answer = run("assess", home=tmp_path, database="own")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith("groundswell: There are no tickets yet")


def test_match_leaves_out_what_came_later(export: Path, tmp_path: Path) -> None:
    answer = run("match", str(export), str(export), "--json", "-", "--top", "3", home=tmp_path)

    opened = {
        line.split(",")[0]: line.split(",")[4] for line in export.read_text().splitlines()[1:]
    }
    for record in json.loads(answer.stdout):
        assert len(record["matches"]) <= 3
        assert all(opened[match["id"]] <= opened[record["id"]] for match in record["matches"])


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (HEADER.encode(), "header"), (b"\x00\x01\x02\xff" * 400, "")],
)
def test_a_file_that_cannot_be_read_ends_in_a_sentence(
    content: bytes, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "broken.csv"
    file.write_bytes(content)

    answer = run("analyse", str(file), "--json", "f.json", home=tmp_path)

    assert answer.returncode == 1
    assert answer.stderr.startswith("groundswell: ")
    assert "Traceback" not in answer.stderr
    assert says in answer.stderr
    assert not (tmp_path / "f.json").exists()


def test_a_missing_file_ends_in_a_sentence(tmp_path: Path) -> None:
    answer = run("analyse", "nowhere.csv", home=tmp_path)

    assert (answer.returncode, "Traceback" in answer.stderr) == (1, False)
    assert "nowhere.csv" in answer.stderr


def test_an_import_twice_changes_nothing(export: Path, tmp_path: Path) -> None:
    first = run("import", str(export), "--json", "-", home=tmp_path, database="own")
    second = run("import", str(export), "--json", "-", home=tmp_path, database="own")

    assert first.returncode == 0, first.stderr
    one, two = json.loads(first.stdout)[0], json.loads(second.stdout)[0]
    assert (one["added"], one["changed"], one["unchanged"]) == (32, 0, 0)
    assert (two["added"], two["changed"], two["unchanged"]) == (0, 0, 32)


@pytest.mark.slow
def test_an_import_that_was_killed_completes_exactly(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    rows = "".join(f"INC{n:06},Trouble {n},Ann,Desk,2026-01-11 09:00\n" for n in range(5_000))
    file.write_text(HEADER + rows)
    environment = os.environ | {"GROUNDSWELL_HOME": str(tmp_path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("GROUNDSWELL_DATABASE_URL", None)
    shutil.copyfile(migrated(), tmp_path / "groundswell.sqlite3")
    with subprocess.Popen(
        [sys.executable, "-m", "groundswell.cli", "import", str(file)], env=environment
    ) as process:
        _wait_for_tickets(tmp_path)
        process.send_signal(signal.SIGKILL)

    answer = run("import", str(file), "--json", "-", home=tmp_path, database="own")

    report = json.loads(answer.stdout)[0]
    assert report["added"] + report["unchanged"] == 5_000
    assert report["unchanged"] % 2_000 == 0
    assert report["unchanged"] > 0


def _wait_for_tickets(home: Path) -> None:
    import sqlite3  # noqa: PLC0415

    for _ in range(600):
        time.sleep(0.05)
        with sqlite3.connect(home / "groundswell.sqlite3", timeout=30) as database:
            if database.execute("SELECT count(*) FROM servicedesk_ticket").fetchone()[0]:
                return
    pytest.fail("the import never began")


def test_an_import_says_what_it_cut_and_what_it_kept_aside(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    long = "Symptom " * 20_000
    file.write_text(f"number,opened_at,short_description\nINC1,2026-01-05,{long}\n,2026-01-06,x\n")

    answer = run("import", str(file), home=tmp_path, database="own")

    assert answer.returncode == 0, answer.stderr
    assert "1 added" in answer.stderr
    assert "short_description: 1 row: longer than 100,000 characters" in answer.stderr
    assert "  Row 3 kept aside: " in answer.stderr


@pytest.mark.parametrize("command", ["analyse", "import", "assess"])
def test_a_kind_that_is_none_is_a_wrong_call(command: str, export: Path, tmp_path: Path) -> None:
    answer = run(command, str(export), "--as", "wishes", home=tmp_path)

    assert answer.returncode == 2
    assert "wishes is no kind of record; it is one of tickets, events" in answer.stderr


def test_a_mapping_that_is_none_is_told_in_plain_words(export: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text("title: Words")

    missing = run("analyse", str(export), "--map", "none.toml", home=tmp_path)
    odd = run("analyse", str(export), "--map", "odd.toml", home=tmp_path)

    assert (missing.returncode, odd.returncode) == (1, 1)
    assert "none.toml cannot be read: No such file or directory. Give" in missing.stderr
    assert 'Write lines such as title = "Short description".' in odd.stderr


def test_a_header_without_rows_is_named_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 50_000)

    answer = run("analyse", "deep.json", home=tmp_path)

    assert (answer.returncode, len(answer.stderr) < 300) == (1, True)


@pytest.mark.parametrize("content", [b"", HEADER.encode(), b"\x00\x01\x02\xff" * 400])
def test_an_import_that_cannot_be_done_says_so_and_exits_with_one(
    content: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "broken.csv"
    file.write_bytes(content)

    answer = run("import", str(file), home=tmp_path, database="own")

    assert answer.returncode == 1
    assert answer.stderr.startswith("groundswell: ")
    assert answer.stderr.count("\n") == 1


def test_a_database_that_cannot_be_reached_ends_in_a_sentence(
    export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDSWELL_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")

    answer = run("import", str(export), home=tmp_path)

    assert answer.returncode == 1
    assert answer.stderr.startswith("groundswell: The database could not be used: ")
    assert "Traceback" not in answer.stderr


def test_a_database_whose_driver_is_missing_ends_in_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)  # as if it were not installed

    with pytest.raises(BadInput, match=r"pip install 'groundswell\[postgres\]'"):
        database("postgresql://somebody@db.example.org/groundswell")


def test_a_full_disk_leaves_nothing_and_says_which_file(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))  # as if there were no more room
    try:
        with pytest.raises(BadInput, match=r"findings\.json could not be written: .*\. Nothing"):
            write_whole(tmp_path / "findings.json", b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert not list(tmp_path.iterdir())


def test_the_demo_is_served_to_this_machine_alone(tmp_path: Path) -> None:
    ran = run("demo", "--serve", "--bind", "0.0.0.0:8000", home=tmp_path)

    assert ran.returncode == 2
    assert "can be reached from others" in ran.stderr
    assert not (tmp_path / "groundswell.sqlite3").exists()


@pytest.mark.parametrize(
    ("bind", "here"),
    [("127.0.0.1:8000", True), ("[::1]:8000", True), ("localhost:80", True),
     ("http://127.0.0.1:8000", True), ("0.0.0.0:8000", False), ("10.1.2.3:80", False),
     ("desk.example.org:80", False), ("", False)],
)  # fmt: skip
def test_an_address_of_this_machine_is_known(bind: str, here: object) -> None:
    assert is_here(bind) is here
