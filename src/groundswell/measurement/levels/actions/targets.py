"""Saying where a practice should get to."""

from datetime import datetime

from django.db import transaction

from groundswell.analysis.maturity import load_practices
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput
from groundswell.measurement.levels.models import PracticeTarget

#: levels that can be aimed at: of 5 no indicator says anything
LEVELS = range(5)


@needs("findings.make")
def set_target(
    *, by: User, at: datetime, practice: str, level: int, reason: str = ""
) -> PracticeTarget:
    """Say which level a practice should get to; first steps are ranked by what is missing to it.

    Raises:
        BadInput: there is no such practice, or no such level.
    """
    if practice not in load_practices():
        raise BadInput(f'There is no practice "{practice}".')
    if level not in LEVELS:
        raise BadInput(f"The level is {level}; choose one from 0 to {max(LEVELS)}.")
    words = reason.strip()[:250]
    with transaction.atomic():
        held = PracticeTarget.objects.filter(practice=practice).first()
        if held is None:
            target = PracticeTarget(practice=practice, level=level, reason=words)
            return trail.begin(target, "practice.aimed", by=by, at=at)
        with trail.change(held, "practice.aimed", by=by, at=at) as fresh:
            fresh.level, fresh.reason = level, words
    return fresh
