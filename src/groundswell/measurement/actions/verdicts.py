"""What is kept of a judgement, whatever the act."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.measurement.models import Finding, Judgement, Verdict


def judge(  # noqa: PLR0913 (each is part of what was said)
    finding: Finding,
    verdict: Verdict,
    *,
    by: User,
    at: datetime,
    title: str,
    reason: str = "",
    taken_out: Sequence[str] = (),
    into_key: str = "",
) -> None:
    """Keep what a person says of a finding, in place of what was said before; in a transaction."""
    given = title.strip()[:250]
    Judgement.objects.update_or_create(
        key=finding.key,
        defaults={
            "title": finding.title,
            "verdict": verdict,
            "given_title": "" if given == finding.title else given,
            "reason": reason.strip()[:250],
            "into_key": into_key,
            "memory": _remember(finding),
            "taken_out": list(taken_out),
            "judged_at": at,
            "judged_by": by,
        },
    )
    trail.note(
        f"finding:{finding.key}",
        f"finding.{verdict}",
        by=by,
        at=at,
        changes={"title": ["", given or finding.title]},
    )


def _remember(finding: Finding) -> Mapping[str, Any]:
    """Return what later runs need to know this trouble again, with the tickets that it has now."""
    members = finding.tickets.order_by("number").values_list("number", flat=True)
    return {**finding.memory, "members": list(members)}
