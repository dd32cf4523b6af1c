"""Telling everybody who has the trouble the same, once each, with the promise of more."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.actions import need_room, write_message
from groundswell.servicedesk.major.models import MajorIncident, MajorUpdate, MeToo, Told
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.major.states import UpdateKind
from groundswell.servicedesk.major.wording import write_out
from groundswell.servicedesk.models import Ticket


@needs("desk.work")
def tell_everyone(
    major: MajorIncident, *, by: User, at: datetime, text: str, minutes: int | None = None
) -> MajorUpdate:
    """Tell everybody how it stands, and promise when they hear of it next.

    It stands on the ticket that leads and on those joined to it that are open, once for each
    person, and in the portal for everybody.

    Args:
        major: that goes on.
        by: who tells.
        at: when.
        text: what everybody is told.
        minutes: until the next message; by default what its priority asks for.

    Raises:
        Refusal: the text is empty, or it is over.
        BadInput: the next message is promised too soon or too late.
    """
    if not text.strip():
        raise Refusal("The message is empty; say how it stands, even where nothing is new.")
    need_room(text, what="The message")
    with trail.change(major, "major.told_everyone", by=by, at=at) as fresh:
        _need_running(fresh)
        due, wait = fresh.next_update_at, _read_wait(fresh, minutes)
        fresh.next_update_at = at + timedelta(minutes=wait)
        fresh.announced_at = fresh.announced_at or at
        update = MajorUpdate.objects.create(
            major=fresh,
            kind=UpdateKind.NEWS,
            text=text.strip(),
            written_at=at,
            author=by,
            due_at=due,
            next_at=fresh.next_update_at,
        )
        deliver(update, at=at)
    return update


def tell_newcomers(major: MajorIncident, *, at: datetime) -> int:
    """Tell those who have the trouble and were not told yet what the others know; return how many.

    Harmless when repeated.
    """
    with transaction.atomic():
        fresh = trail.lock(major)
        newest = MajorUpdate.objects.filter(major=fresh).order_by("-written_at", "-id").first()
        if newest is None or not fresh.is_running:
            return 0
        return deliver(newest, at=at)


def deliver(update: MajorUpdate, *, at: datetime, silently: bool = False) -> int:
    """Write an update on the tickets of those who were not told, once for each person.

    A ticket whose caller left, or that names nobody, gets it as well, for whoever is named there
    later; it does not count as told.

    Returns:
        How many people were told.

    `silently` only keeps that they were told, where the message reaches them by itself.
    """
    text = write_out(update.text, next_at=update.next_at, at=at)
    new = list(_list_untold(update, at))
    for told in new:
        if told.ticket and not silently:
            write_message(told.ticket, by=update.author, at=at, text=text, is_quoted=True)
    Told.objects.bulk_create(new)
    return sum(told.person_id is not None for told in new)


def _list_untold(update: MajorUpdate, at: datetime) -> Iterator[Told]:
    """Yield who is to be told: by the oldest of their tickets, then those without one."""
    head = update.major.parent
    done = list(Told.objects.filter(update=update).values_list("ticket_id", "person_id"))
    tickets = {key for key, _ in done if key}
    people = {key for _, key in done if key}
    children = Ticket.objects.open().filter(parent=head).select_related("caller")
    for ticket in (head, *children.order_by("opened_at", "id")):
        reader = ticket.caller if ticket.caller and ticket.caller.is_active else None
        if ticket.pk in tickets or (reader and reader.pk in people):
            continue
        if reader:
            people.add(reader.pk)
        yield Told(update=update, ticket=ticket, person=reader, told_at=at)
    said = MeToo.objects.filter(ticket=head, withdrawn_at=None, person__is_active=True)
    for person in said.order_by("id").values_list("person_id", flat=True):
        if person not in people:
            yield Told(update=update, person_id=person, told_at=at)


def _need_running(major: MajorIncident) -> None:
    if not major.is_running:
        ended = major.get_state_display().lower()
        raise Refusal(f"{major} is over ({ended}); write on the tickets themselves.")


def _read_wait(major: MajorIncident, minutes: int | None) -> int:
    options = load_news()
    if minutes is None:
        return options.minutes_of(major.parent.priority)
    if not options.least <= minutes <= options.most:
        raise BadInput(
            f"The next message is promised in {minutes} minutes; promise it in "
            f"{options.least} to {options.most:,}."
        )
    return minutes
