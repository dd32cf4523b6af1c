"""The pack for whoever takes over: what is open, what falls due, how a day goes, who is who.

Private notes are never read here, nor the stage at which somebody stands: what is on paper can be
forwarded, and a stage is for whoever keeps the register, on screen.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from groundswell.analysis.charts.amounts import price
from groundswell.analysis.papers import Paper, Sheet, make_pack
from groundswell.foundation.accounts.models import User
from groundswell.foundation.templatetags.amounts import unit
from groundswell.improvement.models import Ask, Improvement, Practice, Question, Stakeholder
from groundswell.improvement.queries.handover.calendar import list_calendar
from groundswell.improvement.queries.handover.rows import NOTHING, day_of, name_of, number_of
from groundswell.improvement.queries.next_steps import find_next
from groundswell.improvement.queries.team import list_partners, list_roles
from groundswell.improvement.queries.underway import tellable
from groundswell.improvement.states import PracticeState
from groundswell.kernel.days import say_day
from groundswell.measurement.history import current_rates
from groundswell.measurement.queries import latest_run
from groundswell.problems.models import Problem

NAME = "groundswell-handover"


@cache
def load_guide() -> Mapping[str, Any]:
    """Return the daily round and where numbers come from."""
    return tomllib.loads(Path(__file__).with_name("guide.toml").read_text(encoding="utf-8"))


def pack_successor(*, seen_by: User, at: datetime, on: date) -> bytes:
    """Return the pack as a zip."""
    return make_pack(write_successor(seen_by=seen_by, at=at, on=on), name=NAME)


def write_successor(*, seen_by: User, at: datetime, on: date) -> Paper:
    """Return everything that a successor needs, as far as this person may read it.

    Args:
        seen_by: who hands over; of themselves the register of people tells them nothing.
        at: for when.
        on: the day on the paper.
    """
    return Paper(
        title="Handing over",
        lead="For whoever goes on: read the first three parts today, the rest when you need it. "
        "What is private to somebody is not in here.",
        written_on=on,
        sheets=(
            _calendar(seen_by, at, on),
            _improvements(seen_by),
            _problems(),
            _steps(seen_by, at),
            _asks(seen_by),
            _practices(seen_by),
            _roles(at),
            _partners(),
            *_people(seen_by),
            _day(),
            *_numbers(),
            _rest(),
        ),
        foot=f"As of {say_day(on)}. Every record opens on screen under its number.",
    )


def _calendar(user: User, at: datetime, on: date) -> Sheet:
    rows = tuple(
        (day_of(one.on), "late" if one.on < on else "", one.what, one.number, one.who or NOTHING)
        for one in list_calendar(seen_by=user, at=at)
    )
    return Sheet(
        "What falls due", header=("When", "Late", "What", "Record", "Who"), rows=rows,
        empty="Nobody wrote a day down.", file="calendar.csv",
    )  # fmt: skip


def _improvements(user: User) -> Sheet:
    shown = Improvement.objects.visible_to(user).unfinished().filter(pk__in=tellable().values("pk"))
    rows = tuple(
        (one.number, one.title, one.get_state_display(), name_of(one.owner),
         one.next_step or NOTHING, day_of(one.due_on), one.pain)
        for one in shown.select_related("owner").order_by("state", "due_on", "id")
    )  # fmt: skip
    header = ("Number", "Improvement", "State", "Owner", "Next step", "Due", "Why")
    return Sheet("Improvements that are not finished", header=header, rows=rows,
                 empty="None is open.", file="improvements.csv")  # fmt: skip


def _problems() -> Sheet:
    shown = Problem.objects.filter(security=False).open().select_related("owner")
    rows = tuple(
        (one.number, one.title, one.get_state_display(), name_of(one.owner),
         one.next_step or NOTHING, day_of(one.due_on))
        for one in shown.order_by("due_on", "id")
    )  # fmt: skip
    header = ("Number", "Problem", "State", "Owner", "Next step", "Due")
    return Sheet("Problems that are open", ("Those under a security path are on screen alone.",),
                 header=header, rows=rows, empty="None is open.",
                 file="problems.csv")  # fmt: skip


def _steps(user: User, at: datetime) -> Sheet:
    steps = find_next(as_of=at, seen_by=user).chosen.steps
    rows = tuple((one.title, one.reason, f"{one.minutes} minutes") for one in steps)
    return Sheet("What is proposed to do first", header=("Step", "Why", "Takes"), rows=rows,
                 empty="Nothing is proposed now.", file="first-steps.csv")  # fmt: skip


def _asks(user: User) -> Sheet:
    shown = Ask.objects.visible_to(user).filter(problem__security=False)
    rows = tuple(
        (one.number, one.option.title if one.option else one.problem.title,
         price(float(one.amount), one.currency), one.asked_of, day_of(one.asked_at),
         one.get_answer_display() or "waits", one.reason or NOTHING)
        for one in shown.select_related("problem", "option").order_by("-asked_at", "id")
    )  # fmt: skip
    header = ("Number", "For", "Amount", "Asked of", "On", "Answer", "Reason given")
    return Sheet("What was asked for, and what came back", header=header, rows=rows,
                 empty="Nothing was asked for yet.", file="asks.csv")  # fmt: skip


def _practices(user: User) -> Sheet:
    shown = Practice.objects.visible_to(user).exclude(state=PracticeState.RETIRED)
    rows = tuple(
        (one.number, one.title, one.get_state_display(), str(one.department), name_of(one.owner),
         _effect(one))
        for one in shown.select_related("department", "owner").order_by("title", "id")
    )  # fmt: skip
    header = ("Number", "Way of working", "Holds for", "At home in", "Owner", "Measured effect")
    return Sheet("Ways of working, and who owns them", header=header, rows=rows,
                 empty="None is written down.", file="practices.csv")  # fmt: skip


def _effect(one: Practice) -> str:
    if not one.has_effect:
        return "not measured"
    return f"{one.measure}: {number_of(one.before)} before, {number_of(one.after)} after"


def _roles(at: datetime) -> Sheet:
    rows = tuple(
        (line.about, line.label, name_of(line.role.person), "on paper only" if line.on_paper
         else f"{line.acts} act{'' if line.acts == 1 else 's'} in 30 days")
        for line in list_roles(at=at)
    )  # fmt: skip
    header = ("What for", "Role", "Who", "Seen to act")
    return Sheet("Who answers for what", header=header, rows=rows,
                 empty="Nobody was given a role.", file="roles.csv")  # fmt: skip


def _partners() -> Sheet:
    rows = tuple(
        (name_of(line.partner.person), f"{line.partner.hours_a_week:g} h a week",
         line.partner.brings or NOTHING)
        for line in list_partners()
    )  # fmt: skip
    return Sheet("Who takes part", header=("Who", "Time", "Brings"), rows=rows,
                 empty="Nobody is on record.", file="partners.csv")  # fmt: skip


def _people(user: User) -> Iterator[Sheet]:
    people = Stakeholder.objects.visible_to(user).select_related("department")
    money = current_rates().currency
    rows = tuple(
        (one.name, one.position or NOTHING, str(one.department or NOTHING), one.goals or NOTHING,
         one.watches or NOTHING, one.get_form_display(),
         price(float(one.limit), money) if one.limit is not None else one.approves or "not known")
        for one in people.order_by("-power", "name", "id")
    )  # fmt: skip
    header = ("Who", "Position", "Department", "Goals", "Measures", "Likes to be told by",
              "May approve")  # fmt: skip
    said = "Facts alone; where each stands is in the register, on screen."
    yield Sheet("People who decide", (said,), header, rows, "Nobody is in the register.",
                "people.csv")  # fmt: skip
    asked = Question.objects.filter(stakeholder__in=people).select_related("stakeholder")
    questions = tuple(
        (day_of(one.asked_on), one.stakeholder.name, one.text, one.answer or "waits for an answer")
        for one in asked.order_by("-asked_on", "id")
    )
    yield Sheet("What they asked", header=("When", "Who", "Question", "Answer"), rows=questions,
                empty="No question is on record.", file="questions.csv")  # fmt: skip


def _day() -> Sheet:
    rows = tuple((one["when"], one["what"], one["where"]) for one in load_guide()["day"])
    return Sheet("Fifteen minutes a day", header=("When", "What", "Where"), rows=rows)


def _numbers() -> Iterator[Sheet]:
    rows = tuple((one["name"], one["how"], one["where"]) for one in load_guide()["number"])
    yield Sheet("Where each number comes from", header=("Number", "How", "Where"), rows=rows)
    run = latest_run()
    found = (run.findings or {}).get("assumptions") or () if run else ()
    inputs = tuple(
        (
            str(one["name"]),
            f"{number_of(one['value'])} {unit(one['unit'], one['value'])}",
            str(one["source"]),
        )
        for one in found
    )
    yield Sheet("What the newest figures assume", header=("Input", "Value", "Source"), rows=inputs,
                empty="Nothing has been analysed yet.", file="assumptions.csv")  # fmt: skip


def _rest() -> Sheet:
    return Sheet(
        "What is not in here",
        (
            "Notes that somebody wrote for themselves alone, and the stages of people who decide.",
            "Every record leaves with its history by “groundswell export DIR”.",
            "It comes back by “groundswell import DIR”; who signs in is kept apart from it.",
        ),
    )
