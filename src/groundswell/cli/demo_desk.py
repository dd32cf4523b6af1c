"""What the desk of the invented company keeps ready, what waits, and what comes in just now."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from groundswell.catalogue.models import Service
from groundswell.cli.demo.wording import data
from groundswell.cli.demo_people import find
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.fields import Field
from groundswell.servicedesk.actions import (
    NewTicket,
    assign_ticket,
    open_incident,
    start_ticket,
)
from groundswell.servicedesk.facts.actions import (
    NewTemplate,
    Scope,
    add_field,
    add_template,
    take_down,
)
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.satisfaction.actions import judge_help
from groundswell.servicedesk.satisfaction.queries import can_judge
from groundswell.servicedesk.texts.actions import NewText, Sending, add_text, send_text
from groundswell.servicedesk.texts.filling import fill_in
from groundswell.servicedesk.texts.models import TextModule
from groundswell.servicedesk.waiting.actions import hold_and_follow

Told = Mapping[str, Any]


class _Desk:
    """Tells it through the verbs that everybody uses."""

    def __init__(self, at: datetime) -> None:
        self.told: Told = data("desk")
        self.end = at
        self.champion = find(data("workday")["champion"])
        self.keeper = find(data("workday")["keeper"])

    def at(self, days: float) -> datetime:
        """Return the moment so many days before the end."""
        return self.end - timedelta(days=days)

    def keep_ready(self) -> None:
        """Keep texts and a ticket to begin from, and ask one question more."""
        then = self.at(self.told["ready"])
        for told in self.told["texts"]:
            add_text(by=self.champion, at=then, new=NewText(**told, is_shared=True))
        told = self.told["template"]
        service = Service.objects.get(name=told["service"])
        preset = {**told["preset"], "service": service.pk}
        template = NewTemplate(name=told["name"], preset=preset, needed=told["needed"])
        add_template(by=self.champion, at=then, new=template)
        told = self.told["field"]
        scope = Scope(
            ticket_kind="incident", department=OrgUnit.objects.get(name=told["department"])
        )
        question = Field(key="", label=told["label"], help=told["help"])
        add_field(by=self.champion, at=then, question=question, scope=scope)

    def work(self) -> None:
        """Take down what came in the last days; some of it is in work."""
        for told in self.told["fresh"]:
            new = NewTicket(
                summary=told["summary"],
                description=told.get("details", ""),
                service=Service.objects.get(name=told["service"]),
                channel="portal",
                impact=told.get("impact", 3),
                urgency=told.get("urgency", 2),
            )
            then = self.at(told["days"])
            ticket = _report(told, new, at=then)
            if "agent" in told:
                agent, later = find(told["agent"]), then + timedelta(minutes=20)
                assign_ticket(ticket, by=agent, at=later, assignee=agent)
                start_ticket(ticket, by=agent, at=later)

    def wait(self) -> None:
        """Ask the caller of one ticket back with a text, and let it wait for the answer."""
        told = self.told["waits"]
        then = self.at(told["days"])
        new = NewTicket(
            summary=told["summary"], description=told["details"], channel="portal",
            service=Service.objects.get(name=told["service"]),
        )  # fmt: skip
        ticket = _report(told, new, at=then)
        text = TextModule.objects.get(name=told["text"])
        then += timedelta(minutes=40)
        start_ticket(ticket, by=self.keeper, at=then)
        ticket.refresh_from_db()
        words = fill_in(text.text, ticket=ticket, by=self.keeper)
        send_text(ticket, by=self.keeper, at=then, text=text, said=Sending(words=words))
        hold_and_follow(ticket, by=self.keeper, at=then, reason=told["reason"], follow=True)

    def judge(self) -> None:
        """Let three callers say how content they are; one is not."""
        for told in self.told["verdicts"]:
            over = Ticket.objects.filter(summary=told["of"], caller__name=told["by"]).latest("id")
            if over.caller is not None and can_judge(over):
                judge_help(
                    over, by=over.caller, at=self.at(told["days"]), score=told["score"],
                    words=told.get("words", ""),
                )  # fmt: skip

    def come_in(self) -> None:
        """Let several write of one thing within the last minutes; nobody looked at it yet."""
        told = self.told["now"]
        service = Service.objects.get(name=told["service"])
        people = User.objects.filter(roles__role="caller", department__name=told["department"])
        callers = people.exclude(name=self.told["waits"]["by"]).order_by("id")
        for person, (minutes, words) in zip(callers, told["tickets"], strict=False):
            new = NewTicket(summary=words, service=service, channel="portal", urgency=1)
            open_incident(by=person, at=self.end - timedelta(minutes=minutes), new=new)


def _report(told: Told, new: NewTicket, *, at: datetime) -> Ticket:
    """Take trouble down with what is answered to the team's own questions."""
    answers = told.get("answers", {})
    return take_down(by=find(told["by"]), at=at, kind="incident", new=new, values=answers)


def tell_desk(*, at: datetime) -> None:
    """Keep things ready at the desk, let one ticket wait, and end with what comes in just now.

    Args:
        at: when the demo is made.
    """
    desk = _Desk(at)
    desk.keep_ready()
    desk.judge()
    desk.work()
    desk.wait()
    # last: the watch looks on from the newest ticket
    desk.come_in()
