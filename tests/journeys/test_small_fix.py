"""The way of a small fix: what 0, 150 and 800 are worth, a no, its price, and then a yes."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.improvement.actions import answer_ask
from groundswell.improvement.models import Ask
from groundswell.measurement.actions import begin_analysis, keep_findings
from groundswell.measurement.history import find_in_records
from groundswell.problems.actions import link_ticket
from groundswell.problems.models import FixOption, Problem
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, make_user

WORDS = (
    "Slow login on the shop floor terminal",
    "Login at the shop floor terminal takes a quarter of an hour",
    "shop floor terminal: login is slow again",
    "The terminal on the shop floor hangs at the login",
)
#: months ago: the no; two more incidents came since
NO = timedelta(days=95)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(HOME=tmp_path):
        yield


@pytest.fixture
def year(agent: User) -> list[Ticket]:
    """Twice a month somebody had this trouble, in the year before the no."""
    begin = timezone.now() - NO - timedelta(days=365)
    tickets = []
    for n in range(24):
        opened = begin + timedelta(days=15 * n + 1)
        new = desk.NewTicket(summary=WORDS[n % len(WORDS)], impact=2, urgency=2)
        ticket = desk.open_incident(by=make_user(), at=opened, new=new)
        at = opened + timedelta(hours=2)
        tickets.append(
            desk.resolve_ticket(ticket, by=agent, at=at, resolution="Restarted the profile service")
        )
    return tickets


@pytest.fixture
def manager(db: None) -> User:
    return make_user("manager", name="Dana Weiss")


def sign_in(client: Client, user: User) -> None:
    client.force_login(user, backend=BACKEND)


def send(client: Client, path: str, **said: object) -> None:
    answer = client.post(path, said)
    assert answer.status_code == 302, answer.content.decode()[:2000]


def test_a_small_fix_goes_from_its_worth_through_a_no_to_a_yes(
    client: Client, champion: User, manager: User, year: list[Ticket]
) -> None:
    # 1. One trouble: the tickets of a year become a problem.
    sign_in(client, champion)
    asked = "&".join(f"ticket={ticket.number}" for ticket in year)
    send(client, f"/problems/new/?{asked}", title="Slow login on the shop floor", origin="tickets")
    problem = Problem.objects.get()
    assert problem.links.count() == 24
    case = f"/journey/cases/{problem.number}/"

    # 2. What is counted goes in as counted, what she gave as hers.
    numbers = {"name": "users", "likely": 20, "likely_low": 12, "likely_high": 30}
    send(client, f"{case}numbers/", **numbers, source="counted", said_by="Bo")
    send(client, f"{case}numbers/", name="minutes", likely=15, likely_low=5, likely_high=40)
    send(client, f"{case}numbers/", name="hurdle", likely=4, source="given", said_by="Dana Weiss")

    # 3. Three ways: nothing, 150, 800; one without a price is neither free nor sure.
    small = {"cash": 150, "success": 90, "effectiveness": 95, "lead_months": 0.5}
    large = {"cash": 800, "running_cash": 120, "success": 80, "effectiveness": 98, "lead_months": 2}
    send(client, f"{case}options/", title="New profile service", size="small", **small)
    send(client, f"{case}options/", title="The greatest tool in the world", size="large", **large)
    send(client, f"{case}options/", title="Ask around", size="small")

    # 4. Side by side: net value, payback, value within the year, chance of a gain, break-even.
    page = client.get(case).content.decode()
    for words in ("Take “New profile service”", "Net value over 3 years", "Pays back",
                  "Dana Weiss asks for 4 times", "Chance of a gain", "times its cost",
                  "Worth it if it happens at least", "times a year", "it passes", "not worth it",
                  "given by the manager Dana Weiss", "counted by Bo",
                  "Not priced yet"):  # fmt: skip
        assert words in page, words

    # 5. The ask, and her no.
    option = FixOption.objects.get(title="New profile service")
    send(client, f"{case}asks/", option=option.number, asked_of="Dana Weiss")
    ask = Ask.objects.get()
    assert (str(ask.amount), ask.forecast["asked_for"]["cost_once"]) == ("150.00", 150)
    no = timezone.now() - NO
    Ask.objects.update(asked_at=no)
    answer_ask(ask, by=manager, at=no, answer="refused", reason="Not this quarter")

    # 6. The trouble goes on, and waiting is counted on every page that speaks of it.
    for days in (20, 60):
        new = desk.NewTicket(summary=WORDS[0])
        ticket = desk.open_incident(by=make_user(), at=no + timedelta(days=days), new=new)
        link_ticket(problem, by=champion, at=timezone.now(), ticket=ticket)
    for path in (case, f"{case}waited/"):
        assert "Since then, in 95 days, it has cost" in client.get(path).content.decode()
    assert "waiting has cost" in client.get("/journey/cases/").content.decode()

    # 7. Ninety days later the brief says so, beside the options with their worth.
    now = timezone.now()
    run = begin_analysis(by=champion, at=now)
    found = find_in_records(as_of=now)
    keep_findings(run, by=champion, at=now, findings=found.as_json(), memory=found.memory)
    sign_in(client, manager)
    brief = client.get("/journey/brief/").content.decode().replace("\u00a0", " ")
    # each number is a link to its records
    assert "150 € for “New profile service”; waiting has cost about" in re.sub(
        "</?a[^>]*>", "", brief
    )
    assert "gains in" in brief
    assert client.get("/journey/brief.pdf").content.startswith(b"%PDF")

    # 8. Asked again, she says yes herself, and waiting ends.
    sign_in(client, champion)
    send(client, f"/problems/{problem.number}/cause/", cause="A full disk", cause_class="capacity")
    send(client, f"{case}asks/", option=option.number, asked_of="Dana Weiss")
    again = Ask.objects.get(answer="")
    sign_in(client, manager)
    send(client, f"{case}answers/", ask=again.number, answer="granted")
    again.refresh_from_db()
    assert again.answered_by == "Dana Weiss"
    problem.refresh_from_db()
    assert (problem.state, problem.next_step) == ("fix_planned", "Granted: New profile service")

    # 9. Fixed: the promise stands in the ledger, too early to tell.
    sign_in(client, champion)
    send(client, f"/problems/{problem.number}/resolution/", resolution="New profile service")
    ledger = client.get("/journey/ledger/").content.decode()
    assert "too early" in ledger
    assert "“New profile service” saves about" in ledger
