"""The report for a department from the registers: what was done for it, by page and by command."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils.http import urlencode

from groundswell.analysis.brief.department import Deed
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.improvement.models import Improvement
from groundswell.improvement.queries.department import list_deeds
from groundswell.problems.models import Problem, RecurrenceCheck
from groundswell.problems.models.checks import Verdict
from tests.improvement.made_runs import make_run
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_ticket, make_user

pytestmark = pytest.mark.django_db


def make_people(department: str, *, size: int = 3) -> list[User]:
    unit = OrgUnit.objects.create(name=department)
    people = [make_user() for _ in range(size)]
    User.objects.filter(pk__in=[one.pk for one in people]).update(department=unit)
    return people


def make_house(agent: User) -> None:
    sales, store = make_people("Sales"), make_people("Warehouse")
    tickets = [
        make_ticket(
            by=(sales if n % 3 else store)[n % 3],
            summary=f"The label printer at gate {n % 2} prints blank labels again",
            opened_at=MONDAY_9AM - timedelta(days=2 * n),
        )
        for n in range(30)
    ]
    make_problem(by=agent, title="Labels print blank", tickets=tickets[:9])
    make_run()


def open_page(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def test_a_department_is_shown_its_own_page_and_nothing_of_others(agent: User) -> None:
    make_house(agent)
    client = open_page(make_user("manager"))

    asked = client.get("/journey/brief/?for=department").content.decode()
    page = client.get("/journey/brief/?for=department&department=Sales").content.decode()
    absent = client.get("/journey/brief/?for=department&department=Legal").content.decode()

    assert "Say for which department" in asked
    assert '<option value="Sales"' in asked.replace("'", '"')
    assert "What was done for you" in page
    assert "One miss:" in page
    assert "Warehouse" not in page.split('<article class="paper"')[1].split("</article>")[0]
    assert "No ticket of the last" in absent


def test_what_was_done_for_a_department_is_read_from_the_registers(agent: User) -> None:
    (ada, *_), unit = make_people("Sales"), OrgUnit.objects.get(name="Sales")
    theirs = make_problem(by=agent, title="Ended one", tickets=[make_ticket(by=ada)])
    back = make_problem(by=agent, title="Came back", tickets=[make_ticket(by=ada)])
    hidden = make_problem(
        by=agent, title="Not for paper", security=True, tickets=[make_ticket(by=ada)]
    )
    make_problem(by=agent, title="Of others", tickets=[make_ticket()])
    Problem.objects.update(resolved_at=MONDAY_9AM)
    RecurrenceCheck.objects.create(
        problem=back, fixed_at=MONDAY_9AM, days=30, checked_at=MONDAY_9AM, before=4,
        before_days=90, after=3, after_days=30, verdict=Verdict.CAME_BACK, words="came back",
    )  # fmt: skip
    Improvement.objects.create(
        number="CIR-1", title="Spare scanners", pain="p", who="w", cost="c", department=unit,
        state="doing", owner=agent, opened_at=MONDAY_9AM, due_on=date(2026, 4, 1),
    )  # fmt: skip

    deeds = list_deeds("Sales", since=MONDAY_9AM.date() - timedelta(days=9))

    assert deeds == [
        Deed("came_back", "Came back", MONDAY_9AM.date(), 1),
        Deed("ended", "Ended one", MONDAY_9AM.date(), 1),
        Deed("under_way", "Spare scanners", date(2026, 4, 1)),
    ]
    assert theirs.title != hidden.title
    assert list_deeds("Sales", since=MONDAY_9AM.date() + timedelta(days=1)) == deeds[2:]


def test_a_reason_of_ones_own_stands_on_the_page_or_is_refused_with_the_reason(
    agent: User, champion: User
) -> None:
    make_house(agent)
    client = open_page(champion)
    good, weak = "Orders wait for 20 minutes each morning", "Because we should"

    page = client.get(f"/journey/brief/?{urlencode({'for': 'boss', 'because': good})}")
    refused = client.get(f"/journey/brief/?{urlencode({'for': 'boss', 'because': weak})}")

    assert "Because: Orders wait for" in page.content.decode()
    assert "convinces nobody who decides" in refused.content.decode()
    assert "What we ask" in refused.content.decode(), "the page stands without it"
    assert (
        "because=" not in refused.content.decode().split('class="page-acts"')[1].split("</div>")[0]
    )


def test_the_command_writes_it_too(agent: User, tmp_path: Path) -> None:
    from click.testing import CliRunner  # noqa: PLC0415

    from groundswell.cli.brief import brief  # noqa: PLC0415

    make_house(agent)
    target = tmp_path / "sales.pdf"

    answer = CliRunner().invoke(brief, ["--department", "Sales", "-o", str(target)])

    assert answer.exit_code == 0, answer.output
    assert target.read_bytes().startswith(b"%PDF")
