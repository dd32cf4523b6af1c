"""Writing on tickets, and whose turn it is then."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.attachments.storage import Upload
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.lengths import LONGEST
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.actions.ownership import need_own_or_desk
from groundswell.servicedesk.files.actions.keeping import keep_files, say_names
from groundswell.servicedesk.links.queries import find_home
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.promises.defaults import waits_for_caller
from groundswell.servicedesk.states import WORK, Kind, State


def need_room(text: str, *, what: str, most: int = LONGEST) -> None:
    """Pass words that a person can read in one piece; `most` where no more are kept.

    Raises:
        Refusal: there are too many; how many fit, and what to do with the rest.
    """
    if len(text) > most:
        now = "Send it as a file, or leave" if most == LONGEST else "Leave"
        raise Refusal(
            f"{what} has {len(text):,} letters, and {most:,} fit, so nothing of it was sent. "
            f"{now} out what is not needed."
        )


def write_message(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    text: str,
    private: bool = False,
    files: Sequence[Upload] = (),
    is_quoted: bool = False,
) -> Message:
    """Write to the caller, or a note among agents when private; words, files, or both.

    Where the ticket waits for its caller and the caller writes, the work goes on. `is_quoted`: the
    words stand elsewhere already, and are as long as they are.

    Raises:
        NotAllowed: the ticket is somebody else's, or a caller writes a private note.
        Refusal: there is neither a word nor a file, more words than can be read in one piece, more
            files than a ticket has, or a caller writes on what is over, where nobody would read it.
        BadInput: a file cannot be stored.
    """
    need_own_or_desk(ticket, by)
    if private and not may(by, "desk.work"):
        raise NotAllowed("Only agents write private notes.")
    if not text.strip() and not files:
        raise Refusal("The message is empty; write a line, or attach a file.")
    if not is_quoted:
        need_room(text, what="The message")
    with transaction.atomic():
        if not private:
            _pass_turn(ticket, by=by, at=at)
        message = Message.objects.create(
            ticket=ticket, author=by, written_at=at, private=private, text=text
        )
        keep_files(ticket, by=by, at=at, files=files, message=message)
        act = "note.written" if private else "reply.written"
        trail.note(ticket.number, act, by=by, at=at, changes=say_names(files))
    return message


def _pass_turn(ticket: Ticket, *, by: User, at: datetime) -> None:
    """Note who is to write next, on the ticket in which this one goes on if it was merged.

    Raises:
        Refusal: the caller writes on a ticket that is over.
    """
    home: Ticket | None = None
    with trail.change(ticket, f"{ticket.kind}.caller_answered", by=by, at=at) as fresh:
        if fresh.caller_id != by.pk:
            fresh.unanswered_since = None
        elif fresh.is_open:
            _hear(fresh, by=by, at=at)
        else:
            home = find_home(fresh)
            is_own = home is not None and home.caller_id == by.pk
            _need_reader(home if home is not None and (is_own or home.is_open) else fresh, by)
    if home is not None and home.is_open:
        with trail.change(home, f"{home.kind}.caller_answered", by=by, at=at) as fresh:
            _hear(fresh, by=by, at=at)


def _hear(ticket: Ticket, *, by: User, at: datetime) -> None:
    """Note that a caller wrote; where the ticket waits for that one, the work goes on."""
    ticket.unanswered_since = ticket.unanswered_since or at
    is_awaited = ticket.caller_id == by.pk and waits_for_caller(ticket.hold_reason)
    if ticket.state == State.ON_HOLD and is_awaited:
        ticket.move_to(_find_work(ticket))
        ticket.hold_reason = ""


def _need_reader(ticket: Ticket, by: User) -> None:
    """Pass a ticket that is open, and whoever works at the desk.

    Raises:
        Refusal: saying what a caller can do instead.
    """
    if ticket.is_open or may(by, "desk.work"):
        return
    stands = f"{ticket} is {ticket.get_state_display().lower()}, so nobody would read it here."
    if _find_work(ticket) in ticket.next_states:
        raise Refusal(f"{stands} Say that it came back, with these words: that opens it again.")
    raise Refusal(f"{stands} Report it anew, with these words.")


def _find_work(ticket: Ticket) -> State:
    """Return where the work on a ticket that waited goes on: as it stood if it is nobody's."""
    work = WORK[Kind(ticket.kind)]
    if ticket.assignee_id is not None or ticket.state != State.ON_HOLD:
        return work
    held = AuditEntry.objects.filter(number=ticket.number, changes__state__1=State.ON_HOLD)
    before = held.order_by("-acted_at", "-id").values_list("changes__state__0", flat=True).first()
    return State(before) if before in ticket.next_states else work
