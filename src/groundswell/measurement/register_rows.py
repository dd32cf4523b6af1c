"""The small registers as rows of the evidence tables."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from groundswell.analysis.maturity import level_seen
from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import rate_card
from groundswell.cmdb.models import ConfigItem, Relation
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.measurement.levels.models import View
from groundswell.measurement.promise_rows import list_target_results, list_target_rows
from groundswell.problems.models import KnownError, Problem, WorkaroundUse
from groundswell.problems.states import ProblemState
from groundswell.servicedesk.queries import list_members

Rows = list[dict[str, Any]]


def _surge_members() -> Rows:
    return [{"surge_id": surge, "ticket_id": ticket} for surge, ticket in list_members()]


def _people() -> Rows:
    fields = ("id", "department__name", "location")
    return [
        {"person": f"person-{key}", "department": department, "location": location or None}
        for key, department, location in User.objects.order_by("id").values_list(*fields)
    ]


def _departments() -> Rows:
    units = OrgUnit.objects.values_list("name", "parent__name")
    return [{"department": name, "parent": parent} for name, parent in units]


def _services() -> Rows:
    outputs = rate_card().outputs
    return [
        {
            "service": one.name,
            "state": one.state,
            "owner": f"person-{one.owner_id}" if one.owner_id else None,
            "users": one.users,
            "critical_hours": one.matters_most or None,
            # whoever says when it matters most has said that work stops without it
            "critical": bool(one.matters_most),
            "value": one.description or None,
            "revenue_per_hour": outputs[one.name].per_hour.value if one.name in outputs else None,
        }
        for one in Service.objects.prefetch_related("windows").order_by("id")
    ]


def _items() -> Rows:
    fields = ("name", "type", "state", "vendor", "model", "version")
    return [
        dict(zip(("ci", *fields[1:]), row, strict=True))
        for row in ConfigItem.objects.values_list(*fields)
    ]


def _relations() -> Rows:
    links = Relation.objects.values_list("source__name", "kind", "target__name")
    return [{"source_ci": source, "kind": kind, "target": target} for source, kind, target in links]


def _problems() -> Rows:
    return [
        {
            "problem_id": problem.number,
            "source": "groundswell",
            # what is on the security path is counted, and not told
            "title": None if problem.security else problem.title,
            "description": None if problem.security else problem.symptom or None,
            "opened_at": problem.opened_at,
            "updated_at": problem.updated_at,
            "resolved_at": problem.resolved_at,
            "closed_at": problem.closed_at,
            "status": problem.get_state_display(),
            "state": _plain_state(problem),
            "impact": None if problem.security else problem.impact or None,
            "service": problem.service.name if problem.service else None,
            "ci": problem.ci.name if problem.ci else None,
            "owner": f"person-{problem.owner_id}" if problem.owner_id else None,
            "cause_class": problem.cause_class or None,
            "root_cause": None if problem.security else problem.cause or None,
            "workaround": _workaround_of(problem),
            "due_at": _midnight(problem.due_on),
        }
        for problem in Problem.objects.select_related("service", "ci").prefetch_related(
            "known_errors__workarounds"
        )
    ]


def _workaround_of(problem: Problem) -> str | None:
    written = [
        workaround.steps
        for known in problem.known_errors.all()
        for workaround in known.workarounds.all()
        if workaround.withdrawn_at is None
    ]
    return written[0] if written else None


def _plain_state(problem: Problem) -> str:
    if problem.is_open or problem.state == ProblemState.ACCEPTED:
        return "open"
    return "resolved" if problem.state == ProblemState.RESOLVED else "closed"


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=UTC) if day else None


def _known_errors() -> Rows:
    return [
        {
            "known_error_id": known.number,
            "problem_id": known.problem.number if known.problem else None,
            "title": known.title,
            "symptom": known.symptom,
            "root_cause": known.root_cause or None,
            "workaround": "\n".join(
                workaround.steps
                for workaround in known.workarounds.all()
                if workaround.withdrawn_at is None
            )
            or None,
            "created_at": known.written_at,
            "reviewed_at": known.reviewed_at,
            "active": known.is_active,
        }
        for known in KnownError.objects.select_related("problem").prefetch_related("workarounds")
    ]


def _workaround_uses() -> Rows:
    fields = ("workaround__known_error__number", "ticket__number", "used_at", "helped")
    names = ("known_error_id", "ticket_id", "at", "helped")
    return [
        dict(zip(names, row, strict=True)) for row in WorkaroundUse.objects.values_list(*fields)
    ]


def _ratings() -> Rows:
    """Return how people see practices; who it was stays in the database."""
    return [
        {
            "rating_id": view.number,
            "practice": view.practice,
            "manager": view.is_manager,
            "at": view.answered_at,
            "level": level_seen(view.answers),
            "shown": view.shown,
        }
        for view in View.objects.filter(answered_at__isnull=False).order_by("id")
    ]


#: evidence table → what reads its rows
REGISTERS: Mapping[str, Callable[[], Rows]] = {
    "targets": list_target_rows,
    "target_results": list_target_results,
    "surge_members": _surge_members,
    "people": _people,
    "departments": _departments,
    "services": _services,
    "cis": _items,
    "relations": _relations,
    "problems": _problems,
    "known_errors": _known_errors,
    "workaround_uses": _workaround_uses,
    "ratings": _ratings,
}
