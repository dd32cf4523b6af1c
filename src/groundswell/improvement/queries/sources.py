"""Records that make somebody write an improvement down, and the way back to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from groundswell.analysis.mode import load_modes
from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import get_service
from groundswell.cmdb.queries import get_item
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search.kinds import find_kind
from groundswell.improvement.mode.models import PollAnswer
from groundswell.improvement.mode.queries import get_answer
from groundswell.improvement.states import ImprovementOrigin
from groundswell.kernel.errors import BadInput
from groundswell.problems.models import Problem
from groundswell.problems.queries import get_problem
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.satisfaction.queries import get_verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A record that an improvement comes from, and what it says of it already."""

    origin: ImprovementOrigin
    number: str
    #: what the record is, in a line
    said: str
    title: str = ""
    pain: str = ""
    service: Service | None = None
    problem: Problem | None = None

    @property
    def kept(self) -> dict[str, Any]:
        """Return what the improvement keeps of it, whatever the form says."""
        return {"source": self.number, "problem": self.problem}

    @property
    def known(self) -> dict[str, Any]:
        """Return what is said of it where nobody says otherwise."""
        return {"origin": self.origin, "service": self.service}

    @property
    def beginning(self) -> dict[str, Any]:
        """Return what stands in the form before anybody has written a word."""
        return {"title": self.title, "pain": self.pain, **self.known}


def find_source(given: Mapping[str, str], *, seen_by: User) -> Source | None:
    """Return the record that an improvement comes from, None where none is named.

    Args:
        given: a number by its kind (`KINDS`); whatever else is in it is left alone.
        seen_by: who names it.

    Raises:
        Http404: there is no such record, or it is not theirs to see.
        BadInput: more than one is named.
    """
    named = [(kind, given.get(kind, "").strip()) for kind in KINDS if given.get(kind, "").strip()]
    if len(named) > 1:
        kinds = ", ".join(f"{kind} {number}" for kind, number in named)
        raise BadInput(f"An improvement comes from one record; {kinds} are named. Leave one.")
    return next((KINDS[kind](number, seen_by) for kind, number in named), None)


def find_page(number: str, *, seen_by: User) -> str:
    """Return the address of the record with this number, "" where it is not theirs to open."""
    if number.rpartition("-")[0] == PollAnswer.prefix:
        return reverse("improvement:mode") if may(seen_by, "findings.see") else ""
    kind = find_kind(number)
    if kind is None or not kind.is_open(seen_by):
        return ""
    found = kind.visible(seen_by).filter(number=number).exists()
    return kind.address(number, seen_by) if found else ""


def _ticket(number: str, by: User) -> Source:
    ticket = get_ticket(number, seen_by=by)
    said = f"{ticket.number}: {ticket.summary}"
    return Source(
        origin=ImprovementOrigin.TICKET,
        number=ticket.number,
        said=f"Because of {said}",
        title=ticket.summary,
        pain=said,
        service=ticket.service,
    )


def _problem(number: str, by: User) -> Source:
    problem = get_problem(number, seen_by=by)
    return Source(
        origin=ImprovementOrigin.PROBLEM,
        number=problem.number,
        said=f"For {problem.number}: {problem.title}",
        title=problem.title,
        pain=problem.impact or problem.symptom,
        service=problem.service,
        problem=problem,
    )


def _verdict(number: str, by: User) -> Source:
    ticket = get_ticket(number, seen_by=by)
    word = get_verdict(ticket).get_score_display().lower()
    said = f"the caller of {ticket.number} calls the help {word}: {ticket.summary}"
    return Source(
        origin=ImprovementOrigin.SURVEY,
        number=ticket.number,
        said=f"Because {said}",
        pain=said[0].upper() + said[1:],
        service=ticket.service,
    )


def _answer(number: str, by: User) -> Source:
    _refuse_without(by, "findings.see")
    answer = get_answer(number)
    polls = load_modes().polls
    words = polls[answer.poll].question if answer.poll in polls else answer.poll
    # Who answered stays out of it: an improvement is read by more people than the answer.
    said = f"somebody who decides answered {answer.value} of 5 to “{words}”"
    return Source(
        origin=ImprovementOrigin.SURVEY,
        number=answer.number,
        said=f"Because {said}",
        pain=said[0].upper() + said[1:],
    )


def _service(number: str, by: User) -> Source:
    _refuse_without(by, "register.see")
    service = get_service(number)
    return Source(
        origin=ImprovementOrigin.SERVICE,
        number=service.number,
        said=f"For the service {service.name}",
        service=service,
    )


def _item(number: str, by: User) -> Source:
    _refuse_without(by, "register.see")
    item = get_item(number)
    made = " ".join(filter(None, (item.type, item.vendor, item.model, item.version)))
    return Source(
        origin=ImprovementOrigin.ITEM,
        number=item.number,
        said=f"For {item.name}{f' ({made})' if made else ''}",
        title=f"{item.name}: ",
    )


def _refuse_without(by: User, right: str) -> None:
    if not may(by, right):
        raise Http404


#: the records that an improvement can come from: the name in an address, and how it is found
KINDS: Mapping[str, Callable[[str, User], Source]] = {
    "ticket": _ticket,
    "problem": _problem,
    "verdict": _verdict,
    "answer": _answer,
    "service": _service,
    "item": _item,
}
