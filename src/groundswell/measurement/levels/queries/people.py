"""How people see a practice, and what they contest."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from groundswell.analysis.maturity import Perceived, gap, perceive
from groundswell.foundation import links
from groundswell.measurement.levels.models import Contest, View

#: what a link to the three questions is signed for, and for how long it can be answered
_SALT = "groundswell.view"
LINK_DAYS = 30


@dataclass(frozen=True, slots=True)
class Seen:
    """The level that a circle of people sees, and how far it lies from the records."""

    circle: str
    people: int
    #: None where too few were heard
    level: Perceived | None
    #: positive: they see more than the records show
    gap: float | None


def list_views(practice: str) -> QuerySet[View]:
    """Return how people see a practice, the newest first."""
    given = View.objects.filter(practice=practice, answered_at__isnull=False)
    return given.order_by("-answered_at", "-id")


def list_asked(practice: str) -> QuerySet[View]:
    """Return whom was sent a link that is not answered yet, the oldest first."""
    return View.objects.filter(practice=practice, answered_at=None).order_by("asked_at", "id")


def see_level(practice: str, *, shown: int | None) -> list[Seen]:
    """Return the level that all see, and that managers see; the newest view of each counts."""
    newest: dict[str, View] = {}
    for view in list_views(practice):
        newest.setdefault(view.who.casefold(), view)
    managers = [view for view in newest.values() if view.is_manager]
    return [
        _seen("Everybody asked", newest.values(), shown),
        _seen("People who decide", managers, shown),
    ]


def _seen(circle: str, views: Iterable[View], shown: int | None) -> Seen:
    answers = [view.answers for view in views]
    level = perceive(answers)
    return Seen(circle, len(answers), level, gap(level, shown))


def list_contests(practice: str) -> QuerySet[Contest]:
    """Return what was contested, the newest first."""
    held = Contest.objects.filter(practice=practice).select_related("raised_by", "decided_by")
    return held.defer("snapshot__content").order_by("-raised_at", "-id")


def get_contest(number: str) -> Contest:
    """Return a contest by its number.

    Raises:
        Http404: there is none.
    """
    found = Contest.objects.filter(number=number).first()
    if found is None:
        raise Http404(f"There is no contest {number}.")
    return found


def sign_view(view: View) -> str:
    """Return the part of an address by which these questions, and no others, can be answered."""
    return links.sign_link(view, salt=_SALT)


def get_view_by_link(token: str) -> View:
    """Return the questions that a link belongs to.

    Raises:
        Http404: the link was not made here, or is too old.
    """
    return links.follow_link(token, salt=_SALT, days=LINK_DAYS, among=View.objects.all())
