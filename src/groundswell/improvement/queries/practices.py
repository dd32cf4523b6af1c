"""The register of practices, and who works like that."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.analysis.charts import Figure, adoption_steps
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.improvement.models import Adoption, Practice, Skill
from groundswell.improvement.states import AdoptionState, PracticeState, SkillLevel


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """One department and a practice: what it decided, and whether anybody there can do it."""

    department: OrgUnit
    newest: Adoption | None
    able: int
    is_old: bool

    @property
    def state(self) -> str:
        """Return what it does; without a decision nothing yet."""
        return self.newest.state if self.newest else AdoptionState.NONE

    @property
    def label(self) -> str:
        """Return what it does, in words."""
        return AdoptionState(self.state).label

    @property
    def is_done(self) -> bool:
        """Tell whether it works like that and somebody there can; before that it is not done."""
        return self.state == AdoptionState.ADOPTED and self.able > 0


@dataclass(frozen=True, slots=True)
class AdoptionCount:
    """How far a practice got: departments that took it up, deviate, can do it; of how many."""

    adopted: int
    deviates: int
    done: int
    of: int


def get_practice(number: str, *, seen_by: User) -> Practice:
    """Return the practice with this number, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    found = Practice.objects.visible_to(seen_by).select_related("department", "owner")
    return get_object_or_404(found, number=number)


def list_practices(*, seen_by: User) -> QuerySet[Practice]:
    """Return the practices, those for all first, then proposals, then local ones."""
    found = Practice.objects.visible_to(seen_by).select_related("department", "owner")
    ranked = found.exclude(state=PracticeState.RETIRED).alias(
        is_local=Q(state=PracticeState.LOCAL), is_candidate=Q(state=PracticeState.CANDIDATE)
    )
    return ranked.order_by("is_local", "is_candidate", "title", "id")


def list_offered() -> QuerySet[Practice]:
    """Return what is not retired, by title."""
    return Practice.objects.exclude(state=PracticeState.RETIRED).order_by("title", "id")


def list_adoption(practice: Practice) -> list[AdoptionLine]:
    """Return each department in scope with its newest decision.

    In scope is who has people or has decided; the home of the practice comes first.
    """
    newest: dict[int, Adoption] = {}
    for adoption in practice.adoptions.order_by("decided_at", "id"):
        newest[adoption.department_id] = adoption
    able: dict[int, int] = {}
    skilled = Skill.objects.filter(practice=practice, level__gte=SkillLevel.ALONE)
    for unit in skilled.values_list("person__department_id", flat=True):
        able[unit or 0] = able.get(unit or 0, 0) + 1
    units = OrgUnit.objects.annotate(heads=Count("people")).filter(
        Q(heads__gt=0) | Q(pk__in=newest)
    )
    ranked = sorted(units, key=lambda one: (one.pk != practice.department_id, one.name))
    return [
        AdoptionLine(
            department=unit,
            newest=(kept := newest.get(unit.pk)),
            able=able.get(unit.pk, 0),
            is_old=bool(kept and kept.version < practice.version),
        )
        for unit in ranked
    ]


def count_adoption(lines: list[AdoptionLine]) -> AdoptionCount:
    """Return how far a practice got."""
    return AdoptionCount(
        adopted=sum(line.state == AdoptionState.ADOPTED for line in lines),
        deviates=sum(line.state == AdoptionState.DEVIATES for line in lines),
        done=sum(line.is_done for line in lines),
        of=len(lines),
    )


def draw_adoption(practice: Practice, lines: list[AdoptionLine], *, until: date) -> Figure | None:
    """Draw how many departments worked like that on each day that something was decided.

    None before a second department decided: one point is no curve.
    """
    states: dict[int, str] = {}
    points: dict[date, int] = {}
    for adoption in practice.adoptions.order_by("decided_at", "id"):
        states[adoption.department_id] = adoption.state
        points[adoption.decided_at.date()] = sum(
            state == AdoptionState.ADOPTED for state in states.values()
        )
    if len(states) < 2:
        return None
    points.setdefault(until, list(points.values())[-1])
    return adoption_steps(sorted(points.items()), of=len(lines))
