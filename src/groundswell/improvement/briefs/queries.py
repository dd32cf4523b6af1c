"""Questions about kept pages: which there are, what changed, when the next one is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.analysis.brief import Brief
from groundswell.analysis.brief.compare import BlockChange, compare
from groundswell.analysis.brief.documents import read_brief
from groundswell.analysis.mode import load_modes
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.improvement.briefs.models import HANDED_OVER, BriefContact, KeptBrief
from groundswell.improvement.mode.queries import find_reading, latest_change
from groundswell.improvement.models import Stakeholder
from groundswell.measurement.models import AnalysisRun

#: the page that is drafted by itself when it is due
DUE_LENS = "boss"


@dataclass(frozen=True, slots=True)
class Due:
    """When the next page is to be handed over, as the situation of the house has it."""

    mode: str
    #: in words: a brief every month
    cadence: str
    next_on: date
    #: drafted, and neither handed over nor set aside
    waiting: KeptBrief | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Since:
    """What a page says otherwise than the one before it for the same reader."""

    before: KeptBrief
    same_numbers: bool
    changes: tuple[BlockChange, ...]


def list_kept(*, seen_by: User) -> QuerySet[KeptBrief]:
    """Return the kept pages, the newest first, without their words."""
    found = KeptBrief.objects.visible_to(seen_by).select_related("drafted_by").defer("content")
    return found.order_by("-drafted_at", "-id")


def get_kept(number: str, *, seen_by: User) -> KeptBrief:
    """Return a kept page, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    found = KeptBrief.objects.visible_to(seen_by).select_related("drafted_by")
    return get_object_or_404(found, number=number)


def read_kept(kept: KeptBrief) -> Brief:
    """Return the page as it was."""
    return read_brief(kept.content)


def find_since(kept: KeptBrief, *, seen_by: User) -> Since | None:
    """Return what changed since the page before it for the same reader; None for the first."""
    earlier = KeptBrief.objects.visible_to(seen_by).filter(
        Q(drafted_at__lt=kept.drafted_at), lens=kept.lens, department=kept.department
    )
    before = earlier.order_by("-drafted_at", "-id").first()
    if before is None:
        return None
    changes = compare(read_kept(before), read_kept(kept))
    return Since(before, before.content_hash == kept.content_hash, changes)


def list_contacts(kept: KeptBrief, *, seen_by: User) -> QuerySet[BriefContact]:
    """Return what became of a page, the newest first, as far as this person may see it."""
    found = kept.contacts.visible_to(seen_by).select_related("stakeholder")
    return found.order_by("-happened_on", "-id")


def list_readers(*, seen_by: User) -> QuerySet[Stakeholder]:
    """Return who a page can have been handed to: the register, by name."""
    return Stakeholder.objects.visible_to(seen_by).order_by("name", "id")


def count_opened(stakeholder: Stakeholder) -> int:
    """Return how often this person opened a page of ours."""
    return BriefContact.objects.filter(stakeholder=stakeholder, kind="opened").count()


def find_due(run: AnalysisRun | None, *, seen_by: User, as_of: datetime) -> Due | None:
    """Return when the next page is due, for whoever drafts them; None before there is one to draft.

    It is asked on Today, so that the situation is read from what was last seen of it, and the
    findings only where nothing was kept yet.
    """
    if run is None or not may(seen_by, "findings.make"):
        return None
    return _find_due(run, as_of)


def is_due(run: AnalysisRun | None, *, as_of: datetime) -> bool:
    """Tell whether a page has to be drafted now."""
    if run is None:
        return False
    due = _find_due(run, as_of)
    return due.next_on <= as_of.date()


def _find_due(run: AnalysisRun, as_of: datetime) -> Due:
    mode = _read_mode(run, as_of)
    traits = load_modes().modes[mode]
    newest = _of_the_house().order_by("-drafted_at", "-id").first()
    today = as_of.date()
    next_on = newest.written_on + timedelta(days=traits.cadence_days) if newest else today
    waiting = newest if newest and waits(newest) else None
    return Due(mode, traits.cadence, next_on, waiting, is_due=bool(waiting) or next_on <= today)


def _of_the_house() -> QuerySet[KeptBrief]:
    return KeptBrief.objects.exclude(lens="department").defer("content")


def waits(kept: KeptBrief) -> bool:
    """Tell whether a page was neither handed over nor set aside."""
    return kept.set_aside_at is None and not kept.contacts.filter(kind__in=HANDED_OVER).exists()


def _read_mode(run: AnalysisRun, as_of: datetime) -> str:
    last = latest_change()
    return last.mode if last else find_reading(run, as_of=as_of).name


def find_period(findings: Mapping[str, object]) -> tuple[date | None, date | None]:
    """Return the first and the last day on which the tickets of findings were opened."""
    summary = findings.get("summary")
    told = summary if isinstance(summary, Mapping) else {}
    first, last = (_day(told.get(name)) for name in ("first", "last"))
    return first, last


def _day(said: object) -> date | None:
    if isinstance(said, datetime):
        return said.date()
    return datetime.fromisoformat(said).date() if isinstance(said, str) and said else None
