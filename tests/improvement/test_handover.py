"""Papers to take along: whole for a successor, honest for an assessor, nameless for oneself."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import Client

from groundswell.analysis.maturity.documents import write_snapshot
from groundswell.analysis.papers import Paper, Sheet, make_pack
from groundswell.analysis.papers.model import READ
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.templatetags.trail_words import load_words
from groundswell.improvement.actions import (
    About,
    NewPractice,
    add_stakeholder,
    keep_private_note,
    take_question,
    take_signal,
    write_practice,
)
from groundswell.improvement.models import Improvement, Skill
from groundswell.improvement.queries import handover
from groundswell.improvement.queries.handover.achievements import _deeds
from groundswell.improvement.queries.handover.calendar import list_calendar
from groundswell.measurement.levels.models import LevelMark, Snapshot
from groundswell.problems.actions import resolve_problem, state_cause
from groundswell.problems.models import Problem
from tests.improvement.made_cases import SMALL, add_option, make_trouble
from tests.improvement.made_runs import make_run
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_ticket, make_user

pytestmark = pytest.mark.django_db

NOW = MONDAY_9AM
TODAY = NOW.date()
#: nobody but its writer may ever read this
PRIVATE = "zanzibar thinks that the budget is hers alone"


class House(NamedTuple):
    champion: User
    agent: User
    trouble: Problem


@pytest.fixture
def house(champion: User, agent: User) -> House:
    unit = OrgUnit.objects.create(name="Quokka Logistics")
    trouble = make_trouble(agent, tickets=4)
    Problem.objects.filter(pk=trouble.pk).update(due_on=TODAY - timedelta(days=3))
    make_problem(by=agent, title="Hole in the firewall", security=True)
    Improvement.objects.create(
        number="CIR-000001", title="Spare scanners at the gate", pain="ask gate@quokka.example",
        who="the gate", cost="hours", department=unit, state="doing", owner=champion,
        opened_at=NOW, due_on=TODAY + timedelta(days=9), next_step="Buy two",
    )  # fmt: skip
    write_practice(
        by=champion, at=NOW,
        new=NewPractice(title="Count at noon", why="w", steps="s", department=unit, owner=champion),
    )  # fmt: skip
    anna = add_stakeholder(
        by=champion, at=NOW,
        about=About(name="Anna Okapi", goals="fewer calls", budget_on=TODAY + timedelta(days=40)),
    )  # fmt: skip
    take_question(anna, by=champion, at=NOW, text="When can we see it?", asked_on=TODAY)
    take_signal(anna, by=champion, at=NOW, kind="blocked", seen_on=TODAY, source="minute 7b")
    keep_private_note(anna, by=champion, at=NOW, text=PRIVATE)
    make_run()
    return House(champion, agent, trouble)


def files_of(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def words_of(pack: bytes) -> str:
    return b"\n".join(files_of(pack).values()).decode("utf-8", "replace")


def open_page(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def test_a_successor_finds_what_is_open_what_is_due_and_how_a_day_goes(house: House) -> None:
    pack = handover.pack_successor(seen_by=house.champion, at=NOW, on=TODAY)
    files, words = files_of(pack), words_of(pack)

    assert files["groundswell-handover.pdf"].startswith(b"%PDF")
    for expected in (
        "Spare scanners at the gate", "Buy two", "The valve of the shower sticks", "Count at noon",
        "Anna Okapi", "fewer calls", "When can we see it?", "Fifteen minutes a day",
        "Where each number comes from", "user rate",
    ):  # fmt: skip
        assert expected in words, expected
    assert "Hole in the firewall" not in words, "what is under a security path stays on screen"
    assert b"2026-02-27,late," in files["calendar.csv"]
    page = open_page(house.champion).get("/journey/handover/").content.decode()
    for told in (files["groundswell-handover.html"].decode(), page):
        assert ("27 Feb 2026" in told, "2026-02-27" in told) == (True, False)


def test_private_notes_and_stages_are_in_no_file_of_any_pack(house: House) -> None:
    assessor = make_user("assessor")
    papers = [
        handover.write_successor(seen_by=house.champion, at=NOW, on=TODAY),
        handover.write_evidence(seen_by=house.champion, at=NOW, on=TODAY),
        handover.write_achievements(of=house.champion, on=TODAY),
    ]
    packs = [
        handover.pack_successor(seen_by=house.champion, at=NOW, on=TODAY),
        handover.pack_evidence(seen_by=assessor, at=NOW, on=TODAY),
    ]

    for told in (*map(repr, papers), *map(words_of, packs)):
        assert "zanzibar" not in told
        assert PRIVATE not in told
        assert "minute 7b" not in told, "what was seen of somebody stays in the register"
        assert "opposing" not in told


def test_nobody_reads_in_a_pack_what_is_kept_of_themselves(house: House) -> None:
    about = About(name=house.champion.name, goals="keeps cards close", account=house.champion)
    add_stakeholder(by=make_user("champion"), at=NOW, about=about)

    words = words_of(handover.pack_successor(seen_by=house.champion, at=NOW, on=TODAY))

    assert "keeps cards close" not in words


def test_the_calendar_holds_every_day_that_was_written_down(house: House) -> None:
    told = [(one.on, one.number) for one in list_calendar(seen_by=house.champion, at=NOW)]

    assert told[0] == (TODAY - timedelta(days=3), house.trouble.number)
    assert (TODAY + timedelta(days=9), "CIR-000001") in told
    assert (TODAY + timedelta(days=40), "STK-000001") in told
    assert told == sorted(told)


def take_snapshot(level: int, at_days: int) -> Snapshot:
    document = {
        "practices": [{
            "practice": "problem", "name": "Causes of recurring troubles", "level": level,
            "status": "firm", "range": [level, level], "sentence": "s", "reason": None,
            "to_next": "more", "frameworks": {"fitsm": "PR10", "itil4": "problem management"},
        }],
        "readings": {"PRB-01": {
            "indicator": "PRB-01", "title": "Troubles with a problem", "said": "3 of 4",
            "reason": None, "value": 0.75, "low": 0.3, "high": 0.95, "n": 4, "status": "firm",
            "definition": "d1", "records": ["INC-000001", "=cmd|x"],
        }},
    }  # fmt: skip
    content = write_snapshot(document).decode()
    moment = NOW + timedelta(days=at_days)
    kept = Snapshot.objects.create(
        number=f"SNAP-{level}", as_of=moment, taken_at=moment, content=content, digest=str(level)
    )
    LevelMark.objects.create(snapshot=kept, practice="problem", level=level, status="firm")
    return kept


def test_an_assessor_gets_levels_records_registers_and_the_misses(house: House) -> None:
    snapshot, assessor = take_snapshot(1, 0), make_user("assessor", name="Ada Assessor")
    add_option(house.trouble, house.agent, "A new valve", SMALL)
    Problem.objects.filter(pk=house.trouble.pk).update(resolved_at=NOW)
    client = open_page(assessor)

    page = client.get("/journey/evidence/").content.decode()
    files = files_of(client.get("/journey/evidence.zip").content)
    words = b"\n".join(files.values()).decode("utf-8", "replace")

    assert '<td class="narrow" data-label="Level" dir="auto">level 1, firm</td>' in page, (
        "a card on a phone"
    )
    assert files["maturity.json"].decode() == snapshot.content, "byte for byte as it was kept"
    assert "PR10" in files["cross-walk.csv"].decode()
    assert "INC-000001" in files["records.csv"].decode()
    assert "'=cmd|x" in files["records.csv"].decode(), "no spreadsheet carries it out"
    assert "Spare scanners" in files["improvements.csv"].decode()
    assert "Count at noon" in files["practices.csv"].decode()
    assert "A new valve" in files["ledger.csv"].decode()
    assert "too early" in files["ledger.csv"].decode()
    assert "Okapi" not in words, "the register of people is no evidence"
    assert "quokka.example" not in words
    assert "@example.org" not in words
    assert client.get("/journey/handover.zip").status_code == 403


def test_a_long_table_is_cut_on_paper_and_whole_in_its_file() -> None:
    rows = tuple((f"+{n}", "x") for n in range(READ + 5))
    paper = Paper("t", "l", TODAY, (Sheet("s", header=("a", "b"), rows=rows, file="s.csv"),))

    files = files_of(make_pack(paper, name="p"))

    assert files_of(make_pack(paper, name="p")) == files, "the same content is the same file"
    assert f"The first {READ} of {READ + 5}" in files["p.html"].decode()
    assert f"+{READ}</th>" not in files["p.html"].decode()
    assert f"'+{READ + 4},x" in files["s.csv"].decode()


def test_without_a_snapshot_the_evidence_says_so(house: House) -> None:
    files = files_of(handover.pack_evidence(seen_by=house.champion, at=NOW, on=TODAY))

    assert "maturity.json" not in files
    assert "No snapshot was taken yet" in files["groundswell-evidence.html"].decode()


def test_achievements_name_nobody_and_tell_nothing_of_the_house(house: House) -> None:
    agent = house.agent
    for place in range(6):
        ticket = make_ticket(by=make_user(name="Zoe Zebra"), summary="Quokka scanner is dead")
        problem = make_problem(by=agent, title=f"Quokka trouble {place}", tickets=[ticket])
    state_cause(problem, by=agent, at=NOW, cause="a cable", cause_class="defect")
    resolve_problem(problem, by=agent, at=NOW, resolution="Quokka cable")
    Improvement.objects.create(
        number="CIR-000002", title="Okapi scanners", pain="p", who="w", cost="c", state="measured",
        owner=agent, opened_at=NOW, finished_at=NOW, measured_at=NOW, before=10, after=4, target=5,
        measure="calls of Anna Okapi",
    )  # fmt: skip
    Skill.objects.create(person=agent, tool="Quokka Desk 7", level=3, noted_at=NOW)
    take_snapshot(0, 0)
    paper = handover.write_achievements(of=agent, on=TODAY)
    told = repr(paper)

    assert "('Recurring troubles taken up as problems', '8')" in told
    assert "('Causes ended for good', '1')" in told
    assert "Of 1 improvement measured 1 brought what was hoped for" in told
    assert "1 way of working or tool mastered alone, 1 of them shown to others" in told
    for planted in (
        agent.name, "Chris", "Zoe", "Zebra", "Okapi", "Quokka", "shower", "scanner", "EUR", "€",
        "@", "Count at noon", "PRB-", "INC-",
    ):  # fmt: skip
        assert planted not in told, planted


def test_achievements_are_shown_and_taken_by_their_owner_alone(house: House) -> None:
    client = open_page(house.champion)

    page = client.get("/journey/achievements/").content.decode()
    paper = client.get("/journey/achievements.pdf")

    assert "Ways of working written down or bettered" in page
    assert paper.content.startswith(b"%PDF")
    assert open_page(make_user("manager")).get("/journey/achievements/").status_code == 403
    assert "Nothing is on record yet." in repr(
        handover.write_achievements(of=make_user("agent"), on=date(2026, 3, 2))
    )


def test_every_act_that_counts_is_an_act_of_the_trail() -> None:
    words, _ = load_words()
    for kinds, says in _deeds():
        for act in kinds:
            assert act.rpartition(".")[2] in words, (act, says)


def test_the_command_writes_the_pack(house: House, tmp_path: Path) -> None:
    from click.testing import CliRunner  # noqa: PLC0415

    from groundswell.cli.handover import handover as command  # noqa: PLC0415

    target = tmp_path / "pack.zip"

    answer = CliRunner().invoke(command, ["-o", str(target)])

    assert answer.exit_code == 0, answer.output
    assert "groundswell-handover.html" in files_of(target.read_bytes())
    assert "zanzibar" not in words_of(target.read_bytes())
