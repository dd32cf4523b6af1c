"""How tickets are matched is learned from the links that people made, and can be taken back."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.analysis.match import FIXED
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.measurement import actions
from groundswell.measurement.matching import match_problems, tell_matching, weights_in_use
from groundswell.measurement.models import WeightState
from groundswell.measurement.running import analyse_now
from groundswell.measurement.tasks import learn_from_links
from groundswell.problems import actions as problems
from groundswell.problems.models import Problem
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, make_user

pytestmark = pytest.mark.django_db

PRINTER = (
    "label printer prints blank pages",
    "blank labels from the label printer",
    "the label printer prints only blank labels",
    "label printer: blank pages again",
)
SCANNER = (
    "hand scanner does not read the code",
    "the scanner reads no code at all",
    "hand scanner: no code is read",
    "code not read by the hand scanner",
)


def record(texts: Sequence[str], *, caller: User) -> list[Ticket]:
    """Take down many tickets at once, as an import does."""
    opened = timezone.now() - timedelta(days=3)
    tickets = [
        Ticket(kind="incident", state="new", summary=text, caller=caller, opened_at=opened)
        for text in texts
    ]
    for ticket in tickets:
        ticket.rank()
    trail.begin_many(tickets, "incident.imported", by=caller, at=opened)
    return tickets


@pytest.fixture
def two_problems(champion: User) -> tuple[Problem, Problem]:
    record([*PRINTER, *SCANNER], caller=make_user())
    run = analyse_now(by=champion, at=timezone.now())
    found = [
        actions.accept_candidate(finding, by=champion, at=timezone.now(), title="")
        for finding in run.problems.order_by("rank")
    ]
    first, second = sorted(found, key=lambda problem: "scanner" in problem.title.lower())
    return first, second


def link(problem: Problem, words: Sequence[str], count: int, *, by: User) -> None:
    """Link tickets whose words speak of both, but more of this one."""
    texts = [
        f"{words[at % 4]}, beside the {['scanner', 'printer'][at % 2]} on line {at}"
        for at in range(count)
    ]
    said = problems.Evidence()
    tickets = record(texts, caller=by)
    problems.join_tickets(problem, by=by, at=timezone.now(), tickets=tickets, why=said)


def test_below_two_hundred_links_the_fixed_weights_stand(
    two_problems: tuple[Problem, Problem], champion: User
) -> None:
    link(two_problems[0], PRINTER, 5, by=champion)

    with pytest.raises(Refusal, match="People have made 5 links; from 200 on"):
        actions.learn_weights(by=champion, at=timezone.now())
    learn_from_links()

    assert tell_matching().links == 5
    assert tell_matching().newest is None


def test_two_hundred_links_teach_and_can_be_taken_back(
    two_problems: tuple[Problem, Problem], champion: User, client: Client
) -> None:
    for problem, words in zip(two_problems, (PRINTER, SCANNER), strict=True):
        link(problem, words, 105, by=champion)
    (new,) = record(["blank pages, says the label printer"], caller=make_user())

    learn_from_links()
    learn_from_links()  # nothing new to learn from

    told = tell_matching()
    assert told.used is not None
    assert (told.used.state, told.used.links) == (WeightState.IN_USE, 210)
    assert told.trial is not None
    assert told.trial.learned_first >= told.trial.fixed_first
    assert abs(told.trial.expected - told.trial.came_true) < 0.1
    ((problem, likeness), *_) = match_problems(new, seen_by=champion)
    assert problem == two_problems[0]
    assert likeness.score > 0.5
    client.force_login(champion, backend=BACKEND)
    assert "Learned from 210 links" in client.get(f"/evidence/of/{new.number}/").content.decode()
    page = client.get("/evidence/matching/").content.decode()
    assert "Learned weights are in use" in page

    client.post("/evidence/matching/setting-aside/")
    link(two_problems[0], PRINTER, 3, by=champion)
    learn_from_links()  # a person went back; the machine does not overrule that

    assert weights_in_use() is None
    (_, before), *_ = match_problems(new, seen_by=champion)
    assert before.score == pytest.approx(
        sum(w * v for w, v in zip(FIXED.weights, before.views, strict=True)) / sum(FIXED.weights),
        abs=1e-3,
    )
    client.post("/evidence/matching/use/")
    assert weights_in_use() == told.used


def test_who_makes_no_findings_decides_nothing_about_matching(agent: User) -> None:
    with pytest.raises(NotAllowed):
        actions.learn_weights(by=agent, at=timezone.now())
