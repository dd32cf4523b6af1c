"""Whether the one who is asked may say yes to so much, and who may."""

from collections.abc import Iterable
from dataclasses import dataclass

from groundswell.analysis.charts.amounts import price
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.improvement.models import Ask, Stakeholder


@dataclass(frozen=True, slots=True)
class AskLine:
    """One ask, and what the register says of the limit; "" where it says nothing."""

    ask: Ask
    limit: str


def check_limits(asks: Iterable[Ask], *, seen_by: User) -> list[AskLine]:
    """Return the asks, each with the sentence on its limit for those who keep the register."""
    if not may(seen_by, "support.keep"):
        return [AskLine(ask, "") for ask in asks]
    people = list(Stakeholder.objects.visible_to(seen_by).order_by("limit", "name", "id"))
    return [AskLine(ask, say_limit(ask, people)) for ask in asks]


def say_limit(ask: Ask, people: Iterable[Stakeholder]) -> str:
    """Return what the register says of this ask and the limit of the one who is asked."""
    known = list(people)
    asked = next((one for one in known if one.pk == ask.stakeholder_id), None)
    if asked is None or asked.limit is None or ask.amount <= asked.limit:
        return ""
    able = [one.name for one in known if one.limit is not None and one.limit >= ask.amount]
    further = f"{able[0]} may say yes to so much." if able else "Nobody in the register may."
    most = price(float(asked.limit), ask.currency)
    return f"This is above the limit of {asked.name}: {most}. {further}"
