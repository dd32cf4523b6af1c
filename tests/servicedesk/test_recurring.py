"""Tickets that come again: each day once, one for all that was missed, and paused with a reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django_q.models import Schedule

from groundswell.catalogue.offerings import actions as offerings
from groundswell.catalogue.offerings.queries import list_fields
from groundswell.cli.rounds import plan_all
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.fields import Field
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.kernel.recurrence import Rhythm
from groundswell.servicedesk.facts.actions import NewTemplate, add_template, remove_template
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.promises.actions import CalendarFacts, add_calendar
from groundswell.servicedesk.promises.hours import read_hours
from groundswell.servicedesk.promises.models import BusinessCalendar
from groundswell.servicedesk.recurring import actions
from groundswell.servicedesk.recurring.forms import PlanForm
from groundswell.servicedesk.recurring.models import Plan, PlannedTicket
from groundswell.servicedesk.recurring.reckoning import say_rule, upcoming
from groundswell.servicedesk.work.models import Task
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_user

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime:
    return MONDAY_9AM + timedelta(days=number)


def facts(agent: User, **said: Any) -> actions.PlanFacts:
    plain: dict[str, Any] = {
        "summary": "Check the backup", "caller": agent, "rhythm": Rhythm.DAYS,
        "first_day": MONDAY_9AM.date(), "at_time": time(8), "zone": "Europe/Berlin",
    }  # fmt: skip
    return actions.PlanFacts(**plain | said)


def plan(agent: User, **said: Any) -> Plan:
    return actions.add_plan(by=agent, at=MONDAY_9AM, facts=facts(agent, **said))


def opened(one: Plan) -> list[str]:
    return [str(row.day) for row in PlannedTicket.objects.filter(plan=one).order_by("day")]


def make_calendar(by: User) -> BusinessCalendar:
    week = {str(number): read_hours("9-17") for number in range(5)}
    made = CalendarFacts(name="Office", zone="Europe/Berlin", hours=week, country="DE", part="BY",
                         is_default=False)  # fmt: skip
    return add_calendar(by=by, at=MONDAY_9AM, facts=made)


def test_what_is_due_is_opened_once_with_what_there_is_to_tick_off(agent: User) -> None:
    group = SupportGroup.objects.create(name="Servers")
    one = plan(agent, group=group, checklist=["Read the log", " ", "Restore one file"])

    assert actions.open_due(at=MONDAY_9AM) == 0
    assert [actions.open_due(at=day(1)) for _ in range(2)] == [1, 0]

    ticket = Ticket.objects.get()
    assert (ticket.summary, ticket.caller, ticket.group, ticket.kind, ticket.channel) == (
        "Check the backup", agent, group, "request", "plan"
    )  # fmt: skip
    assert [task.title for task in Task.objects.order_by("position")] == [
        "Read the log", "Restore one file"
    ]  # fmt: skip
    told = AuditEntry.objects.get(number=ticket.number, act="ticket.by_plan")
    assert told.changes == {"plan": ["", f"{one.number} Check the backup"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedTicket.objects.create(plan=one, day=date(2026, 3, 3), ticket=ticket)


def test_ten_missed_nights_make_up_one_ticket_and_it_is_said(agent: User) -> None:
    one = plan(agent)

    assert actions.open_due(at=day(10)) == 1

    assert opened(one) == ["2026-03-12"]
    told = AuditEntry.objects.get(number=one.number, act="plan.opened_one")
    assert told.changes["missed"] == ["", "9"]
    assert actions.open_due(at=day(11)) == 1


def test_a_pause_is_not_made_up_for_and_an_end_is_reached(agent: User) -> None:
    one = plan(agent, last_possible_day=date(2026, 3, 9))
    actions.pause_plan(one, by=agent, at=MONDAY_9AM, reason="Moving house")
    assert actions.open_due(at=day(3)) == 0
    actions.resume_plan(one, by=agent, at=day(5))

    for number in range(6, 12):
        actions.open_due(at=day(number))

    one.refresh_from_db()
    assert opened(one) == ["2026-03-08", "2026-03-09"]
    assert one.state == "ended"
    with pytest.raises(Refusal, match="cannot go from Ended"):
        actions.resume_plan(one, by=agent, at=day(12))


@pytest.mark.parametrize("puts_off", [False, True])
def test_holidays_are_left_out_or_put_off(agent: User, *, puts_off: bool) -> None:
    calendar = make_calendar(make_user("champion", "administrator"))
    one = plan(agent, rhythm=Rhythm.WEEKDAYS, weekdays=[4, 0], calendar=calendar,
               first_day=date(2026, 4, 1), puts_off=puts_off)  # fmt: skip
    found = [str(day) for day, _ in islice(upcoming(one, since=MONDAY_9AM), 2)]

    # 3 April is Good Friday, 6 April Easter Monday
    assert found == (["2026-04-07", "2026-04-10"] if puts_off else ["2026-04-10", "2026-04-13"])
    assert "where Office is closed" in say_rule(one)


def test_who_left_and_what_is_gone_pause_it_with_the_reason(agent: User, caller: User) -> None:
    keeper = make_user("agent")
    template = add_template(by=keeper, at=MONDAY_9AM, new=NewTemplate(
        name="Tapes", ticket_kind="incident", preset={"summary": "Change tapes", "urgency": 1}
    ))  # fmt: skip
    left, gone = plan(keeper, caller=caller), plan(keeper, template=template, summary="")
    assert gone.summary == "Change tapes"
    assert actions.open_due(at=day(1)) == 2
    assert Ticket.objects.get(summary="Change tapes").urgency == 1
    User.objects.filter(pk=caller.pk).update(is_active=False)
    remove_template(template, by=keeper, at=day(1))

    assert actions.open_due(at=day(2)) == 0

    for one, reason in ((left, "is no longer here"), (gone, "was taken out")):
        one.refresh_from_db()
        assert (one.state, one.next_at) == ("paused", None)
        assert reason in one.reason
        with pytest.raises(Refusal, match=reason):
            actions.resume_plan(one, by=keeper, at=day(2))
    actions.alter_plan(left, by=keeper, at=day(2), facts=facts(agent))
    actions.resume_plan(left, by=keeper, at=day(2))
    assert actions.open_due(at=day(3)) == 1


def test_a_request_is_asked_for_with_its_answers_until_its_form_asks_more(
    client: Client, agent: User, champion: User
) -> None:
    client.force_login(agent, backend=BACKEND)
    what = offerings.OfferingFacts(name="Toner", what="Black", service=make_service("Printing"))
    offering = offerings.make_offering(by=champion, at=MONDAY_9AM, facts=what)
    color = Field(key="", label="Which colour?", kind="text", required=True)
    offerings.keep_question(offering, by=champion, at=MONDAY_9AM, question=color)
    offerings.move_offering(offering, by=champion, at=MONDAY_9AM, state="published")
    page = f"/desk/recurring/new/?template=&offering={offering.number}"
    key = list_fields(offering)[0].key
    sent = {
        "summary": "Toner of the month", "caller": agent.email, "rhythm": "days",
        "first_day": "2026-03-02", "at_time": "08:00", "zone": "UTC",
    }  # fmt: skip
    assert "Which colour?" in client.get(page).content.decode()
    assert client.post(page, sent).status_code == 422
    assert client.post(page, sent | {f"q-{key}": "black"}).status_code == 302
    Plan.objects.update(since=MONDAY_9AM, next_at=MONDAY_9AM)

    assert actions.open_due(at=day(1)) == 1
    ticket = Ticket.objects.get()
    assert (ticket.summary, ticket.state, ticket.fact_words) == ("Toner", "approved", "black")
    pages = replace(color, label="How many pages?")
    offerings.keep_question(offering, by=champion, at=day(1), question=pages)
    assert actions.open_due(at=day(2)) == 0
    assert "“How many pages?”" in Plan.objects.get().reason


def test_a_time_that_the_clocks_skip_is_opened_that_night(agent: User) -> None:
    one = plan(agent, at_time=time(2, 30), first_day=date(2026, 3, 29))

    assert one.next_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert actions.open_due(at=datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == 1


def test_said_anew_it_opens_no_second_one_for_the_same_day(agent: User) -> None:
    one = plan(agent)
    actions.open_due(at=day(1))

    actions.alter_plan(one, by=agent, at=day(1), facts=facts(agent, at_time=time(20)))

    assert actions.open_due(at=day(1) + timedelta(hours=12)) == 0
    assert actions.open_due(at=day(2) + timedelta(hours=12)) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"last_possible_day": date(2026, 3, 1)}, "before it begins"),
        ({"first_day": date(2026, 1, 1), "last_possible_day": date(2026, 3, 2)}, "No day is left"),
        ({"rhythm": Rhythm.WEEKDAYS}, "at least one day"),
        ({"rhythm": Rhythm.MONTH_WEEKDAY, "weekdays": [1], "place": 5}, "first to the 4th"),
        ({"zone": "Europe/Nowhere"}, "no time zone"),
        ({"summary": " "}, "Say in a few words"),
        ({"every": 0}, "from 1 to 366"),
    ],
)
def test_what_does_not_go_together_is_a_sentence(agent: User, said: Any, words: str) -> None:
    with pytest.raises((Refusal, BadInput), match=words):
        plan(agent, **said)


def test_it_is_planned_on_its_page_and_read_over_rest(client: Client, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)
    page = "/desk/recurring/"
    sent = {
        "summary": "Read the meters", "caller": agent.email, "rhythm": "month_day", "place": "31",
        "every": "1", "first_day": "2026-01-01", "at_time": "08:00", "zone": "Europe/Berlin",
    }  # fmt: skip
    assert "Here will be what comes again" in client.get(page).content.decode()
    refused = client.post(f"{page}new/", sent | {"zone": "Mars"})
    assert refused.status_code == 422
    assert "is no time zone" in refused.content.decode()
    assert client.post(f"{page}new/", sent).status_code == 302

    listed = client.get(page).content.decode()
    assert "on the 31st day of every month (a shorter month: on its last day)" in listed
    one = Plan.objects.get()
    own = f"{page}{one.number}/"
    assert "Comes next" in client.get(own).content.decode()
    assert client.post(f"{own}pause/", {"reason": " "}).status_code == 422
    long = client.post(f"{own}pause/", {"reason": "Moving. " * 70})
    assert "This is 559 characters long, and 500 fit here." in long.text
    assert f'value="{"Moving. " * 70}"' in long.text
    client.post(f"{own}pause/", {"reason": "New meters"})
    assert "New meters" in client.get(page).content.decode()
    client.post(f"{own}resumption/")
    assert client.post(own, sent | {"summary": "Read all meters"}).status_code == 302
    read = client.get(f"/api/plans/{one.number}").json()
    assert (read["summary"], read["state"], len(read["following"])) == (
        "Read all meters", "running", 5
    )  # fmt: skip
    client.post(f"{own}ending/")
    assert client.get("/api/plans").json()[0]["state"] == "ended"


def test_the_machine_looks_whoever_runs_it() -> None:
    for _ in range(2):
        plan_all(at=MONDAY_9AM)

    assert Schedule.objects.filter(func__contains="recurring").count() == 1


def test_the_form_asks_for_weekdays_and_places_only_where_the_rhythm_needs_them() -> None:
    counts = {field.name: rhythms for field, rhythms in PlanForm().days}

    assert counts["weekdays"] == "weekdays|month_weekday"
    assert counts["place"] == "month_day|month_weekday|working_day"
    assert counts["rhythm"] == counts["every"] == counts["at_time"] == ""
