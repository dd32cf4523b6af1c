"""Writing improvements down, judging them and taking them on; never more than three at once."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.improvement.models import Goal, Improvement
from groundswell.improvement.states import (
    MOST_TAKEN_ON,
    UNFINISHED,
    ImprovementOrigin,
    ImprovementState,
)
from groundswell.kernel.errors import Refusal
from groundswell.problems.models import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class NewImprovement:
    """What is to be better, why, and by what we shall see it."""

    title: str
    pain: str
    who: str
    cost: str
    hypothesis: str = ""
    measure: str = ""
    indicator: str = ""
    before: float | None = None
    target: float | None = None
    effort_hours: float | None = None
    forecast: Decimal | None = None
    origin: str = ImprovementOrigin.IDEA
    source: str = ""
    step_key: str = ""
    next_step: str = ""
    department: OrgUnit | None = None
    service: Service | None = None
    problem: Problem | None = None
    goal: Goal | None = None


@needs("improvements.work")
def add_improvement(*, by: User, at: datetime, new: NewImprovement) -> Improvement:
    """Write an idea down; it waits in the register until somebody takes it on.

    Raises:
        Refusal: it has no title, or does not say what hurts, who has it and what it costs.
    """
    return _begin(new, by=by, at=at, act="improvement.opened")


@needs("improvements.work")
def take_on(*, by: User, at: datetime, new: NewImprovement) -> Improvement:
    """Write an improvement down and begin with it at once, as with a first step.

    Raises:
        Refusal: it says no why, the same step is under way, or three are under way already.
    """
    with transaction.atomic():
        _lock(by)
        if new.step_key:
            same = Improvement.objects.filter(step_key=new.step_key, state__in=UNFINISHED).first()
            if same is not None:
                raise Refusal(f"{same} is this step already: {same.title}. Go on there.")
        _refuse_fourth(by)
        return _begin(new, by=by, at=at, act="improvement.taken_on", state=ImprovementState.DOING)


def _begin(
    new: NewImprovement,
    *,
    by: User,
    at: datetime,
    act: str,
    state: ImprovementState = ImprovementState.IDEA,
) -> Improvement:
    if not new.title.strip():
        raise Refusal("Say in a few words what is to be better; the first line is empty.")
    if not (new.pain.strip() and new.who.strip() and new.cost.strip()):
        raise Refusal(
            "Say why: what hurts, who has it and what it costs. A guess will do; "
            "without a why nobody can tell afterwards whether it was worth it."
        )
    improvement = Improvement(
        **_words(new),
        origin=new.origin,
        indicator=new.indicator,
        before=new.before,
        target=new.target,
        effort_hours=new.effort_hours,
        forecast=new.forecast,
        department=new.department,
        service=new.service,
        problem=new.problem,
        goal=new.goal,
        state=state,
        opened_at=at,
    )
    if state == ImprovementState.DOING:
        improvement.owner, improvement.assessed_at, improvement.started_at = by, at, at
    return trail.begin(improvement, act, by=by, at=at)


#: texts of a new improvement, each with the most that its column holds
_LENGTHS = {
    "title": 250, "pain": None, "who": 200, "cost": 200, "hypothesis": None, "measure": 250,
    "source": 32, "step_key": 120, "next_step": 250,
}  # fmt: skip


def _words(new: NewImprovement) -> dict[str, str]:
    """Return the texts without blanks around them, as long as their columns."""
    return {name: str(getattr(new, name)).strip()[:most] for name, most in _LENGTHS.items()}


@needs("improvements.work")
def assess_improvement(  # noqa: PLR0913 (each is a field of the form)
    improvement: Improvement,
    *,
    by: User,
    at: datetime,
    hypothesis: str,
    measure: str,
    before: float | None,
    target: float | None,
    effort_hours: float | None,
    forecast: Decimal | None,
) -> Improvement:  # fmt: skip
    """Say what we believe will change, by what number we shall see it, and what it takes.

    Raises:
        Refusal: there is no belief or no measure to test it by.
        ForbiddenMove: its state does not lead there.
    """
    if not hypothesis.strip() or not measure.strip():
        raise Refusal(
            f"Say what you believe will change through {improvement}, "
            "and the number that will show it."
        )
    with trail.change(improvement, "improvement.assessed", by=by, at=at) as fresh:
        if fresh.state == ImprovementState.IDEA:
            fresh.move_to(ImprovementState.ASSESSED)
            fresh.assessed_at = at
        fresh.hypothesis, fresh.measure = hypothesis.strip(), measure.strip()[:250]
        fresh.before, fresh.target = before, target
        fresh.effort_hours, fresh.forecast = effort_hours, forecast
    return fresh


@needs("improvements.work")
def plan_improvement(
    improvement: Improvement,
    *,
    by: User,
    at: datetime,
    owner: User | None = None,
    next_step: str = "",
    due_on: date | None = None,
) -> Improvement:
    """Take it on: somebody answers for it from now on.

    Raises:
        Refusal: that person has three under way already.
        ForbiddenMove: it was not assessed, or is under way.
    """
    who = owner or by
    with transaction.atomic():
        _lock(who)
        with trail.change(improvement, "improvement.planned", by=by, at=at) as fresh:
            if fresh.state != ImprovementState.DOING:
                _refuse_fourth(who)
            fresh.move_to(ImprovementState.PLANNED)
            fresh.owner, fresh.due_on = who, due_on
            fresh.next_step = next_step.strip()[:250]
    return fresh


@needs("improvements.work")
def start_improvement(improvement: Improvement, *, by: User, at: datetime) -> Improvement:
    """Begin with the work.

    Raises:
        ForbiddenMove: it was not planned.
    """
    with trail.change(improvement, "improvement.started", by=by, at=at) as fresh:
        if fresh.state == ImprovementState.DONE:
            _refuse_fourth(fresh.owner or by)
        fresh.move_to(ImprovementState.DOING)
        fresh.started_at = fresh.started_at or at
        fresh.finished_at = None
    return fresh


@needs("improvements.work")
def next_improvement(
    improvement: Improvement, *, by: User, at: datetime, next_step: str, due_on: date | None
) -> Improvement:
    """Say what comes next, and until when."""
    with trail.change(improvement, "improvement.next_said", by=by, at=at) as fresh:
        fresh.next_step, fresh.due_on = next_step.strip()[:250], due_on
    return fresh


def _refuse_fourth(person: User) -> None:
    """Refuse where this person has three under way; must run inside the verb's transaction.

    Raises:
        Refusal: naming the three.
    """
    open_ones = list(Improvement.objects.taken_on_by(person).order_by("opened_at"))
    if len(open_ones) >= MOST_TAKEN_ON:
        named = "; ".join(f"{one}: {one.title}" for one in open_ones)
        raise Refusal(
            f"{person} has three improvements under way ({named}). "
            "Finish one or drop one before a fourth is taken on: more at once means none gets done."
        )


def _lock(person: User) -> None:
    """Let two clicks of one person come one after the other."""
    trail.lock(person)
