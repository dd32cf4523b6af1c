"""A manager gives her own rate, and the figures are reckoned with it, under her name."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.measurement.models import Finding
from groundswell.measurement.queries import latest_run
from groundswell.servicedesk import actions
from tests.journeys.told import PRINTING
from tests.makers import BACKEND, make_user

OUTDATED = "What an hour costs was changed after this analysis"


@pytest.fixture
def trouble(db: None) -> OrgUnit:
    """Six people of dispatch had the same trouble."""
    unit, now = OrgUnit.objects.create(name="Dispatch"), timezone.now()
    for weeks, words in enumerate(PRINTING, start=1):
        person = make_user()
        User.objects.filter(pk=person.pk).update(department=unit)
        person.refresh_from_db()
        new = actions.NewTicket(summary=words)
        actions.open_incident(by=person, at=now - timedelta(weeks=weeks), new=new)
    return unit


def analyse(client: Client, commits: Any) -> Finding:
    """Press the button, and let the background do its work."""
    with commits(execute=True):
        client.post("/evidence/runs/")
    run = latest_run()
    assert run is not None
    return run.problems.get(rank=1)


def test_a_manager_gives_her_rate_and_the_figures_follow(
    client: Client, champion: User, trouble: OrgUnit, django_capture_on_commit_callbacks: Any
) -> None:
    commits = django_capture_on_commit_callbacks
    maria = make_user("manager", name="Maria Manager")

    # 1. Before: the cost is reckoned with defaults, and says so.
    client.force_login(champion, backend=BACKEND)
    before = analyse(client, commits)
    assert "40 EUR/h (default, not confirmed)" in " ".join(before.detail["formula"])
    assert OUTDATED not in client.get("/evidence/").content.decode()

    # 2. She gives what an hour of her people costs, and what it costs in dispatch.
    client.force_login(maria, backend=BACKEND)
    assert "/map/rates/" in client.get(f"/evidence/problems/{before.key}/").content.decode()
    assert "/map/rates/" in client.get("/journey/").content.decode()
    client.post("/map/rates/", {
        "user_rate-0-0-name": "user_rate", "user_rate-0-0-likely": "80",
        "user_rate-0-0-source": "given",
    })  # fmt: skip

    # 3. The findings know that they are behind, and offer the button to whom it belongs.
    told = client.get("/evidence/").content.decode()
    assert OUTDATED in told
    assert "Analyse again" not in told
    client.force_login(champion, backend=BACKEND)
    assert "Analyse again" in client.get("/evidence/").content.decode()

    # 4. After: the same trouble costs more, and the reason carries her name.
    after = analyse(client, commits)
    assert after.detail["cost_per_year"]["likely"] > before.detail["cost_per_year"]["likely"]
    assert "80 EUR/h (given by Maria Manager, " in " ".join(after.detail["formula"])
    assumed = {item["name"]: item for item in (after.run.findings or {})["assumptions"]}
    assert assumed["user rate"]["source"] == "given by Maria Manager"
    assert assumed["user rate"]["on"] == timezone.localdate().isoformat()
    assert assumed["desk rate"]["source"] == "default, not confirmed"
    page = client.get(f"/evidence/problems/{after.key}/").content.decode()
    assert "given by Maria Manager" in page
    assert OUTDATED not in client.get("/evidence/").content.decode()

    # 5. What holds in one department alone holds before what holds for everyone.
    client.post("/map/rates/", {
        "new-name": "user_rate", "new-likely": "20", "new-source": "measured",
        "new-department": trouble.pk,
    })  # fmt: skip
    particular = analyse(client, commits)
    assert particular.detail["cost_per_year"]["likely"] < before.detail["cost_per_year"]["likely"]
    assert "With the rates of department Dispatch" in " ".join(particular.detail["formula"])
