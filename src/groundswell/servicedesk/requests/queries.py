"""Questions about requests: what was asked, who has to agree, what waits for whom."""

from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.often import Often
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import list_just_opened
from groundswell.servicedesk.requests.models import (
    Absence,
    Approval,
    ApprovalState,
    AskedFor,
    Decision,
)
from groundswell.servicedesk.states import State

#: days after which somebody is reminded of a decision, and again. Source: our own choice
REMIND_AFTER = timedelta(days=2)


def list_to_decide(*, by: User) -> list[Decision]:
    """Return what waits for this person's yes or no, the longest waiting first; one query."""
    return list(
        waiting_decisions()
        .filter(Q(approver=by) | Q(instead_of=by))
        .exclude(approval__ticket__caller=by)
        .order_by("approval__opened_at", "id")
    )


def count_to_decide(*, by: User) -> int:
    """Return how many decisions wait for this person."""
    mine = waiting_decisions().filter(Q(approver=by) | Q(instead_of=by))
    return mine.exclude(approval__ticket__caller=by).count()


def waiting_decisions() -> QuerySet[Decision]:
    """Return the decisions that are asked for now, with their requests and people."""
    return Decision.objects.filter(
        decided_at=None,
        approval__state=ApprovalState.OPEN,
        approval__ticket__state=State.SUBMITTED,
    ).select_related(
        "approval__ticket__caller__department",
        "approval__ticket__service__owner",
        "approver",
        "instead_of",
    )


def list_decided(*, by: User) -> list[Decision]:
    """Return what this person decided lately, newest first."""
    found = Decision.objects.filter(approver=by, answer__isnull=False)
    found = found.select_related("approval__ticket__caller")
    return list(found.order_by("-decided_at")[:20])


def get_approval(number: str, *, seen_by: User) -> Approval:
    """Return an agreement that this person is, or was, asked for.

    Raises:
        Http404: there is none, or it is none of theirs.
    """
    mine = Approval.objects.filter(_asked_of(seen_by)).values("pk")
    found = Approval.objects.filter(pk__in=mine).select_related(
        "ticket__caller__department", "ticket__service__owner"
    )
    return get_object_or_404(found, number=number)


def is_asked(approval: Approval, *, of: User) -> bool:
    """Tell whether this person is, or was, asked to agree, so that its page is theirs too."""
    return Approval.objects.filter(_asked_of(of), pk=approval.pk).exists()


def find_decision(approval: Approval, *, by: User) -> Decision | None:
    """Return the decision that this person can take, or took; None where they are not asked."""
    mine = approval.decisions.filter(Q(approver=by) | Q(instead_of=by))
    return (
        mine.select_related("approver", "instead_of")
        .order_by(F("decided_at").asc(nulls_first=True))
        .first()
    )


def list_approvals(ticket: Ticket) -> list[Approval]:
    """Return the agreements that a request needs, in their order, with who said what."""
    return _NEEDED.ask(ticket.pk)


_NEEDED = Often(
    lambda ticket: (
        Approval.objects.filter(ticket=ticket)
        .prefetch_related("decisions__approver", "decisions__instead_of")
        .order_by("position")
    )
)


def find_asked_for(ticket: Ticket) -> AskedFor | None:
    """Return which offering a request is of; None where it is of none."""
    return _ASKED_FOR.first(ticket.pk)


_ASKED_FOR = Often(lambda ticket: AskedFor.objects.filter(ticket=ticket).select_related("offering"))


def find_just_asked(
    offering: Offering, *, by: User, at: datetime, caller: User, words: str
) -> Ticket | None:
    """Return the request of somebody who asked for the same a moment ago.

    Args:
        offering: what is asked for.
        by: who asks.
        at: now.
        caller: for whom.
        words: of all answers, as the ticket holds them.
    """
    opened = [entry.number for entry in list_just_opened(by=by, at=at)]
    if not opened:
        return None
    same = Ticket.objects.filter(number__in=opened, caller=caller, fact_words=words)
    return same.filter(asked_for__offering=offering).order_by("-id").first()


def find_absence(person: User, *, on: date) -> Absence | None:
    """Return the days on which somebody decides for this person, now or later; None: they do."""
    found = Absence.objects.filter(person=person, last_day__gte=on).select_related("deputy")
    return found.order_by("first_day", "id").first()


def list_to_remind(*, at: datetime) -> list[Decision]:
    """Return decisions of which people are to be reminded."""
    before = at - REMIND_AFTER
    return list(
        waiting_decisions()
        .filter(approval__opened_at__lte=before)
        .filter(Q(reminded_at=None) | Q(reminded_at__lte=before))
        .order_by("id")
    )


def _asked_of(user: User) -> Q:
    asked = Q(decisions__approver=user) | Q(decisions__instead_of=user)
    if may(user, "desk.work"):  # they decide where nobody else can
        asked |= Q(decisions__isnull=True)
    return asked
