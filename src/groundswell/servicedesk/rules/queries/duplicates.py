"""Open tickets that could be the same as the one that is being taken down."""

import re
from dataclasses import dataclass

from django.db.models import Q

from groundswell.foundation.accounts.models import User
from groundswell.foundation.search import index
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import KINDS, TicketLine, read_lines

#: tickets that are shown, and that are compared
SHOWN, COMPARED = 5, 60
#: share of words in common from which two tickets could be one: between strangers, and where the
#: caller or the service is the same
_ALIKE, _ALIKE_NEAR = 0.5, 0.2
_WORDS = re.compile(r"\w{3,}")
#: as many of the longest words are looked for
_TELLING = 8


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A ticket that could be the same, and why."""

    ticket: TicketLine
    why: str


def find_duplicates(
    summary: str, *, caller: User | None, service: int | None, seen_by: User
) -> list[Duplicate]:
    """Return open tickets like what is being typed: same caller, same service, same words.

    What one caller has open is shown whatever the words are, once the caller is known. One question
    to the index and one to the tickets.
    """
    words = _words(summary)
    telling = sorted(words, key=lambda word: (-len(word), word))[:_TELLING]
    numbers = (
        index.find(" ".join(telling), kinds=KINDS, any_word=True, limit=COMPARED) if telling else []
    )
    wanted = Q(number__in=numbers)
    if caller is not None:
        wanted |= Q(caller=caller)
    candidates = Ticket.objects.visible_to(seen_by).open().filter(wanted)
    newest = candidates.order_by("-opened_at", "-id")[: COMPARED * 2]
    keys = [*newest.values_list("caller_id", "service_id")]
    found = []
    for line, (caller_key, service_key) in zip(read_lines(newest), keys, strict=False):
        is_caller = caller is not None and caller_key == caller.pk
        is_service = service is not None and service_key == service
        share = _share(words, _words(line.summary))
        if is_caller or share >= (_ALIKE_NEAR if is_service else _ALIKE):
            found.append((share + is_caller, Duplicate(line, _why(is_caller, is_service, share))))
    found.sort(key=lambda one: -one[0])
    return [duplicate for _, duplicate in found[:SHOWN]]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORDS.findall(text))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller one's words that the other has too; 0 where one has none."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _why(is_caller: bool, is_service: bool, share: float) -> str:  # noqa: FBT001 (private)
    reasons = [
        "same caller" if is_caller else "",
        "same service" if is_service else "",
        "the same words" if share >= _ALIKE_NEAR else "",
    ]
    return ", ".join(filter(None, reasons))
