"""What everybody may know of the troubles that go on, and whether somebody has them too."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.major.models import MajorIncident, MajorUpdate
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.major.queries.fitting import Fitting
from groundswell.servicedesk.major.states import MajorState
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import Affected, affected_by, list_affected


@dataclass(frozen=True, slots=True)
class Known:
    """A trouble that is announced, as one person sees it.

    Attributes:
        number: of the major incident.
        title: what everybody calls it.
        service: on which it is; "" where it is on no particular one.
        affects: what does not work.
        workaround: what to do meanwhile; "" where nothing is known to help.
        news: the newest message to everybody; "" before the first.
        news_at: when it was written.
        began_at: since when it is.
        next_at: when the next one comes; None where it is over.
        is_late: it was promised for before now.
        is_over: service is back.
        people: how many have it; None where nobody is named.
        said: this person said "me too".
        ticket: number of this person's own ticket for it; "" where there is none.
        why: why it may be what somebody tells of; empty where nothing is told.
    """

    number: str
    title: str
    service: str
    affects: str
    workaround: str
    news: str
    news_at: datetime | None
    began_at: datetime
    next_at: datetime | None
    is_late: bool
    is_over: bool
    people: int | None
    said: bool
    ticket: str
    why: tuple[str, ...] = ()

    @property
    def is_mine(self) -> bool:
        """Tell whether this person has it, as far as they told."""
        return self.said or bool(self.ticket)

    @property
    def others(self) -> int | None:
        """Return how many others have it."""
        return None if self.people is None else self.people - self.is_mine


def known_now(user: User, *, at: datetime, services: Collection[int] | None = None) -> list[Known]:
    """Return the announced troubles that go on, and those just over that this person had.

    Where its ticket went to a group that only its members see, who has it reads of it still. Two
    queries. A trouble on no particular service may be everybody's, so it is always there.

    Args:
        user: who asks.
        at: the moment.
        services: keys of those that this person uses; None where that is not known: then every
            trouble may be theirs.
    """
    ended = Q(state=MajorState.RESTORED, ended_at__gt=at - _shown_after())
    ended |= Q(state=MajorState.REVIEWED, ended_at__gt=at - _shown_after())
    found = _announced().filter(Q(state=MajorState.RUNNING) | ended)
    if services is not None:
        theirs = Q(parent__service__in=services) | Q(parent__service=None)
        mine = Q(parent__me_toos__person=user) | Q(parent__caller=user)
        found = found.filter(theirs | mine | Q(parent__children__caller=user)).distinct()
    majors = list(found.order_by("-declared_at", "-id"))
    affected = list_affected([major.parent_id for major in majors]) if majors else {}
    shown = [
        (major, _as_known(major, affected.get(major.parent_id, Affected()), user, at))
        for major in majors
    ]
    return [
        known for major, known in shown if known.is_mine or not (known.is_over or major.is_closed)
    ]


def known_of(ticket: Ticket, user: User, *, at: datetime) -> Known | None:
    """Return the announced trouble that one's own ticket is part of and that goes on, or None."""
    head = ticket.parent_id or ticket.pk
    major = _announced().filter(state=MajorState.RUNNING, parent=head).first()
    if major is None:
        return None
    affected = list_affected([head]).get(head, Affected())
    return _as_known(major, affected, user, at)


@dataclass(frozen=True, slots=True)
class Together:
    """That a ticket is one of several of the same trouble, of which nothing is announced.

    Attributes:
        others: how many others have it; None where nobody is named, or too few to be told.
        since: when the first of them wrote; None where that is not known.
        stands: this ticket stands for all.
    """

    others: int | None
    since: datetime | None
    stands: bool


def together_with(ticket: Ticket) -> Together | None:
    """Return with how many others a ticket is joined while that goes on, None where with none."""
    head = ticket.parent or ticket
    joined = Ticket.objects.open().filter(parent=head)
    if not head.is_open or not joined.exists():
        return None
    people = affected_by(head).count(head.caller_id) or 0
    others = people - (ticket.caller_id is not None)
    first = joined.aggregate(first=Min("opened_at"))["first"]
    return Together(
        others=others if others >= load_news().crowd else None,
        since=min((at for at in (first, head.opened_at) if at), default=None),
        stands=head.pk == ticket.pk,
    )


def pick_known(fitting: Sequence[Fitting], user: User, *, at: datetime) -> list[Known]:
    """Return the announced troubles among those that fit what is told, in that order, and why."""
    if not fitting:
        return []
    known = {one.number: one for one in known_now(user, at=at)}
    return [replace(known[one.number], why=one.why) for one in fitting if one.number in known]


def get_known(number: str, *, seen_by: User) -> MajorIncident:
    """Return a trouble that everybody may read of, or that this person has.

    Raises:
        Http404: there is none, or it is not announced; the two are not told apart.
    """
    announced = MajorIncident.objects.announced().select_related("parent__group")
    found = get_object_or_404(announced, number=number)
    head = found.parent
    if head.group is not None and head.group.members_only and head.caller_id != seen_by.pk:
        affected = affected_by(head)
        if seen_by.pk not in affected.said and seen_by.pk not in affected.tickets:
            raise Http404("There is no such trouble, or it is not announced.")
    return found


def _announced() -> QuerySet[Any]:
    newest = MajorUpdate.objects.filter(major=OuterRef("pk")).order_by("-written_at", "-id")
    return (
        MajorIncident.objects.announced()
        .select_related("parent__service")
        .annotate(
            news=Subquery(newest.values("text")[:1]),
            news_at=Subquery(newest.values("written_at")[:1]),
            is_closed=Coalesce("parent__group__members_only", Value(False)),  # noqa: FBT003
        )
    )


def _shown_after() -> timedelta:
    return timedelta(hours=load_news().ended_hours)


def _as_known(major: Any, affected: Affected, user: User, at: datetime) -> Known:
    head = major.parent
    own = head.number if head.caller_id == user.pk else affected.tickets.get(user.pk, "")
    return Known(
        number=major.number,
        title=major.title,
        service=head.service.name if head.service else "",
        affects=major.affects,
        workaround=major.workaround,
        news=major.news or "",
        news_at=major.news_at,
        began_at=major.began_at,
        next_at=major.next_update_at,
        is_late=major.is_late(at),
        is_over=not major.is_running,
        people=affected.count(head.caller_id),
        said=user.pk in affected.said,
        ticket=own,
    )
