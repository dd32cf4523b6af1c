"""Keeping texts, and sending one with what belongs to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.actions import (
    answer_ticket,
    assign_ticket,
    resolve_ticket,
    start_ticket,
)
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.texts.filling import PLACES, list_places, list_strange
from groundswell.servicedesk.texts.models import Act, TextModule
from groundswell.servicedesk.waiting.actions import hold_and_follow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A text to keep."""

    name: str
    text: str
    is_shared: bool = False
    private: bool = False
    acts: Sequence[str] = ()
    hold_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What is made of a text this time.

    Attributes:
        words: as they were read before they are sent.
        acts: those of its acts that are done.
        private: a note among agents.
        take: a ticket that nobody has is taken, see `answer_ticket`; where an act of the text
            begins or ends the work, that says by itself who has it.
    """

    words: str
    acts: Sequence[str] = ()
    private: bool = False
    take: bool = False


@needs("desk.work")
def add_text(*, by: User, at: datetime, new: NewText) -> TextModule:
    """Keep a text, of one's own or of all.

    Raises:
        NotAllowed: it is for all, and the person may not keep what all use.
        Refusal: it has no name, no words, a place that is none, acts that do not go together, or
            a name that is taken.
    """
    text = TextModule(owner=None if new.is_shared else by)
    _need_keeper(text, by)
    _write(text, new)
    try:
        with transaction.atomic():
            return trail.begin(text, "text.added", by=by, at=at)
    except IntegrityError as taken:
        raise _taken(new) from taken


@needs("desk.work")
def alter_text(text: TextModule, *, by: User, at: datetime, new: NewText) -> TextModule:
    """Say it otherwise; see `add_text`. What was sent stays as it was sent."""
    _need_keeper(text, by)
    try:
        with trail.change(text, "text.altered", by=by, at=at) as fresh:
            fresh.owner = None if new.is_shared else (fresh.owner or by)
            _need_keeper(fresh, by)
            _write(fresh, new)
    except IntegrityError as taken:
        raise _taken(new) from taken
    return fresh


@needs("desk.work")
def remove_text(text: TextModule, *, by: User, at: datetime) -> TextModule:
    """Offer it no longer."""
    _need_keeper(text, by)
    with trail.change(text, "text.text_dropped", by=by, at=at) as fresh:
        fresh.removed_at = fresh.removed_at or at
    return fresh


@needs("desk.work")
def send_text(ticket: Ticket, *, by: User, at: datetime, text: TextModule, said: Sending) -> None:
    """Write the words of a text on a ticket and do what was chosen; all of it or nothing.

    Raises:
        Refusal: a place is not filled in, or an act is refused.
        ForbiddenMove: the state of the ticket does not lead there.
    """
    words, places = said.words, list_places(said.words)
    if places:
        raise Refusal(f"Nothing is known for {', '.join(places)}; write it yourself, or take "
                      "it out.")  # fmt: skip
    wanted = [act for act in Act if act in said.acts and act in text.acts]
    verbs: Mapping[Act, Callable[[], object]] = {
        Act.ASSIGN: lambda: assign_ticket(ticket, by=by, at=at, assignee=by),
        Act.START: lambda: start_ticket(ticket, by=by, at=at),
        Act.HOLD: lambda: hold_and_follow(
            ticket, by=by, at=at, reason=text.hold_reason, follow=True
        ),
        Act.RESOLVE: lambda: resolve_ticket(ticket, by=by, at=at, resolution=words),
    }
    take = said.take and set(wanted) <= {Act.HOLD}
    with transaction.atomic():
        answer_ticket(ticket, by=by, at=at, text=words, private=said.private, take=take)
        for act in wanted:
            verbs[act]()


def _need_keeper(text: TextModule, by: User) -> None:
    if text.owner_id is None and not may(by, "catalogue.keep"):
        raise NotAllowed("This text is for all; who keeps the fields of tickets keeps it too.")
    if text.owner_id not in {None, by.pk}:
        raise NotAllowed("This text is somebody else's own.")


def _write(text: TextModule, new: NewText) -> None:
    if not new.name.strip() or not new.text.strip():
        raise Refusal("A text needs a name to find it by, and words.")
    if strange := list_strange(new.text):
        known = ", ".join(f"{{{place}}}" for place in PLACES)
        raise Refusal(f"{', '.join(strange[:5])} is filled in by nothing; there are {known}. "
                      "Write one of these, or leave the brackets out.")  # fmt: skip
    acts = [act.value for act in Act if act in new.acts]
    if Act.HOLD in acts and Act.RESOLVE in acts:
        raise Refusal("A ticket cannot wait and be resolved at once; choose one of them.")
    if Act.HOLD in acts and not new.hold_reason.strip():
        raise Refusal("Say what the ticket waits for when it is put on hold.")
    text.name, text.text = new.name.strip()[:80], new.text
    text.private, text.acts = new.private, acts
    text.hold_reason = new.hold_reason.strip()[:120] if Act.HOLD in acts else ""


def _taken(new: NewText) -> Refusal:
    return Refusal(f"There is a text called “{new.name.strip()}” already; choose another name.")
