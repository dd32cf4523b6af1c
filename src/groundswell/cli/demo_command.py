"""`groundswell demo`: the whole thing on an invented company."""

import hashlib
import json
import os
import shutil
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from groundswell import __version__
from groundswell.cli.demo_links import is_here
from groundswell.cli.output import say_stage, write_json, write_whole
from groundswell.cli.screen import show_findings
from groundswell.kernel.errors import BadInput

FILES = ("findings.json", "brief.pdf")
#: what records name: the files of tickets, and those that were brought in
FOLDERS = ("attachments", "imports")


@click.command()
@click.option("--serve", is_flag=True, help="Start the web application on the demo afterwards.")
@click.option("--bind", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
def demo(serve: bool, bind: str) -> None:  # noqa: FBT001 (a flag of the command)
    """Make a fresh demo: a year of an invented company of 120 people, and what is found in it.

    Everything is written to ./groundswell-demo (or GROUNDSWELL_HOME). What you changed in an
    earlier demo is gone afterwards.

    \b
    Example:
      groundswell demo --serve
    """
    if serve and not is_here(bind):
        raise click.UsageError(
            f"The demo is for this machine alone, and {bind} can be reached from others; "
            "write 127.0.0.1:8000."
        )
    home = Path(os.environ.setdefault("GROUNDSWELL_HOME", str(Path.cwd() / "groundswell-demo")))
    # The demo never touches another database than its own.
    os.environ["GROUNDSWELL_DATABASE_URL"] = f"sqlite:///{home.absolute() / 'groundswell.sqlite3'}"
    started = time.monotonic()
    home.mkdir(parents=True, exist_ok=True)
    template = home / "template"
    if not _is_current(template):
        _build(home)
        _keep(home, template)
    else:
        _put_back(home, template)
    document = json.loads((home / "findings.json").read_text(encoding="utf-8"))
    show_findings(document)
    click.echo(f"\nThe one page for the boss: {home / 'brief.pdf'}")
    click.echo("See it all in a browser:   make serve   (or groundswell demo --serve)")
    click.echo("                           it prints a link for each of the five who can sign in")
    click.echo("Now with your own export:  groundswell analyse FILE --brief brief.pdf")
    click.secho(f"({time.monotonic() - started:.1f} seconds)", dim=True)
    if serve:
        from groundswell.cli.serve import serve as command  # noqa: PLC0415

        command.main(args=["--bind", bind], standalone_mode=False)


def _is_current(template: Path) -> bool:
    stamp = template / "stamp"
    return stamp.exists() and stamp.read_text() == _stamp()


def _stamp() -> str:
    """Return what the demo was made from: this version and every file of the package."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent.parent
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".toml", ".typ"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _keep(home: Path, template: Path) -> None:
    """Keep an untouched copy, from which the next demo is made in a moment."""
    shutil.rmtree(template, ignore_errors=True)
    template.mkdir()
    _copy_database(home / "groundswell.sqlite3", template / "groundswell.sqlite3")
    for name in FILES:
        shutil.copy2(home / name, template / name)
    _copy_folders(home, template)
    (template / "stamp").write_text(_stamp())


def _put_back(home: Path, template: Path) -> None:
    _clear(home)
    _copy_database(template / "groundswell.sqlite3", home / "groundswell.sqlite3")
    for name in FILES:
        shutil.copy2(template / name, home / name)
    _copy_folders(template, home)


def _copy_folders(source: Path, target: Path) -> None:
    for name in FOLDERS:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)


def _clear(home: Path) -> None:
    """Remove what an earlier demo left, and nothing else."""
    for name in ("groundswell.sqlite3", "groundswell.sqlite3-wal", "groundswell.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)
    for name in (*FOLDERS, "evidence", "incoming"):
        shutil.rmtree(home / name, ignore_errors=True)


def _copy_database(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as from_, sqlite3.connect(target) as to:
        from_.backup(to)
    from_.close()
    to.close()


def _build(home: Path) -> None:
    from groundswell.cli.django_setup import open_records  # noqa: PLC0415

    _clear(home)
    say_stage("Setting up a database")
    open_records()
    from groundswell.cli.demo_records import tell_story  # noqa: PLC0415 (needs Django)

    say_stage("Living through a year at an invented company")
    story, machine, as_of = tell_story(at=datetime.now(UTC))
    from groundswell.cli.demo_people import bring_in  # noqa: PLC0415 (needs Django)

    by = bring_in(by=machine, at=as_of)
    say_stage("Looking for what recurs")
    run, document = _find(by, as_of)
    from groundswell.cli.demo_problems import follow_story  # noqa: PLC0415 (needs Django)

    say_stage("Following three troubles up")
    follow_story(story, run, by=by, at=as_of)
    from groundswell.cli.demo_journey import follow_journey  # noqa: PLC0415 (needs Django)

    follow_journey(by=by, at=as_of)
    from groundswell.cli.demo_major import tell_major_incident  # noqa: PLC0415 (needs Django)

    say_stage("Living through one bad morning")
    tell_major_incident(at=as_of)
    from groundswell.cli.demo_catalogue import offer_and_ask  # noqa: PLC0415 (needs Django)

    offer_and_ask(story, by=by, at=as_of)
    from groundswell.cli.demo_knowledge import follow_knowledge  # noqa: PLC0415 (needs Django)

    follow_knowledge(by=by, at=as_of)
    say_stage("Looking how mature each practice is, now and in the quarters before")
    _take_snapshots(by, as_of)
    write_json(document, str(home / "findings.json"))
    say_stage("Writing the brief")
    write_whole(home / "brief.pdf", _paper(as_of))
    _work_on(datetime.now(UTC))


def _work_on(now: datetime) -> None:
    from groundswell.cli.demo_people import go_on  # noqa: PLC0415 (needs Django)
    from groundswell.cli.demo_workday import tell_workday  # noqa: PLC0415 (needs Django)

    tell_workday(at=now)
    go_on(at=now)


def _take_snapshots(by: Any, as_of: datetime) -> None:
    from groundswell.measurement.levels.actions import take_snapshot  # noqa: PLC0415 (needs Django)

    for days in (182, 91, 0):
        take_snapshot(by=by, at=as_of, as_of=as_of - timedelta(days=days), dormant=days == 0)


def _find(by: Any, as_of: datetime) -> tuple[Any, dict[str, Any]]:
    from groundswell.measurement.running import analyse_now  # noqa: PLC0415 (needs Django)

    run = analyse_now(by=by, at=as_of)
    if run.findings is None:
        raise BadInput(f"The demo could not be analysed: {run.failure}")
    return run, run.findings


def _paper(as_of: datetime) -> bytes:
    from groundswell.analysis.brief import render_pdf  # noqa: PLC0415 (heavy)
    from groundswell.improvement.queries import write_brief  # noqa: PLC0415 (needs Django)

    return render_pdf(write_brief(lens="boss", written_on=as_of.date(), names_people=True))
