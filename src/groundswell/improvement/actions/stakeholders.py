"""People who decide: taken into the register, described, taken out with all that is known."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.improvement.models import Ask, Stakeholder
from groundswell.improvement.states import PreferredForm
from groundswell.kernel.errors import BadInput, Refusal

#: what stands in an ask after the person was taken out
SOMEBODY = "a decision-maker"
_POWERS, _STAGES = range(1, 4), range(-1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Facts about somebody who decides; no opinions on character."""

    name: str
    position: str = ""
    department: OrgUnit | None = None
    account: User | None = None
    goals: str = ""
    watches: str = ""
    form: str = PreferredForm.PAPER
    channel: str = ""
    minutes: int | None = None
    approves: str = ""
    limit: Decimal | None = None
    hurdle: float | None = None
    hurdle_by: str = ""
    budget_on: date | None = None
    power: int = 2
    desired: int = 2
    is_middle: bool = True

    def check(self) -> None:
        """Pass what can be kept.

        Raises:
            Refusal: it has no name, or a hurdle that nobody set.
            BadInput: power, stage, limit or hurdle cannot be.
        """
        if not self.name.strip():
            raise Refusal("Write the name by which you will find this person again.")
        if self.power not in _POWERS or self.desired not in _STAGES:
            raise BadInput("Power goes from 1 to 3, the wanted stage from -1 to 5.")
        if self.limit is not None and self.limit < 0:
            raise BadInput(f"The limit is {self.limit}; write 0 or more, or leave it empty.")
        if self.hurdle is not None and self.hurdle <= 0:
            raise BadInput(f"The hurdle is {self.hurdle:g}; 4 means four to one.")
        if self.hurdle is not None and not self.hurdle_by.strip():
            raise Refusal("Say who set the hurdle; a hurdle of nobody convinces nobody.")


@needs("support.keep")
def add_stakeholder(*, by: User, at: datetime, about: About) -> Stakeholder:
    """Take somebody who decides into the register; they are told nothing of it.

    Raises:
        Refusal, BadInput: see `About.check`.
    """
    about.check()
    with transaction.atomic():
        _refuse_self(about, by)
        stakeholder = trail.begin(
            _put(Stakeholder(opened_at=at), about), "stakeholder.opened", by=by, at=at
        )
        for ask in Ask.objects.filter(stakeholder=None, asked_of__iexact=stakeholder.name):
            with trail.change(ask, "fix.name_known", by=by, at=at) as fresh:
                fresh.stakeholder = stakeholder
    return stakeholder


@needs("support.keep")
def describe_stakeholder(
    stakeholder: Stakeholder, *, by: User, at: datetime, about: About
) -> Stakeholder:
    """Say anew what is known of them.

    Raises:
        Refusal, BadInput: see `About.check`.
    """
    about.check()
    _refuse_self(about, by)
    with trail.change(stakeholder, "stakeholder.described", by=by, at=at) as fresh:
        _put(fresh, about)
    return fresh


@needs("support.keep")
def remove_stakeholder(stakeholder: Stakeholder, *, by: User, at: datetime) -> None:
    """Take somebody out for good: facts, signals, questions and notes go.

    What was asked of them stays, with "a decision-maker" in place of the name.
    """
    with transaction.atomic():
        name = stakeholder.name
        for ask in Ask.objects.filter(stakeholder=stakeholder):
            with trail.change(ask, "fix.name_removed", by=by, at=at) as fresh:
                fresh.asked_of = SOMEBODY
                if fresh.answered_by.casefold() == name.casefold():
                    fresh.answered_by = SOMEBODY
        trail.remove(stakeholder, "stakeholder.removed", by=by, at=at)


def _put(stakeholder: Stakeholder, about: About) -> Stakeholder:
    for name, value in asdict(about).items():
        setattr(stakeholder, name, value.strip() if isinstance(value, str) else value)
    stakeholder.department, stakeholder.account = about.department, about.account
    return stakeholder


def _refuse_self(about: About, by: User) -> None:
    if about.account == by or about.name.strip().casefold() == by.name.casefold():
        raise Refusal("Nobody keeps a record of themselves here; ask a colleague.")
