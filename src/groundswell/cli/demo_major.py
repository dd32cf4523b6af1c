"""One major incident of the invented company, told through the verbs that everybody uses."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from groundswell.catalogue.models import Service
from groundswell.cli.demo.wording import data
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.actions import NewTicket, join_tickets, open_incident
from groundswell.servicedesk.major import actions
from groundswell.servicedesk.major.actions import Declaration
from groundswell.servicedesk.major.models import MajorIncident

_TUESDAY = 1


def tell_major_incident(*, at: datetime) -> MajorIncident:
    """Tell how many could not write mail, what they were told, and what was learnt of it.

    Args:
        at: the last moment of the story.
    """
    told = data("major")
    people = list(User.objects.filter(roles__role="caller").order_by("id"))
    agent = User.objects.filter(roles__role="agent").order_by("id")[0]
    day = at - timedelta(days=told["days"])
    day -= timedelta(days=(day.weekday() - _TUESDAY) % 7)
    first = day.replace(hour=8, minute=50, second=0, microsecond=0)

    def minute(after: float) -> datetime:
        return first + timedelta(minutes=after)

    service = Service.objects.filter(name=told["service"]).first()
    head, *others = [
        open_incident(
            by=person,
            at=minute(after),
            new=NewTicket(summary=words, service=service, channel="portal", urgency=1),
        )
        for person, (after, words) in zip(people, told["tickets"], strict=False)
    ]
    declared = minute(told["declared"])
    before = [ticket for ticket in others if ticket.opened_at and ticket.opened_at <= declared]
    came_later = [ticket for ticket in others if ticket not in before]
    join_tickets(head, by=agent, at=declared, tickets=before)
    words = ("reason", "title", "affects", "workaround")
    new = Declaration(**{name: told[name] for name in words}, impact=1, urgency=1)
    major = actions.declare_major(head, by=agent, at=declared, new=new)
    actions.give_roles(major, by=agent, at=declared, coordinator=agent, communicator=agent)
    if came_later:
        join_tickets(head, by=agent, at=minute(told["declared"] + 4), tickets=came_later)
    for person, after in zip(people[len(told["tickets"]) :], told["me_too"], strict=False):
        actions.me_too(major, by=person, at=minute(after))
    _run(major, told, by=agent, first=first)
    _look_back(major, told, by=agent, at=at)
    return major


def _run(major: MajorIncident, told: Mapping[str, Any], *, by: User, first: datetime) -> None:
    """Tell everybody, note what is found, and end it, each at its minute."""

    def minute(after: float) -> datetime:
        return first + timedelta(minutes=after)

    for after, text, following in told["news"]:
        actions.tell_everyone(major, by=by, at=minute(after), text=text, minutes=following)
    for after, kind, text in told["entries"]:
        actions.note_entry(major, by=by, at=minute(after), kind=kind, text=text)
    after, text = told["restored"]
    actions.restore_major(major, by=by, at=minute(after), text=text)


def _look_back(major: MajorIncident, told: Mapping[str, Any], *, by: User, at: datetime) -> None:
    looked = at - timedelta(days=told["days"] - 2)
    follow_ups: Sequence[tuple[str, int, bool]] = told["follow_ups"]
    for title, days, done in follow_ups:
        due = (looked + timedelta(days=days)).date()
        task = actions.add_follow_up(major, by=by, at=looked, title=title, owner=by, due_on=due)
        if done:
            actions.end_follow_up(task, by=by, at=looked + timedelta(days=3))
    actions.finish_review(major, by=by, at=looked, **told["review"])
