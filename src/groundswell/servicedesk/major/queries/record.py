"""One major incident in full: its course in one line of time, what was told, what follows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk.major.models import (
    FollowUp,
    MajorIncident,
    MajorUpdate,
    MeToo,
    TimelineEntry,
)
from groundswell.servicedesk.major.wording import write_out
from groundswell.servicedesk.queries import Reach, reach_of_all

#: acts that say nothing which an update or an entry beside them does not say better
_SAID_ELSEWHERE = (
    "major.told_everyone", "major.restored", "major.stood_down", "major.entry_written",
    "major.me_too", "major.not_me", "major.asked_for_more",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: words to everybody, words among agents, or an act.

    Attributes:
        at: when it happened.
        who: did or said it.
        kind: "told", "noted" or "act".
        what: the kind of update or entry in words, or the name of the act.
        words: what was said; "" for an act.
        was_late: it had been promised for before.
        people: how many were told.
        unread: tickets on which it stands without anybody who could read it.
    """

    at: datetime
    who: str
    kind: str
    what: str
    words: str = ""
    was_late: bool = False
    people: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """How the promises of news were kept: messages that were due, and those that came in time."""

    due: int
    in_time: int


def tell_course(major: MajorIncident, *, newest_first: bool = True) -> list[Step]:
    """Return what was said, noted and done in one line of time; three queries."""
    steps = [
        Step(
            update.written_at,
            str(update.author),
            "told",
            update.get_kind_display(),
            update.text,
            update.was_late,
            update.people,
            update.unread,
        )
        for update in list_updates(major)
    ]
    entries = TimelineEntry.objects.filter(major=major).select_related("author")
    steps += [
        Step(entry.happened_at, str(entry.author), "noted", entry.get_kind_display(), entry.text)
        for entry in entries.order_by("happened_at", "id")
    ]
    acts = AuditEntry.objects.filter(number=major.number).select_related("actor")
    steps += [
        Step(act.acted_at, str(act.actor or ""), "act", act.act)
        for act in acts.exclude(act__in=_SAID_ELSEWHERE).order_by("acted_at", "id")
    ]
    return sorted(steps, key=lambda step: step.at, reverse=newest_first)


def list_updates(major: MajorIncident) -> QuerySet[Any]:
    """Return what everybody was told, the newest first, with how many it reached and did not."""
    found = MajorUpdate.objects.filter(major=major).select_related("author")
    counted = found.annotate(
        people=Count("told", filter=Q(told__person__isnull=False)),
        unread=Count("told", filter=Q(told__person__isnull=True)),
    )
    return counted.order_by("-written_at", "-id")


def measure_news(major: MajorIncident) -> News:
    """Return how many messages had been promised, and how many of them came in time."""
    due = [update for update in list_updates(major) if update.due_at is not None]
    return News(len(due), sum(not update.was_late for update in due))


def preview_news(text: str, minutes: int, *, at: datetime) -> str:
    """Return a message as everybody would read it were it sent at this moment."""
    return write_out(text.strip(), next_at=at + timedelta(minutes=minutes), at=at)


def reach_of(major: MajorIncident) -> Reach:
    """Return how many would be told now, with those who said "me too" without a ticket."""
    said = MeToo.objects.filter(ticket=major.parent_id, withdrawn_at=None)
    return reach_of_all(major.parent, said=said.values_list("person_id", flat=True))


def list_follow_ups(major: MajorIncident) -> QuerySet[FollowUp]:
    """Return what its review asks for, the soonest first."""
    return FollowUp.objects.filter(major=major).select_related("owner").order_by("due_on", "id")


def get_follow_up(number: str, *, seen_by: User) -> FollowUp:
    """Return what is to be done under this number.

    Raises:
        Http404: there is none, or it is not theirs to see; the two are not told apart.
    """
    majors = MajorIncident.objects.visible_to(seen_by)
    found = FollowUp.objects.filter(major__in=majors).select_related("major")
    return get_object_or_404(found, number=number)
