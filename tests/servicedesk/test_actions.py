from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.states import State
from tests.makers import MONDAY_9AM, make_ticket, make_user

NOON = MONDAY_9AM + timedelta(hours=3)


class TestOpenIncident:
    def test_takes_down_trouble_with_a_number_and_a_priority(self, caller: User) -> None:
        new = actions.NewTicket(summary="No mail since nine", impact=2, urgency=1)

        ticket = actions.open_incident(by=caller, at=MONDAY_9AM, new=new)

        assert ticket.number.startswith("INC-")
        assert (ticket.state, ticket.caller, ticket.priority) == (State.NEW, caller, 2)
        assert AuditEntry.objects.get(number=ticket.number).act == "incident.opened"

    def test_refuses_a_caller_who_reports_in_another_name(self, caller: User) -> None:
        new = actions.NewTicket(summary="No mail", caller=make_user())

        with pytest.raises(NotAllowed):
            actions.open_incident(by=caller, at=MONDAY_9AM, new=new)

        assert not Ticket.objects.exists()

    def test_refuses_an_empty_line(self, caller: User) -> None:
        with pytest.raises(Refusal, match="first line is empty"):
            actions.open_incident(by=caller, at=MONDAY_9AM, new=actions.NewTicket(summary="   "))


class TestResolveTicket:
    def test_stops_the_clock_and_leaves_one_entry(self, agent: User) -> None:
        ticket = make_ticket()

        resolved = actions.resolve_ticket(ticket, by=agent, at=NOON, resolution="New toner")

        assert (resolved.state, resolved.resolved_at) == (State.RESOLVED, NOON)
        entry = AuditEntry.objects.get(number=ticket.number, act="incident.resolved")
        assert (entry.actor, entry.acted_at) == (agent, NOON)
        assert entry.changes["state"] == ["new", "resolved"]

    def test_refuses_without_a_word_about_what_ended_it(self, agent: User) -> None:
        with pytest.raises(Refusal, match="what ended"):
            actions.resolve_ticket(make_ticket(), by=agent, at=NOON, resolution=" ")

    def test_refuses_a_caller_and_changes_nothing(self, caller: User) -> None:
        ticket = make_ticket(by=caller)

        with pytest.raises(NotAllowed):
            actions.resolve_ticket(ticket, by=caller, at=NOON, resolution="I did it")

        assert Ticket.objects.get(pk=ticket.pk).state == State.NEW

    def test_refuses_a_closed_ticket_and_says_what_is_open(self, agent: User) -> None:
        ticket = make_ticket()
        actions.resolve_ticket(ticket, by=agent, at=NOON, resolution="New toner")
        actions.close_ticket(ticket, by=agent, at=NOON)

        with pytest.raises(ForbiddenMove, match="from Closed it can go to: In progress"):
            actions.resolve_ticket(ticket, by=agent, at=NOON, resolution="again")

    def test_the_database_refuses_a_resolved_ticket_without_a_time(self, db: None) -> None:
        ticket = make_ticket()

        with pytest.raises(IntegrityError), transaction.atomic():
            Ticket.objects.filter(pk=ticket.pk).update(state=State.RESOLVED)

    def test_the_database_refuses_a_request_in_a_state_of_incidents(self, db: None) -> None:
        ticket = make_ticket(kind="request")

        with pytest.raises(IntegrityError), transaction.atomic():
            Ticket.objects.filter(pk=ticket.pk).update(state=State.NEW)


class TestReopenTicket:
    def test_a_caller_says_that_it_came_back(self, agent: User, caller: User) -> None:
        ticket = make_ticket(by=caller)
        actions.resolve_ticket(ticket, by=agent, at=NOON, resolution="New toner")

        reopened = actions.reopen_ticket(ticket, by=caller, at=NOON, reason="Blank again")

        assert (reopened.state, reopened.resolved_at, reopened.reopens) == ("in_progress", None, 1)
        assert Message.objects.get(ticket=ticket).text == "Blank again"

    def test_somebody_else_is_refused(self, agent: User, caller: User) -> None:
        ticket = make_ticket()
        actions.resolve_ticket(ticket, by=agent, at=NOON, resolution="New toner")

        with pytest.raises(NotAllowed):
            actions.reopen_ticket(ticket, by=caller, at=NOON, reason="")

    def test_what_never_ended_does_not_come_back(self, agent: User, caller: User) -> None:
        ticket, wish = make_ticket(by=caller), make_ticket(by=caller, kind="request")
        actions.approve_request(wish, by=agent, at=NOON)

        for one in (ticket, wish):
            with pytest.raises(ForbiddenMove, match="is not over, so it cannot come back"):
                actions.reopen_ticket(one, by=caller, at=NOON, reason="Hurry up")

        states = Ticket.objects.order_by("id").values_list("state", "reopens", "assignee")
        assert list(states) == [("new", 0, None), ("approved", 0, None)]
        assert not Message.objects.exists()


class TestAssignTicket:
    def test_counts_only_changes_of_hands(self, agent: User) -> None:
        other = make_user("agent")
        ticket = make_ticket()

        first = actions.assign_ticket(ticket, by=agent, at=NOON, assignee=agent)
        second = actions.assign_ticket(ticket, by=agent, at=NOON, assignee=other)

        assert (first.state, first.reassignments) == (State.ASSIGNED, 0)
        assert (second.assignee, second.reassignments) == (other, 1)

    def test_refuses_somebody_who_does_not_work_on_tickets(self, agent: User, caller: User) -> None:
        with pytest.raises(Refusal, match="choose an agent"):
            actions.assign_ticket(make_ticket(), by=agent, at=NOON, assignee=caller)


class TestStartTicket:
    @pytest.mark.parametrize("kind", ["incident", "request"])
    def test_what_is_over_is_reopened_and_not_started(self, agent: User, kind: str) -> None:
        ticket = make_ticket(kind=kind)
        if kind == "request":
            actions.approve_request(ticket, by=agent, at=NOON)
        actions.start_ticket(ticket, by=agent, at=NOON)
        actions.resolve_ticket(ticket, by=agent, at=NOON, resolution="New drum")

        with pytest.raises(ForbiddenMove, match="reopen it to go on"):
            actions.start_ticket(ticket, by=agent, at=NOON)
        closed = actions.close_ticket(ticket, by=agent, at=NOON)
        with pytest.raises(ForbiddenMove, match="is closed; reopen it"):
            actions.start_ticket(closed, by=agent, at=NOON)


class TestRequests:
    def test_go_from_wish_to_fulfilment(self, agent: User, caller: User) -> None:
        wish = make_ticket(by=caller, kind="request", summary="A second screen")

        actions.approve_request(wish, by=agent, at=NOON)
        actions.start_ticket(wish, by=agent, at=NOON)
        done = actions.resolve_ticket(wish, by=agent, at=NOON, resolution="Delivered")

        assert (done.number[:3], done.state) == ("REQ", State.FULFILLED)

    def test_a_refusal_carries_its_reason(self, agent: User) -> None:
        wish = make_ticket(kind="request")

        with pytest.raises(Refusal, match="Say why"):
            actions.reject_request(wish, by=agent, at=NOON, reason="")
        rejected = actions.reject_request(wish, by=agent, at=NOON, reason="No desk for it")

        assert (rejected.state, rejected.resolution) == (State.REJECTED, "No desk for it")


class TestWriteMessage:
    def test_a_private_note_is_for_agents_only(self, agent: User, caller: User) -> None:
        ticket = make_ticket(by=caller)

        actions.write_message(ticket, by=agent, at=NOON, text="Third time", private=True)

        with pytest.raises(NotAllowed):
            actions.write_message(ticket, by=caller, at=NOON, text="psst", private=True)
