"""What people keep asking for and no article answers: from the groups of the newest run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.knowledge.models import Article, ArticleUse
from groundswell.knowledge.queries import Offer, offer
from groundswell.measurement.models import AnalysisRun, Finding

#: gaps on the page, and groups that are looked through for them, the dearest first
SHOWN, LOOKED_AT = 20, 40
#: an article answers a group from such a fit on
_ANSWERS = 0.5


@dataclass(frozen=True, slots=True)
class Gap:
    """A group of tickets that no article answers.

    Attributes:
        finding: the group as the analysis found it.
        closed: how many of its tickets are over; each was answered without an article.
        nearest: the article that comes nearest without answering, or None.
    """

    finding: Finding
    closed: int
    nearest: Offer | None

    @property
    def cost(self) -> Mapping[str, Any] | None:
        """Return what the group costs: a year, else in these records; None where not priced."""
        detail: Mapping[str, Any] = self.finding.detail
        return detail.get("cost_per_year") or detail.get("cost_of_tickets")

    @property
    def minutes(self) -> Mapping[str, Any] | None:
        """Return the working minutes it takes in a year, None where they are not known."""
        minutes: Mapping[str, Any] | None = self.finding.detail.get("minutes_per_year")
        return minutes


def origin_of(finding: Finding) -> str:
    """Return what an article says that was written for a group."""
    return f"finding:{finding.key}"


def list_gaps(run: AnalysisRun, *, seen_by: User) -> list[Gap]:
    """Return the groups that no article answers, the dearest first, then the largest.

    A group is answered by an article that was written for it, that was used on one of its tickets,
    or whose words fit its title. Requests count too: an answer spares them as well.
    """
    is_over = Q(tickets__resolved_at__isnull=False) | Q(tickets__closed_at__isnull=False)
    counted = run.problems.annotate(closed=Count("tickets", filter=is_over))
    found = counted.filter(closed__gt=0).defer("memory")
    groups = list(found.order_by("rank")[:LOOKED_AT])
    written = _list_written(groups)
    services = _services(groups)
    gaps = []
    for group in groups:
        if group.pk in written:
            continue
        service = services.get(group.detail.get("service") or "")
        best = next(iter(offer(group.title, service=service, seen_by=seen_by, limit=1)), None)
        if best is None or best.score < _ANSWERS:
            gaps.append(Gap(group, getattr(group, "closed", 0), best))
    gaps.sort(key=lambda gap: (-(gap.cost or {}).get("likely", 0.0), -gap.closed))
    return gaps[:SHOWN]


def _list_written(groups: Iterable[Finding]) -> set[int]:
    """Return the groups for which an article was written, or on whose tickets one was used."""
    groups = list(groups)
    origins = set(
        Article.objects.filter(origin__in=[origin_of(group) for group in groups]).values_list(
            "origin", flat=True
        )
    )
    numbers = set(ArticleUse.objects.values_list("record", flat=True)[:5_000])
    used = Finding.objects.filter(
        pk__in=[group.pk for group in groups], tickets__number__in=numbers
    ).values_list("pk", flat=True)
    return {group.pk for group in groups if origin_of(group) in origins} | set(used)


def _services(groups: Iterable[Finding]) -> dict[str, Service]:
    names = {group.detail.get("service") for group in groups} - {None, ""}
    return {service.name: service for service in Service.objects.filter(name__in=names)}
