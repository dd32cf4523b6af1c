"""What the journey says on the first day, before anything is recorded or analysed."""

import pytest

from groundswell.foundation.accounts.models import User
from tests.makers import make_problem, make_service, make_user, read_page

pytestmark = pytest.mark.django_db


def test_an_empty_house_gets_steps_for_any_house(champion: User) -> None:
    page = read_page(champion, "/journey/")

    assert "these are the steps for any house" in page
    assert "needs nobody" in page


def test_a_station_is_begun_by_whom_its_page_lets_in(champion: User) -> None:
    for name in ("Mail", "Till", "Pay"):
        make_service(name)

    assert ">Begin</a>" in read_page(champion, "/journey/begin/")
    assert ">Begin</a>" not in read_page(make_user("manager"), "/journey/begin/")


def test_the_empty_pages_of_cases_teach(agent: User) -> None:
    assert "Here will be what a fix is worth" in read_page(agent, "/journey/cases/")
    assert "Here will be what came of each promise" in read_page(agent, "/journey/ledger/")
    problem = make_problem(by=agent)
    assert "No ticket is linked to it yet" in read_page(agent, f"/journey/cases/{problem.number}/")
