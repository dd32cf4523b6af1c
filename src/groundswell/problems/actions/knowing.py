"""Known errors and workarounds: writing them down, reviewing them, taking them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.problems.models import KnownError, Problem, Workaround


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKnownError:
    """A trouble in words by which the next person finds it."""

    title: str
    symptom: str
    root_cause: str = ""
    error_code: str = ""
    vendor: str = ""
    model: str = ""
    version_from: str = ""
    version_to: str = ""
    service: Service | None = None
    cis: Sequence[ConfigItem] = ()


@needs("problems.work")
def write_known_error(
    *, by: User, at: datetime, new: NewKnownError, problem: Problem | None = None
) -> KnownError:
    """Write down a known error; from then on it is offered on tickets like it.

    Raises:
        Refusal: the title or what people see is missing.
    """
    if not new.title.strip() or not new.symptom.strip():
        raise Refusal("Say what it is called and what people see; by these words it is found.")
    with transaction.atomic():
        known = trail.begin(
            KnownError(
                title=new.title.strip()[:250],
                problem=problem,
                symptom=new.symptom.strip(),
                root_cause=new.root_cause,
                error_code=new.error_code,
                vendor=new.vendor,
                model=new.model,
                version_from=new.version_from,
                version_to=new.version_to,
                service=new.service,
                owner=by,
                written_at=at,
            ),
            "known_error.written",
            by=by,
            at=at,
        )
        known.cis.set(new.cis)
    return known


@needs("problems.work")
def review_known_error(known: KnownError, *, by: User, at: datetime) -> KnownError:
    """Say that it still holds as it is written."""
    with trail.change(known, "known_error.reviewed", by=by, at=at) as fresh:
        fresh.reviewed_at = at
    return fresh


@needs("problems.work")
def retire_known_error(known: KnownError, *, by: User, at: datetime) -> KnownError:
    """Stop offering it, because its cause is gone.

    Raises:
        Refusal: it is retired already.
    """
    if not known.is_active:
        raise Refusal(f"{known} is retired already.")
    with trail.change(known, "known_error.retired", by=by, at=at) as fresh:
        fresh.retired_at = at
    return fresh


@needs("problems.work")
def add_workaround(  # noqa: PLR0913 (each is a field of the form)
    known: KnownError,
    *,
    by: User,
    at: datetime,
    steps: str,
    minutes: float | None = None,
    residual_loss: float = 0.0,
    expires_on: date | None = None,
    for_callers: bool = False,
) -> Workaround:
    """Write down how to live with a known error.

    Args:
        known: the known error.
        by: who writes it and answers for it.
        at: when.
        steps: what to do, in order.
        minutes: working time that one use takes.
        residual_loss: share of their work that people still lose, 0 to 1.
        expires_on: the day from which it must be looked at again.
        for_callers: whether callers may be shown the steps.

    Raises:
        Refusal: there are no steps.
        BadInput: the share or the time cannot be.
    """
    if not steps.strip():
        raise Refusal("Write the steps, one a line; somebody will follow them in a hurry.")
    if not 0 <= residual_loss <= 1:
        raise BadInput(f"People lose between 0 and 1 of their work, not {residual_loss:g}.")
    if minutes is not None and minutes < 0:
        raise BadInput(f"A workaround takes at least 0 minutes, not {minutes:g}.")
    return trail.begin(
        Workaround(
            known_error=known,
            steps=steps.strip(),
            minutes=minutes,
            residual_loss=residual_loss,
            expires_on=expires_on,
            for_callers=for_callers,
            owner=by,
            written_at=at,
        ),
        "workaround.written",
        by=by,
        at=at,
    )


@needs("problems.work")
def withdraw_workaround(workaround: Workaround, *, by: User, at: datetime) -> Workaround:
    """Stop offering a workaround that does not help any more."""
    with trail.change(workaround, "workaround.withdrawn", by=by, at=at) as fresh:
        fresh.withdrawn_at = at
    return fresh
