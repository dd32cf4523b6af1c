"""Dashboards that a person composes, shares and reports."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.models import Dashboard, Report
from groundswell.measurement.levels.queries import weeks
from groundswell.measurement.levels.tasks import prepare_reports
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, make_ticket, make_user

#: a Monday, and the first of a month
FIRST = datetime(2026, 6, 1, 3, tzinfo=UTC)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def make(by: User) -> Dashboard:
    return actions.make_dashboard(by=by, at=FIRST, title="The week")


def test_figures_are_chosen_and_put_in_order(agent: User) -> None:
    client = signed_in(agent)
    client.post("/evidence/levels/dashboards/", {"title": "The week"})
    held = Dashboard.objects.get()
    address = f"/evidence/levels/dashboards/{held}/figures/"

    client.post(address, {"figure": "INC-02", "act": "add"})
    client.post(address, {"figure": "INC-02", "act": "up"})
    client.post(address, {"figure": "desk-open", "act": "out"})
    wrong = client.post(address, {"figure": "INC-99", "act": "add"})

    held.refresh_from_db()
    assert held.figures == ["desk-opened", "INC-02", "desk-finished"]
    assert wrong.status_code == 422
    with pytest.raises(BadInput, match="no figure INC-99"):
        actions.compose_dashboard(held, by=agent, at=FIRST, figures=["INC-99"])


def test_a_dashboard_is_seen_by_the_role_it_is_shared_with_and_changed_by_its_owner(
    agent: User,
) -> None:
    held, manager = make(agent), make_user("manager")
    address = f"/evidence/levels/dashboards/{held}/"

    before = signed_in(manager).get(address).status_code
    actions.share_dashboard(held, by=agent, at=FIRST, shared_with="manager", every="week")
    after = signed_in(manager).get(address).status_code

    assert (before, after) == (404, 200)
    with pytest.raises(NotAllowed, match="belongs to"):
        actions.compose_dashboard(held, by=manager, at=FIRST, figures=[])
    with pytest.raises(BadInput, match="no role"):
        actions.share_dashboard(held, by=agent, at=FIRST, shared_with="boss", every="")


def test_steady_weeks_are_called_no_change_and_the_forecast_says_that_it_is_no_better(
    agent: User,
) -> None:
    for week in range(26):
        make_ticket(by=agent, opened_at=FIRST - timedelta(weeks=week + 1))

    shown = queries.show_figures(["desk-opened", "desk-open", "INC-02"], as_of=FIRST)

    opened, backlog, indicator = shown
    assert opened.chart is not None
    assert len(opened.chart.rows) == 25  # the week of the newest ticket may not be over
    assert opened.chart.title == "Tickets opened a week: no change"
    assert backlog.forecast is not None
    assert "Tried out on the last eight weeks" in queries.say_forecast(backlog.forecast)
    assert (indicator.chart, indicator.reason) == (None, "fewer than four whole months are known")


def test_weeks_that_a_snapshot_counted_are_carried_on_by_those_that_ended_since(
    champion: User, django_assert_max_num_queries: Any
) -> None:
    for week in range(8):
        make_ticket(by=champion, opened_at=FIRST - timedelta(weeks=week, days=1))
    snapshot = actions.take_snapshot(by=champion, at=FIRST, dormant=False)
    assert len(snapshot.weeks) == 7
    with django_assert_max_num_queries(2):
        queries.show_figures(["desk-opened"], as_of=FIRST)

    # two of the old ones end, one is withdrawn, and others come and go for three weeks
    old = list(Ticket.objects.order_by("opened_at"))
    _end(old[0], FIRST + timedelta(days=1))
    _end(old[1], FIRST + timedelta(days=9))
    _end(make_ticket(by=champion, opened_at=FIRST + timedelta(days=2)), FIRST + timedelta(days=3))
    Ticket.objects.filter(pk=old[2].pk).update(state="cancelled", closed_at=FIRST)
    make_ticket(by=champion, opened_at=FIRST + timedelta(days=15))

    moment = FIRST + timedelta(days=16)
    assert len(weeks.weeks_until(moment)) == 10
    assert weeks.weeks_until(moment) == weeks.count_until(FIRST + timedelta(days=15))


def _end(ticket: Ticket, at: datetime) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(state="closed", resolved_at=at, closed_at=at)


def test_a_report_that_fell_due_while_nothing_ran_is_made_up_once(agent: User) -> None:
    make_ticket(by=agent, opened_at=FIRST - timedelta(weeks=8))
    held = make(agent)
    wednesday = FIRST + timedelta(days=2)
    actions.share_dashboard(held, by=agent, at=wednesday, shared_with="", every="week")

    # chosen on a Wednesday: the Monday before was not asked for
    assert actions.prepare_due(by=agent, at=wednesday) == 0
    # nothing ran on the next Monday; on Tuesday it is made up, and on Wednesday not again
    made = [actions.prepare_due(by=agent, at=wednesday + timedelta(days=n)) for n in (6, 7, 11)]
    assert made == [1, 0, 0]
    assert Report.objects.get().day == (FIRST + timedelta(days=8)).date()
    # the Monday after is a week of its own, and two missed weeks are one report
    assert actions.prepare_due(by=agent, at=FIRST + timedelta(days=14)) == 1
    assert actions.prepare_due(by=agent, at=FIRST + timedelta(days=31)) == 1


def test_a_report_is_prepared_when_due_shown_and_then_said_to_be_sent(agent: User) -> None:
    make_ticket(by=agent, opened_at=FIRST - timedelta(weeks=8))
    held = make(agent)
    actions.share_dashboard(held, by=agent, at=FIRST, shared_with="", every="month")

    assert actions.prepare_due(by=agent, at=FIRST) == 1
    assert actions.prepare_due(by=agent, at=FIRST + timedelta(hours=1)) == 0
    assert actions.prepare_due(by=agent, at=FIRST + timedelta(days=7)) == 0
    report, client = Report.objects.get(), signed_in(agent)
    address = f"/evidence/levels/reports/{report}/"

    page = client.get(address).content.decode()
    text = client.get(f"{address}file/txt/")
    html = client.get(f"{address}file/html/").content.decode()

    assert "nothing is sent by itself" in page
    assert "Tickets opened a week" in text.content.decode()
    assert text["Content-Disposition"] == f'attachment; filename="{report}.txt"'
    assert "<h2>Tickets opened a week" in html
    assert client.get(f"{address}file/pdf/").content.startswith(b"%PDF")
    draft = client.get(f"{address}file/eml/").content
    assert b"X-Unsent: 1" in draft
    assert f'filename="{report}.pdf"'.encode() in draft
    assert "A report waits to be looked at" in client.get("/today/").content.decode()
    assert client.post(address, {"sent": "yes"}).status_code == 200
    with pytest.raises(Refusal, match="is over: sent"):
        actions.end_report(report, by=agent, at=FIRST, sent=False)
    assert "A report waits" not in client.get("/today/").content.decode()
    assert prepare_reports() in {0, 1}
