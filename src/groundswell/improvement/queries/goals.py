"""Which goals of the organisation a trouble endangers: those that need the service it hurts."""

from dataclasses import dataclass

from groundswell.improvement.models import Goal
from groundswell.problems.models import Problem


@dataclass(frozen=True, slots=True)
class Endangered:
    """The goals that a trouble endangers; `said` tells why none is named."""

    goals: tuple[Goal, ...] = ()
    said: str = ""
    is_known: bool = True


def find_endangered(problem: Problem) -> Endangered:
    """Return the goals that hold and need the service of a problem.

    That a trouble endangers no goal is only said where goals say which services they need.
    """
    holds = Goal.objects.filter(ended_at=None)
    tied = holds.filter(services__isnull=False).distinct().count()
    if not tied:
        reason = (
            "no goal says which services it needs" if holds.exists() else "no goal is on record"
        )
        return Endangered(said=f"not known: {reason}", is_known=False)
    if problem.service_id is None:
        return Endangered(said="not known: the problem names no service", is_known=False)
    found = tuple(holds.filter(services=problem.service_id).order_by("due_on", "id"))
    if not found:
        whole = "the one goal" if tied == 1 else f"the {tied} goals"
        return Endangered(said=f"None of {whole} on record with the services they need.")
    return Endangered(found)
