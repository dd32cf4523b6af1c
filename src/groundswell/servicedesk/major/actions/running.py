"""What is done while a major incident goes on: roles, what is known, the timeline."""

from datetime import datetime

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.major.models import MajorIncident, TimelineEntry
from groundswell.servicedesk.major.states import EntryKind, MajorState


@needs("desk.work")
def give_roles(
    major: MajorIncident,
    *,
    by: User,
    at: datetime,
    coordinator: User | None = None,
    communicator: User | None = None,
    technical_lead: User | None = None,
) -> MajorIncident:
    """Say who leads, who writes to everybody and who looks for the cause; one may do all three.

    Raises:
        Refusal: somebody does not work at the desk.
    """
    for person in (coordinator, communicator, technical_lead):
        if person is not None and not may(person, "desk.work"):
            raise Refusal(f"{person} does not work on tickets; choose an agent.")
    with trail.change(major, "major.manned", by=by, at=at) as fresh:
        fresh.coordinator, fresh.communicator = coordinator, communicator
        fresh.technical_lead = technical_lead
    return fresh


@needs("desk.work")
def say_what_is_known(
    major: MajorIncident, *, by: User, at: datetime, title: str, affects: str, workaround: str
) -> MajorIncident:
    """Say for everybody what does not work and what to do meanwhile; from then on they can read it.

    Raises:
        Refusal: it has no title, does not say what does not work, or is over.
    """
    if not title.strip() or not affects.strip():
        raise Refusal("Say in a few words what it is called and what does not work.")
    with trail.change(major, "major.made_known", by=by, at=at) as fresh:
        if not fresh.is_running:
            raise Refusal(f"{fresh} is over; what was known stays as it was.")
        fresh.title = title.strip()[:250]
        fresh.affects, fresh.workaround = affects.strip(), workaround.strip()
        fresh.announced_at = fresh.announced_at or at
    return fresh


@needs("desk.work")
def note_entry(
    major: MajorIncident,
    *,
    by: User,
    at: datetime,
    kind: str,
    text: str,
    happened_at: datetime | None = None,
) -> TimelineEntry:
    """Note what was found, done or decided, for those at the desk.

    Raises:
        Refusal: nothing is said, it lies ahead, or the review is finished.
    """
    if not text.strip():
        raise Refusal("Say in a few words what was found, done or decided.")
    if happened_at is not None and happened_at > at:
        raise Refusal("What is noted has happened already; choose a time that is past.")
    if major.state == MajorState.REVIEWED:
        raise Refusal(f"The review of {major} is finished; its timeline stays as it is.")
    entry = TimelineEntry.objects.create(
        major=major,
        kind=EntryKind(kind),
        text=text.strip(),
        happened_at=happened_at or at,
        written_at=at,
        author=by,
    )
    trail.note(major.number, "major.entry_written", by=by, at=at)
    return entry
