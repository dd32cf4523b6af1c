"""Every night the machine looks anew, and checks the fixes that are due."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_q.models import Schedule

from groundswell.foundation.accounts.models import User
from groundswell.measurement.actions import plan_rounds
from groundswell.measurement.models import AnalysisRun
from groundswell.measurement.tasks import nightly
from groundswell.problems import actions
from groundswell.problems.models import RecurrenceCheck
from tests.makers import make_problem, make_ticket

pytestmark = pytest.mark.django_db


def test_the_round_is_planned_once_for_the_night() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)

    plan_rounds(at=noon)
    plan_rounds(at=noon + timedelta(days=3))

    assert Schedule.objects.get().next_run == datetime(2026, 3, 3, 2, tzinfo=UTC)


def test_a_night_analyses_what_is_new_and_checks_what_is_due(agent: User) -> None:
    fixed = timezone.now() - timedelta(days=40)
    tickets = [make_ticket(opened_at=fixed - timedelta(days=n)) for n in range(1, 10)]
    problem = make_problem(by=agent, tickets=tickets, at=fixed - timedelta(days=1))
    actions.state_cause(problem, by=agent, at=fixed, cause="Dry head", cause_class="age")
    actions.resolve_problem(problem, by=agent, at=fixed, resolution="New heads")

    nightly()
    nightly()

    assert AnalysisRun.objects.count() == 1
    assert RecurrenceCheck.objects.get().days == 30
