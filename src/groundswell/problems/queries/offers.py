"""Known errors offered for a trouble while it is told: one call for every door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import pyarrow as pa
from django.db.models import Count, Q

from groundswell.analysis.match import MatchIndex
from groundswell.analysis.match.options import default_options
from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.evidence import Evidence
from groundswell.foundation.accounts.models import User
from groundswell.kernel.statistics import wilson, z_of
from groundswell.kernel.versions import is_within
from groundswell.problems.models import KnownError, Workaround, WorkaroundUse

_SHOWN = 3
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Success:
    """How often a workaround helped, of those times when somebody said; with its 90 % interval."""

    uses: int
    said: int
    helped: int
    low: float | None
    high: float | None

    @property
    def share(self) -> float | None:
        """Return the share that helped, None while nobody has said."""
        return self.helped / self.said if self.said else None


@dataclass(frozen=True, slots=True)
class Offer:
    """A known error that may be what somebody tells of."""

    known: KnownError
    score: float
    why: tuple[str, ...]
    workaround: Workaround | None
    success: Success | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says of a trouble, and what it is about as far as that is known."""

    summary: str
    description: str = ""
    service: Service | None = None
    ci: ConfigItem | None = None


def offer_known_errors(told: Told, *, seen_by: User | None) -> list[Offer]:
    """Return the known errors that fit what is told, best first; at most three.

    By the words, and by the thing itself: a known error of this item, or of its vendor, model and
    version, is offered whatever the words.

    Args:
        told: the trouble, in the words of whoever has it.
        seen_by: who asks; None for a caller, who is offered only what callers may be shown.
    """
    active = KnownError.objects.active().filter(Q(problem=None) | Q(problem__security=False))
    stamps = tuple(active.order_by("id").values_list("number", "title", "updated_at"))
    if not stamps:
        return []
    found = _by_words(told, _index(stamps))
    if told.ci is not None:
        found |= {number: (1.0, (why,)) for number, why in _by_item(told.ci)}
    known = active.filter(number__in=found).select_related("problem", "service")
    offers = [_offer(each, *found[each.number], callers_only=seen_by is None) for each in known]
    fitting = [offer for offer in offers if seen_by is not None or offer.workaround is not None]
    return sorted(fitting, key=lambda offer: (-offer.score, offer.known.number))[:_SHOWN]


def _by_words(told: Told, index: MatchIndex) -> dict[str, tuple[float, tuple[str, ...]]]:
    if not told.summary.strip():
        return {}
    fields = {
        "service": told.service.name if told.service else None,
        "ci": told.ci.name if told.ci else None,
    }
    matches = index.best(told.summary, told.description, fields, top=_SHOWN * 2)
    least = default_options().worth_showing
    return {match.id: (match.score, match.why) for match in matches if match.score >= least}


@lru_cache(maxsize=2)
def _index(stamps: tuple[tuple[str, str, datetime | None], ...]) -> MatchIndex:
    """Return the index over the known errors as they stood with these stamps."""
    rows = [
        {
            "ticket_id": known.number,
            "title": known.title,
            "description": f"{known.symptom}\n{known.error_code} {known.vendor} {known.model}",
            "service": known.service.name if known.service else None,
        }
        for known in KnownError.objects.filter(
            number__in=[number for number, _, _ in stamps]
        ).select_related("service")
    ]
    return MatchIndex(Evidence({"tickets": pa.Table.from_pylist(rows)}))


def _by_item(ci: ConfigItem) -> list[tuple[str, str]]:
    """Return the known errors of this very item, and of its make as far as the versions fit."""
    direct = KnownError.objects.active().filter(cis=ci).values_list("number", flat=True)
    found = [(number, f"it is known of {ci.name}") for number in direct]
    if not ci.model:
        return found
    made = KnownError.objects.active().filter(model__iexact=ci.model)
    for known in made:
        fits_vendor = not known.vendor or known.vendor.casefold() == ci.vendor.casefold()
        fits = is_within(ci.version, first=known.version_from, last=known.version_to)
        if fits_vendor and fits:
            version = f" {ci.version}" if ci.version else ""
            found.append((known.number, f"it is known of {ci.model}{version}"))
    return found


def _offer(known: KnownError, score: float, why: Sequence[str], *, callers_only: bool) -> Offer:
    workarounds = known.workarounds.filter(withdrawn_at=None)
    if callers_only:
        workarounds = workarounds.filter(for_callers=True)
    rated = [(workaround, count_success(workaround)) for workaround in workarounds]
    rated.sort(key=lambda pair: -(pair[1].low or 0.0))
    best, success = rated[0] if rated else (None, None)
    return Offer(known, score, tuple(why), best, success)


def count_success(workaround: Workaround) -> Success:
    """Return how often this workaround helped, counted from its uses."""
    counted = WorkaroundUse.objects.filter(workaround=workaround).aggregate(
        uses=Count("id"),
        said=Count("id", filter=Q(helped__isnull=False)),
        helped=Count("id", filter=Q(helped=True)),
    )
    low, high = None, None
    if counted["said"]:
        low, high = wilson(counted["helped"], counted["said"], z=z_of(_CONFIDENCE))
    return Success(counted["uses"], counted["said"], counted["helped"], low, high)
