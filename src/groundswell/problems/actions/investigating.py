"""What an investigation finds, entry by entry."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.problems.models import InvestigationEntry, Problem
from groundswell.problems.states import Branch, EntryKind, Standing


@needs("problems.work")
def add_entry(
    problem: Problem,
    *,
    by: User,
    at: datetime,
    kind: str,
    text: str,
    happened_at: datetime | None = None,
    branch: str = "",
) -> InvestigationEntry:
    """Write down a fact, the next why, a possible cause or a check.

    Raises:
        Refusal: the text is empty, or a fact does not say when it happened.
    """
    if not text.strip():
        raise Refusal("The entry is empty; write one line.")
    if kind == EntryKind.FACT and happened_at is None:
        raise Refusal("Say when it happened, so that it finds its place in time.")
    is_cause = kind == EntryKind.CAUSE
    with transaction.atomic():
        entry = InvestigationEntry.objects.create(
            problem=problem,
            kind=kind,
            text=text.strip()[:500],
            happened_at=happened_at if kind == EntryKind.FACT else None,
            branch=(branch or Branch.TECHNOLOGY) if is_cause else "",
            standing=Standing.SUSPECTED if is_cause else "",
            author=by,
            written_at=at,
        )
        trail.note(
            problem.number, "problem.noted", by=by, at=at, changes={kind: ["", entry.text[:120]]}
        )
    return entry


@needs("problems.work")
def judge_cause(entry: InvestigationEntry, *, by: User, at: datetime, standing: str) -> None:
    """Say how far a possible cause has been shown.

    Raises:
        Refusal: the entry is no possible cause, or the word is not known.
    """
    if entry.kind != EntryKind.CAUSE or standing not in Standing.values:
        raise Refusal("Only a possible cause is suspected, confirmed or ruled out.")
    with transaction.atomic():
        InvestigationEntry.objects.filter(pk=entry.pk).update(standing=standing)
        trail.note(
            entry.problem.number,
            "problem.judged",
            by=by,
            at=at,
            changes={"standing": [f"{entry.text[:80]}: {entry.standing}", standing]},
        )


@needs("problems.work")
def strike_entry(entry: InvestigationEntry, *, by: User, at: datetime) -> None:
    """Take an entry back; it stays readable, struck through."""
    with transaction.atomic():
        InvestigationEntry.objects.filter(pk=entry.pk).update(struck_at=at)
        trail.note(
            entry.problem.number,
            "problem.struck",
            by=by,
            at=at,
            changes={entry.kind: [entry.text[:120], ""]},
        )
