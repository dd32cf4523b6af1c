"""Finding tickets by their words and by what was written on them, as far as one may read it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.search import index
from groundswell.foundation.search.newest import Reading
from groundswell.foundation.search.words import cut, holds
from groundswell.servicedesk.models import SAID, Message, Ticket, kind_of, tickets_of

#: so many tickets are looked at for words, and of a caller so many messages: the newest
_LOOKED_AT, _OWN = 200, 2_000
#: The prefixes under which tickets are found.
KINDS = ("INC", "REQ")


@dataclass(frozen=True, slots=True)
class Holding:
    """The tickets that hold words.

    Attributes:
        numbers: each once.
        instead: the words looked for where nothing holds those that were typed.
        is_cut: whether so many hold them that only the newest were looked at.
    """

    numbers: Sequence[str] = ()
    instead: str = ""
    is_cut: bool = False


def find_holding(text: str, user: User, *, most: int) -> Holding:
    """Return the tickets that hold these words, themselves or in what was written on them.

    Which of them this person sees is asked afterwards. The search over everything ranks what it
    finds, and so asks for both apart (`find_said`).

    Args:
        text: what was typed.
        user: who looks.
        most: how many are looked at, of each kind.
    """
    if may(user, "desk.see"):
        near = index.find_near(text, kinds=(*KINDS, SAID), limit=most)
        return Holding(tickets_of(near.numbers), near.instead, _is_cut(near.numbers, most))
    # a word that is shown instead would tell that somebody else's ticket holds it
    found = index.find(text, kinds=KINDS, limit=most)
    numbers = dict.fromkeys([*found, *find_said(cut(text), user)])
    return Holding([*numbers], is_cut=_is_cut(found, most))


def _is_cut(found: Sequence[str], most: int) -> bool:
    """Tell whether there may be more of a kind than these."""
    return max(Counter(map(kind_of, found)).values(), default=0) >= most


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
