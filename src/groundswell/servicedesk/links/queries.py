"""Questions about how tickets belong together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.often import Often
from groundswell.servicedesk.links.models import REVERSE, Link, LinkKind, Merge
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.models.groups import find_closed
from groundswell.servicedesk.models.tickets import sees_all

#: as many links and messages are shown
SHOWN = 100


@dataclass(frozen=True, slots=True)
class LinkLine:
    """What one ticket is to another, as its page says it."""

    pk: int
    words: str
    kind: str
    is_from_here: bool
    number: str
    summary: str
    state_label: str
    is_open: bool


class Origin(NamedTuple):
    """A ticket that was merged into the one at hand."""

    pk: int
    number: str
    summary: str
    caller: str


def list_links(ticket: Ticket, *, seen_by: User) -> list[LinkLine]:
    """Return what a ticket is linked to, in the order in which it was said; three queries."""
    closed = find_closed(seen_by)
    out: Iterable[Link]
    back: Iterable[Link]
    if sees_all(seen_by, closed):
        out, back = _OUT.ask(ticket.pk), _BACK.ask(ticket.pk)
    else:
        seen = Ticket.objects.visible_to(seen_by, closed=closed)
        out = _linked("target", source=ticket, target__in=seen)
        back = _linked("source", target=ticket, source__in=seen)
    lines = [
        _line(link, link.target, LinkKind(link.kind).label, is_from_here=True) for link in out
    ] + [
        _line(link, link.source, REVERSE[LinkKind(link.kind)], is_from_here=False) for link in back
    ]
    return sorted(lines, key=lambda line: line.pk)


def _linked(other: str, **where: object) -> QuerySet[Link]:
    """Return links with the ticket at their other end, in the order in which they were said."""
    return Link.objects.filter(**where).select_related(other).order_by("id")[:SHOWN]


_OUT = Often(lambda ticket: _linked("target", source=ticket))
_BACK = Often(lambda ticket: _linked("source", target=ticket))


def _line(link: Link, other: Ticket, words: str, *, is_from_here: bool) -> LinkLine:
    return LinkLine(
        pk=link.pk,
        words=words,
        kind=link.kind,
        is_from_here=is_from_here,
        number=other.number,
        summary=other.summary,
        state_label=other.get_state_display(),
        is_open=other.is_open,
    )


def get_link(pk: int, *, seen_by: User) -> Link:
    """Return a link between two tickets that this person may see.

    Raises:
        Http404: there is none.
    """
    seen = Ticket.objects.visible_to(seen_by)
    links = Link.objects.filter(source__in=seen, target__in=seen)
    return get_object_or_404(links.select_related("source", "target"), pk=pk)


def find_merge(ticket: Ticket) -> Merge | None:
    """Return into which ticket this one is merged, None where it lives by itself."""
    return _MERGED.first(ticket.pk)


_MERGED = Often(
    lambda ticket: (
        Merge.objects.filter(ticket=ticket, undone_at=None)
        .select_related("into", "merged_by")
        .order_by("id")[:1]
    )
)


def find_home(ticket: Ticket) -> Ticket | None:
    """Return the ticket in which a merged one goes on now, however often that was merged itself.

    None where it lives by itself. One query for each step.
    """
    home, known = None, {ticket.pk}
    merge = find_merge(ticket)
    while merge is not None and merge.into_id not in known:
        home = merge.into
        known.add(home.pk)
        merge = find_merge(home)
    return home


def list_merged(ticket: Ticket) -> list[Ticket]:
    """Return every ticket that goes on in this one, directly or through others."""
    found: dict[int, Ticket] = {}
    into = [ticket.pk]
    while into:
        merges = Merge.objects.filter(into__in=into, undone_at=None).select_related("ticket")
        new = [one.ticket for one in merges.order_by("id") if one.ticket_id not in found]
        found |= {one.pk: one for one in new}
        into = [one.pk for one in new]
    return list(found.values())


def list_origins(ticket: Ticket) -> list[Origin]:
    """Return the tickets that were merged into this one, in the order in which they were."""
    return [
        Origin(pk, number, summary, caller or "")
        for pk, number, summary, caller in _ORIGINS.ask(ticket.pk)
    ]


_ORIGINS = Often(
    lambda into: (
        Merge.objects.filter(into=into, undone_at=None)
        .order_by("id")
        .values_list("ticket_id", "ticket__number", "ticket__summary", "ticket__caller__name")
    )
)


def list_messages(ticket: Ticket, *, seen_by: User | None = None) -> list[Message]:
    """Return what was written on a ticket, newest first; notes for those at the desk alone.

    `seen_by` is None where the desk itself asks.
    """
    messages = Message.objects.filter(ticket=ticket).select_related("author")
    if seen_by is not None and not may(seen_by, "desk.see"):
        messages = messages.filter(private=False)
    return list(messages.order_by("-written_at", "-id")[:SHOWN])
