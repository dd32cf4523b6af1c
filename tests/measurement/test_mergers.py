"""Two findings that are one trouble are put together, and taken apart again."""

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.measurement import actions, queries
from groundswell.measurement.models import AnalysisRun, Finding
from groundswell.measurement.running import analyse_now
from tests.makers import BACKEND
from tests.measurement.made_runs import CHAMPION, WORDS, analyse, report

pytestmark = pytest.mark.django_db

SCANNED = (
    "Hand scanner does not read the code",
    "the scanner reads no code at all",
    "hand scanner: no code is read",
    "code not read by the hand scanner",
)


@pytest.fixture(scope="module")
def analysed(made_once: None) -> AnalysisRun:
    return analyse((*WORDS, *SCANNED))


@pytest.fixture
def champion(db: None, analysed: AnalysisRun) -> User:
    return User.objects.get(name=CHAMPION)


@pytest.fixture
def two(db: None, analysed: AnalysisRun) -> tuple[Finding, Finding]:
    first, second = Finding.objects.filter(run=analysed).order_by("rank")
    return first, second


def test_the_inbox_puts_them_together_and_a_later_run_agrees(
    two: tuple[Finding, Finding], champion: User, client: Client
) -> None:
    first, second = two
    client.force_login(champion, backend=BACKEND)
    alone = first.detail["cost_per_year"]["likely"]

    answer = client.post(
        "/evidence/candidates/merger/", {"key": [first.key, second.key]}, follow=True
    )

    assert "has 10 tickets now" in answer.content.decode()
    run = queries.latest_run()
    assert run is not None
    (one,) = queries.list_candidates(run).waiting
    assert (one.key, one.tickets.count(), len(one.detail["tickets"])) == (first.key, 10, 10)
    assert one.detail["cost_per_year"]["likely"] > alone
    assert one.detail["cost_per_year"]["high"] > one.detail["cost_per_year"]["low"] > 0

    report("the hand scanner reads no code again", weeks_ago=0)
    (again,) = analyse_now(by=champion, at=timezone.now()).problems.all()

    assert (again.key, again.tickets.count()) == (first.key, 11)
    problem = actions.accept_candidate(again, by=champion, at=timezone.now(), title="")
    assert problem.tickets.count() == 11


def test_what_was_put_together_is_taken_apart_by_the_next_run(
    two: tuple[Finding, Finding], champion: User
) -> None:
    first, second = two
    actions.merge_candidate(second, by=champion, at=timezone.now(), into=first)

    actions.reconsider_candidate(queries.get_judgement(first.key), by=champion, at=timezone.now())
    run = analyse_now(by=champion, at=timezone.now())

    assert [found.tickets.count() for found in run.problems.order_by("rank")] == [6, 4]


def test_one_that_is_decided_goes_into_no_other(
    two: tuple[Finding, Finding], champion: User, client: Client
) -> None:
    first, second = two
    actions.accept_candidate(first, by=champion, at=timezone.now(), title="")

    with pytest.raises(Refusal, match="is decided: one trouble"):
        actions.merge_candidate(second, by=champion, at=timezone.now(), into=first)
    client.force_login(champion, backend=BACKEND)
    alone = client.post("/evidence/candidates/merger/", {"key": second.key}, follow=True)
    assert "Tick two or more" in alone.content.decode()
