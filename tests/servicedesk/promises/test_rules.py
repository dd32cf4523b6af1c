"""What a house says of its promises, hours and levels; and what it is refused for."""

from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

import pytest

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.promises import actions, queries
from groundswell.servicedesk.promises.actions import CalendarFacts, LevelFacts, TargetFacts
from groundswell.servicedesk.promises.dayoffs import read_days
from groundswell.servicedesk.promises.hours import list_closed, read_hours, say_hours
from groundswell.servicedesk.promises.models import BusinessCalendar, Escalated, Promise, RulesStamp
from groundswell.servicedesk.promises.words import Side
from groundswell.servicedesk.rules.actions.groups import GroupWords, add_group, set_absence
from tests.makers import make_service, make_ticket, read_page

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEEK = {str(day): [["08:00", "16:00"]] for day in range(5)}

ICS = b"""BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
SUMMARY:Plant holidays
DTSTART;VALUE=DATE:20260803
DTEND;VALUE=DATE:20260806
END:VEVENT
BEGIN:VEVENT
SUMMARY:Founding day
DTSTART;VALUE=DATE:20200302
RRULE:FREQ=YEARLY
END:VEVENT
BEGIN:VEVENT
SUMMARY:A meeting
DTSTART:20260804T100000Z
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(autouse=True)
def in_utc(settings: Any) -> None:
    settings.TIME_ZONE = "UTC"


def add_calendar(by: User, **given: Any) -> BusinessCalendar:
    facts = {"name": "Plant", "zone": "UTC", "hours": WEEK} | given
    return actions.add_calendar(by=by, at=MONDAY, facts=CalendarFacts(**facts))


def say(by: User, **given: Any) -> Any:
    return actions.say_target(by=by, at=MONDAY, facts=TargetFacts(**given))


def resolution(ticket: Ticket) -> Promise:
    return Promise.objects.get(ticket=ticket, measure="resolution", round=1)


class TestHoursThatAreTooFew:
    MINUTE: ClassVar = {"0": [["09:00", "09:01"]]}

    def test_are_refused_with_what_is_promised_in_them(self, champion: User) -> None:
        calendar = add_calendar(champion)
        say(champion, priority=4, resolution=40 * 60)
        few = CalendarFacts(name="Plant", zone="UTC", hours=self.MINUTE, is_default=True)

        with pytest.raises(
            BadInput, match="within 40\u00a0h for priority Low .* would never be due"
        ):
            actions.change_calendar(calendar, by=champion, at=MONDAY, facts=few)
        assert BusinessCalendar.objects.get().hours["1"] == WEEK["1"]
        other = add_calendar(champion, name="Night", hours=self.MINUTE)
        with pytest.raises(BadInput, match="Promise less there, or give the calendar more"):
            say(champion, priority=4, resolution=40 * 60, calendar=other)
        assert say(champion, priority=4, resolution=40, calendar=other).resolution_minutes == 40

    def test_lose_no_ticket_where_they_hold_already(
        self, champion: User, caller: User, agent: User
    ) -> None:
        calendar = add_calendar(champion)
        say(champion, priority=4, resolution=40 * 60)
        BusinessCalendar.objects.filter(pk=calendar.pk).update(hours=self.MINUTE)
        RulesStamp.objects.update(stamp="anew")

        ticket = make_ticket(by=caller, opened_at=MONDAY, impact=3, urgency=3)

        assert resolution(ticket).due_at is None
        pages = [f"/desk/{ticket.number}/", f"/desk/promises/why/{ticket.number}/"]
        assert all("so much is not worked in Plant" in read_page(agent, page) for page in pages)
        assert "not known" not in read_page(caller, f"/my/{ticket.number}/")
        assert (
            desk.resolve_ticket(ticket, by=agent, at=MONDAY + HOUR, resolution="Done").is_open
            is False
        )
        assert resolution(ticket).kept


class TestTheLeadOfAGroup:
    def escalate(self, champion: User, caller: User, group: SupportGroup) -> Escalated:
        actions.add_level(by=champion, at=MONDAY, facts=LevelFacts(
            measure="resolution", share=50, act="tell", whom="lead"))  # fmt: skip
        say(champion, resolution=60)
        make_ticket(by=caller, group=group, opened_at=MONDAY)
        assert actions.escalate_due(at=MONDAY + timedelta(minutes=31)) == 1
        return Escalated.objects.get()

    def test_is_told(self, champion: User, agent: User, caller: User) -> None:
        said = GroupWords(name="Network", lead=agent)
        group = add_group(by=champion, at=MONDAY, said=said)

        assert self.escalate(champion, caller, group).told == agent

    def test_is_not_told_while_away_and_everyone_is(
        self, champion: User, agent: User, caller: User
    ) -> None:
        group = add_group(by=champion, at=MONDAY, said=GroupWords(name="Network", lead=agent))
        set_absence(agent, by=agent, at=MONDAY, until=MONDAY + 24 * HOUR)

        told = self.escalate(champion, caller, group)
        assert (told.told, "everyone at the desk told" in told.words) == (None, True)

    def test_works_at_the_desk(self, champion: User, caller: User) -> None:
        with pytest.raises(Refusal, match="choose an agent to lead"):
            add_group(by=champion, at=MONDAY, said=GroupWords(name="Network", lead=caller))


class TestTargets:
    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"resolution": 0}, "cannot be promised"),
            ({"resolution": -5}, "cannot be promised"),
            ({"resolution": 10**9}, "a year at most"),
            ({}, "Nothing is promised"),
            ({"response": 90, "resolution": 60}, "nobody is answered later than solved"),
            ({"resolution": 60, "side": "group"}, "Name the support group"),
            ({"resolution": 60, "side": "supplier"}, "Name the supplier"),
            ({"response": 60, "side": "supplier", "supplier": "A"}, "done with its part"),
            ({"resolution": 60, "side": "nobody"}, "use one of"),
        ],
    )
    def test_what_cannot_be_kept_is_refused(
        self, champion: User, given: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(BadInput, match=words):
            say(champion, **given)

    def test_the_same_scope_again_replaces_it(self, champion: User) -> None:
        first = say(champion, priority=2, resolution=60)
        second = say(champion, priority=2, resolution=120)

        assert first.pk == second.pk
        assert queries.load_rules().goals[0].minutes == {"resolution": 120}
        assert len(queries.list_defaults()) == 4

    def test_department_goes_before_service_before_priority(self, champion: User) -> None:
        sales = OrgUnit.objects.create(name="Sales")
        north = OrgUnit.objects.create(name="Sales North", parent=sales)
        mail = make_service()
        caller = make_ticket().caller
        assert caller
        caller.department = north
        caller.save()
        given = {"by": caller, "opened_at": MONDAY, "impact": 2, "urgency": 2}
        expected = []
        for minutes, facts in (
            (100, {"priority": 3}),
            (200, {"service": mail}),
            (300, {"department": sales}),
            (400, {"department": north}),
        ):
            say(champion, resolution=minutes, **facts)
            expected.append(resolution(make_ticket(service=mail, **given)).goal_minutes)

        assert expected == [100, 200, 300, 400]

    def test_confirming_the_defaults_makes_them_promises(self, champion: User) -> None:
        made = actions.confirm_defaults(by=champion, at=MONDAY)

        assert len(made) == 5
        assert not queries.list_defaults()
        with pytest.raises(Refusal, match="already"):
            actions.confirm_defaults(by=champion, at=MONDAY)

    def test_what_was_taken_back_holds_no_more(self, champion: User) -> None:
        target = say(champion, resolution=60)
        actions.withdraw_target(target, by=champion, at=MONDAY)

        assert [goal.record for goal in queries.list_goals(side=Side.CALLER)] == [None] * 5
        with pytest.raises(Refusal, match="already"):
            actions.withdraw_target(target, by=champion, at=MONDAY)

    def test_an_agent_may_not(self, agent: User) -> None:
        with pytest.raises(NotAllowed):
            say(agent, resolution=60)


class TestCalendars:
    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"hours": {}}, "no working hours"),
            ({"zone": "Europe/Nowhere"}, "is no time zone"),
            ({"country": "ZZ"}, "is no country"),
            ({"country": "DE", "part": "XX"}, "known are: .*BY"),
        ],
    )
    def test_one_that_cannot_be_reckoned_with_is_refused(
        self, champion: User, given: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(BadInput, match=words):
            add_calendar(champion, **given)

    def test_the_first_holds_by_default_with_its_holidays(self, champion: User) -> None:
        calendar = add_calendar(champion, country="de", part="by")

        ticket = make_ticket(opened_at=datetime(2026, 4, 2, 15, tzinfo=UTC), impact=1, urgency=1)

        assert calendar.is_default
        assert date(2026, 4, 3) in list_closed(calendar)
        # an hour on Thursday; Good Friday, the weekend and Easter Monday are free
        assert resolution(ticket).due_at == datetime(2026, 4, 7, 11, tzinfo=UTC)

    def test_another_default_takes_its_place(self, champion: User) -> None:
        add_calendar(champion)
        add_calendar(champion, name="Office", is_default=True)

        assert [one.name for one in queries.list_calendars() if one.is_default] == ["Office"]
        with pytest.raises(Refusal, match="one has to hold"):
            actions.change_calendar(
                queries.list_calendars()[0],
                by=champion,
                at=MONDAY,
                facts=CalendarFacts(name="Office", zone="UTC", hours=WEEK),
            )
        with pytest.raises(Refusal, match="another name"):
            add_calendar(champion)

    def test_days_can_be_closed_by_hand_and_by_a_file(self, champion: User) -> None:
        calendar = add_calendar(champion)
        actions.close_days(calendar, by=champion, at=MONDAY, days={date(2026, 3, 3): "Move"})
        calendar = actions.take_days(calendar, by=champion, at=MONDAY, content=ICS)
        ticket = make_ticket(opened_at=MONDAY + 6 * HOUR, impact=1, urgency=1)

        closed = list_closed(calendar)
        assert closed[date(2026, 8, 5)] == "Plant holidays"
        assert closed[date(2027, 3, 2)] == "Founding day"
        assert date(2026, 8, 6) not in closed
        # Monday itself is the founding day and Tuesday the move: it begins on Wednesday
        assert resolution(ticket).due_at == datetime(2026, 3, 4, 12, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("lines", "days"),
        [
            (["DTSTART;VALUE=DATE:20260102", "RRULE:FREQ=YEARLY;INTERVAL=0"], {"2026-01-02"}),
            (["DTSTART;VALUE=DATE:20260102", "RRULE:FREQ=YEARLY;COUNT=2",
              "EXDATE;VALUE=DATE:20270102"], {"2026-01-02"}),
            (["DTSTART;VALUE=DATE:20260102", "RDATE;VALUE=DATE:20260403"],
             {"2026-01-02", "2026-04-03"}),
            (["DTSTART;VALUE=DATE:20260102", "DURATION:P2D"], {"2026-01-02", "2026-01-03"}),
            (["DTSTART;VALUE=DATE:20260102", "STATUS:CANCELLED"], set()),
            (["DTSTART;VALUE=DATE:20260102", "RRULE:FREQ=YEARLY", "RRULE:FREQ=WEEKLY"], set()),
        ],
    )  # fmt: skip
    def test_an_event_closes_the_days_that_it_says_and_no_other(
        self, lines: list[str], days: set[str]
    ) -> None:
        other = ["BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260505", "END:VEVENT"]
        told = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", *other, "END:VCALENDAR"]

        found = read_days("\r\n".join(told).encode(), around=2026, zone=ZoneInfo("UTC"))

        assert set(found) == days | {"2026-05-05"}

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", ICS[:60]])
    def test_what_is_no_calendar_file_is_refused(self, champion: User, content: bytes) -> None:
        with pytest.raises(BadInput, match="iCalendar|no whole day"):
            actions.take_days(add_calendar(champion), by=champion, at=MONDAY, content=content)

    def test_a_broken_feed_says_so_and_keeps_what_it_said_last(
        self, champion: User, settings: Any
    ) -> None:
        calendar, settings.CALENDAR_HOSTS = add_calendar(champion), ["127.0.0.1"]
        with _serve() as served:
            address = f"http://127.0.0.1:{served.port}/days.ics"
            calendar = actions.subscribe(calendar, by=champion, at=MONDAY, address=address)
            calendar = actions.refresh_feed(calendar, at=MONDAY)
            assert (len(calendar.feed_days), calendar.feed_problem) == (11, "")
            served.content = b"gone"
            calendar = actions.refresh_feed(calendar, at=MONDAY + HOUR)

        assert "no iCalendar file" in calendar.feed_problem
        assert len(calendar.feed_days) == 11
        calendar = actions.refresh_feed(calendar, at=MONDAY + 2 * HOUR)
        assert "could not be reached" in calendar.feed_problem

    @pytest.mark.parametrize("address", ["file:///etc/passwd", "no address", "https://a:b@c/"])
    def test_only_addresses_of_the_web_are_read(self, champion: User, address: str) -> None:
        with pytest.raises(BadInput, match="no address of the web"):
            actions.subscribe(add_calendar(champion), by=champion, at=MONDAY, address=address)

    def test_hours_are_read_as_people_write_them(self) -> None:
        assert read_hours("9-12:30; 13.30–17") == [["09:00", "12:30"], ["13:30", "17:00"]]
        assert read_hours("0-24") == [["00:00", "24:00"]]
        assert say_hours(WEEK) == "Mon–Fri 08:00–16:00"
        for wrong in ("nine", "17-9", "9-12, 11-13", "9-25"):
            with pytest.raises(BadInput):
                read_hours(wrong)


class TestWhatFollows:
    def test_each_level_is_reached_once(self, champion: User, agent: User, caller: User) -> None:
        second = SupportGroup.objects.create(name="Second line")
        for given in (
            {"share": 50, "act": "note"},
            {"share": 75, "act": "tell", "whom": "assignee"},
            {"late": 0, "act": "raise"},
            {"late": 60, "act": "reassign", "group": second},
        ):
            facts = LevelFacts(measure="resolution", **given)
            actions.add_level(by=champion, at=MONDAY, facts=facts)
        ticket = make_ticket(by=caller, opened_at=MONDAY, impact=3, urgency=1)
        goal = resolution(ticket).goal_minutes
        desk.assign_ticket(ticket, by=agent, at=MONDAY, assignee=agent)

        def done() -> int:
            return Escalated.objects.filter(record__isnull=False, promise__ticket=ticket,
                                            promise__measure="resolution").count()  # fmt: skip

        counts = []
        for share in (0.4, 0.51, 0.51, 0.8, 1.01, 1.2, 3.0):
            due = queries.explain(ticket, at=MONDAY)[1].clock.goal.calendar.add(
                MONDAY, timedelta(minutes=share * goal)
            )
            actions.escalate_due(at=due + timedelta(seconds=1))
            counts.append(done())

        ticket.refresh_from_db()
        # two of the levels are defaults that were there before
        assert counts == [0, 1, 1, 3, 5, 6, 6]
        assert (ticket.group, ticket.assignee) == (second, None)
        assert ticket.impact == 2
        assert AuditEntry.objects.filter(number=ticket.number, act="promise.told_short").exists()
        assert ticket.messages.filter(private=True, author=None).count() == 1

    def test_what_only_the_members_of_a_group_see_stays_with_them(
        self, champion: User, agent: User, caller: User
    ) -> None:
        hr = SupportGroup.objects.create(name="HR", members_only=True, lead=agent)
        second = SupportGroup.objects.create(name="Second line")
        facts = LevelFacts(measure="resolution", late=60, act="reassign", group=second)
        actions.add_level(by=champion, at=MONDAY, facts=facts)
        ticket = make_ticket(by=caller, opened_at=MONDAY, impact=1, urgency=1, group=hr)

        actions.escalate_due(at=MONDAY + timedelta(days=3))

        ticket.refresh_from_db()
        assert ticket.group == hr
        left = AuditEntry.objects.get(number=ticket.number, act="promise.stayed_short")
        assert left.changes["because"] == ["", "only the members of HR see it"]
        said = Escalated.objects.get(promise__ticket=ticket, words__contains="it stays with HR")
        assert said.told == agent

    def test_the_defaults_tell_and_mark_what_is_late(self, agent: User, caller: User) -> None:
        ticket = make_ticket(by=caller, opened_at=MONDAY, impact=1, urgency=1)
        desk.assign_ticket(ticket, by=agent, at=MONDAY, assignee=agent)

        actions.escalate_due(at=MONDAY + 3 * HOUR + timedelta(minutes=1))
        told = list(queries.list_told(agent))
        actions.escalate_due(at=MONDAY + 5 * HOUR)
        again = actions.escalate_due(at=MONDAY + 6 * HOUR)

        assert [one.told for one in told] == [agent]
        assert resolution(ticket).kept is False
        assert again == 0

    @pytest.mark.parametrize(
        "given",
        [
            {"act": "note"},
            {"act": "note", "share": 50, "late": 5},
            {"act": "note", "share": 0},
            {"act": "tell", "share": 50},
            {"act": "reassign", "share": 50},
            {"act": "dance", "share": 50},
        ],
    )
    def test_a_level_says_when_and_whom(self, champion: User, given: dict[str, Any]) -> None:
        with pytest.raises(BadInput):
            facts = LevelFacts(measure="resolution", **given)
            actions.add_level(by=champion, at=MONDAY, facts=facts)

    def test_taking_one_default_back_keeps_the_others(self, champion: User) -> None:
        before = queries.list_levels()
        actions.withdraw_level(by=champion, at=MONDAY, key=before[0].key)

        after = [(one.measure, one.share) for one in queries.list_levels()]
        assert sorted(after) == sorted((one.measure, one.share) for one in before[1:])
        with pytest.raises(Refusal):
            actions.withdraw_level(by=champion, at=MONDAY, key="ESC-999")


class TestCountingAnew:
    def test_a_changed_rule_holds_for_what_happened_before(
        self, champion: User, caller: User, agent: User
    ) -> None:
        ticket = make_ticket(by=caller, opened_at=MONDAY, impact=2, urgency=2)
        desk.resolve_ticket(ticket, by=agent, at=MONDAY + 3 * HOUR, resolution="New toner.")
        assert resolution(ticket).kept is True
        say(champion, resolution=60)

        run = actions.ask_recount(by=champion, at=MONDAY + 4 * HOUR)
        while run.finished_at is None:
            run = actions.recount_further(run, at=MONDAY + 4 * HOUR)

        assert (run.done, run.changed) == (1, 1)
        assert resolution(ticket).kept is False
        again = actions.ask_recount(by=champion, at=MONDAY + 5 * HOUR)
        while again.finished_at is None:
            again = actions.recount_further(again, at=MONDAY + 5 * HOUR)
        assert (again.done, again.changed) == (1, 0)


class _serve:  # noqa: N801 (reads as a verb)
    """A server of this machine that hands out one calendar."""

    def __enter__(self) -> Self:
        self.content = ICS
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(outer.content)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
