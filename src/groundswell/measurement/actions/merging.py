"""Findings that a person puts together before anybody decides on them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.analysis.documents import read_problem
from groundswell.analysis.merging import merge_problems
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.kernel.errors import Refusal
from groundswell.measurement.actions.verdicts import judge
from groundswell.measurement.history import current_rates, gather_evidence
from groundswell.measurement.models import Finding, Judgement, Verdict
from groundswell.problems.queries import problem_of_finding


@needs("problems.work")
def merge_candidate(finding: Finding, *, by: User, at: datetime, into: Finding) -> Finding:
    """Say that two findings are one trouble; it waits as one, with the tickets and cost of both.

    Later runs find it as one too, and know it by what either was known by.

    Args:
        finding: of the newest run; it is no candidate of its own any more.
        by: who says so.
        at: when.
        into: of the same run; it keeps its key and its title.

    Raises:
        Refusal: both are the same, or one of them is decided on already.
    """
    if finding.pk == into.pk or finding.run_id != into.run_id:
        raise Refusal("Choose two different troubles of the newest analysis.")
    for each in (finding, into):
        _need_undecided(each)
    parts = [read_problem(each.detail) for each in (into, finding)]
    merged = merge_problems(gather_evidence(), parts, current_rates())
    with transaction.atomic():
        into.detail = merged.as_json()
        into.memory = _join_memories(into.memory, finding.memory)
        Finding.objects.filter(pk=into.pk).update(detail=into.detail, memory=into.memory)
        into.tickets.add(*finding.tickets.all())
        # what went into the other before goes along
        Judgement.objects.filter(into_key=finding.key).update(into_key=into.key)
        judge(into, Verdict.MERGED, by=by, at=at, title=into.title)
        judge(finding, Verdict.PART, by=by, at=at, title="", into_key=into.key)
        finding.delete()
    return into


def _need_undecided(finding: Finding) -> None:
    held = Judgement.objects.filter(key=finding.key).exclude(verdict=Verdict.MERGED).first()
    if held is not None:
        raise Refusal(f"“{finding.title}” is decided: {held.get_verdict_display().lower()}.")
    record = problem_of_finding(finding.key)
    if record is not None:
        raise Refusal(f"“{finding.title}” has a problem already: {record}. Join the other to it.")


def _join_memories(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is needed to know either again; both looks at members count."""
    believed = [told["precision"] for told in (one, other) if told.get("precision")]
    return {
        **one,
        "prototypes": [*one.get("prototypes", ()), *other.get("prototypes", ())],
        "precision": [sum(side) for side in zip(*believed, strict=True)] if believed else None,
    }
