"""The registers of the journey as rows of the evidence tables, people under pseudonyms.

Names, words of signals and private notes stay in the database: an indicator needs none of them.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Q

from groundswell.foundation.audit.models import AuditEntry
from groundswell.improvement.briefs.models import BriefContact, KeptBrief
from groundswell.improvement.models import (
    Ask,
    Improvement,
    Practice,
    ProcessDescription,
    ProcessRole,
    Question,
    Signal,
    Stakeholder,
)
from groundswell.improvement.processes import PROCESSES
from groundswell.improvement.queries.people import stand
from groundswell.improvement.queries.practices import list_adoption
from groundswell.improvement.states import (
    AdoptionState,
    ImprovementOrigin,
    ImprovementState,
    PracticeState,
    RoleKind,
)

Rows = list[dict[str, Any]]


def _improvements() -> Rows:
    return [
        {
            "improvement_id": one.number,
            "title": one.title,
            "state": one.state,
            "opened_at": one.opened_at,
            "finished_at": one.finished_at,
            "forecast": _real(one.forecast),
            "actual": _real(one.actual),
            "origin": one.origin,
            "pain": one.pain,
            "who": one.who,
            "cost": one.cost,
            "effort": one.effort_hours,
            "value": f"{one.forecast:f}" if one.forecast is not None else one.hypothesis or None,
            "decided_at": one.assessed_at,
            "due_at": _midnight(one.due_on),
            "before": one.before,
            "after": one.after,
        }
        for one in Improvement.objects.order_by("id")
    ]


def _decisions() -> Rows:
    return [
        {
            "decision_id": ask.number,
            "record_id": ask.problem.number,
            "asked_at": ask.asked_at,
            "decided_at": ask.answered_at,
            "decider": f"stakeholder-{ask.stakeholder_id}" if ask.stakeholder_id else None,
            "answer": ask.answer or None,
            "amount": _real(ask.amount),
            "kind": "ask",
        }
        for ask in Ask.objects.select_related("problem").order_by("id")
    ]


def _practices() -> Rows:
    return [
        {
            "practice_id": one.number,
            "title": one.title,
            "department": one.department.name,
            "everywhere": one.state == PracticeState.GLOBAL,
        }
        for one in _held_practices()
    ]


def _adoptions() -> Rows:
    words = {AdoptionState.ADOPTED: "adopted", AdoptionState.DEVIATES: "deviates"}
    return [
        {
            "practice_id": practice.number,
            "department": line.department.name,
            "answer": words.get(AdoptionState(line.state), "open"),
        }
        for practice in _held_practices()
        if practice.state == PracticeState.GLOBAL
        for line in list_adoption(practice)
    ]


def _held_practices() -> list[Practice]:
    held = Practice.objects.exclude(state=PracticeState.RETIRED).select_related("department")
    return list(held.order_by("id"))


def _processes() -> Rows:
    """Return every process once one has a role or a description; before that none is in scope."""
    roles = list(ProcessRole.objects.filter(ended_at=None).exclude(process="").order_by("id"))
    held = ProcessDescription.objects.select_related("article")
    described = {one.process: one for one in held}
    if not roles and not described:
        return []
    return [
        _process(key, [role for role in roles if role.process == key], described.get(key))
        for key in PROCESSES
    ]


def _process(
    key: str, roles: list[ProcessRole], described: ProcessDescription | None
) -> dict[str, Any]:
    held = {role.kind: f"person-{role.person_id}" for role in reversed(roles)}
    begins = Q()
    for start in PROCESSES[key].acts:
        begins |= Q(act__startswith=start)
    people = [role.person_id for role in roles if role.kind != RoleKind.CASE_OWNER]
    acts = AuditEntry.objects.filter(begins, actor__in=people)
    return {
        "process": key,
        "owner": held.get(RoleKind.OWNER),
        "manager": held.get(RoleKind.MANAGER),
        "active_at": acts.aggregate(last=Max("acted_at"))["last"],
        **_described(described),
    }


def _described(held: ProcessDescription | None) -> dict[str, Any]:
    """Return when a description was last said to hold, and until when its article does."""
    if held is None or not held.holds:
        return {"described_at": None, "review_by": None}
    return {"described_at": held.described_at, "review_by": _midnight(held.article.review_by)}


def _stakeholders() -> Rows:
    """Return where each stands on the last day of which this installation knows anything."""
    newest: datetime | None = AuditEntry.objects.aggregate(last=Max("acted_at"))["last"]
    people = Stakeholder.objects.prefetch_related("signals", "touches", "questions", "asks")
    if newest is None:
        return []
    lines = [stand(person, on=newest.date()) for person in people.order_by("id")]
    return [
        {
            "stakeholder": f"stakeholder-{line.record.pk}",
            "manager": line.record.is_middle or line.record.limit is not None,
            "stage": line.place.stage,
            "evidence_at": _midnight(line.evidence[-1].on) if line.evidence else None,
            "next_move": line.next_move,
        }
        for line in lines
    ]


def _signals() -> Rows:
    seen = [
        (f"signal-{pk}", person, day)
        for pk, person, day in Signal.objects.values_list("pk", "stakeholder_id", "seen_on")
    ]
    asked = [
        (f"question-{pk}", person, day)
        for pk, person, day in Question.objects.values_list("pk", "stakeholder_id", "asked_on")
    ]
    return [
        {"signal_id": key, "stakeholder": f"stakeholder-{person}", "at": _midnight(day)}
        for key, person, day in [*seen, *asked]
    ]


def _reviews() -> Rows:
    """Return pages that were due by the situation of the house, held once somebody settled them."""
    contacts = BriefContact.objects.order_by("-taken_at").values_list("brief_id", "taken_at")
    # the last that is written over the others is the first contact of the page
    handed = dict(contacts)
    return [
        {
            "review_id": one.number,
            "kind": "figures",
            "due_at": _midnight(one.written_on + timedelta(days=1)),
            "held_at": one.set_aside_at or handed.get(one.pk),
        }
        for one in KeptBrief.objects.filter(drafted_by=None).defer("content").order_by("id")
    ]


def _corrections() -> Rows:
    """Return what a review or an answer asked for, once somebody took it on until a day."""
    asked = (ImprovementOrigin.REVIEW, ImprovementOrigin.SURVEY)
    taken = Improvement.objects.filter(origin__in=asked, due_on__isnull=False)
    return [
        {
            "correction_id": one.number,
            "due_at": _midnight(one.due_on + timedelta(days=1)) if one.due_on else None,
            "closed_at": one.finished_at,
        }
        for one in taken.exclude(state=ImprovementState.DROPPED).order_by("id")
    ]


def _real(value: Any) -> float | None:
    return None if value is None else float(value)


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=UTC) if day else None


#: evidence table → what reads its rows
REGISTERS: Mapping[str, Callable[[], Rows]] = {
    "improvements": _improvements,
    "decisions": _decisions,
    "practices": _practices,
    "adoptions": _adoptions,
    "processes": _processes,
    "stakeholders": _stakeholders,
    "signals": _signals,
    "reviews": _reviews,
    "corrections": _corrections,
}
