"""The improvement register: goals, ideas, what is under way, what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.improvement.models import Goal, Improvement, Pilot
from groundswell.improvement.states import MOST_TAKEN_ON, TAKEN_ON, ImprovementState


@dataclass(frozen=True, slots=True)
class Column:
    """One state of the register with what is in it."""

    state: str
    label: str
    improvements: tuple[Improvement, ...]


#: the order of the columns; ideas and what was assessed wait together
_COLUMNS = (
    ("Waiting", (ImprovementState.IDEA, ImprovementState.ASSESSED)),
    ("Under way", (ImprovementState.PLANNED, ImprovementState.DOING)),
    ("Done, to be measured", (ImprovementState.DONE,)),
    ("Measured", (ImprovementState.MEASURED,)),
)


def get_improvement(number: str, *, seen_by: User) -> Improvement:
    """Return the improvement with this number, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    found = Improvement.objects.visible_to(seen_by)
    related = ("owner", "department", "service", "problem", "goal")
    return get_object_or_404(found.select_related(*related), number=number)


def list_register(*, seen_by: User) -> list[Column]:
    """Return the register by state, the newest first; what was dropped is left out."""
    found = Improvement.objects.visible_to(seen_by).select_related("owner", "department", "goal")
    every = list(found.exclude(state=ImprovementState.DROPPED).order_by("-opened_at", "-id")[:500])
    return [
        Column(states[0], label, tuple(one for one in every if one.state in states))
        for label, states in _COLUMNS
    ]


def list_improvements(*, seen_by: User) -> QuerySet[Improvement]:
    """Return all improvements that a person may see, the newest first."""
    found = Improvement.objects.visible_to(seen_by)
    return found.select_related("owner", "department", "service", "problem", "goal").order_by(
        "-opened_at", "-id"
    )


def list_dropped(*, seen_by: User) -> QuerySet[Improvement]:
    """Return what was let go, the newest first."""
    return list_improvements(seen_by=seen_by).filter(state=ImprovementState.DROPPED)[:20]


def count_taken_on(person: User) -> tuple[int, int]:
    """Return how many this person has under way, and of how many at most."""
    return Improvement.objects.taken_on_by(person).count(), MOST_TAKEN_ON


def get_running_pilot(improvement: Improvement) -> Pilot | None:
    """Return the trial that runs, or None."""
    return improvement.pilots.filter(outcome="").first()


def list_goals() -> QuerySet[Goal]:
    """Return the goals that hold, with how many improvements serve each."""
    return (
        Goal.objects.filter(ended_at=None)
        .annotate(
            served=Count("improvements", distinct=True),
            going=Count("improvements", filter=Q(improvements__state__in=TAKEN_ON), distinct=True),
        )
        .prefetch_related("services")
        .order_by("id")
    )


def get_goal(number: str) -> Goal:
    """Return the goal with this number.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Goal, number=number)


def find_taken_steps() -> Mapping[str, Improvement]:
    """Return the improvements that first steps became and that are not finished, by step."""
    taken = Improvement.objects.unfinished().exclude(step_key="")
    return {improvement.step_key: improvement for improvement in taken}
