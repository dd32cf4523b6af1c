from collections import Counter
from datetime import timedelta
from itertools import pairwise

from groundswell.cli.demo import Story
from groundswell.cli.demo.records import Ticket
from groundswell.cli.demo.wording import data

MATRIX = {
    (1, 1): 1,
    (1, 2): 2,
    (1, 3): 3,
    (2, 1): 2,
    (2, 2): 3,
    (2, 3): 4,
    (3, 1): 3,
    (3, 2): 4,
    (3, 3): 5,
}
MOVES = {
    "incident": {
        "new": {"assigned", "cancelled"},
        "assigned": {"in_progress"},
        "in_progress": {"on_hold", "resolved", "assigned"},
        "on_hold": {"in_progress"},
        "resolved": {"closed", "in_progress"},
        "closed": set(),
        "cancelled": set(),
    },
    "request": {
        "submitted": {"approved", "rejected", "fulfilling"},
        "approved": {"fulfilling"},
        "fulfilling": {"fulfilled", "fulfilling"},
        "fulfilled": {"closed"},
        "closed": set(),
        "rejected": set(),
    },
}
OPEN = {"new", "assigned", "in_progress", "on_hold", "submitted", "approved", "fulfilling"}


class TestCompany:
    def test_has_120_people_at_three_sites(self, story: Story) -> None:
        employees = [person for person in story.people if person.department != "External"]

        assert len(employees) == 120
        assert {person.location for person in employees} == {"Marlbrook", "Lindenau", "Lyon"}
        assert sum(part.users for part in story.departments) == 120

    def test_gives_nobody_the_login_or_mail_of_another(self, story: Story) -> None:
        assert len({person.login for person in story.people}) == len(story.people)
        assert len({person.mail for person in story.people}) == len(story.people)
        assert all(person.mail.endswith(".example") for person in story.people)

    def test_names_only_heads_owners_and_things_that_exist(self, story: Story) -> None:
        logins = {person.login for person in story.people}
        things = {ci.name for ci in story.cis} | {service.name for service in story.services}

        assert {part.head for part in story.departments} <= logins
        assert {service.owner for service in story.services} <= logins
        assert {part.parent for part in story.departments} - {None} <= {
            part.name for part in story.departments
        }
        assert {link.source for link in story.relations} <= things
        assert {link.target for link in story.relations} <= things
        assert {change.ci for change in story.changes} <= things


class TestTickets:
    def test_are_as_many_as_a_desk_of_this_size_has(self, story: Story) -> None:
        assert 2400 <= len(story.tickets) <= 3200

    def test_are_numbered_by_time_without_gaps(self, story: Story) -> None:
        for kind, prefix in (("incident", "INC"), ("request", "REQ")):
            found = [ticket for ticket in story.tickets if ticket.kind == kind]
            assert [ticket.number for ticket in found] == [
                f"{prefix}-{place:06}" for place in range(1, len(found) + 1)
            ]
        assert [ticket.opened_at for ticket in story.tickets] == sorted(
            ticket.opened_at for ticket in story.tickets
        )

    def test_have_the_priority_of_the_matrix(self, story: Story) -> None:
        assert all(
            MATRIX[ticket.impact, ticket.urgency] == ticket.priority for ticket in story.tickets
        )
        assert {ticket.priority for ticket in story.tickets} == {1, 2, 3, 4, 5}

    def test_refer_only_to_what_exists(self, story: Story) -> None:
        logins = {person.login for person in story.people}
        services = {service.name for service in story.services}
        things = {ci.name for ci in story.cis}

        for ticket in story.tickets:
            assert {ticket.caller, ticket.opened_by} <= logins
            assert ticket.assignee in logins | {None}
            assert ticket.service in services | {None}
            assert ticket.ci in things | {None}
            assert {event.actor for event in ticket.events} <= logins
            assert {said.author for said in ticket.messages} <= logins

    def test_move_only_as_their_lifecycle_permits(self, story: Story) -> None:
        for ticket in story.tickets:
            states = [event.activity for event in ticket.events]
            moves = MOVES[ticket.kind]
            assert all(after in moves[before] for before, after in pairwise(states)), states
            assert ticket.state == states[-1]

    def test_never_run_backwards_in_time(self, story: Story) -> None:
        for ticket in story.tickets:
            times = [event.at for event in ticket.events]
            assert times == sorted(times)
            assert times[0] == ticket.opened_at
            assert all(said.at >= ticket.opened_at for said in ticket.messages)
            assert times[-1] <= story.now
            assert all(at.tzinfo is not None and at.utcoffset() == timedelta() for at in times)

    def test_have_the_times_that_fit_their_state(self, story: Story) -> None:
        for ticket in story.tickets:
            done = ticket.state in {"resolved", "fulfilled", "closed"}
            over = ticket.state in {"closed", "cancelled", "rejected"}
            assert (ticket.resolved_at is not None) is done, ticket
            assert (ticket.closed_at is not None) is over, ticket
            assert bool(ticket.resolution) is done, ticket
            assert (ticket.closure_code is not None) is (done or over), ticket
            if ticket.resolved_at and ticket.closed_at:
                assert ticket.opened_at < ticket.resolved_at <= ticket.closed_at

    def test_are_open_in_part_at_the_end(self, story: Story) -> None:
        still_open = [ticket for ticket in story.tickets if ticket.state in OPEN]

        assert 0.025 <= len(still_open) / len(story.tickets) <= 0.05

    def test_are_passed_on_sent_back_and_reopened_now_and_then(self, story: Story) -> None:
        incidents = [ticket for ticket in story.tickets if ticket.kind == "incident"]

        passed_on = sum(len(_groups(ticket)) > 1 for ticket in incidents)
        sent_back = sum(len(set(_groups(ticket))) < len(_groups(ticket)) for ticket in incidents)
        reopened = sum(
            any(event.note == "reopened" for event in ticket.events) for ticket in incidents
        )
        held = sum(any(event.activity == "on_hold" for event in t.events) for t in incidents)

        assert 0.1 < passed_on / len(incidents) < 0.5
        assert sent_back >= 5
        assert 0.01 < reopened / len(incidents) < 0.06
        assert 0.08 < held / len(incidents) < 0.25

    def test_come_when_people_work(self, story: Story) -> None:
        by_people = [ticket for ticket in story.tickets if ticket.channel != "monitoring"]
        weekdays = Counter(ticket.opened_at.weekday() for ticket in by_people)
        days = {ticket.opened_at.date() for ticket in by_people}

        assert weekdays[0] == max(weekdays.values())
        assert weekdays[5] + weekdays[6] < 0.03 * len(by_people)
        assert not [day for day in days if (day.month, day.day) in {(12, 25), (1, 1), (12, 26)}]

    def test_are_worked_on_only_while_the_desk_is_open(self, story: Story) -> None:
        hours = {
            event.at.hour
            for ticket in story.tickets
            for event in ticket.events
            if event.activity in {"in_progress", "resolved", "fulfilled"}
        }

        assert min(hours) >= 6
        assert max(hours) <= 17


class TestChanges:
    def test_happen_in_order_and_mostly_go_well(self, story: Story) -> None:
        for change in story.changes:
            assert change.opened_at <= change.planned_start_at
            assert change.started_at
            assert change.ended_at
            assert change.started_at < change.ended_at
            assert change.approved_at is None or change.opened_at <= change.approved_at
            assert change.closed_at is None or change.closed_at >= change.ended_at
        assert 30 <= len(story.changes) <= 60
        assert 2 <= sum(change.backed_out for change in story.changes) <= 4


def test_the_matrix_of_the_data_is_the_one_that_is_tested() -> None:
    rows = data("rules")["priority"]

    assert {(i + 1, u + 1): rows[i][u] for i in range(3) for u in range(3)} == MATRIX


def _groups(ticket: Ticket) -> list[str]:
    return [event.group for event in ticket.events if event.activity == "assigned"]
