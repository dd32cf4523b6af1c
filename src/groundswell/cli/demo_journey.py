"""The journey of the invented champion: who decides, improvements, practices, a small group."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from groundswell.catalogue.models import Service
from groundswell.cli.demo.wording import data
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.improvement import actions
from groundswell.improvement.models import Goal, Improvement, Practice, Stakeholder

Told = Mapping[str, Any]


class _Journey:
    """Tells the journey through the verbs, as on the days on which it happened."""

    def __init__(self, by: User, end: datetime) -> None:
        self.by = by
        self.end = end
        self.units = {unit.name: unit for unit in OrgUnit.objects.all()}
        self.services = {service.name: service for service in Service.objects.all()}
        self.people = {person.name: person for person in User.objects.order_by("-id")}

    def at(self, days: int) -> datetime:
        """Return the moment so many days before the end."""
        return self.end - timedelta(days=days)

    def goal(self, told: Told) -> Goal:
        """Write a goal down."""
        return actions.set_goal(
            by=self.by,
            at=self.at(told["days"]),
            title=told["title"],
            said_by=told["said_by"],
            measure=told["measure"],
            services=[self.services[name] for name in told["services"]],
        )

    def decider(self, told: Told) -> Stakeholder:
        """Take somebody into the register, with everything that was seen."""
        facts = {name: told[name] for name in _FACTS if name in told}
        coming = told.get("budget_days")
        about = actions.About(
            **facts,
            department=self.units.get(told["department"]),
            account=self.people.get(told["name"]),
            limit=Decimal(told["limit"]) if "limit" in told else None,
            budget_on=(self.end + timedelta(days=coming)).date() if coming else None,
        )
        person = actions.add_stakeholder(by=self.by, at=self.at(told["days"]), about=about)
        for days, how, words in told["touches"]:
            at = self.at(days)
            actions.note_touch(
                person, by=self.by, at=at, touched_on=at.date(), how=how, about=words
            )
        for days, kind, source in told["signals"]:
            at = self.at(days)
            actions.take_signal(
                person, by=self.by, at=at, kind=kind, seen_on=at.date(), source=source
            )
        for days, text, took, answer in told["questions"]:
            self._question(person, days, text, took, answer)
        return person

    def _question(self, person: Stakeholder, days: int, text: str, took: int, answer: str) -> None:
        asked, answered = self.at(days), self.at(days - took)
        kept = actions.take_question(person, by=self.by, at=asked, text=text, asked_on=asked.date())
        actions.answer_question(
            kept, by=self.by, at=answered, answer=answer, answered_on=answered.date()
        )

    def improvement(self, told: Told, goal: Goal) -> Improvement:
        """Tell an improvement as far as it got, by the one who carries it."""
        begun, by = self.at(told["days"]), self.people.get(told.get("by", ""), self.by)
        new = actions.NewImprovement(
            **{name: told[name] for name in ("title", "pain", "who", "cost", "origin")},
            department=self.units.get(told.get("department", "")),
            goal=goal if told.get("department") == "Logistics" else None,
        )
        kept = actions.add_improvement(by=by, at=begun, new=new)
        if "dropped" in told:
            at = begun + timedelta(days=20)
            return actions.drop_improvement(kept, by=by, at=at, reason=told["dropped"])
        if "hypothesis" not in told:
            return kept
        kept = actions.assess_improvement(
            kept,
            by=by,
            at=begun + timedelta(days=2),
            hypothesis=told["hypothesis"],
            measure=told["measure"],
            before=told.get("before"),
            target=told.get("target"),
            effort_hours=told.get("effort_hours"),
            forecast=Decimal(told["forecast"]) if "forecast" in told else None,
        )
        started = begun + timedelta(days=5)
        kept = actions.plan_improvement(
            kept, by=by, at=started, next_step=told.get("next_step", "Begin")
        )
        kept = actions.start_improvement(kept, by=by, at=started)
        if "pilot" in told:
            self._try_out(kept, told, started, by)
        return self._finish(kept, told, by)

    def _try_out(self, kept: Improvement, told: Told, started: datetime, by: User) -> None:
        scope, rule, result = told["pilot"]
        ends = started + timedelta(days=28)
        actions.begin_pilot(
            kept,
            by=by,
            at=started,
            scope=scope,
            stop_rule=rule,
            starts_on=started.date(),
            ends_on=ends.date(),
        )
        actions.end_pilot(kept, by=by, at=ends, outcome=told["pilot_outcome"], result=result)

    def _finish(self, kept: Improvement, told: Told, by: User) -> Improvement:
        if "after" not in told:
            if told.get("done"):
                return actions.finish_improvement(kept, by=by, at=self.at(20))
            return kept
        kept = actions.finish_improvement(kept, by=by, at=self.at(told["ends"] + 30))
        return actions.measure_improvement(
            kept,
            by=by,
            at=self.at(told["ends"]),
            before=told["before"],
            after=told["after"],
            actual=Decimal(told["actual"]),
            lesson=told["lesson"],
        )

    def practice(self, told: Told) -> Practice:
        """Tell a practice, from its department to the others."""
        begun = self.at(told["days"])
        new = actions.NewPractice(
            **{name: told[name] for name in ("title", "why", "steps")},
            department=self.units[told["department"]],
            owner=self.people[told["owner"]],
        )
        kept = actions.write_practice(by=self.by, at=begun, new=new)
        for name, level in told["skills"]:
            actions.note_skill(
                by=self.by, at=begun, person=self.people[name], practice=kept, level=level
            )
        if "measured" in told:
            kept = self._promote(kept, told)
        for name, state, reason, days in told["adoptions"]:
            actions.decide_adoption(
                kept,
                by=self.by,
                at=self.at(days),
                department=self.units[name],
                state=state,
                reason=reason,
            )
        return kept

    def _promote(self, kept: Practice, told: Told) -> Practice:
        measured, promoted = self.at(told["measured"]), self.at(told["promoted"])
        actions.measure_practice(
            kept,
            by=self.by,
            at=measured,
            measure=told["measure"],
            before=told["before"],
            after=told["after"],
            counted=told["counted"],
            measured_on=measured.date(),
        )
        actions.propose_practice(kept, by=self.by, at=measured)
        return actions.promote_practice(kept, by=self.by, at=promoted)

    def team(self, told: Told) -> None:
        """Tell who takes part, who answers for what, who can do what, and what comes up."""
        for name, hours, brings, days in told["partners"]:
            actions.join_coalition(
                by=self.by,
                at=self.at(days),
                person=self.people[name],
                hours_a_week=hours,
                brings=brings,
            )
        for name, kind, process, days in told["roles"]:
            actions.give_role(
                by=self.by,
                at=self.at(days),
                person=self.people[name],
                kind=kind,
                process=process,
            )
        for name, tool, level in told["tools"]:
            actions.note_skill(
                by=self.by, at=self.at(100), person=self.people[name], tool=tool, level=level
            )
        for kind, title, days in told["occasions"]:
            coming = (self.end + timedelta(days=days)).date()
            actions.note_occasion(
                by=self.by, at=self.end, kind=kind, title=title, happens_on=coming
            )


_FACTS = (
    "name", "position", "goals", "watches", "form", "minutes", "channel", "approves", "hurdle",
    "hurdle_by", "power", "desired",
)  # fmt: skip


def follow_journey(*, by: User, at: datetime) -> None:
    """Tell eighteen months of the journey, through the verbs that everybody uses.

    Args:
        by: the champion.
        at: the last moment of the story.
    """
    told = data("journey")
    journey = _Journey(by, at)
    goals = [journey.goal(one) for one in told["goals"]]
    for one in told["people"]:
        journey.decider(one)
    for one in sorted(told["improvements"], key=_oldest_first):
        journey.improvement(one, goals[0])
    for one in told["practices"]:
        journey.practice(one)
    journey.team(told["team"])


def _oldest_first(told: Told) -> int:
    return -int(told["days"])
