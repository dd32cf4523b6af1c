"""Questions about who else is at a ticket, and what changed meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.templatetags.trail_words import said
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.presence.models import Presence

#: a page says every twenty seconds that it is open
_HERE = timedelta(seconds=60)
_WRITES = timedelta(seconds=45)
#: acts that change nothing for whoever answers
_QUIET = ("promise.", "effort.")
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has the ticket before them."""

    name: str
    writes: bool


def list_others(ticket: Ticket, *, besides: User, at: datetime) -> list[Other]:
    """Return who else looks at a ticket or writes on it."""
    here = Presence.objects.filter(ticket=ticket, seen_at__gte=at - _HERE).exclude(user=besides)
    rows = here.order_by("user__name").values_list("user__name", "wrote_at")
    return [Other(name, wrote is not None and wrote >= at - _WRITES) for name, wrote in rows]


def version_of(ticket: Ticket, *, trail: Iterable[AuditEntry] | None = None) -> int:
    """Return what changes with every entry in the trail of a ticket; `trail` where it is read."""
    if trail is not None:
        return max((entry.pk for entry in trail), default=0)
    entries = AuditEntry.objects.filter(number=ticket.number)
    return entries.aggregate(last=Max("id"))["last"] or 0


def need_unchanged(ticket: Ticket, version: int | None, *, by: User) -> None:
    """Pass what is sent by somebody who saw everything that others did.

    Args:
        ticket: as it is now.
        version: of the page on which somebody wrote; None: not known, and passed.
        by: who wrote; what they did themselves meanwhile, on another page, does not count.

    Raises:
        Refusal: naming who did what meanwhile.
    """
    if version is None:
        return
    entries = AuditEntry.objects.filter(number=ticket.number, id__gt=version).exclude(actor=by)
    news = [
        f"{entry.actor or 'Groundswell'} {said(entry.act)}"
        for entry in entries.select_related("actor").order_by("id")
        if not entry.act.startswith(_QUIET)
    ]
    if news:
        more = f", and {len(news) - _TOLD} more" if len(news) > _TOLD else ""
        raise Refusal(
            f"Meanwhile: {', '.join(news[:_TOLD])}{more}. Your words are kept; read what is new "
            "in the story and send them again if they still fit."
        )
