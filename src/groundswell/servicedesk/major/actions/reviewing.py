"""Looking back on a major incident: what happened, what helped, what hindered, what follows."""

from datetime import date, datetime

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.major.models import FollowUp, MajorIncident
from groundswell.servicedesk.major.states import MajorState


@needs("desk.work")
def write_review(
    major: MajorIncident,
    *,
    by: User,
    at: datetime,
    happened: str,
    helped: str = "",
    hindered: str = "",
) -> MajorIncident:
    """Keep what is written of the review so far.

    Raises:
        Refusal: it still goes on, or its review is finished.
    """
    with trail.change(major, "major.review_written", by=by, at=at) as fresh:
        if fresh.state != MajorState.RESTORED:
            raise Refusal(f"{fresh} is looked back on once service is back, until that is done.")
        fresh.happened, fresh.helped = happened.strip(), helped.strip()
        fresh.hindered = hindered.strip()
    return fresh


@needs("desk.work")
def finish_review(
    major: MajorIncident,
    *,
    by: User,
    at: datetime,
    happened: str,
    helped: str = "",
    hindered: str = "",
) -> MajorIncident:
    """Finish the review; from then on its words and its timeline stay as they are.

    Raises:
        Refusal: it does not say what happened.
        ForbiddenMove: service is not back, or it is finished already.
    """
    if not happened.strip():
        raise Refusal(f"Say what happened in {major}, in the order in which it did.")
    with trail.change(major, "major.looked_back", by=by, at=at) as fresh:
        fresh.move_to(MajorState.REVIEWED)
        fresh.happened, fresh.helped = happened.strip(), helped.strip()
        fresh.hindered, fresh.reviewed_at = hindered.strip(), at
    return fresh


@needs("desk.work")
def add_follow_up(
    major: MajorIncident, *, by: User, at: datetime, title: str, owner: User, due_on: date
) -> FollowUp:
    """Write down what is to be done so that it does not come back, by whom and until when.

    Raises:
        Refusal: nothing is named.
    """
    if not title.strip():
        raise Refusal("Say in a few words what is to be done.")
    follow_up = FollowUp(
        major=major, title=title.strip()[:250], owner=owner, due_on=due_on, added_at=at
    )
    trail.begin(follow_up, "follow_up.added", by=by, at=at)
    trail.note(major.number, "major.asked_for_more", by=by, at=at)
    return follow_up


@needs("desk.work")
def end_follow_up(follow_up: FollowUp, *, by: User, at: datetime) -> FollowUp:
    """Say that it is done.

    Raises:
        Refusal: it is done already.
    """
    with trail.change(follow_up, "follow_up.finished", by=by, at=at) as fresh:
        if fresh.done_at is not None:
            raise Refusal(f"{fresh} is done already.")
        fresh.done_at = at
    return fresh
