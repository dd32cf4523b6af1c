"""Questions about who else is at a ticket, and what changed meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.templatetags.trail_words import said as said_of
from groundswell.foundation.templatetags.trail_words import told
from groundswell.kernel.errors import ChangedMeanwhile
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.presence.models import Presence

#: a page says every twenty seconds that it is open
_HERE = timedelta(seconds=60)
_WRITES = timedelta(seconds=45)
#: acts that change nothing for whoever answers
_QUIET = ("promise.", "effort.")
_TOLD = 5
#: acts whose words in a story stand above the message itself
_WROTE = {"reply.written": "wrote a message", "note.written": "wrote a note for agents"}


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


def version_of(ticket: Ticket | str, *, trail: Iterable[AuditEntry] | None = None) -> int:
    """Return what changes with every entry in the trail of a ticket; `trail` where it is read.

    `ticket`: or its number.
    """
    if trail is not None:
        return max((entry.pk for entry in trail), default=0)
    entries = AuditEntry.objects.filter(number=str(ticket))
    return entries.aggregate(last=Max("id"))["last"] or 0


def need_unchanged(
    ticket: Ticket, version: int | None, *, by: User, has_words: bool = True, act: str = ""
) -> None:
    """Pass what is sent by somebody who saw everything that others did.

    Nobody else does anything with the ticket until the transaction of whoever asks has ended.

    Args:
        ticket: as it was shown.
        version: of the page on which somebody wrote; None: not known, and passed.
        by: who wrote; what they did themselves meanwhile, on another page, does not count.
        has_words: whether they wrote or chose anything, where others only press.
        act: the only one that counts, where others alter nothing of what was written; "": all.

    Raises:
        ChangedMeanwhile: naming who did what.
    """
    if version is None:
        return
    trail.lock(ticket)
    entries = AuditEntry.objects.filter(number=ticket.number, id__gt=version).exclude(actor=by)
    news = [
        f"{entry.actor or 'Groundswell'} {_WROTE.get(entry.act) or said_of(entry.act)}"
        for entry in entries.select_related("actor").order_by("id")
        if not entry.act.startswith(_QUIET) and act in ("", entry.act)
    ]
    if news:
        more = f", and {len(news) - _TOLD} more" if len(news) > _TOLD else ""
        what_now = (
            "Your words are kept; read what is new in the story and send them again if they still "
            "fit."
            if has_words
            else "So nothing was done; read what is new in the story and do it if it still fits."
        )
        raise ChangedMeanwhile(f"Meanwhile: {', '.join(news[:_TOLD])}{more}. {what_now}")


def keep_unaltered(ticket: Ticket, said: Mapping[str, Any], *, by: User) -> dict[str, Any]:
    """Return what a form of facts asks for: what its sender altered, else what holds now.

    What others altered of the other fields stays, and so do the fields that were only shown.
    Nobody else does anything with the ticket until the transaction of whoever asks has ended.

    Args:
        ticket: as it was shown.
        said: what a `ShownForm` holds.
        by: who sent it; what they did themselves meanwhile, on another page, does not count.

    Raises:
        ChangedMeanwhile: others altered the same field, to something else; it names them.
    """
    fresh, given, taken = trail.lock(ticket), dict(said), []
    for name, was in given.pop("shown").items():
        now, wanted = _key(getattr(fresh, name)), _key(given[name])
        if wanted == was:
            given[name] = getattr(fresh, name)
        elif now not in (was, wanted):
            entry = _last_of(fresh, name)
            if entry is None or entry.actor_id != by.pk:
                who = entry.actor if entry and entry.actor else "Groundswell"
                word = told([(name, "", _words(getattr(fresh, name)))])[0]
                taken.append(f"{who} said “{word[0]}: {word[2] or 'nothing'}”")
    if taken:
        raise ChangedMeanwhile(
            f"Meanwhile {' and '.join(taken)}, which your page did not show yet. What you chose is "
            "kept; send it again if it still fits."
        )
    return given


def _last_of(ticket: Ticket, field: str) -> AuditEntry | None:
    """Return the entry that wrote a field of a ticket last."""
    entries = AuditEntry.objects.filter(number=ticket.number).select_related("actor")
    names = {field, f"{field}_id"}
    return next((one for one in entries.order_by("-id") if names & one.changes.keys()), None)


def _key(value: Any) -> str:
    return "" if value is None else str(getattr(value, "pk", value))


def _words(value: Any) -> str:
    return "" if value is None else str(getattr(value, "name", value))
