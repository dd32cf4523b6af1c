"""Saying what happens before and after a promise is due."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.promises.models import EscalationLevel
from groundswell.servicedesk.promises.queries.levels import list_default_levels
from groundswell.servicedesk.promises.words import Act, Measure, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFacts:
    """When something happens, and what.

    Attributes:
        measure: which promise.
        share: per cent of the promised time, 1 to 100; or None.
        late: working minutes after it was due, from 0; or None. One of the two is given.
        act: what happens.
        whom: who is told, where the act is to tell.
        group: where it is passed to, where the act is to pass it.
    """

    measure: str
    share: int | None = None
    late: int | None = None
    act: str
    whom: str = ""
    group: SupportGroup | None = None


@needs("promises.keep")
def add_level(*, by: User, at: datetime, facts: LevelFacts) -> EscalationLevel:
    """Let something happen when so much of a promise is used, or so long after it was due.

    Raises:
        BadInput: it does not say when, whom or where.
    """
    _check(facts)
    with transaction.atomic():
        _keep_defaults(by=by, at=at)
        level = EscalationLevel(
            measure=facts.measure,
            share=facts.share,
            late=facts.late,
            act=facts.act,
            whom=facts.whom if facts.act == Act.TELL else "",
            group=facts.group if facts.act == Act.REASSIGN else None,
        )
        return trail.begin(level, "level.added", by=by, at=at)


@needs("promises.keep")
def withdraw_level(*, by: User, at: datetime, key: str) -> EscalationLevel:
    """Let something happen no more; `key` is the number of a level or the place of a default.

    Raises:
        Refusal: there is no such level, or it was taken back already.
    """
    with transaction.atomic():
        kept = _keep_defaults(by=by, at=at)
        found = kept.get(key) or EscalationLevel.objects.filter(number=key).first()
        if found is None:
            raise Refusal(f"There is no level {key}; look at the list anew.")
        with trail.change(found, "level.taken_back", by=by, at=at) as fresh:
            if fresh.withdrawn_at is not None:
                raise Refusal(f"{fresh} was taken back already.")
            fresh.withdrawn_at = at
    return fresh


def _check(facts: LevelFacts) -> None:
    if facts.measure not in Measure.values or facts.act not in Act.values:
        raise BadInput("Choose a promise and an act of the lists.")
    if (facts.share is None) == (facts.late is None):
        raise BadInput("Say one of the two: at how many per cent, or how long after it was due.")
    if facts.share is not None and not 1 <= facts.share <= 100:
        raise BadInput(f"{facts.share} per cent is no part of the promised time; give 1 to 100.")
    if facts.act == Act.TELL and facts.whom not in Whom.values:
        raise BadInput("Say who is told.")
    if facts.act == Act.REASSIGN and facts.group is None:
        raise BadInput("Say to which group it is passed.")


def _keep_defaults(*, by: User, at: datetime) -> dict[str, EscalationLevel]:
    """Write the defaults down before the first of them is altered, so that the others hold on."""
    if EscalationLevel.objects.exists():
        return {}
    made = {}
    for level in list_default_levels():
        record = EscalationLevel(
            measure=level.measure, share=level.share, late=level.late, act=level.act,
            whom=level.whom,
        )  # fmt: skip
        made[level.key] = trail.begin(record, "level.added", by=by, at=at)
    return made
