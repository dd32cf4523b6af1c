"""The recurring troubles of a run as a map, by service, department or kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.charts import (
    Figure,
    GroupTile,
    Rect,
    Troubles,
    cost_pareto,
    draw_troubles,
    gather_troubles,
    say_map,
)
from groundswell.analysis.charts.troubles import Group, Grouping, Trouble
from groundswell.analysis.documents import read_problem
from groundswell.analysis.results import RecurringProblem
from groundswell.measurement.models import AnalysisRun
from groundswell.measurement.queries import list_problems

GROUPINGS: tuple[Grouping, ...] = ("service", "department", "kind")

#: pixels of the two drawings: one for a desk, one for a phone
_WIDE, _TALL = Rect(0, 0, 1120, 560), Rect(0, 0, 350, 900)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of the map, for one kind of screen."""

    kind: str
    room: Rect
    groups: Sequence[GroupTile]


@dataclass(frozen=True, slots=True)
class ThemeMap:
    """Everything that the page of the map shows."""

    by: Grouping
    #: the group that was opened, empty for all of them
    within: str
    message: str
    drawings: Sequence[Drawing]
    #: rows of the table: groups, or the troubles of the one that was opened
    groups: Sequence[Group]
    troubles: Sequence[Trouble]
    pareto: Figure | None
    found: Troubles


def map_themes(run: AnalysisRun, *, by: str = "", within: str = "") -> ThemeMap:
    """Return the map of a run.

    Args:
        run: a finished one.
        by: what brings troubles together; anything else than `GROUPINGS` is what the run knows.
        within: the one group that is opened; a name that no group has opens none.
    """
    problems = [read_problem(finding.detail) for finding in list_problems(run)]
    chosen = next((name for name in GROUPINGS if name == by), _usual(problems))
    currency = (run.findings or {}).get("currency", "")
    found = gather_troubles(problems, by=chosen, currency=currency)
    within = within if within in {group.name for group in found.groups} else ""
    return ThemeMap(
        by=chosen,
        within=within,
        message=say_map(found, by=chosen, within=within),
        drawings=[
            Drawing(kind, room, draw_troubles(found, room, within=within))
            for kind, room in (("wide", _WIDE), ("tall", _TALL))
        ],
        groups=found.groups,
        troubles=[trouble for trouble in found.shown if trouble.group == within],
        pareto=cost_pareto(found),
        found=found,
    )


def _usual(problems: Sequence[RecurringProblem]) -> Grouping:
    """Return what tells the troubles of this source apart: the service, where it is recorded."""
    if any(problem.service for problem in problems):
        return "service"
    return "department" if any(problem.department for problem in problems) else "kind"
