"""Moments of what was done: improvements, practices, fixes, who takes part, the beginning."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from groundswell.analysis.journey import Moment, Tone
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit.models import AuditEntry
from groundswell.improvement.models import Adoption, Improvement, Partner, Practice, Stakeholder
from groundswell.improvement.states import AdoptionState, ImprovementState
from groundswell.measurement.levels.models import Snapshot
from groundswell.measurement.models import AnalysisRun, RunState
from groundswell.problems.models import Problem, RecurrenceCheck
from groundswell.problems.models.checks import Verdict


def day_of(moment: datetime | None) -> date:
    """Return the day of a moment in the time zone of the pages."""
    return timezone.localtime(moment).date() if moment else date.min


def list_begun(user: User) -> Iterator[Moment]:
    """Yield the first entry of the registers, the first file and the first look at the records."""
    if first := _first_entry(user):
        yield first
    file = (
        AuditEntry.objects.filter(number__startswith="IMP-", act="import.finished")
        .order_by("id")
        .first()
    )
    if file is not None:
        page = "imports:run" if may(user, "imports.run") else ""
        yield Moment(
            day_of(file.acted_at), "begun", "step", "First file brought in", file.number,
            page=page, number=file.number if page else "",
        )  # fmt: skip
    run = AnalysisRun.objects.filter(state=RunState.DONE).order_by("as_of", "id").first()
    # A snapshot that is older was a look at the records too, and the line tells of it.
    if run is not None and not Snapshot.objects.filter(as_of__lt=run.as_of).exists():
        found = len((run.findings or {}).get("problems") or ())
        yield Moment(
            day_of(run.as_of), "begun", "step", "First look at the records",
            f"{found:,} troubles that come back" if found else "What comes back",
            page="measurement:findings",
        )  # fmt: skip


def _first_entry(user: User) -> Moment | None:
    """Return what stands in the registers the longest, of what this person may see."""
    held: list[tuple[datetime, str, str, str]] = []
    if may(user, "improvements.see"):
        idea = Improvement.objects.visible_to(user).order_by("opened_at", "id").first()
        if idea is not None:
            held.append((idea.opened_at, idea.title, "improvement:improvement", idea.number))
    person = Stakeholder.objects.visible_to(user).order_by("opened_at", "id").first()
    if person is not None:
        held.append((person.opened_at, person.name, "improvement:stakeholder", person.number))
    if not held:
        return None
    at, title, page, number = min(held)
    return Moment(day_of(at), "begun", "step", "First entry", title, "", page, number)


def list_improved(user: User) -> Iterator[Moment]:
    """Yield what was begun, done, measured and dropped of the improvements."""
    for one in Improvement.objects.visible_to(user).order_by("id"):
        yield from _of_improvement(one)


def _of_improvement(one: Improvement) -> Iterator[Moment]:
    def told(at: datetime | None, tone: Tone, what: str, detail: str = "") -> Moment:
        page = "improvement:improvement"
        return Moment(day_of(at), "improvement", tone, what, one.title, detail, page, one.number)

    if one.started_at:
        yield told(one.started_at, "step", "Begun", one.hypothesis)
    if one.measured_at:
        yield told(one.measured_at, _better(one), "Measured", _say_measured(one))
    elif one.finished_at and one.state == ImprovementState.DONE:
        yield told(one.finished_at, "step", "Done, not measured yet")
    if one.state == ImprovementState.DROPPED:
        yield told(one.updated_at, "loss", "Dropped", one.lesson)


def _better(one: Improvement) -> Tone:
    """Return whether it came nearer to what was aimed at; without an aim it is a step."""
    if one.before is None or one.after is None or one.target is None:
        return "step"
    nearer = abs(one.after - one.target) < abs(one.before - one.target)
    passed = (one.after - one.target) * (one.before - one.target) <= 0
    return "gain" if nearer or passed else "loss"


def _say_measured(one: Improvement) -> str:
    said = f"{one.measure}: {one.before:g} before, {one.after:g} after"
    return f"{said}. {one.lesson}" if one.lesson else f"{said}."


def list_practised(user: User) -> Iterator[Moment]:
    """Yield what became of each practice, and what departments decided about it."""
    seen = Practice.objects.visible_to(user)
    for one in seen.order_by("id"):
        yield from _of_practice(one)
    decided = Adoption.objects.filter(practice__in=seen).exclude(state=AdoptionState.NONE)
    for held in decided.select_related("practice", "department").order_by("id"):
        tone: Tone = {AdoptionState.ADOPTED: "gain", AdoptionState.REJECTED: "loss"}.get(  # type: ignore[assignment]
            AdoptionState(held.state), "step"
        )
        words = f"{held.department}: {held.get_state_display().lower()}"
        yield Moment(
            day_of(held.decided_at), "practice", tone, words, held.practice.title, held.reason,
            page="improvement:practice", number=held.practice.number,
        )  # fmt: skip


def _of_practice(one: Practice) -> Iterator[Moment]:
    def told(day: date, tone: Tone, what: str, detail: str = "") -> Moment:
        page = "improvement:practice"
        return Moment(day, "practice", tone, what, one.title, detail, page, one.number)

    if one.measured_on and one.has_effect:
        said = f"{one.measure}: {one.before:g} before, {one.after:g} after"
        yield told(one.measured_on, "gain", "Effect measured", said)
    else:
        yield told(day_of(one.opened_at), "step", "Written down")
    if one.promoted_at:
        yield told(day_of(one.promoted_at), "gain", "Made one for all")
    if one.retired_at:
        yield told(day_of(one.retired_at), "loss", "Retired")


def list_fixed(user: User) -> Iterator[Moment]:
    """Yield what was fixed and what the newest look after each fix says."""
    seen = Problem.objects.visible_to(user)
    about = {"page": "problems:problem"}
    for one in seen.filter(resolved_at__isnull=False).order_by("id"):
        yield Moment(
            day_of(one.resolved_at), "fix", "step", "Fixed", one.title, one.resolution,
            number=one.number, **about,
        )  # fmt: skip
    newest: dict[tuple[int, datetime], RecurrenceCheck] = {}
    checks = RecurrenceCheck.objects.filter(problem__in=seen).exclude(verdict=Verdict.OPEN)
    for check in checks.select_related("problem").order_by("days", "id"):
        newest[check.problem_id, check.fixed_at] = check
    for check in newest.values():
        back = check.verdict == Verdict.CAME_BACK
        yield Moment(
            day_of(check.checked_at), "fix", "loss" if back else "gain",
            "It came back" if back else "The fix holds", check.problem.title, check.words,
            number=check.problem.number, **about,
        )  # fmt: skip


def list_joined(user: User) -> Iterator[Moment]:
    """Yield who gave their time to it, and who no longer does."""
    if not may(user, "improvements.see_all"):
        return
    for one in Partner.objects.select_related("person").order_by("id"):
        hours = one.hours_a_week
        said = f"{hours:g} hour{'' if hours == 1 else 's'} a week"
        about = {"page": "improvement:team"}
        name = str(one.person)
        yield Moment(day_of(one.joined_at), "team", "gain", "Takes part", name, said, **about)
        if one.left_at:
            yield Moment(day_of(one.left_at), "team", "loss", "No longer takes part", name, **about)
