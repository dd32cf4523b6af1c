"""Ways of working: written down where they were found, measured, offered to all, taken up."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.improvement.models import Adoption, Practice
from groundswell.improvement.states import NEEDS_REASON, AdoptionState, PracticeState
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPractice:
    """A way of working as its department tells it."""

    title: str
    why: str
    steps: str
    department: OrgUnit
    owner: User | None = None


@needs("improvements.work")
def write_practice(*, by: User, at: datetime, new: NewPractice) -> Practice:
    """Write down what a department does well; it works like that already.

    Raises:
        Refusal: it has no title, no why or no steps.
    """
    if not (new.title.strip() and new.why.strip() and new.steps.strip()):
        raise Refusal("A practice needs a title, what it is good for, and its steps.")
    with transaction.atomic():
        practice = trail.begin(
            Practice(
                title=new.title.strip()[:250],
                why=new.why.strip(),
                steps=new.steps.strip(),
                department=new.department,
                owner=new.owner or by,
                opened_at=at,
            ),
            "practice.written",
            by=by,
            at=at,
        )
        _keep_adoption(practice, new.department, AdoptionState.ADOPTED, by=by, at=at)
    return practice


@needs("improvements.work")
def revise_practice(
    practice: Practice, *, by: User, at: datetime, title: str, why: str, steps: str, owner: User
) -> Practice:
    """Write it anew; other steps are another version, and what was measured holds for the old one.

    Raises:
        Refusal: it would lose its title, its why or its steps.
    """
    if not (title.strip() and why.strip() and steps.strip()):
        raise Refusal(f"{practice} needs a title, what it is good for, and its steps.")
    with trail.change(practice, "practice.revised", by=by, at=at) as fresh:
        if fresh.steps != steps.strip():
            fresh.version += 1
        fresh.title, fresh.why, fresh.steps = title.strip()[:250], why.strip(), steps.strip()
        fresh.owner = owner
    return fresh


@needs("improvements.work")
def measure_practice(  # noqa: PLR0913 (each is a field of the form)
    practice: Practice,
    *,
    by: User,
    at: datetime,
    measure: str,
    before: float,
    after: float,
    counted: int,
    measured_on: date,
) -> Practice:
    """Keep what it brings: a number before and after, and from how many records.

    Raises:
        Refusal: nothing says what was measured.
        BadInput: nothing was counted.
    """
    if not measure.strip():
        raise Refusal("Say what was measured, with its unit: minutes for each delivery, say.")
    if counted < 1:
        raise BadInput(f"An effect of {practice} needs at least one record; it says {counted}.")
    with trail.change(practice, "practice.measured", by=by, at=at) as fresh:
        fresh.measure, fresh.before, fresh.after = measure.strip()[:250], before, after
        fresh.counted, fresh.measured_on = counted, measured_on
    return fresh


@needs("improvements.work")
def propose_practice(practice: Practice, *, by: User, at: datetime) -> Practice:
    """Propose it for all departments.

    Raises:
        ForbiddenMove: its state does not lead there.
    """
    return _move(practice, PracticeState.CANDIDATE, "practice.proposed", by=by, at=at)


@needs("practices.promote")
def promote_practice(practice: Practice, *, by: User, at: datetime) -> Practice:
    """Make it a practice for all; each department still decides for itself.

    Raises:
        Refusal: what it brings was not measured.
        ForbiddenMove: it was not proposed.
    """
    with trail.change(practice, "practice.promoted", by=by, at=at) as fresh:
        if not fresh.has_effect:
            raise Refusal(
                f"{fresh} has no measured effect yet. Measure first what it brings in "
                f"{fresh.department}; then the others have a reason to take it up."
            )
        fresh.move_to(PracticeState.GLOBAL)
        fresh.promoted_at = at
    return fresh


@needs("practices.promote")
def return_practice(practice: Practice, *, by: User, at: datetime) -> Practice:
    """Give a proposal back to its department; it stays as it is there.

    Raises:
        ForbiddenMove: it is not proposed.
    """
    return _move(practice, PracticeState.LOCAL, "practice.returned", by=by, at=at)


@needs("improvements.work")
def retire_practice(practice: Practice, *, by: User, at: datetime) -> Practice:
    """Say that nobody works like that any more.

    Raises:
        ForbiddenMove: it is retired already.
    """
    with trail.change(practice, "practice.retired", by=by, at=at) as fresh:
        fresh.move_to(PracticeState.RETIRED)
        fresh.retired_at = at
    return fresh


def decide_adoption(
    practice: Practice,
    *,
    by: User,
    at: datetime,
    department: OrgUnit,
    state: str,
    reason: str = "",
) -> Adoption:
    """Say what a department does with a practice; earlier decisions stay for the curve.

    Raises:
        NotAllowed: the person neither works on practices nor belongs to the department.
        Refusal: the practice is not offered, or doing it another way has no reason.
        BadInput: there is no such decision.
    """
    if state not in AdoptionState.values:
        raise BadInput(f'"{state}" is no decision; use one of {", ".join(AdoptionState.values)}.')
    hers = department.head_id == by.pk or by.department_id == department.pk
    if not may(by, "improvements.work") and not (may(by, "improvements.see") and hers):
        raise NotAllowed(f"{by} does not decide for {department}; its head or the champion can.")
    if state in NEEDS_REASON and not reason.strip():
        raise Refusal(f"{department} may do it another way; say why, in a sentence.")
    if practice.state == PracticeState.RETIRED:
        raise Refusal(f"{practice} is retired; nobody takes it up any more.")
    with transaction.atomic():
        kept = _keep_adoption(
            practice, department, AdoptionState(state), by=by, at=at, reason=reason
        )
        trail.note(practice.number, f"practice.adoption_{state}", by=by, at=at)
    return kept


def _keep_adoption(
    practice: Practice,
    department: OrgUnit,
    state: AdoptionState,
    *,
    by: User,
    at: datetime,
    reason: str = "",
) -> Adoption:
    return practice.adoptions.create(
        department=department,
        state=state,
        reason=reason.strip()[:500],
        version=practice.version,
        decided_at=at,
        decided_by=by,
    )


def _move(
    practice: Practice, state: PracticeState, act: str, *, by: User, at: datetime
) -> Practice:
    with trail.change(practice, act, by=by, at=at) as fresh:
        fresh.move_to(state)
    return fresh
