"""The desk at work: its groups, hours and rules, and what came in during the last days."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.models import Offering
from groundswell.cli.demo.wording import data
from groundswell.cli.demo_desk import tell_desk
from groundswell.cli.demo_people import find
from groundswell.cli.demo_queue import clear_queue
from groundswell.cli.demo_requests import ask_under_way, see_through
from groundswell.cli.demo_services import tell_services
from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.storage import receive
from groundswell.imports.actions import keep_files
from groundswell.imports.models import ImportRun
from groundswell.imports.running import carry_out
from groundswell.improvement.mode.actions import ask_person
from groundswell.kernel.recurrence import Rhythm
from groundswell.measurement.levels import actions as levels
from groundswell.servicedesk.actions import (
    NewTicket,
    end_surges,
    join_surge,
    learn_usual,
    open_incident,
    resolve_ticket,
    write_message,
)
from groundswell.servicedesk.costs.actions import book_cost
from groundswell.servicedesk.links.actions import merge_ticket
from groundswell.servicedesk.models import SupportGroup, Surge, Ticket
from groundswell.servicedesk.promises.actions import (
    CalendarFacts,
    add_calendar,
    begin_recount,
    recount_further,
)
from groundswell.servicedesk.recurring.actions import PlanFacts, add_plan, open_due
from groundswell.servicedesk.requests.actions import ask_for
from groundswell.servicedesk.rules.actions.groups import GroupWords, change_group, set_members
from groundswell.servicedesk.rules.actions.rules import RuleWords, add_rule, switch_rule
from groundswell.servicedesk.rules.actions.saved import ViewWords, add_view

_MONDAY_TO_FRIDAY = range(5)
#: a broken pane, drawn; small, and no photograph of anybody's desk
_PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200">
<rect width="320" height="200" rx="12" fill="#222"/>
<rect x="16" y="16" width="288" height="168" fill="#9cc"/>
<path d="M210 16 L230 80 L190 110 L250 184 M230 80 L304 60" stroke="#fff" fill="none"/></svg>
"""


class _Workday:
    """Tells it through the verbs that everybody uses."""

    def __init__(self, at: datetime) -> None:
        self.told: Mapping[str, Any] = data("workday")
        self.end = at
        self.keeper = find(self.told["keeper"])
        self.champion = find(self.told["champion"])
        self.groups = {group.name: group for group in SupportGroup.objects.all()}

    def at(self, days: float) -> datetime:
        """Return the moment so many days before the end."""
        return self.end - timedelta(days=days)

    def staff(self) -> None:
        """Say who shares a queue, and what one of them can be asked for."""
        for name, people in self.told["groups"].items():
            set_members(
                self.groups[name], by=self.champion, at=self.at(21), members=map(find, people)
            )
        form = self.told["form"]
        words = GroupWords(name=form["group"], categories=tuple(form["categories"]))
        change_group(self.groups[form["group"]], by=self.champion, at=self.at(21), said=words)

    def promise(self) -> None:
        """Say when the desk is open, and work the promises out anew with it."""
        hours = self.told["hours"]
        facts = CalendarFacts(
            **{name: hours[name] for name in ("name", "zone", "country", "part")},
            hours={str(day): [hours["open"]] for day in _MONDAY_TO_FRIDAY},
            is_default=True,
        )
        add_calendar(by=self.champion, at=self.at(20), facts=facts)
        run = begin_recount(at=self.at(20), by=self.champion)
        while run.finished_at is None:
            run = recount_further(run, at=self.at(20))

    def come_again(self) -> None:
        """Plan what is done every Monday; two Mondays pass, and the first of them is done."""
        again = self.told["again"]
        begun = self.at(again["days"])
        facts = PlanFacts(
            summary=again["summary"],
            caller=self.keeper,
            group=self.groups[again["group"]],
            checklist=again["first_line"],
            rhythm=Rhythm.WEEKDAYS,
            weekdays=(0,),
            first_day=begun.date(),
            at_time=time(again["at"]),
            zone=self.told["hours"]["zone"],
        )
        add_plan(by=self.champion, at=begun, facts=facts)
        opened = self.at(again["days"] - 8)
        open_due(at=opened)
        first = Ticket.objects.exclude(planned=None).latest("id")
        who = find(again["by"])
        see_through(first, by=who, at=opened - timedelta(days=3.9), agreed="", words=again["words"])

    def sort(self) -> None:
        """Keep a view for everybody at the desk, and let a rule pass tickets on."""
        mine = {"join": "all", "of": [{"field": "group", "is": "is", "values": ["mine"]}]}
        view = ViewWords(
            name=self.told["view"]["name"], conditions=mine, shared_role="agent", warn_above=40
        )
        add_view(by=self.champion, at=self.at(15), said=view)
        rule = self.told["rule"]
        heard = {"field": "words", "is": "contains", "values": rule["words"]}
        words = RuleWords(
            name=rule["name"],
            conditions={"join": "all", "of": [heard]},
            acts={"set": {"group": self.groups[rule["group"]].pk}},
        )
        written = add_rule(by=self.champion, at=self.at(14), said=words)
        switch_rule(written, by=self.champion, at=self.at(14), is_on=True)

    def report(self) -> None:
        """Tell of a broken pane, with its picture and its price, and of the one who came second."""
        told, later = self.told["broken"], self.told["twice"]
        first, second = User.objects.filter(roles__role="caller").order_by("id")[20:22]
        then = self.at(told["days"])
        service = Service.objects.get(name=told["service"])
        picture = receive(told["file"], BytesIO(_PICTURE))
        new = NewTicket(
            summary=told["summary"], description=told["details"], service=service,
            channel="portal", files=[picture],
        )  # fmt: skip
        ticket = open_incident(by=first, at=then, new=new)
        write_message(ticket, by=self.keeper, at=then + timedelta(hours=1), text=told["answer"])
        book_cost(
            ticket, by=self.keeper, at=self.at(1), what=told["cost"],
            amount=Decimal(told["amount"]), budget=told["budget"],
        )  # fmt: skip
        again = NewTicket(summary=later["summary"], service=service, channel="portal")
        double = open_incident(by=second, at=self.at(later["days"]), new=again)
        merge_ticket(double, by=self.keeper, at=self.at(later["days"] - 0.1), into=ticket)

    def wish(self) -> None:
        """Ask for a program, on which the head has not decided yet, and for one that comes soon."""
        told = self.told["wish"]
        offering = Offering.objects.get(name=told["offering"])
        ask_for(offering, by=find(told["by"]), at=self.at(told["days"]), values=told["answers"])
        ask_under_way(self.told["under_way"], at=self.end)

    def show(self) -> None:
        """Lay figures beside each other for a manager, and ask somebody how it is seen."""
        told = self.told["dashboard"]
        made = levels.make_dashboard(by=self.champion, at=self.at(9), title=told["title"])
        levels.compose_dashboard(made, by=self.champion, at=self.at(9), figures=told["figures"])
        shared = levels.share_dashboard(
            made, by=self.champion, at=self.at(9), shared_with=told["for"], every=told["every"]
        )
        levels.prepare_report(shared, by=self.champion, at=self.at(1))
        seen = self.told["seen"]
        levels.ask_view(
            by=self.champion, at=self.at(8), practice=seen["practice"], who=seen["by"], manages=True
        )
        poll = self.told["poll"]
        ask_person(by=self.champion, at=self.at(8), poll=poll["question"], who=poll["by"])

    def bring(self) -> ImportRun:
        """Bring in the list that another site kept; one of its lines has no day."""
        told, brought = self.told["list"], self.at(self.told["list"]["days"])
        lines = [
            f"{number},{title},{told['group']},{_minute(self.at(days))},"
            f"{_minute(self.at(days) + timedelta(hours=hours))},Closed"
            for number, title, days, hours in told["lines"]
        ]
        text = "\n".join([told["header"], *lines, told["without_a_day"], ""])
        files = [(told["file"], BytesIO(text.encode()))]
        run = keep_files(by=self.champion, at=brought, files=files)
        return carry_out(run, by=self.champion, at=brought)

    def many_at_once(self) -> None:
        """Tell of one trouble of which many write within minutes, joined into one and ended."""
        told = self.told["many"]
        day = self.at(told["days"])
        day -= timedelta(days=max(0, day.weekday() - _MONDAY_TO_FRIDAY[-1]))
        first = day.replace(hour=told["hour"], minute=told["minute"], second=0, microsecond=0)
        learn_usual(at=first - timedelta(hours=1))
        service = Service.objects.get(name=told["service"])
        people = User.objects.filter(roles__role="caller").order_by("id")[30:]
        tickets = [
            open_incident(
                by=person,
                at=first + timedelta(minutes=minutes),
                new=NewTicket(summary=words, service=service, channel="portal"),
            )
            for person, (minutes, words) in zip(people, told["tickets"], strict=False)
        ]
        head, *others = tickets
        surge = Surge.objects.get(tickets=head)
        seen = first + timedelta(minutes=told["joined_after"])
        join_surge(surge, by=self.keeper, at=seen, parent=head, tickets=others)
        over = first + timedelta(minutes=told["ended_after"])
        resolve_ticket(head, by=self.keeper, at=over, resolution=told["resolution"])
        end_surges(at=first + timedelta(days=1))


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def tell_workday(*, at: datetime) -> None:
    """Set the desk up, and let it work for three weeks.

    Args:
        at: when the demo is made.
    """
    clear_queue(at=at)
    tell_services(at=at)
    day = _Workday(at)
    day.staff()
    day.promise()
    day.bring()
    # before anything that came later: the watch looks on from the newest ticket
    day.many_at_once()
    day.come_again()
    day.sort()
    day.report()
    day.wish()
    day.show()
    tell_desk(at=at)
    open_due(at=at)
