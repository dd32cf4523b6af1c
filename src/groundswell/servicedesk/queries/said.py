"""Finding tickets by what was written on them, as far as somebody may read it."""

from collections.abc import Sequence

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search import index
from groundswell.foundation.search.newest import Reading
from groundswell.foundation.search.words import holds
from groundswell.servicedesk.models import SAID, Message, Ticket, tickets_of

#: so many tickets are looked at for words, and of a caller so many messages: the newest
_LOOKED_AT, _OWN = 200, 2_000


def find_said(words: Sequence[str], user: User, reading: Reading | None = None) -> list[str]:
    """Return the numbers of tickets on which somebody wrote these words, newest first.

    Whoever sees the desk finds notes too; which of the tickets they see is asked afterwards. A
    caller finds what they can read on their own tickets.

    Args:
        words: as `words.cut` gives them.
        user: who looks.
        reading: the search of which this is a part.
    """
    if not words:
        return []
    if may(user, "desk.see"):
        found = index.find_stems(words, kinds=(SAID,), limit=_LOOKED_AT, reading=reading)
        return tickets_of(found)
    own = Message.objects.filter(ticket__caller=user, private=False).order_by("-id")
    rows = own.values_list("ticket__number", "text")[:_OWN]
    return tickets_of(number for number, text in rows if holds(text, words))


def read_said(ticket: Ticket, user: User) -> str:
    """Return what was written on a ticket as this person may read it, the newest first."""
    written = Message.objects.filter(ticket=ticket).order_by("-written_at", "-id")
    if not may(user, "desk.see"):
        written = written.filter(private=False)
    return "\n".join(written.values_list("text", flat=True)[:_LOOKED_AT])
