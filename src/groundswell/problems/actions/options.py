"""Options for a permanent fix, and the numbers of their business case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from groundswell.analysis.worth import give
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.problems.models import CaseInput, FixOption, OptionShare, Problem
from groundswell.problems.models.options import OptionSize, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A number with its range and where it comes from."""

    low: float
    likely: float
    high: float
    source: str = Source.ESTIMATED
    said_by: str = ""
    said_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOption:
    """A way to end a problem, with what is known of its numbers."""

    title: str
    size: str = OptionSize.SMALL
    steps: str = ""
    share: float = 1.0
    numbers: Mapping[str, Said] = field(default_factory=dict)


@needs("problems.work")
def propose_option(problem: Problem, *, by: User, at: datetime, new: NewOption) -> FixOption:
    """Propose a way to end a problem for good.

    Raises:
        Refusal: it has no name.
        BadInput: the share is not more than 0 and at most 1, or a number cannot be.
    """
    if not new.title.strip():
        raise Refusal("Say in a few words what would be done.")
    with transaction.atomic():
        option = trail.begin(
            FixOption(
                title=new.title.strip()[:250], size=new.size, steps=new.steps, proposed_at=at
            ),
            "option.proposed",
            by=by,
            at=at,
        )
        share_option(option, by=by, at=at, problem=problem, share=new.share)
        for name, said in new.numbers.items():
            give_input(option, by=by, at=at, name=name, said=said)
    return option


@needs("problems.work")
def share_option(
    option: FixOption, *, by: User, at: datetime, problem: Problem, share: float
) -> OptionShare:
    """Say which part of an option a problem uses; the same option may serve others too.

    Raises:
        BadInput: the share is not more than 0 and at most 1.
    """
    if not 0 < share <= 1:
        raise BadInput(f"A share is more than 0 and at most 1, not {share:g}; 0.3 is 30 percent.")
    with transaction.atomic():
        used, _ = OptionShare.objects.update_or_create(
            option=option, problem=problem, defaults={"share": share}
        )
        trail.note(
            problem.number,
            "problem.option_shared",
            by=by,
            at=at,
            changes={"option": ["", f"{option}: {option.title[:60]} ({share:.0%})"]},
        )
    return used


@needs("problems.work")
def withdraw_option(option: FixOption, *, by: User, at: datetime) -> FixOption:
    """Take an option back; it stays readable."""
    with trail.change(option, "option.withdrawn", by=by, at=at) as fresh:
        fresh.withdrawn_at = at
    return fresh


@needs("problems.work")
def give_input(
    owner: Problem | FixOption, *, by: User, at: datetime, name: str, said: Said
) -> CaseInput:
    """Put a number into the business case of a problem or an option, in place of the one before.

    Raises:
        BadInput: no case has such a number, it cannot be so low or high, its range does not go
            from low to high, or the giver is not named.
    """
    if not said.low <= said.likely <= said.high:
        raise BadInput(
            f"The range of {name} must go from low to high; it says {said.low:g}, "
            f"{said.likely:g}, {said.high:g}."
        )
    if said.source == Source.GIVEN and not said.said_by.strip():
        raise BadInput("Name the one who gave this number; it is shown as theirs.")
    if said.low < 0:
        raise BadInput(f"The number {name} goes down to {said.low:g}; write 0 or more.")
    give(name, said.likely, low=said.low, high=said.high)
    whose = {"problem": owner} if isinstance(owner, Problem) else {"option": owner}
    with transaction.atomic():
        before = CaseInput.objects.filter(name=name, **whose).first()
        held, _ = CaseInput.objects.update_or_create(
            name=name,
            **whose,
            defaults={
                "low": said.low,
                "likely": said.likely,
                "high": said.high,
                "source": said.source,
                "said_by": said.said_by.strip(),
                "said_on": said.said_on or at.date(),
                "written_by": by,
            },
        )
        trail.note(
            owner.number,
            "case.number_given",
            by=by,
            at=at,
            changes={name: [f"{before.likely:g}" if before else "", f"{held.likely:g}"]},
        )
    return held
