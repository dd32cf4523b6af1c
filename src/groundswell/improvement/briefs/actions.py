"""Keeping a page as it is, and writing down what became of it: each function is one act."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django_q.models import Schedule

from groundswell.analysis.brief.documents import write_document
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.improvement.actions import note_touch, take_question, take_signal
from groundswell.improvement.briefs.models import BriefContact, ContactKind, KeptBrief
from groundswell.improvement.briefs.queries import DUE_LENS, count_opened, find_period, is_due
from groundswell.improvement.models import Stakeholder
from groundswell.improvement.queries import write_brief
from groundswell.improvement.states import PreferredForm
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.measurement.queries import latest_findings, latest_run

DRAFT = "groundswell.improvement.briefs.tasks.draft_due"

#: what the trail says of each kind; with whom stands in the register of people alone
_ACTS: dict[str, str] = {
    ContactKind.SHOWN: "brief.shown_to_somebody",
    ContactKind.SENT: "brief.sent_by_hand",
    ContactKind.OPENED: "brief.was_opened",
    ContactKind.ACKNOWLEDGED: "brief.was_received",
    ContactKind.ASKED: "brief.was_asked_about",
}
#: so often somebody opens what we sent before it counts as interest (support.toml)
_TWICE = 2


@needs("findings.make")
def keep_brief(
    *, by: User, at: datetime, lens: str, department: str = "", because: str = ""
) -> KeptBrief:
    """Keep the page as it is today, so that it can be handed over and looked up later.

    Returns:
        The page; the one of today where the same one was kept before.

    Raises:
        NotKnown, BadInput: see `write_brief`.
    """
    return _keep(by=by, at=at, lens=lens, department=department, because=because)


def draft_due(*, by: User, at: datetime) -> KeptBrief | None:
    """Draft the page that is due by the situation of the house; nothing where none is.

    It is shown on Today and sent to nobody.
    """
    run = latest_run()
    if not may(by, "findings.make") or not is_due(run, as_of=at):
        return None
    return _keep(by=by, at=at, lens=DUE_LENS, is_scheduled=True)


@needs("findings.make")
def set_aside(kept: KeptBrief, *, by: User, at: datetime) -> KeptBrief:
    """Say that a page is handed to nobody.

    Raises:
        Refusal: that is said already.
    """
    with trail.change(kept, "brief.kept_back", by=by, at=at) as fresh:
        if fresh.set_aside_at is not None:
            raise Refusal(f"{kept} is set aside already.")
        fresh.set_aside_at = at
    return fresh


@needs("support.keep")
def take_contact(
    kept: KeptBrief,
    *,
    by: User,
    at: datetime,
    kind: str,
    stakeholder: Stakeholder,
    happened_on: date,
    words: str = "",
) -> BriefContact:
    """Write down that a page was handed over by hand, or what somebody did with it.

    What it says of their support goes the usual way: showing and sending is a contact of ours, a
    question is a question, and whoever opened two pages has shown interest.

    Raises:
        BadInput: there is no such kind, or the day is before the page or yet to come.
        Refusal: the person is not in the register, or the question has no words.
    """
    _check(kept, kind=kind, happened_on=happened_on, at=at)
    if not Stakeholder.objects.visible_to(by).filter(pk=stakeholder.pk).exists():
        raise Refusal("Take this person into the register of people who decide first.")
    if kind == ContactKind.ASKED and not words.strip():
        raise Refusal("Write what they asked, as they asked it.")
    with transaction.atomic():
        contact = kept.contacts.create(
            stakeholder=stakeholder,
            kind=kind,
            happened_on=happened_on,
            words=words.strip()[:500],
            taken_at=at,
        )
        _pass_on(contact, by=by, at=at)
        trail.note(kept.number, _ACTS[kind], by=by, at=at)
    return contact


def plan_drafts(*, at: datetime) -> None:
    """Have it looked at every morning whether a page is due; harmless when said again."""
    Schedule.objects.get_or_create(
        func=DRAFT,
        defaults={"schedule_type": Schedule.DAILY, "next_run": at + timedelta(hours=2)},
    )


def _keep(
    *,
    by: User,
    at: datetime,
    lens: str,
    department: str = "",
    because: str = "",
    is_scheduled: bool = False,
) -> KeptBrief:
    names_people = may(by, "support.keep")
    page = write_brief(
        lens=lens,
        written_on=at.date(),
        department=department or None,
        because=because,
        names_people=names_people,
    )
    same = {"lens": lens, "department": department.strip(), "written_on": at.date(),
            "because": because.strip(), "content_hash": page.content_hash,
            "names_people": names_people}  # fmt: skip
    with transaction.atomic():
        held = KeptBrief.objects.select_for_update().filter(**same).order_by("id").first()
        if held is not None:
            return held
        first, last = find_period(latest_findings())
        kept = KeptBrief(
            **same,
            first_day=first,
            last_day=last,
            headline=page.headline[:500],
            content=write_document(page),
            drafted_by=None if is_scheduled else by,
            drafted_at=at,
        )
        return trail.begin(kept, "brief.drafted", by=by, at=at)


def _check(kept: KeptBrief, *, kind: str, happened_on: date, at: datetime) -> None:
    if kind not in ContactKind.values:
        raise BadInput(f'A page cannot be "{kind}"; use one of {", ".join(ContactKind.values)}.')
    if happened_on > at.date():
        raise BadInput(f"{happened_on} is yet to come; write down what has happened.")
    if happened_on < kept.written_on:
        raise BadInput(f"The page is of {kept.written_on}; before that nobody can have had it.")


def _pass_on(contact: BriefContact, *, by: User, at: datetime) -> None:
    """Let the ladder of support know, through the acts that it always learns from."""
    who, day, page = contact.stakeholder, contact.happened_on, str(contact.brief)
    if contact.kind in {ContactKind.SHOWN, ContactKind.SENT}:
        how = PreferredForm.PAPER if contact.kind == ContactKind.SHOWN else PreferredForm.MAIL
        note_touch(who, by=by, at=at, touched_on=day, how=how, about=f"Brief {page}")
    elif contact.kind == ContactKind.ASKED:
        take_question(who, by=by, at=at, text=contact.words, asked_on=day)
    elif contact.kind == ContactKind.OPENED and count_opened(who) % _TWICE == 0:
        source = f"opened {page}, and another time before"
        take_signal(who, by=by, at=at, kind="opened", seen_on=day, source=source)
